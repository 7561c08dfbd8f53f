"""What callers who wait, and members who call them back, are told: short sentences for the ear, in their language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from contacts.domain.addresses import AddressKind, normalise
from conversations.models import Call
from conversations.ports import Gather, HangUp, Plan, Say
from conversations.services import calls
from routing.domain.calling_back import MOST_DIGITS, Ending, Question, Talk
from routing.domain.dialable import Uncallable
from routing.domain.stored import state_from_json
from routing.domain.texts import Text, filled
from routing.domain.waiting import Estimate, Standing
from routing.models import CallRun, WorkItem
from routing.services import flows, gathering, versions

# A key after an announcement; longer, and the music would seem to have stopped.
KEY_SECONDS, CHOICE_SECONDS, NUMBER_SECONDS = 3, 6, 8


def language_of(call: Call, run: CallRun | None) -> str:
    """Give the language a caller is spoken to in: that of their flow, else the organisation's."""
    if run is None:
        return "es-US" if call.organisation.locale == "es" else "en-US"
    run.call = call
    return state_from_json(run.state).language or versions.flow_of(run)[0].languages[0]


def owners_words(text: Text, run: CallRun, *, language: str, now: datetime) -> str:
    """Give the words an owner wrote for a node of the flow, with their blanks filled in."""
    flow = versions.flow_of(run)[0]
    said, spoken = text.best((language, *flow.languages))
    if "{" not in said:
        return said
    calendar = flows.setting_of(run.call.line, now=now).calendar
    values = gathering.blanks_on(run.call.line, run.call.address, flow, calendar, now=now).get(spoken, {})
    return filled(said, {**values, **dict(state_from_json(run.state).answers)})


def number_words(number: str) -> str:
    """Write a number as people of the place read it out."""
    return normalise(number, kind=AddressKind.PHONE).display


def announcement(call: Call, standing: Standing, *, language: str, offers: bool) -> Plan:
    """Tell a caller their place and the wait, as far as it is known, and the key to be called back by."""
    with override(language[:2]):
        said = [
            _("You are next.")
            if standing.place == 1
            else _("You are number %(place)d.") % {"place": standing.place},
            wait_words(standing.expected),
        ]
        if offers:
            said.append(_("To be called back and keep your place, press 1."))
    words = Say(" ".join(said), language, may_interrupt=offers)
    key: Plan = (Gather(wait_seconds=KEY_SECONDS, language=language),) if offers else ()
    return (words, *key, calls.music(call))


def wait_words(expected: Estimate | None) -> str:
    """Say between which minutes the wait is, or only that it goes on."""
    if expected is None:
        return _("Thank you for waiting. Somebody will be with you as soon as possible.")
    if expected.least == 0:
        return ngettext(
            "The wait is no more than about %(count)d minute.",
            "The wait is no more than about %(count)d minutes.",
            expected.most,
        ) % {"count": expected.most}
    return _("The wait is about %(least)d to %(most)d minutes.") % {
        "least": expected.least,
        "most": expected.most,
    }


def question(
    talk: Talk, *, language: str, waits: bool, fault: Uncallable | None = None, first: str = ""
) -> Plan:
    """Put the question of a talk; `waits` says whether a place in line is kept, `first` is said before."""
    with override(language[:2]):
        said = [first] if first else []
        if fault is not None:
            said.append(fault_words(fault))
        if talk.question is Question.NUMBER:
            said.append(_("Enter the number with its area code, then press pound. To go back, press star."))
            keys = Gather(
                most_digits=MOST_DIGITS, wait_seconds=NUMBER_SECONDS, ends_on_hash=True, language=language
            )
        else:
            said.append(_offer(waits) % {"number": number_words(talk.number)})
            keys = Gather(wait_seconds=CHOICE_SECONDS, language=language)
    return (Say(" ".join(said), language, may_interrupt=True), keys)


def _offer(waits: bool) -> str:
    if waits:
        return _(
            "We can call you back at %(number)s and you keep your place. Press 1 to confirm, 2 to enter another"
            " number, or star to go on waiting."
        )
    return _(
        "We can call you back at %(number)s. Press 1 to confirm, 2 to enter another number, or star if you do not"
        " want a call."
    )


def fault_words(fault: Uncallable) -> str:
    """Say why a number is not called."""
    match fault:
        case Uncallable.INCOMPLETE:
            return _("That is not a whole telephone number.")
        case Uncallable.OURS:
            return _("That is our own number.")
        case Uncallable.ABROAD:
            return _("We cannot call numbers in other countries.")
        case Uncallable.EMERGENCY | Uncallable.COSTS_EXTRA:
            return _("We cannot call that number.")


def ended(call: Call, talk: Talk, ending: Ending, *, language: str, waits: bool) -> Plan:
    """Take leave of somebody who is called back, or let whoever stays have their music again."""
    with override(language[:2]):
        if ending is Ending.STAYS:
            return (Say(_("You are still in line."), language), calls.music(call))
        words = (
            _("Thank you. You keep your place, and we call you at %(number)s. Goodbye.")
            if waits
            else _("Thank you. We call you at %(number)s. Goodbye.")
        )
        return (Say(words % {"number": number_words(talk.number)}, language), HangUp())


def callback_words(item: WorkItem, *, title: str, locale: str, time_zone: str) -> str:
    """Tell a member whom they are to call back, and since when they wait."""
    since: datetime = item.queued_at.astimezone(ZoneInfo(time_zone))
    with override(locale):
        return _("Callback for %(who)s, waiting since %(time)s. Press 1 to take it; we then dial them.") % {
            "who": title,
            "time": f"{since:%H:%M}",
        }
