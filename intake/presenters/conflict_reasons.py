"""Why a party is held to be the one looked for, in words."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from intake.domain.conflicts.reasons import Part, Reason, Why
from intake.models import RelationKind


def reasons_sentence(reasons: Iterable[Reason]) -> str:
    """Say every reason, shortly: “surname sounds alike (Maier, Meyer); given name is a short form (Bob, Robert)”."""
    return "; ".join(reason_words(reason) for reason in reasons)


def reason_words(reason: Reason) -> str:
    """Say one reason."""
    template = _plain(reason.why) if reason.part is Part.WHOLE else _of_part(reason.part, reason.why)
    names = ", ".join(name for name in (reason.ours, reason.theirs) if name)
    is_shown = names and reason.why is not Why.SAME
    return f"{template} ({names})" if is_shown else template


def reason_of(stored: Mapping[str, str]) -> Reason:
    """Take up a reason as a hit keeps it."""
    return Reason(Why(stored["why"]), Part(stored["part"]), stored.get("ours", ""), stored.get("theirs", ""))


def relation_words(kind: str, *, is_back: bool) -> str:
    """Say what the first of two is to the second; `is_back` where the second is the `kind` of the first."""
    back = {
        RelationKind.PARENT: RelationKind.SUBSIDIARY.label,
        RelationKind.SUBSIDIARY: RelationKind.PARENT.label,
        RelationKind.OWNER: _("owned by"),
        RelationKind.DIRECTOR: _("has as director"),
        RelationKind.OFFICER: _("has as officer"),
        RelationKind.EMPLOYEE: _("employs"),
        RelationKind.CHILD: _("father or mother of"),
        RelationKind.GUARDIAN: _("under the guardianship of"),
        RelationKind.INSURER: _("insured by"),
        RelationKind.GUARANTOR: _("guaranteed by"),
        RelationKind.PAYER: _("paid for by"),
    }
    relation = RelationKind(kind)
    return str(back.get(relation, relation.label) if is_back else relation.label)


def _of_part(part: Part, why: Why) -> str:
    if part is Part.GIVEN:
        return _given(why)
    if part is Part.FAMILY:
        return _family(why)
    return _word(why)


def _given(why: Why) -> str:
    return {
        Why.SAME: _("same given name"),
        Why.UMLAUT: _("given name has other accents"),
        Why.PARTICLE: _("given name differs by a particle or a space"),
        Why.SPELLING: _("given name is another spelling"),
        Why.NICKNAME: _("given name is a short form of the other"),
        Why.TRANSLITERATION: _("given name is written from another alphabet"),
        Why.CROSS_LANGUAGE: _("given name is the same in another language"),
        Why.CHINESE: _("given name is another romanisation"),
        Why.SOUND: _("given name sounds alike"),
        Why.SCANNED: _("given name looks alike to a scanner"),
        Why.SLIP: _("given name differs by a slip"),
        Why.INITIAL: _("given name fits the initial"),
        Why.MIDDLE_AS_FIRST: _("a first name is left out"),
    }.get(why, _("given name agrees"))


def _family(why: Why) -> str:
    return {
        Why.SAME: _("same surname"),
        Why.UMLAUT: _("surname has other accents"),
        Why.PARTICLE: _("surname differs by a particle or a space"),
        Why.SPELLING: _("surname is another spelling"),
        Why.TRANSLITERATION: _("surname is written from another alphabet"),
        Why.CHINESE: _("surname is another romanisation"),
        Why.SOUND: _("surname sounds alike"),
        Why.SCANNED: _("surname looks alike to a scanner"),
        Why.SLIP: _("surname differs by a slip"),
        Why.SECOND_FAMILY_NAME: _("only one of them has a second surname"),
    }.get(why, _("surname agrees"))


def _word(why: Why) -> str:
    return {
        Why.SAME: _("same word"),
        Why.SPELLING: _("word is another spelling"),
        Why.SOUND: _("word sounds alike"),
        Why.SCANNED: _("word looks alike to a scanner"),
        Why.SLIP: _("word differs by a slip"),
        Why.WORD_LEFT_OUT: _("only one of them has this word"),
        Why.MIDDLE_LEFT_OUT: _("only one of them has a middle name"),
        Why.OTHER_MIDDLE: _("each has a name the other has not"),
    }.get(why, _("word agrees"))


def _plain(why: Why) -> str:
    return {
        Why.SAME_NAME: _("same name"),
        Why.TURNED: _("surname and given name stand in the other order"),
        Why.ONLY_FAMILY_NAME: _("only a surname is known"),
        Why.OTHER_GENERATION: _("one is junior, the other not"),
        Why.RUN_TOGETHER: _("words are written together"),
        Why.ACRONYM: _("the letters begin the words"),
        Why.DOB_SAME: _("same date of birth"),
        Why.DOB_NEAR: _("dates of birth differ by a slip"),
        Why.DOB_OTHER: _("dates of birth differ"),
        Why.IDENTIFIER: _("same number or address"),
        Why.RELATION: _("related to a party found by name"),
    }.get(why, _("the name agrees"))
