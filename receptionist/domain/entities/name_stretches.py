"""An utterance cut into what may be names, with letters in the place of what they spell."""

from dataclasses import dataclass
from typing import Final

from receptionist.domain.entities.spelling import Spelled, spelled
from receptionist.domain.spoken.folding import Piece, folded, words

TITLES: Final = frozenset(
    words(
        "mr mrs ms miss mister missus dr doctor prof professor sir madam señor señora señorita sr sra don "
        "doña doctora licenciado"
    )
)
_SUFFIXES: Final = frozenset(words("jr sr ii iii iv junior senior esq"))
# Words that are no part of any name: where one stands, the name is over.
STOP: Final = frozenset(
    words(
        "i you he she we they it me us them my your his her our their this that these those a an the and or "
        "but so because if is am are was were be been being have has had do does did can could will would "
        "shall should may might must need want wanted like get got give make made take took call called "
        "calling about regarding with from for to of in on at by as not no yes yeah yep nope ok okay sure "
        "please thanks thank hello hi hey uh um er hmm well actually sorry wait oh here speaking there now "
        "today tomorrow again still just only also too very really right correct wrong appointment number "
        "phone email address name names first last middle spelled spell spelling letter letters double "
        "capital what who when where why how which don't dont wont cant didnt its im ive id whats thats lets "
        "account doctor's new existing patient client customer returning problem question emergency help mean "
        "meant said say tell told rather not con sin por para que como cuando donde quien es son soy estoy "
        "tengo quiero quisiera necesito una un mi su se me te si llamo llama hablo habla nombre apellido "
        "apellidos gracias buenas buenos dias tardes noches hola cita numero desde perdon digo espera aqui "
        "usted ustedes pero porque letra doble mejor claro bueno deletreo se-escribe escribe s hyphen dash "
        "apostrophe hyphenated own husband wife son daughter mother father mom dad landlord neighbor guy lady "
        "put use write having trying looking going running hoping wondering thinking bleeding locked sick "
        "pregnant scared late stuck hurt worried interested ready fine good great free available allergic "
        "done back home outside lost afraid alone diabetic out chest hija hijo esposa esposo mama papa madre "
        "padre final end beginning start middle part something somebody someone anyone nobody none private "
        "rather-not prefer dueño dueña inquilino inquilina vecino vecina encargado encargada "
        "leak broken pipe water tooth pain hurts"
    )
)
_MARKS: Final = {
    "hyphen": "-",
    "dash": "-",
    "hyphenated": "-",
    "apostrophe": "'",
    "guion": "-",
    "apostrofe": "'",
}
_SPELLING_TALK: Final = frozenset(
    words(
        "with an a the its that thats is spelled spell it i ill letter letters capital its-spelled s so you "
        "that's and con se escribe es deletreo una uh um like as in last name first surname apellido nombre"
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    text: str
    spelled: bool = False


def sounds_like(heard: str, letters: str) -> bool:
    """Say whether letters may spell what was heard: they begin alike, or most letters are the same."""
    heard, letters = folded(heard), letters.lower()
    common = sum(min(heard.count(letter), letters.count(letter)) for letter in set(letters))
    return common * 5 >= max(len(heard), len(letters)) * 3 or (heard[:2] == letters[:2] and len(letters) > 2)


def _merged(run: Spelled, heard: list[Part]) -> list[Part]:
    """Let letters take the place of what they spell."""
    whole = run.text
    for back in (1, 2, 3):
        taken = "".join(part.text for part in heard[-back:])
        if (
            len(heard) >= back
            and not any(part.spelled for part in heard[-back:])
            and sounds_like(taken, whole)
        ):
            return [*heard[:-back], Part(whole, spelled=True)]
    return [*heard, Part(whole, spelled=True)] if len(whole) > 1 else heard


class _Scan:
    """This will cut an utterance into stretches of names: words until one that is no name, letters merged into them."""

    def __init__(self, parts: list[Piece], lang: str) -> None:
        self.parts = parts
        self.letters = {run.start: run for run in spelled(parts, lang)}
        self.stretches: list[list[Part]] = [[]]

    @property
    def here(self) -> list[Part]:
        """The stretch being filled."""
        return self.stretches[-1]

    def _run_at(self, place: int) -> Spelled | None:
        """Read letters, also over a hyphen or an apostrophe that was said between them."""
        run, parts = self.letters.get(place), self.parts
        if run is None:
            apart = self.letters.get(place + 2)
            if len(parts[place].text) > 1 or apart is None or parts[place + 1].text not in _MARKS:
                return None
            run = Spelled(parts[place].text, place, place + 1, 1)
        following = self.letters.get(run.end + 1)
        if following is None or parts[run.end].text not in _MARKS:
            return run
        text = run.text + _MARKS[parts[run.end].text] + following.text
        return Spelled(text, run.start, following.end, run.letters + following.letters)

    def _letters_soon(self, place: int) -> bool:
        """Say whether only talk about spelling stands before the next letters."""
        for at in range(place, min(place + 8, len(self.parts))):
            if at in self.letters:
                return True
            if self.parts[at].text not in _SPELLING_TALK:
                return False
        return False

    def _letters(self, run: Spelled) -> None:
        denied = run.start and self.parts[run.start - 1].text in ("not", "no")
        # "Double S at the end" tells of a letter and is no name.
        if not denied and not (run.letters == 2 and run.text[0] == run.text[1]):
            self.stretches[-1] = _merged(run, self.here)

    def _word(self, place: int) -> int:
        """Take one word, and return where to go on."""
        parts, word = self.parts, self.parts[place].text
        if word in _MARKS and self.here and place + 1 < len(parts) and parts[place + 1].text not in STOP:
            joined = self.here.pop()
            self.here.append(Part(joined.text + _MARKS[word] + parts[place + 1].text, joined.spelled))
            return place + 2
        if word in TITLES or (word in _SUFFIXES and self.here):
            if self.here and self.here[-1].text in ("la", "el"):
                self.here.pop()
        elif parts[place].kind != "word" or word in STOP:
            # "Shane with an S h a n e": the words between a name and its letters do not part them.
            if self.here and not self._letters_soon(place):
                self.stretches.append([])
        elif (len(word) > 1 or word == "o") and not (self.here and self.here[-1] == Part(word, spelled=True)):
            self.here.append(Part(word))
        return place + 1

    def read(self) -> list[list[Part]]:
        """Return the stretches that hold something."""
        place = 0
        while place < len(self.parts):
            run = self._run_at(place)
            if run is None:
                place = self._word(place)
            else:
                self._letters(run)
                place = run.end
        return [stretch for stretch in self.stretches if stretch]


def stretches_of(parts: list[Piece], lang: str) -> list[list[Part]]:
    """List the stretches of an utterance that may be names."""
    return _Scan(parts, lang).read()
