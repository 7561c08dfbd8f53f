"""Who is in the demo: plain values only."""

from dataclasses import dataclass, field

from accounts.models import Industry, Role

PASSWORD = "portico-demo"  # noqa: S105 - printed at every start of the demo


@dataclass(frozen=True)
class Someone:
    """A member of the demo."""

    name: str
    login: str
    role: Role
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """A contact of the demo; `phone` is an American number reserved for fiction."""

    first: str
    last: str
    phone: str
    lifecycle: str
    language: str = "en"
    tags: tuple[str, ...] = ()
    email: str = ""


@dataclass(frozen=True)
class Said:
    """One thing said in a thread: `who` is "them", a member's login, "note:<login>"; `ago` minutes before now."""

    who: str
    text: str
    ago: int


@dataclass(frozen=True)
class Talk:
    """A conversation of the demo with the acts that end it."""

    phone: str
    said: tuple[Said, ...]
    owner: str = ""
    then: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    """One organisation of the demo."""

    name: str
    slug: str
    industry: Industry
    hue: int
    number: str
    second_number: str
    place: str
    people: tuple[Someone, ...]
    contacts: tuple[Known, ...]
    talks: tuple[Talk, ...]
    canned: tuple[tuple[str, str, str], ...]
    tasks: tuple[tuple[str, str, int], ...] = ()
    windows: tuple[tuple[int, int], ...] = ((8 * 60, 12 * 60), (13 * 60, 17 * 60 + 30))
    teams: tuple[str, ...] = field(default=("Front desk",))
