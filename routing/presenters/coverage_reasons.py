"""Why hours of the coverage map are as they are, in words, and where that is changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.pages import Link
from routing.domain.covering.reaching import Because, Cover, Obstacle, Reached
from routing.presenters.flow_words import Said
from routing.presenters.flow_words import choice_label as language_name
from routing.services.covering import LineWeek

# Whole words, what stands in a cell, and how the cell is drawn.
COVERS: Final[dict[Cover, tuple[Said, Said, str]]] = {
    Cover.PERSON: (gettext_lazy("A person"), "✓", "person"),
    Cover.OTHER: (gettext_lazy("A person, but none who can help"), "≠", "other"),
    Cover.MESSAGE: (gettext_lazy("Only a message"), gettext_lazy("Msg"), "message"),
    Cover.NOBODY: (gettext_lazy("Nobody"), gettext_lazy("None"), "nobody"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why some hours are as they are, and where that is changed."""

    title: str
    cover: str
    kind: str
    sentences: tuple[str, ...]
    links: tuple[Link, ...]


def reason_of(chosen: LineWeek, reached: Reached, when: str, at: datetime) -> Reason:
    """Say why, of hours that begin `at`."""
    words, _mark, kind = COVERS[reached.cover]
    return Reason(
        title=when,
        cover=str(words),
        kind=kind,
        sentences=tuple(_sentences(chosen, reached, at)),
        links=tuple(dict.fromkeys(_links(chosen, reached, at))),
    )


def _is_closed(chosen: LineWeek, at: datetime) -> bool:
    return bool(chosen.calendar.windows) and not chosen.calendar.open_at(at)


def _sentences(chosen: LineWeek, reached: Reached, at: datetime) -> list[str]:
    found = []
    if reached.keys:
        found.append(_("The caller presses %(keys)s.") % {"keys": ", ".join(reached.keys)})
    names = [chosen.names.get(one, "") for one in reached.members]
    told = {"node": reached.node, "names": ", ".join(sorted(filter(None, names)))}
    if reached.cover is Cover.PERSON:
        found.append(
            _("At “%(node)s” the call reaches %(names)s.") % told
            if names
            else _("At “%(node)s” the call is put through outside.") % told
        )
        return found
    if reached.cover is Cover.OTHER:
        found.append(_("At “%(node)s” the call reaches %(names)s.") % told)
    elif reached.cover is Cover.MESSAGE:
        found.append(_("At “%(node)s” a message, or a wish to be called back, is taken.") % told)
    else:
        found.append(_("At “%(node)s” the call ends with nothing kept of it.") % told)
    why = [_obstacle(chosen, one) for one in reached.obstacles]
    if not why:
        why = [
            _("Nothing the caller does leads to a person then: the location is closed.")
            if _is_closed(chosen, at)
            else _("Nothing the caller does leads to a person then.")
        ]
    return [*found, *why]


def _obstacle(chosen: LineWeek, one: Obstacle) -> str:
    said = {
        "node": one.node,
        "name": chosen.names.get(one.key, _("that is gone")) if one.key else _("that is gone"),
        "language": language_name(chosen.language),
    }
    return {
        Because.EMPTY_QUEUE: _("The queue %(name)s has nobody who can be rung here."),
        Because.NO_SKILL: _("The queue at “%(node)s” has nobody with %(name)s."),
        Because.CLOSED_QUEUE: _("The queue %(name)s is closed when the location is."),
        Because.NOBODY_TO_RING: _("Nobody who is rung at “%(node)s” has a telephone and works here."),
        Because.EMPTY_LADDER: _("The on-call ladder %(name)s has nobody who can be rung."),
        Because.NOT_IN_LANGUAGE: _("Nobody reached at “%(node)s” is known to speak %(language)s."),
        Because.NOT_SKILLED: _("Nobody reached at “%(node)s” has %(name)s."),
    }[one.because] % said


def _links(chosen: LineWeek, reached: Reached, at: datetime) -> list[Link]:
    """Say where that is changed: what stands in the way first, then the hours, then how the line is handled."""
    found = []
    for one in reached.obstacles if reached.cover is not Cover.PERSON else ():
        name = chosen.names.get(one.key, "") if one.key else ""
        match one.because:
            case Because.EMPTY_QUEUE | Because.CLOSED_QUEUE if one.key and name:
                found.append(
                    Link(
                        label=_("Queue: %(name)s") % {"name": name},
                        url=reverse("routing:queue", args=[one.key]),
                    )
                )
            case Because.EMPTY_LADDER if one.key and name:
                found.append(Link(label=name, url=reverse("routing:ladder", args=[one.key])))
            case Because.NO_SKILL | Because.NOT_IN_LANGUAGE | Because.NOT_SKILLED:
                found.append(Link(label=_("Skills"), url=reverse("routing:skills")))
            case _:
                pass
    if reached.cover is not Cover.PERSON and _is_closed(chosen, at):
        url = reverse("accounts:hours", args=[chosen.line.location_id])
        found.append(Link(label=_("Opening hours"), url=url))
    flow = (
        f"{reverse('routing:flow', args=[chosen.flow_id])}?{urlencode({'node': reached.node})}"
        if chosen.flow_id
        else reverse("routing:line", args=[chosen.line.pk])
    )
    return [*found, Link(label=_("How the call is handled"), url=flow)]
