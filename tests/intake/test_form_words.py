"""Every trouble and fault has its sentence."""

from intake.domain.forms.findings import Fault, Finding, Trouble, Wrong
from intake.presenters.forms.words import finding_sentence, place_words, wrong_sentence

WORDS = dict.fromkeys(("key", "kind", "most", "least", "name", "value", "allowed", "language", "names"), "x")


def test_every_trouble_and_fault_has_a_sentence() -> None:
    for trouble in Trouble:
        assert finding_sentence(Finding(trouble=trouble, at=("a",), words=WORDS)).endswith(".")
    assert {wrong_sentence(Wrong(fault, "3")) for fault in Fault}.isdisjoint({""})
    assert place_words(("stages", 1, "sections", 0, "fields", 2, "label")) == "stage 2, section 1, field 3"
