"""Places where work is done, as their pages show them."""

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.pages import Choice
from contacts.models import Contact
from contacts.pages import Mark
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from intake.models import Precision, ServiceSite, SitePerson, SiteRole, ValidatedBy
from intake.pages.homes import SitePage, SitePersonRow, SiteRow, SitesPage
from intake.pages.jobs import JobRow
from intake.selectors.sites import SiteList


def sites_page(found: SiteList, *, words: str, may_write: bool) -> SitesPage:
    """Print the list."""

    def turn(page: int) -> str:
        return f"?{urlencode({**({'q': words} if words else {}), 'page': page})}"

    return SitesPage(
        rows=tuple(site_row(row, found.people.get(row.pk, ())) for row in found.sites),
        words=words,
        new_url=f"{reverse('intake:site_new')}?{urlencode({'line': words})}" if may_write else "",
        previous_url=turn(found.page - 1) if found.page > 1 else "",
        next_url=turn(found.page + 1) if found.has_more else "",
    )


def site_row(site: ServiceSite, people: Sequence[SitePerson] = (), *, extra: str = "") -> SiteRow:
    """Print one place of a list; `extra` is told beside the town."""
    names = (f"{one.contact.display_name} ({one.get_role_display()})" for one in people[:4])
    return SiteRow(
        title=str(site),
        town=" · ".join(part for part in (town_of(site), extra) if part),
        url=reverse("intake:site", args=[site.pk]),
        people=", ".join(names),
        marks=_marks(site),
    )


def site_page(
    site: ServiceSite,
    people: Sequence[SitePerson],
    *,
    reader: Reader,
    who: str = "",
    found: Sequence[tuple[Contact, str]] = (),
    jobs: tuple[JobRow, ...] = (),
) -> SitePage:
    """Print a place; `found` are contacts that fit `who`, each with how they are reached."""
    return SitePage(
        id=str(site.pk),
        title=str(site),
        town=town_of(site),
        marks=_marks(site),
        facts=tuple(_facts(site, reader)),
        notes=site_notes(site, with_entry=True),
        go_url=go_url(site),
        people=tuple(_person(one, may_write=reader.can_write) for one in people),
        roles=tuple(Choice(value=value, label=str(label)) for value, label in SiteRole.choices),
        who=who,
        jobs=jobs,
        found=tuple(
            Choice(value=str(one.pk), label=one.display_name or str(one.pk), detail=reached)
            for one, reached in found
        ),
        can_write=reader.can_write,
        can_verify=reader.can_write,
    )


def town_of(site: ServiceSite) -> str:
    """Write town, state and postcode."""
    tail = f"{site.state} {site.postcode}".strip()
    return ", ".join(part for part in (site.city, tail) if part)


def go_url(site: ServiceSite) -> str:
    """Give an address that any navigation program of a telephone opens; it looks the street up by itself."""
    at = f"{site.latitude:.5f},{site.longitude:.5f}" if site.latitude and site.longitude else "0,0"
    street = f"{site.street}, {town_of(site)}"
    return f"geo:{at}?q={quote(street)}"


def _marks(site: ServiceSite) -> tuple[Mark, ...]:
    marks = []
    if site.hazards:
        marks.append(Mark(label=_("Dangers"), tone="danger"))
    if site.pets:
        marks.append(Mark(label=_("Animals"), tone="warn"))
    if site.validated_by == ValidatedBy.NOBODY:
        marks.append(Mark(label=_("Address not checked"), tone="warn"))
    return tuple(marks)


def _facts(site: ServiceSite, reader: Reader) -> list[tuple[str, str]]:
    checked = str(ValidatedBy(site.validated_by).label)
    if site.verified_at is not None:
        checked = f"{checked}, {moment_label(site.verified_at, reader=reader)}"
    found = [
        (_("Address checked"), checked),
        (_("Place on the map"), str(Precision(site.precision).label)),
    ]
    return [*found, (_("Typed as"), site.raw)] if site.raw and site.raw != _line(site) else found


def _line(site: ServiceSite) -> str:
    return f"{site}, {town_of(site)}"


def site_notes(site: ServiceSite, *, with_entry: bool) -> tuple[tuple[str, str, str], ...]:
    """Give what whoever goes there has to know: the icon, what it is, the words; how to get in only to who may."""
    notes = [("alert", _("Dangers"), site.hazards), ("flag", _("Animals"), site.pets)]
    if with_entry:
        notes.append(("key", _("Gate code"), site.gate_code))
        notes.append(("door", _("How to get in, where to park"), site.access_notes))
    return tuple(note for note in notes if note[2])


def _person(row: SitePerson, *, may_write: bool) -> SitePersonRow:
    span = ""
    if row.until is not None:
        span = _("until %(day)s") % {"day": row.until.isoformat()}
    elif row.since is not None:
        span = _("since %(day)s") % {"day": row.since.isoformat()}
    return SitePersonRow(
        name=row.contact.display_name or _("Nameless"),
        url=reverse("contacts:contact", args=[row.contact_id]),
        role=str(SiteRole(row.role).label),
        detail=span,
        end_id=str(row.pk) if may_write and row.until is None else "",
    )
