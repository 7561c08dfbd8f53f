"""How the people and machines at the far end of a leg behave."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters

RejectDetail = ("declined", "restricted", "invalid_number")
FailDetail = ("cannot_route", "number_out_of_service", "internal_error")


class Reply(StrEnum):
    """What becomes of a call that is offered to a far end."""

    ANSWER = "answer"
    BUSY = "busy"
    REJECT = "reject"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    FAIL = "fail"
    VOICEMAIL = "voicemail"


@dataclass(slots=True)
class Rule:
    """One reaction: on hearing `hears` (a regular expression; empty: on being answered), `after` seconds later.

    It acts `times` times at most: presses digits, says words, or hangs up.
    """

    hears: str = ""
    press: str = ""
    say: str = ""
    hang_up: bool = False
    after: float = 0.5
    times: int = 1


@dataclass(slots=True)
class VoicePolicy:
    """How a telephone, or an agent's browser, treats a call that rings there.

    `answer_after` is seconds of ringing. `busy`, `reject` (declined, restricted, invalid_number), `fail`
    (cannot_route, number_out_of_service, internal_error), `no_answer` and `unreachable` end the call instead.
    `voicemail` lets a machine answer, greet, and beep `beep_at` seconds after it answered. `early_answer`: the
    carrier reports the answer at once, though the person picks up only `answer_after` seconds later.
    `greeting` is what is said on picking up; `script` what is done on hearing something; `hang_up_after`
    seconds from the answer, nought for never; `noise` from 0 to 1 spoils what speech recognition makes of it.
    """

    answer_after: float = 3.0
    busy: bool = False
    reject: str = ""
    fail: str = ""
    no_answer: bool = False
    unreachable: bool = False
    voicemail: bool = False
    beep_at: float = 6.0
    early_answer: bool = False
    greeting: str = ""
    hang_up_after: float = 0.0
    noise: float = 0.0
    script: list[Rule] = field(default_factory=list)

    @property
    def reply(self) -> Reply:
        """Return what becomes of a call; the first that is set of fail, unreachable, busy, reject …."""
        chosen: Sequence[tuple[object, Reply]] = (
            (self.fail, Reply.FAIL),
            (self.unreachable, Reply.UNREACHABLE),
            (self.busy, Reply.BUSY),
            (self.reject, Reply.REJECT),
            (self.no_answer, Reply.NO_ANSWER),
            (self.voicemail, Reply.VOICEMAIL),
        )
        return next((reply for is_set, reply in chosen if is_set), Reply.ANSWER)


@dataclass(slots=True)
class AppUser:
    """A user of the browser client: whether a session is open, and how it treats a call.

    It rings until somebody takes the call, or until `voice.answer_after` once `voice.no_answer` is false.
    """

    name: str
    id: str
    account: str = ""
    application: str = ""
    display_name: str = ""
    is_online: bool = True
    voice: VoicePolicy = field(default_factory=lambda: VoicePolicy(no_answer=True))
    properties: dict[str, Any] = field(default_factory=dict)


def read_rules(source: Fields, name: str = "script") -> list[Rule]:
    """Read a far end's reactions."""
    return [
        Rule(
            hears=one.text("hears", ""),
            press=one.text("press", "", longest=40),
            say=one.text("say", ""),
            hang_up=one.flag("hang_up"),
            after=one.number("after", 0.5),
            times=one.integer("times", 1, least=1),
        )
        for one in source.objects(name)
    ]


def read_policy(source: Fields, before: VoicePolicy | None = None) -> VoicePolicy:
    """Read a policy; without `before` whatever is not given returns to its default."""
    old = before or VoicePolicy()
    return VoicePolicy(
        answer_after=source.number("answer_after", old.answer_after),
        busy=source.flag("busy", old.busy),
        reject=_one_of(source, "reject", RejectDetail, old.reject),
        fail=_one_of(source, "fail", FailDetail, old.fail),
        no_answer=source.flag("no_answer", old.no_answer),
        unreachable=source.flag("unreachable", old.unreachable),
        voicemail=source.flag("voicemail", old.voicemail),
        beep_at=source.number("beep_at", old.beep_at),
        early_answer=source.flag("early_answer", old.early_answer),
        greeting=source.text("greeting", old.greeting),
        hang_up_after=source.number("hang_up_after", old.hang_up_after),
        noise=source.number("noise", old.noise, most=1.0),
        script=read_rules(source) if "script" in source else old.script,
    )


def _one_of(source: Fields, name: str, known: Sequence[str], default: str) -> str:
    value = source.text(name, default)
    if value and value not in known:
        raise InvalidParameters({name: f"must be one of {', '.join(known)}"})
    return value
