"""Signatures: what was signed, how, when, from where, and that it was meant."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from core.transactions import use_case
from intake import errors
from intake.domain.forms.document import says
from intake.domain.forms.kinds import FieldType
from intake.models import Signature, SignatureKind
from intake.selectors.forms import definition_of
from intake.services.forms import drafts
from intake.services.forms.drafts import CUSTOMER, Hand

# What the script of the canvas makes: lines between points of a field of 600 by 200.
STROKES: Final = re.compile(r"(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+")
LONGEST: Final = 20_000
SHORTEST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What somebody did to sign: wrote their name, perhaps drew it, ticked the box with the words `intent`."""

    name: str
    strokes: str = ""
    is_meant: bool = False
    intent: str
    network_address: str = ""
    user_agent: str = ""


@use_case
def sign(
    *, organisation: UUID, submission_id: UUID, field: str, sign: Sign, hand: Hand = CUSTOMER, now: datetime
) -> Signature:
    """Keep a signature; signed once more, the later one counts and both stay.

    Raises:
        NotSigned: name, drawing or box is missing. StageLocked, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    definition = definition_of(row)
    asked = definition.fields.get(field)
    if asked is None or asked.type is not FieldType.SIGNATURE:
        raise errors.NoSuchSubmission
    drafts.check_open(row, {field: None}, now=now)
    name, strokes = str(drafts.clean(sign.name))[:160], sign.strokes.strip()
    is_drawn = bool(strokes)
    if not sign.is_meant or not (name or is_drawn):
        raise errors.NotSigned
    if is_drawn and (len(strokes) > LONGEST or len(strokes) < SHORTEST or not STROKES.fullmatch(strokes)):
        raise errors.NotSigned
    text = says(asked.text, row.language)
    made = Signature(
        organisation_id=organisation,
        submission=row,
        field=field,
        kind=SignatureKind.DRAWN if is_drawn else SignatureKind.TYPED,
        name=name,
        strokes=strokes,
        text=text,
        language=row.language,
        sha256=signed_digest(
            row.form_version.sha256, text, drafts.judged(row, now=now).values, besides=field
        ),
        intent=sign.intent[:300],
        network_address=sign.network_address[:64],
        user_agent=str(drafts.clean(sign.user_agent))[:300],
        signed_at=now,
    )
    made.save(force_insert=True)
    drafts.put_answers(row, {field: str(made.pk)}, hand=hand, now=now, is_held=True)
    drafts.save(row, hand=hand, now=now)
    return made


def signed_digest(version: str, text: str, values: Mapping[str, Any], *, besides: str) -> str:
    """Give the SHA-256 of what is signed: the words, the form's version and the answers but for the signature."""
    kept = {key: value for key, value in values.items() if key != besides}
    body = json.dumps([version, text, kept], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()
