"""The page on which a form is built: its pieces as a list, the one that is chosen, what is wrong, who sees what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Industry
from accounts.pages import Choice, Link
from accounts.presenters.shell import NATIVE
from intake.domain.forms import checking, edits, exposure
from intake.domain.forms.document import read, says, shape_findings
from intake.domain.forms.edits import LISTS, Place
from intake.domain.forms.findings import Finding
from intake.domain.forms.options import unknown_sets, with_options
from intake.domain.forms.states import VersionStatus
from intake.models import Form, OptionSet
from intake.pages.builder import BuilderPage, ListRow, ListsPage, Piece, Seen
from intake.presenters.forms import builder_words as say
from intake.presenters.forms.builder_panel import Sight, answer_rows, named, panel
from intake.presenters.forms.form_settings import KINDS, STATUSES, exposure_row
from intake.presenters.forms.words import finding_sentence, place_words

# A form that asks this much is as heavy as the scale goes; the largest template weighs about a third of it.
HEAVIEST: Final = 120
_SALT: Final = "intake.builder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A document on the bench: `findings` if it was not kept; `lost` is what a colleague changed meanwhile."""

    form: Form
    document: dict[str, Any]
    place: Place
    sets: Mapping[str, Sequence[Mapping[str, Any]]]
    set_names: Mapping[str, str]
    findings: Sequence[Finding] = ()
    lost: Sequence[edits.Change] = ()
    is_lost: bool = False
    # What the draft holds while `document` was not kept.
    stored: Mapping[str, Any] | None = None

    @property
    def is_kept(self) -> bool:
        """Tell whether the document is the draft."""
        return self.stored is None


def mark_of(document: Mapping[str, Any]) -> str:
    """Seal what a document looks like, so that a later save can say what changed since."""
    return signing.dumps(edits.prints(document), salt=_SALT, compress=True)


def read_mark(text: str) -> Mapping[str, str]:
    """Read it back; nothing where it is not ours."""
    try:
        found: Mapping[str, str] = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return {}
    return found


def builder_page(built: Built, language: str) -> BuilderPage:
    """Build the page."""
    document, whole = built.document, with_options(built.document, built.sets)
    found = tuple(built.findings) or (*unknown_sets(document, built.sets), *checking.check(whole))
    place = built.place if edits.node_at(document, built.place) is not None else ()
    definition = None if shape_findings(whole) else read(whole)
    weight = exposure.total(definition) if definition else 0
    sight = Sight(document=document, place=place, findings=found, sets=built.set_names, language=language)
    versions = list(built.form.versions.all())
    live = next((one for one in versions if one.status == VersionStatus.PUBLISHED), None)
    has_draft = bool(versions) and versions[0].status == VersionStatus.DRAFT
    changed = (
        edits.changes(edits.prints(with_options(live.document, built.sets)), whole)
        if live and built.is_kept
        else ()
    )
    return BuilderPage(
        id=built.form.pk,
        name=built.form.name,
        state=STATUSES[versions[0].status]() if versions else "",
        version=built.form.version,
        mark=mark_of(built.stored or document),
        pieces=tuple(
            _piece(built.form, where, one, document, place, found, language)
            for where, one in edits.walk(document)
        ),
        panel=panel(
            sight,
            _seen(definition, sight, language, is_clinic=built.form.organisation.industry == Industry.CLINIC),
        ),
        types=tuple(Choice(value=value, label=words()) for value, words in say.TYPES.items()),
        problems=tuple(_problem(built.form, one) for one in found),
        weight=weight,
        most_weight=max(HEAVIEST, weight),
        preview_url=_preview(built, place, language),
        preview_links=tuple(
            Link(label=label, url=_preview(built, place, code))
            for code, label in NATIVE
            if code in document["languages"]
        ),
        changes=tuple(say.change_words(one) for one in changed),
        lost=tuple(say.change_words(one) for one in built.lost),
        is_lost=built.is_lost,
        has_draft=has_draft,
        can_publish=has_draft and built.is_kept and checking.is_publishable(found),
    )


def url_of(form: Form, place: Place) -> str:
    """Give the address of the builder at a place."""
    path = reverse("intake:form_build", args=[form.pk])
    return f"{path}?{urlencode({'at': edits.place_text(place)})}" if place else path


def _preview(built: Built, place: Place, language: str) -> str:
    stages = built.document["stages"]
    stage = stages[min(place[0], len(stages) - 1) if place else 0]["key"]
    path = reverse("intake:form_preview", args=[built.form.pk])
    return f"{path}?{urlencode({'at': stage, 'lang': language})}"


def _problem(form: Form, one: Finding) -> Link:
    where = place_words(one.at)
    sentence = finding_sentence(one, named)
    return Link(
        label=f"{sentence} ({where})" if where else sentence, url=url_of(form, edits.place_of(one.at))
    )


def _piece(
    form: Form,
    where: Place,
    one: Mapping[str, Any],
    document: Mapping[str, Any],
    here: Place,
    found: Sequence[Finding],
    language: str,
) -> Piece:
    level = len(where)
    words = one.get("title") or one.get("label") or one.get("text") or {}
    own = [each for each in found if edits.place_of(each.at) == where]
    holders = [place for place, _one in edits.walk(document) if len(place) == level]
    kind = one.get("sensitivity", "contact") if level == 3 else "contact"
    return Piece(
        place=edits.place_text(where),
        level=level,
        label=says(words, language)[:120] or one.get("key", ""),
        detail=_detail(one, level),
        url=url_of(form, where),
        badge=KINDS[kind]() if kind != "contact" and kind in KINDS else "",
        add=(_("Add a section"), _("Add a question"), "")[level - 1],
        is_current=where == here,
        is_first=where == holders[0],
        is_last=where == holders[-1],
        problems=tuple(finding_sentence(each, named) for each in own if not each.is_warning),
        warnings=tuple(finding_sentence(each, named) for each in own if each.is_warning),
    )


def _detail(one: Mapping[str, Any], level: int) -> str:
    if level < len(LISTS):
        return say.LEVELS[level]()
    said = [say.TYPES[one["type"]]() if one.get("type") in say.TYPES else ""]
    said += [_("must be answered")] if one.get("required") else []
    said += [_("not always shown")] if one.get("show_if") else []
    return " · ".join(said)


def _seen(definition: Any, sight: Sight, language: str, *, is_clinic: bool) -> Seen | None:
    key = sight.node.get("key") if len(sight.place) == len(LISTS) else None
    found = (
        [one for one in exposure.exposures(definition, is_clinic=is_clinic) if one.field.key == key]
        if definition and key
        else []
    )
    if not found:
        return None
    row = exposure_row(found[0], language)
    return Seen(who=row.who, why=row.why, how=row.how, weight=row.weight)


def lists_page(
    rows: Sequence[OptionSet],
    uses: Mapping[str, int],
    chosen: OptionSet | None = None,
    typed: Sequence[Mapping[str, Any]] | None = None,
) -> ListsPage:
    """Show the lists of answers; `typed` are answers that were not kept."""
    made = {row.pk: _list(row, uses) for row in rows}
    held = typed if typed is not None else chosen.options if chosen is not None else ()
    return ListsPage(
        rows=tuple(made.values()),
        chosen=made[chosen.pk] if chosen is not None else None,
        answers=answer_rows(held),
    )


def _list(row: OptionSet, uses: Mapping[str, int]) -> ListRow:
    url = reverse("intake:answer_list", args=[row.pk])
    return ListRow(id=row.pk, name=row.name, slug=row.slug, count=uses.get(row.slug, 0), url=url)
