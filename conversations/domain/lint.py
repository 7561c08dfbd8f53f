"""What a clinic's texts and mails may not carry: words that tell about health, variables that could turn into such.

Texts and mails are read on lock screens and by families. Name, day, time and a telephone number are enough in them.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

# Stems: whatever follows belongs to the word. Letters are folded, marks are spaces.
_STEMS: Final = """
oncolog cardiolog neurolog psychiatr psycholog psicolog psiquiatr urolog nephrolog nefrolog gynecolog gynaecolog
ginecolog obstetr dermatolog rheumatolog reumatolog endocrinolog gastroenterolog pulmonolog hematolog fertilit
fertilidad colonoscop mammogra mamogra ultrasound ultrasonido ecograf radiograf biops chemo quimio radiotherap
radioterap dialys dialis pregnan embaraz prenatal postpartum posparto abortion aborto miscarr contracep anticoncep
diabet cancer tumor hepatit herpes chlamydia clamidia gonorr syphil sifilis asthma epilep alzheimer
dementia demencia parkinson schizophren esquizofren bipolar depress depresi anxiet ansiedad autis adhd anorex bulim
addict adiccion alcoholi detox rehab methadone metadona suboxone naltrexone insulin antibiot antidepress opioid
prescri medicat medicament medicin diagnos symptom sintoma allerg alergi vaccin vacuna infection infeccion
surger surgical cirug transplant trasplant hernia fractur migraine migrana incontinen impoten menopaus
hypertens hipertens cholesterol colesterol sangrad bleeding vomit nausea diarrh diarrea rash sarpullid
"""
_WORDS: Final = """
hiv vih aids std sti sts ivf iud diu mri ekg ecg pap smear std's hysterectomy vasectomy vasectomia pain pains dolor
fever fiebre refill pill pills pastilla pastillas dose dosis receta therapy therapist terapia terapeuta
psych counseling wound herida lump bulto stroke infarto seizure convulsion sober sobriety overdose sobredosis
"""
_TOGETHER: Final = r"""
(?:lab|test|blood|scan|biopsy|x ray) results?
resultados? (?:de |del )?(?:su |sus |la |el |los |las )?(?:laboratorio|analisis|sangre|pruebas?|estudios?|examen|examenes)
blood (?:test|work|pressure|sugar)
x rays?
rayos x
analisis de sangre
presion (?:arterial|alta)
mental health
salud mental
root canal
endodoncia
heart (?:attack|failure)
"""
_TELLING: Final = re.compile(
    rf"\b(?:(?:{'|'.join(_STEMS.split())})\w*|(?:{'|'.join(map(re.escape, _WORDS.split()))})"
    rf"|{'|'.join(_TOGETHER.strip().splitlines())})\b"
)
_VARIABLE: Final = re.compile(r"\{\{?\s*([\w.]+)\s*\}?\}")
# Whose values could tell what somebody comes for: by the last part of their name, or by the first.
_TELLING_LAST: Final = frozenset(
    {
        "reason", "service", "services", "speciality", "specialty", "diagnosis", "condition", "treatment", "procedure",
        "medication", "medications", "prescription", "symptoms", "results", "notes", "note", "insurance", "dob",
        "motivo", "servicio", "especialidad", "diagnostico",
    }
)  # fmt: skip
_TELLING_FIRST: Final = frozenset({"form", "answer", "answers", "patient", "service", "visit", "appointment"})
_HARMLESS: Final = frozenset({"when", "date", "time", "day", "first", "first_name", "starts_at"})
MOST: Final = 8


def telling_words(text: str, *, apart: Iterable[str] = ()) -> tuple[str, ...]:
    """List the words that tell about health as they were written; `apart` (names of the clinic) is read over."""
    said = _folded(text)
    for name in apart:
        if folded := " ".join(_folded(name).split()):
            pattern = re.compile(rf"\b{' +'.join(map(re.escape, folded.split()))}\b")
            said = pattern.sub(lambda match: " " * len(match[0]), said)
    found = (text[match.start() : match.end()] for match in _TELLING.finditer(said))
    return tuple({word.casefold(): word for word in found}.values())[:MOST]


def telling_variables(template: str) -> tuple[str, ...]:
    """List the variables of a template that could turn into something about health."""
    names = dict.fromkeys(_VARIABLE.findall(template))
    return tuple(name for name in names if _tells(name.casefold()))


def _tells(name: str) -> bool:
    first, last = name.split(".", maxsplit=1)[0], name.rsplit(".", 1)[-1]
    return last in _TELLING_LAST or (first in _TELLING_FIRST and last not in _HARMLESS)


def _folded(text: str) -> str:
    """Fold letter by letter, so that places stay where they were."""
    plain = (unicodedata.normalize("NFKD", letter)[:1].lower() for letter in text)
    return "".join(one if one.isalnum() else " " for one in (each or " " for each in plain))
