"""One contact's page."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Link
from contacts.domain.addresses import AddressKind
from contacts.models import ConsentEvent, Contact, ContactAddress, ContactKind
from contacts.pages import (
    AddressItem,
    ConsentItem,
    ConsentMoment,
    ContactPageView,
    Details,
    Mark,
    Moment,
    Timeline,
)
from contacts.ports import TimelineItem
from contacts.presenters import labels
from contacts.presenters.merging import merged_items
from contacts.selectors.consent import CALL
from contacts.selectors.page import PAGE, ContactSource
from contacts.services.addresses import BY_THEMSELVES, TEXTABLE


def contact_page(source: ContactSource, *, may_write: bool, now: datetime) -> ContactPageView:
    """Print the page; without `may_write` nothing on it can be changed."""
    contact = source.contact
    here = [contact.pk]
    return ContactPageView(
        id=str(contact.pk),
        since=now.isoformat(),
        who=labels.who(contact, tuple(source.addresses)),
        subtitle=_("%(kind)s · since %(date)s")
        % {"kind": contact.get_lifecycle_display(), "date": labels.date_label(contact.created_at)},
        details=Details(
            version=contact.version,
            facts=_facts(contact),
            tags=tuple(contact.tags),
            about=contact.about,
            edit_url=reverse("contacts:edit", args=here) if may_write else "",
        ),
        addresses=tuple(_address(row, source, may_write=may_write) for row in source.addresses),
        consents=tuple(
            _consent(row, source.consent.get((row.kind, row.value)), may_write=may_write)
            for row in source.addresses
            if row.kind in TEXTABLE
        ),
        call_consents=tuple(
            _call_consent(row, source.call_consent.get((row.kind, row.value)), may_write=may_write)
            for row in source.addresses
            if row.kind == AddressKind.PHONE
        ),
        consent_history=tuple(_said(row) for row in source.said),
        timeline=timeline_page(contact, source.items, now=now),
        panels=source.panels,
        list_url=reverse("contacts:list"),
        merged=merged_items(source.merges, may_write=may_write),
        merge_url=reverse("contacts:merge", args=here) if may_write else "",
        add_url=reverse("contacts:address_add", args=here) if may_write else "",
    )


def timeline_page(contact: Contact, items: Sequence[TimelineItem], *, now: datetime) -> Timeline:
    """Print a page of the timeline; an item beyond the page tells that there are older ones."""
    shown = items[:PAGE]
    older = ""
    if len(items) > PAGE:
        place = urlencode({"before": shown[-1].at.isoformat(), "id": str(shown[-1].id)})
        older = f"{reverse('contacts:timeline', args=[contact.pk])}?{place}"
    moments, day = [], ""
    for item in shown:
        label = labels.day_label(item.at, now=now)
        moments.append(_moment(item, day_label=label if label != day else ""))
        day = label
    return Timeline(items=tuple(moments), older_url=older)


def _moment(item: TimelineItem, *, day_label: str) -> Moment:
    return Moment(
        id=str(item.id),
        order=f"{item.at.isoformat()} {item.id}",
        icon=item.icon,
        tone=item.tone,
        who=item.who,
        what=item.what,
        text=item.text,
        time_label=labels.time_label(item.at),
        time_iso=item.at.isoformat(),
        day_label=day_label,
        link=Link(label=item.url_label, url=item.url) if item.url else None,
    )


def _facts(contact: Contact) -> tuple[tuple[str, str], ...]:
    full = " ".join(
        part
        for part in (
            contact.prefix,
            contact.first_name,
            contact.middle_name,
            contact.last_name,
            contact.suffix,
        )
        if part
    )
    wanted = (
        (_("Full name"), full if full != contact.display_name else ""),
        (_("Company"), contact.company_name if contact.company_name != contact.display_name else ""),
        (_("Kind"), contact.get_kind_display() if contact.kind == ContactKind.COMPANY else ""),
        (_("Language"), labels.language_label(contact.language)),
        (_("Looked after by"), contact.owner.name if contact.owner else ""),
        (_("Source"), contact.source),
    )
    return tuple((term, value) for term, value in wanted if value)


def _address(row: ContactAddress, source: ContactSource, *, may_write: bool) -> AddressItem:
    arguments = [source.contact.pk, row.pk]
    others = [name or _("somebody without a name") for name in source.sharers.get((row.kind, row.value), ())]
    said = source.consent.get((row.kind, row.value))
    refused = said is not None and not said.granted and row.kind in TEXTABLE
    return AddressItem(
        id=str(row.pk),
        label=row.label or labels.kind_label(row.kind),
        own_label=row.label,
        display=labels.address_label(row),
        is_preferred=row.is_preferred,
        is_shared=row.is_shared,
        shared_with=_("shared with %(names)s") % {"names": ", ".join(others)} if others else "",
        consent=Mark(label=_("no texts"), tone="danger", icon="ban") if refused else None,
        edit_url=reverse("contacts:address_edit", args=arguments) if may_write else "",
        remove_url=reverse("contacts:address_remove", args=arguments) if may_write else "",
    )


def _consent(row: ContactAddress, said: ConsentEvent | None, *, may_write: bool) -> ConsentItem:
    is_theirs = said is not None and not said.granted and said.evidence in BY_THEMSELVES
    state = "silent" if said is None else "yes" if said.granted else "no"
    badges = {
        "silent": Mark(label=_("Not asked")),
        "yes": Mark(label=_("Yes"), tone="ok"),
        "no": Mark(label=_("No"), tone="danger"),
    }
    return ConsentItem(
        id=str(row.pk),
        display=labels.address_label(row),
        state=state,
        badge=badges[state],
        evidence=_evidence(said),
        url=reverse("contacts:consent", args=[row.contact_id, row.pk]) if may_write else "",
        may_allow=state != "yes" and not is_theirs,
        may_forbid=state != "no",
    )


def _call_consent(row: ContactAddress, said: ConsentEvent | None, *, may_write: bool) -> ConsentItem:
    """Print what a number said about calls by hand; who said nothing may be called by day."""
    is_refused = said is not None and not said.granted
    return ConsentItem(
        id=f"call-{row.pk}",
        display=labels.address_label(row),
        scope=CALL,
        state="no" if is_refused else "yes" if said else "silent",
        badge=Mark(label=_("No"), tone="danger") if is_refused else Mark(label=_("Yes"), tone="ok"),
        evidence=_evidence(said, is_final=False)
        if said
        else _("By day; at night only who rang or knows us."),
        url=reverse("contacts:consent", args=[row.contact_id, row.pk]) if may_write else "",
        may_allow=is_refused,
        may_forbid=not is_refused,
    )


def _said(said: ConsentEvent) -> ConsentMoment:
    return ConsentMoment(
        display=labels.value_label(said.kind, said.value),
        about=_("calls") if said.scope == CALL else _("texts"),
        badge=Mark(label=_("Yes"), tone="ok") if said.granted else Mark(label=_("No"), tone="danger"),
        when=f"{labels.date_label(said.occurred_at)}, {labels.time_label(said.occurred_at)}",
        when_iso=said.occurred_at.isoformat(),
        source=_source(said),
        reason=said.reason,
        url=f"#item-{said.entry_id}" if said.entry_id else "",
    )


def _source(said: ConsentEvent) -> str:
    if said.evidence == "MEMBER":
        return said.member.name if said.member else _("A former member")
    return {
        "CARRIER": _("The carrier told us"),
        "FORM": _("In a form"),
        "WORDING": _("By text, in their own words"),
    }.get(said.evidence, _("By text"))


def _evidence(said: ConsentEvent | None, *, is_final: bool = True) -> str:
    """Say how it is known; `is_final`: a refusal of theirs is taken back by them alone."""
    if said is None:
        return _("Answers to their own messages are fine.")
    date = {"date": labels.date_label(said.occurred_at)}
    if said.evidence == "MEMBER":
        name = said.member.name if said.member else _("A former member")
        return _("%(name)s wrote it down on %(date)s.") % (date | {"name": name})
    if said.evidence == "CARRIER":
        return _("The carrier told us on %(date)s.") % date
    if said.evidence == "FORM":
        return _("Said in a form on %(date)s.") % date
    if said.granted or not is_final:
        return _("They texted so on %(date)s.") % date
    return _("They texted so on %(date)s. Only they can change it.") % date
