"""What the carrier knows: accounts, applications, numbers, handsets and messages."""

import re
import uuid
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters, not_found
from carrier.simulator.voice.policies import AppUser, VoicePolicy

MESSAGES_KEPT = 50_000
VOICE_KINDS = ("answer", "event", "fallback")


@dataclass(slots=True)
class Account:
    """One customer of the carrier, with the secrets of its two directions."""

    api_key: str
    api_secret: str
    signature_secret: str
    name: str = ""
    has_credit: bool = True


@dataclass(slots=True)
class Application:
    """A set of webhooks and the public key its requests are signed with.

    `webhooks` maps a kind (`inbound`, `status`; calls add `answer`, `event`, `fallback`) to an address; one
    that begins with a slash is joined to the simulator's `--webhooks` address when it is used. `methods` has
    POST or GET for the kinds of calls; as at the carrier, `answer` and `fallback` are asked by GET unless set.
    """

    id: str
    account: str
    name: str
    public_key: str
    webhooks: dict[str, str]
    is_signed: bool = True
    methods: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Number:
    """A business number, and the application which its messages and calls go to."""

    msisdn: str
    account: str
    application: str
    label: str = ""
    country: str = "US"
    type: str = "mobile-lvn"


@dataclass(slots=True)
class Step:
    """One status a handset's network will report, `after` seconds from the one before."""

    status: str
    after: float = 0.0
    code: int = 0


@dataclass(slots=True)
class Reported:
    """One status a message has reached, at a simulated instant."""

    status: str
    at: float
    code: int = 0


@dataclass(slots=True)
class SmsPolicy:
    """How a handset's network treats what is sent to it; `dlr` overrides all the rest.

    `deliver_after` and `slow` are seconds and add up; `reject` is a carrier error number, nought for none.
    """

    deliver_after: float = 1.0
    slow: float = 0.0
    opted_out: bool = False
    reject: int = 0
    dlr: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Handset:
    """A make-believe telephone; `voice` says how it treats calls."""

    msisdn: str
    name: str = ""
    sms_policy: SmsPolicy = field(default_factory=SmsPolicy)
    voice: VoicePolicy = field(default_factory=VoicePolicy)


@dataclass(slots=True)
class Message:
    """One message in either direction, told from the business: `inbound` came from a handset."""

    uuid: str
    direction: str
    channel: str
    business: str
    handset: str
    account: str
    application: str
    text: str
    at: float
    message_type: str = "text"
    media: list[dict[str, str]] = field(default_factory=list)
    segments: int = 1
    status: str = "accepted"
    code: int = 0
    client_ref: str = ""
    status_url: str = ""
    is_legacy: bool = False
    history: list[Reported] = field(default_factory=list)
    plan: list[Step] = field(default_factory=list)


def msisdn(value: str, *, name: str = "msisdn") -> str:
    """Read a telephone number in any punctuation as the carrier's digits without a plus sign.

    Raises:
        InvalidParameters: fewer than 3 or more than 20 digits (messenger ids have up to 17).
    """
    digits = re.sub(r"[\s().+-]", "", value)
    if not re.fullmatch(r"\d{3,20}", digits):
        raise InvalidParameters({name: "must be a telephone number"})
    return digits


class World:
    """Every record, by its natural key, with the indexes the two interfaces need."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.issued = 0
        self.accounts: dict[str, Account] = {}
        self.applications: dict[str, Application] = {}
        self.numbers: dict[str, Number] = {}
        self.handsets: dict[str, Handset] = {}
        self.users: dict[str, AppUser] = {}
        self.messages: OrderedDict[str, Message] = OrderedDict()
        self.by_handset: defaultdict[str, list[str]] = defaultdict(list)

    def new_id(self, kind: str) -> str:
        """Return the next id of the seed, in the shape of a random UUID."""
        self.issued += 1
        digest = sha256(f"{self.seed}:{kind}:{self.issued}".encode()).digest()
        return str(uuid.UUID(bytes=digest[:16], version=4))

    def account(self, api_key: str) -> Account:
        """Return the account of a key, or raise a 404 problem."""
        if api_key not in self.accounts:
            raise not_found("account")
        return self.accounts[api_key]

    def application(self, identifier: str) -> Application:
        """Return an application, or raise a 404 problem."""
        if identifier not in self.applications:
            raise not_found("application")
        return self.applications[identifier]

    def handset(self, number: str) -> Handset:
        """Return the handset of a number; any number that is not ours is one, so it is made if need be."""
        return self.handsets.setdefault(number, Handset(number))

    def add_message(self, message: Message) -> None:
        """Keep a message, dropping the oldest above `MESSAGES_KEPT`.

        Messages of one handset get instants at least a millisecond apart, so that their order can be told
        from the timestamps even when their webhooks arrive in another order.
        """
        earlier = self.by_handset[message.handset]
        if earlier and earlier[-1] in self.messages:
            message.at = max(message.at, round(self.messages[earlier[-1]].at + 0.001, 3))
        self.messages[message.uuid] = message
        earlier.append(message.uuid)
        while len(self.messages) > MESSAGES_KEPT:
            self.messages.popitem(last=False)

    def conversation(self, number: str) -> list[Message]:
        """Return what a handset has sent and received, oldest first."""
        known = [
            self.messages[identifier] for identifier in self.by_handset[number] if identifier in self.messages
        ]
        self.by_handset[number] = [message.uuid for message in known]
        return known

    def forget_traffic(self) -> None:
        """Drop messages and handset policies; accounts, applications and numbers stay."""
        self.messages.clear()
        self.by_handset.clear()
        self.handsets.clear()

    def forget_everything(self) -> None:
        """Drop all records."""
        self.forget_traffic()
        self.numbers.clear()
        self.users.clear()
        self.applications.clear()
        self.accounts.clear()


def steps(source: Fields, name: str) -> list[Step]:
    """Read a list of statuses: plain words, or objects of `status`, `after` (seconds) and `code`."""
    value = source.raw(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InvalidParameters({name: "must be a list"})
    found: list[Step] = []
    for item in value:
        one = Fields(item) if isinstance(item, dict) else Fields({"status": item})
        found.append(Step(one.text("status"), one.number("after", 0.0), one.integer("code", 0, most=9999)))
    return found


def sms_policy(source: Fields) -> SmsPolicy:
    """Read a handset's policy; `slow: true` stands for 45 seconds."""
    slow = (
        45.0
        if source.raw("slow") is True
        else 0.0
        if source.raw("slow") is False
        else source.number("slow", 0.0)
    )
    return SmsPolicy(
        deliver_after=source.number("deliver_after", 1.0),
        slow=slow,
        opted_out=source.flag("opted_out"),
        reject=source.integer("reject", 0, most=9999),
        dlr=steps(source, "dlr"),
    )
