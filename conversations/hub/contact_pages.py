"""What keeps a contact's page live: who they are, how they are reached, what happened, and what is owed."""

from collections.abc import Iterator

from contacts import presenters, selectors
from contacts.forms import AddressForm
from contacts.pages import ContactPageView
from conversations.hub.doorkeeper import parse_id
from conversations.hub.pages import News, Part, Parts, register_page
from conversations.hub.seating import Crowd
from conversations.selectors import get_contact_news
from core.errors import NotFound
from core.transactions import reading


def register() -> None:
    """Let the hub print it."""
    register_page("contact", print_contact)


def print_contact(news: News, crowd: Crowd) -> Iterator[Parts]:
    """Print the parts of a contact's page that the news concern."""
    contact_id = parse_id(crowd.place.page.key if crowd.place.page else None)
    member, batch = crowd.everyone[0].member, news.batch
    if contact_id is None:
        return
    is_changed = contact_id in batch.contacts
    with reading(member.organisation_id):
        told = get_contact_news(
            organisation_id=member.organisation_id,
            contact_id=contact_id,
            conversation_ids=batch.conversations,
            consent_ids=batch.consents,
            task_ids=batch.tasks,
        )
        if not (is_changed or told.is_in_threads or told.is_about_consent or told.is_about_tasks):
            return
        try:
            source = selectors.get_contact_page(member=member, contact_id=contact_id, now=news.now)
        except NotFound:
            return
    page = presenters.contact_page(source, may_write=crowd.place.rights.can_write, now=news.now)
    parts: list[Part] = []
    if is_changed:
        parts.append(_part("details", page))
    if is_changed or told.is_about_consent:
        # The browser sends its own token with every request; what is pushed to many has none.
        form = AddressForm(region=member.organisation.country)
        parts.append(_part("reach", page, address_form=form, csrf_input=""))
    if told.is_in_threads or is_changed:
        parts += _moments(page)
    parts.append(_part("panels", page))
    yield parts, crowd.everyone


def _part(name: str, page: ContactPageView, **more: object) -> Part:
    return Part(
        id=name,
        version=page.details.version,
        template=f"contacts/_{name}.html",
        context={"page": page} | more,
    )


def _moments(page: ContactPageView) -> list[Part]:
    """Print the newest page of the timeline: a new item takes the day over from the one below it."""
    return [
        Part(
            id=f"item-{item.id}",
            version=0,
            template="contacts/_moment.html",
            context={"item": item},
            target="timeline",
        )
        for item in page.timeline.items
    ]
