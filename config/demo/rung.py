"""Where the houses' members are rung, who is kept out, and which calls came before you did."""

from collections.abc import Mapping
from dataclasses import dataclass

from config.demo.cast import Known


@dataclass(frozen=True)
class Spoken:
    """One sentence of a call: `who` is "CUSTOMER" or "MEMBER", `at` seconds from the beginning."""

    who: str
    at: float
    text: str


@dataclass(frozen=True)
class Rung:
    """One call of the past, `before` minutes of business ago (of the evening, when the house was `closed`).

    With `taken_by` a member takes it; with words and nobody, they are a message; without words the caller gives
    up and is sent a text, which they answer with `writes`.
    """

    key: str
    caller: str
    before: int
    who: Known | None = None
    taken_by: str = ""
    said: tuple[Spoken, ...] = ()
    closed: bool = False
    writes: str = ""


@dataclass(frozen=True)
class Kept:
    """One line of the block list."""

    kind: str
    value: str
    reason: str
    days: int = 0


@dataclass(frozen=True)
class Telephones:
    """A house's telephones: `phones` by log-in, in the order in which the lines ring them."""

    phones: tuple[tuple[str, str], ...]
    calls: tuple[Rung, ...]
    blocks: tuple[Kept, ...]
    records: bool = False


TELEPHONES: Mapping[str, Telephones] = {
    "hale-ortiz": Telephones(
        phones=(
            ("ben@hale-ortiz.example", "+16235550112"),
            ("ana@hale-ortiz.example", "+16235550111"),
            ("lou@hale-ortiz.example", "+16235550113"),
        ),
        records=True,
        calls=(
            Rung(
                "imogen",
                "+14155550161",
                50,
                who=Known("Imogen", "Vale", "+14155550161", "LEAD", tags=("Employment",)),
                taken_by="ben@hale-ortiz.example",
                said=(
                    Spoken("MEMBER", 0.4, "Hale Ortiz Law, this is Ben. How can I help?"),
                    Spoken("CUSTOMER", 3.6, "My employer let me go on Friday and owes me two months of pay."),
                    Spoken("MEMBER", 8.4, "I am sorry. Do you have a letter, or was it said to you?"),
                    Spoken("CUSTOMER", 12.4, "There is a letter. I can send you a photograph of it today."),
                    Spoken(
                        "MEMBER", 16.8, "Please do, to this number. Ana will call you tomorrow at ten o'clock."
                    ),
                ),
            ),
            Rung(
                "grover",
                "+16025550138",
                60,
                closed=True,
                said=(
                    Spoken("CUSTOMER", 0.5, "Good evening, this is Grover Babineaux."),
                    Spoken("CUSTOMER", 3.4, "The bank sent the papers for the house and I do not want to sign too soon."),
                    Spoken("CUSTOMER", 8.6, "Please call me back before Thursday."),
                ),
            ),
            Rung("stranger", "+16025550161", 190, writes="No problem. Do you take landlord cases?"),
        ),
        blocks=(
            Kept("NUMBER", "+18005550119", "Sells solar panels, asked three times to stop"),
            Kept("PREFIX", "+1900", "Premium numbers"),
        ),
    ),
    "saguaro-clinic": Telephones(
        phones=(
            ("cole@saguaro-clinic.example", "+16235550152"),
            ("priya@saguaro-clinic.example", "+16235550151"),
        ),
        calls=(
            Rung(
                "agnes",
                "+14805550162",
                35,
                who=Known("Agnes", "Thorpe", "+14805550162", "CLIENT"),
                taken_by="cole@saguaro-clinic.example",
                said=(
                    Spoken("MEMBER", 0.4, "Saguaro Family Clinic, Cole speaking."),
                    Spoken("CUSTOMER", 2.9, "Can I come in this week for my blood pressure?"),
                    Spoken("MEMBER", 6.2, "Wednesday at nine or Thursday at half past two."),
                    Spoken("CUSTOMER", 9.8, "Wednesday at nine, thank you."),
                ),
            ),
            Rung(
                "refill",
                "+16025550163",
                60,
                closed=True,
                said=(
                    Spoken("CUSTOMER", 0.5, "Hello, I would like to ask for a refill before the weekend."),
                    Spoken("CUSTOMER", 4.2, "Please call me in the morning, I am up at seven."),
                ),
            ),
            Rung("missed", "+16025550164", 150, writes="Can I see somebody today? It is for my daughter"),
        ),
        blocks=(Kept("NUMBER", "+18885550119", "Recorded message about insurance", days=90),),
    ),
    "brightwater": Telephones(
        phones=(
            ("luz@brightwater.example", "+16235550173"),
            ("rosa@brightwater.example", "+16235550171"),
            ("dez@brightwater.example", "+16235550172"),
        ),
        calls=(
            Rung(
                "owen",
                "+16025550181",
                40,
                who=Known("Owen", "Farrow", "+16025550181", "LEAD"),
                taken_by="luz@brightwater.example",
                said=(
                    Spoken("MEMBER", 0.4, "Brightwater Plumbing, Luz here."),
                    Spoken("CUSTOMER", 2.4, "My kitchen sink drains slowly and now the dishwasher backs up."),
                    Spoken("MEMBER", 6.9, "Dez is near you tomorrow between eight and ten. Would that suit?"),
                    Spoken("CUSTOMER", 11.2, "It would. Please send me a text when he leaves."),
                ),
            ),
            Rung(
                "pipe",
                "+16025550182",
                60,
                closed=True,
                said=(
                    Spoken("CUSTOMER", 0.5, "Water is coming through my ceiling, please call me as soon as you can."),
                    Spoken("CUSTOMER", 5.4, "I have closed the main valve."),
                ),
            ),
            Rung("missed", "+14805550183", 170, writes="Yes please, a toilet that keeps running"),
        ),
        blocks=(Kept("PATTERN", "+1877555010?", "Calls from a dialler, nobody speaks", days=30),),
    ),
}  # fmt: skip
