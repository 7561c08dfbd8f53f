"""The list of contacts."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import policies
from accounts.models import Member
from accounts.pages import Choice, Link
from contacts.models import Contact, ContactAddress, Lifecycle
from contacts.pages import ContactResults, ContactRow, ListPage, Nothing
from contacts.presenters import labels
from contacts.selectors import BY_NAME, MOST_FOUND, NEWEST, ContactPage, ContactQuery


def list_page(
    page: ContactPage, *, query: ContactQuery, member: Member, members: Sequence[Member], tags: Sequence[str]
) -> ListPage:
    """Print the list with its filters."""
    may_write, may_supervise = policies.can_write(member), policies.can_supervise(member)
    owners = [(str(row.pk), row.name) for row in members]
    return ListPage(
        results=results(page, query=query, member=member),
        url=reverse("contacts:list"),
        search_url=reverse("contacts:search"),
        words=query.words,
        lifecycles=_choices(_("Every relationship"), Lifecycle.choices, query.lifecycle),
        owners=_choices(_("Looked after by anyone"), owners, str(query.owner_id or "")),
        tags=_choices(_("Every label"), [(tag, tag) for tag in tags], query.tag),
        sorts=tuple(
            Choice(value=value, label=label, is_current=value == query.sort)
            for value, label in ((BY_NAME, _("By name")), (NEWEST, _("Newest first")))
        ),
        new_url=reverse("contacts:new") if may_write else "",
        duplicates_url=reverse("contacts:duplicates") if may_write else "",
        import_url=reverse("contacts:imports") if may_write else "",
        export_url=reverse("contacts:export") if may_supervise else "",
    )


def results(page: ContactPage, *, query: ContactQuery, member: Member) -> ContactResults:
    """Print the rows that fit."""
    return ContactResults(
        rows=tuple(_row(contact, page.addresses.get(contact.pk, ())) for contact in page.contacts),
        next_url=_next_url(page, query),
        summary=_summary(len(page.contacts)) if query.words else "",
        empty=_empty(query, may_write=policies.can_write(member)),
    )


def _choices(everything: str, choices: Sequence[tuple[str, object]], current: str) -> tuple[Choice, ...]:
    known = {value for value, _label in choices}
    kept = [] if current in known or not current else [(current, current)]
    return (
        Choice(value="", label=everything, is_current=not current),
        *(
            Choice(value=value, label=str(label), is_current=value == current)
            for value, label in (*choices, *kept)
        ),
    )


def _row(contact: Contact, addresses: tuple[ContactAddress, ...]) -> ContactRow:
    who = labels.who(contact, addresses)
    reach = [labels.address_label(address) for address in addresses]
    others = len(reach) - 1
    return ContactRow(
        id=str(contact.pk),
        url=reverse("contacts:contact", args=[contact.pk]),
        who=who,
        company=contact.company_name if contact.company_name != who.name else "",
        lifecycle=labels.lifecycle_mark(contact),
        reach=reach[0] if reach else "",
        more_reach=_("and %(count)d more") % {"count": others} if others > 0 else "",
        owner=contact.owner.name if contact.owner else "",
        tags=tuple(contact.tags),
    )


def _next_url(page: ContactPage, query: ContactQuery) -> str:
    if page.next is None:
        return ""
    values = {
        "lifecycle": query.lifecycle,
        "tag": query.tag,
        "owner": str(query.owner_id or ""),
        "sort": query.sort,
        "after": str(page.next.id),
        "key": page.next.key,
    }
    kept = {name: value for name, value in values.items() if value or name == "key"}
    return f"{reverse('contacts:list')}?{urlencode(kept)}"


def _summary(count: int) -> str:
    if count >= MOST_FOUND:
        return _("The first %(count)d who fit. Write more to find fewer.") % {"count": count}
    return ngettext("%(count)d found", "%(count)d found", count) % {"count": count}


def _empty(query: ContactQuery, *, may_write: bool) -> Nothing:
    if query != ContactQuery(sort=query.sort):
        return Nothing(
            title=_("Nobody fits"),
            text=_("Search by name, by number in any format, or by e-mail."),
            action=Link(label=_("Show everyone"), url=reverse("contacts:list")),
        )
    new = Link(label=_("Add a contact"), url=reverse("contacts:new")) if may_write else None
    return Nothing(
        title=_("Nobody yet"), text=_("Whoever writes to you appears here by themselves."), action=new
    )
