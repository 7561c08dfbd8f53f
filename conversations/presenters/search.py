"""What a search found, by kind."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.models import Conversation, Entry
from conversations.pages import Empty, SearchGroup, SearchHit, SearchPage
from conversations.presenters import labels
from conversations.presenters.people import contact_url
from conversations.presenters.reader import Reader
from conversations.presenters.times import short_label
from conversations.presenters.words import marked_parts
from conversations.selectors import Found


def search_page(found: Found | None, *, words: str, reader: Reader) -> SearchPage:
    """Print people, conversations and messages; `found` is None before anything was asked."""
    groups: list[SearchGroup] = []
    if found is not None:
        people = tuple(
            SearchHit(
                url=contact_url(contact),
                title=contact.display_name or _("No name yet"),
                person=labels.contact_person(contact.display_name, contact.pk),
                detail=contact.get_lifecycle_display(),
            )
            for contact in found.contacts
        )
        talks = tuple(_talk(item, reader=reader) for item in found.conversations)
        words_found = tuple(_words(item, words, reader=reader) for item in found.entries)
        named = ((_("People"), people), (_("Conversations"), talks), (_("Messages"), words_found))
        groups = [SearchGroup(label=label, hits=hits) for label, hits in named if hits]
    return SearchPage(
        query=words,
        url=reverse("conversations:search"),
        summary=_summary(groups, words) if words else "",
        groups=tuple(groups),
        empty=_empty(words),
    )


def _talk(item: Conversation, *, reader: Reader) -> SearchHit:
    return SearchHit(
        url=reverse("conversations:conversation", args=[item.pk]),
        title=labels.party_person(item).name,
        when=short_label(item.latest_at, reader=reader),
        icon=labels.channel_icon(item.latest_channel),
        person=labels.party_person(item),
        detail=item.latest_text,
    )


def _words(entry: Entry, words: str, *, reader: Reader) -> SearchHit:
    url = reverse("conversations:conversation", args=[entry.conversation_id])
    return SearchHit(
        url=f"{url}#entry-{entry.pk}",
        title=labels.party_person(entry.conversation).name,
        when=short_label(entry.occurred_at, reader=reader),
        icon="lock" if entry.kind == "NOTE" else labels.channel_icon(entry.channel),
        parts=marked_parts(entry.text, words),
    )


def _summary(groups: list[SearchGroup], words: str) -> str:
    count = sum(len(group.hits) for group in groups)
    sentence = ngettext("%(count)d hit for “%(words)s”", "%(count)d hits for “%(words)s”", count)
    return sentence % {"count": count, "words": words}


def _empty(words: str) -> Empty:
    if not words:
        text = _("A name, a number in any form, an e-mail address, or words that were written.")
        return Empty(title=_("Find people and words"), text=text)
    return Empty(
        title=_("Nothing found"), text=_("Try fewer letters of the name, or the last digits of the number.")
    )
