"""Leaving the line without losing one's place: the talk in which a caller chooses to be called back, on the rows."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from conversations.domain.calls import OVER, CallState, Offer
from conversations.models import Line, LineKind
from conversations.ports import Plan
from conversations.services import calls
from core.events import record
from core.transactions import step, use_case
from routing.domain import calling_back
from routing.domain.calling_back import Ending, Talk
from routing.domain.dialable import Uncallable, callable_number
from routing.domain.flow import node_of
from routing.domain.graph import Node, NodeKind
from routing.domain.happenings import HandOver
from routing.domain.stored import state_from_json
from routing.domain.work import WorkMove, WorkState
from routing.events import CallbackOfferDue
from routing.models import CallRun, WorkItem
from routing.services import versions
from routing.services.queues import promising, rows, words

IN_LINE = (WorkState.WAITING, WorkState.RESERVED)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What follows from a caller's keys: a plan (None lets theirs go on), or the exit by which their flow goes on."""

    plan: Plan | None = None
    exit: str = ""
    why: str = ""


class CallbackDesk:
    """Takes callers whom a flow offers a callback, and gives back who does not want one."""

    def take(self, held: calls.Held, handed: HandOver, *, now: datetime) -> None:
        """Ask the caller, in a transaction of its own."""
        record(CallbackOfferDue(call_id=held.call.pk), now=now)


@use_case
def offer_callback(*, organisation: UUID, call_id: UUID, now: datetime) -> bool:
    """Ask a caller whom their flow offers a callback; says whether they were asked. Asked twice, it is put once."""
    held = calls.lock_call(organisation_id=organisation, call_id=call_id)
    run = _run(held)
    if run is None or CallState(held.call.state) in OVER or run.talk is not None:
        return False
    node = _node(run)
    if node.kind is not NodeKind.CALLBACK or held.call.callback_at is not None:
        return False
    turn = calling_back.begin(held.call.address, _check(held))
    _keep(run, turn.talk, now=now)
    language = words.language_of(held.call, run)
    first = words.owners_words(node.settings.text, run, language=language, now=now)
    plan = words.question(turn.talk, language=language, waits=False, first=first)
    return calls.tell_waiting_step(held, plan, now=now)


@step
def hear_step(held: calls.Held, run: CallRun, keys: str, *, now: datetime) -> Hearing | None:
    """Take the keys of a caller in line, or of one who is asked about a callback; None when they are neither."""
    run.call = held.call
    item = rows.find_item_of_call(organisation_id=held.call.organisation_id, call_id=held.call.pk)
    if item is not None and item.state not in IN_LINE:
        return None
    talk = calling_back.talk_from_json(run.talk, now=now)
    if talk is not None:
        return _go_on(held, run, item, calling_back.answer(talk, keys, _check(held)), now=now)
    if item is None:
        return None
    if keys != calling_back.BREAKOUT_KEY or not item.queue.offers_callback:
        return Hearing()
    if "callback" in _node(run).exits:
        rows.withdraw_offer_step(item, now=now)
        calls.withdraw_step(held, Offer.CALLER_LEFT, now=now)
        rows.move_item(item, WorkMove.BREAK_OUT, now=now)
        return Hearing(exit="callback", why="asks to be called back")
    return _go_on(held, run, item, calling_back.begin(held.call.address, _check(held)), now=now)


@step
def _go_on(
    held: calls.Held, run: CallRun, item: WorkItem | None, turn: calling_back.Turn, *, now: datetime
) -> Hearing:
    """Put the next question, or end the talk: with the promise, or back in line."""
    language, waits = words.language_of(held.call, run), item is not None
    if turn.ending is None:
        calls.set_aside_step(held)
        _keep(run, turn.talk, now=now)
        return Hearing(words.question(turn.talk, language=language, waits=waits, fault=turn.fault))
    _keep(run, None, now=now)
    if turn.ending is Ending.TAKEN:
        promised = promising.promise_step(held, item, _node(run), number=turn.talk.number, now=now)
        waits = promised is not None
    elif item is None:
        return Hearing(exit="next", why="wants no callback")
    return Hearing(words.ended(held.call, turn.talk, turn.ending, language=language, waits=waits))


def _run(held: calls.Held) -> CallRun | None:
    run = (
        CallRun.objects.of(held.call.organisation_id)
        .select_for_update(no_key=True)
        .filter(call=held.call)
        .first()
    )
    if run is not None:
        run.call = held.call
    return run


def _node(run: CallRun) -> Node:
    return node_of(versions.flow_of(run)[0], state_from_json(run.state))


@step
def _keep(run: CallRun, talk: Talk | None, *, now: datetime) -> None:
    run.talk = None if talk is None else calling_back.talk_to_json(talk, now=now)
    run.save(update_fields=["talk"])


def _check(held: calls.Held) -> calling_back.Check:
    """Give the rule by which numbers are judged: as they are typed where the line is, and none of our own."""
    lines = Line.objects.of(held.call.organisation_id).filter(kind=LineKind.PHONE)
    ours = frozenset(lines.values_list("address", flat=True))

    def check(typed: str) -> str | Uncallable:
        return callable_number(typed, line=held.call.line.address, ours=ours)

    return check
