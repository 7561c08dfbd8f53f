"""The shape of a form's document: what reads it, and what its published schema is made of."""

import json
from collections.abc import Mapping
from typing import Any, Final

from intake.domain.forms import conditions
from intake.domain.forms.kinds import SIMPLE, FieldType, Sensitivity
from intake.domain.forms.shape import NAME, Many, Named, Number, OneOf, Plain, Record, Shape, Text, Truth

FORMAT: Final = 1
LANGUAGES: Final = ("en", "es")
LONGEST_WORDS: Final = 4000
MOST_STAGES, MOST_SECTIONS, MOST_FIELDS, MOST_OPTIONS = 12, 20, 60, 300
AUTOCOMPLETE: Final = (
    "name", "given-name", "family-name", "email", "tel", "bday", "street-address", "postal-code",
    "organization", "off",
)  # fmt: skip
# What a field may be filled from and written back to, and which kind of field that must be.
KNOWN: Final[Mapping[str, tuple[FieldType, ...]]] = {
    "contact.name": (FieldType.TEXT,),
    "contact.first_name": (FieldType.TEXT,),
    "contact.last_name": (FieldType.TEXT,),
    "contact.company": (FieldType.TEXT,),
    "contact.email": (FieldType.EMAIL,),
    "contact.phone": (FieldType.PHONE,),
    "contact.language": (FieldType.CHOICE,),
    "contact.birth_date": (FieldType.DATE,),
    "contact.address": (FieldType.ADDRESS,),
}
ACCEPTED: Final = ("image", "pdf", "document")

_words = Named(
    "words",
    Record(
        keys={language: Text(LONGEST_WORDS) for language in LANGUAGES},
        says="What people read, by language.",
        extra={"minProperties": 1},
    ),
)
_name = Text(40, NAME)
_option = Record(keys={"value": Text(80), "label": _words, "fhir": Text(200)}, needs=("value", "label"))
OPTIONS: Final = Many(_option, 1, MOST_OPTIONS)
_condition: Shape = conditions.Condition()
_validate = Record(
    keys={
        "min": Number(-(10**12), 10**12, is_whole=False),
        "max": Number(-(10**12), 10**12, is_whole=False),
        "min_length": Number(0, 20_000),
        "max_length": Number(1, 20_000),
        "least": Number(0, 50),
        "most": Number(1, 50),
        "not_future": Truth(),
        "not_past": Truth(),
        "must_agree": Truth(),
        "accept": Many(OneOf(ACCEPTED), 1, len(ACCEPTED)),
        "largest_mb": Number(1, 25),
    },
    says="min and max of numbers, lengths of texts, least and most of lists and files.",
)
_compute = Record(
    keys={
        "age_years": _name,
        "sum": Many(_name, 1, 20),
        "count": _name,
        "join": Many(_name, 1, 20),
    },
    says="One of: the age at a date, the sum of numbers, how many there are, texts one after another.",
    extra={"minProperties": 1, "maxProperties": 1},
)
_part = Record(
    keys={
        "key": _name,
        "type": OneOf(tuple(sorted(SIMPLE))),
        "label": _words,
        "required": Truth(),
        "options": OPTIONS,
    },
    needs=("key", "type", "label"),
)
FIELD: Final = Record(
    keys={
        "key": _name,
        "type": OneOf(tuple(kind.value for kind in FieldType)),
        "label": _words,
        "help": _words,
        "why": _words,
        "text": _words,
        "required": Truth(),
        "later": Truth(),
        "sensitivity": OneOf(tuple(kind.value for kind in Sensitivity)),
        "prefill": OneOf(tuple(KNOWN)),
        "writeback": OneOf(tuple(KNOWN)),
        "show_if": _condition,
        "validate": _validate,
        "options": OPTIONS,
        "option_set": Text(60, "^[a-z0-9][a-z0-9-]*$"),
        "fields": Many(_part, 1, 12),
        "compute": _compute,
        "autocomplete": OneOf(AUTOCOMPLETE),
        "fhir": Record(keys={"link_id": Text(200), "code": Text(200), "system": Text(300)}),
    },
    needs=("key", "type"),
    says="One question. `later` lets people say that they do not have the answer at hand.",
)
SECTION: Final = Record(
    keys={
        "key": _name,
        "title": _words,
        "help": _words,
        "show_if": _condition,
        "fields": Many(Named("field", FIELD), 0, MOST_FIELDS),
    },
    needs=("key", "title", "fields"),
)
_sensitive = OneOf((Sensitivity.PHI.value, Sensitivity.PRIVILEGED.value, Sensitivity.PAYMENT.value))
STAGE: Final = Record(
    keys={
        "key": _name,
        "title": _words,
        "help": _words,
        "allows": Many(_sensitive, 0, 3),
        "sections": Many(Named("section", SECTION), 0, MOST_SECTIONS),
    },
    needs=("key", "title", "sections"),
    says="`allows` names how private its answers may be beyond public and contact.",
)
DOCUMENT: Final = Record(
    keys={
        "format": OneOf((FORMAT,)),
        "title": _words,
        "intro": _words,
        "closing": _words,
        "languages": Many(OneOf(LANGUAGES), 1, len(LANGUAGES)),
        "stages": Many(Named("stage", STAGE), 1, MOST_STAGES),
    },
    needs=("format", "title", "languages", "stages"),
)
PLAIN: Final = Plain()


def schema() -> dict[str, Any]:
    """Write the schema of form documents."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A form",
        "description": "What is asked, in stages, sections and fields. Portico says what a schema cannot.",
        **DOCUMENT.schema(),
        "$defs": {
            "words": _words.of.schema(),
            "condition": conditions.schema(),
            "field": FIELD.schema(),
            "section": SECTION.schema(),
            "stage": STAGE.schema(),
        },
    }


def schema_text() -> str:
    """Write it as it stands in docs/."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
