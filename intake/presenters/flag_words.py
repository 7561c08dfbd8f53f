"""Words of red flags: kinds of danger, and what came of them."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.redflags import RedFlag

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

KINDS: "Mapping[str, StrOrPromise]" = {
    RedFlag.HEART: gettext_lazy("chest pain"),
    RedFlag.BREATH: gettext_lazy("trouble breathing"),
    RedFlag.STROKE: gettext_lazy("signs of a stroke"),
    RedFlag.BLEEDING: gettext_lazy("heavy bleeding"),
    RedFlag.UNCONSCIOUS: gettext_lazy("not awake"),
    RedFlag.SEIZURE: gettext_lazy("a seizure"),
    RedFlag.ALLERGY: gettext_lazy("a severe allergic reaction"),
    RedFlag.POISON: gettext_lazy("poison or an overdose"),
    RedFlag.SELF_HARM: gettext_lazy("self-harm"),
    RedFlag.HEAD: gettext_lazy("the worst headache, or a blow to the head"),
    RedFlag.BABY: gettext_lazy("a young baby with fever"),
    RedFlag.PREGNANCY: gettext_lazy("bleeding in pregnancy"),
    RedFlag.OWN: gettext_lazy("a phrase of your list"),
    "GAS": gettext_lazy("a smell of gas"),
    "CARBON_MONOXIDE": gettext_lazy("carbon monoxide"),
    "FIRE": gettext_lazy("fire or smoke"),
    "ELECTRIC": gettext_lazy("electrical danger"),
    "ELECTRIC_SHOCK": gettext_lazy("electric shock"),
    "SUICIDE": gettext_lazy("self-harm"),
    "BREATHING": gettext_lazy("trouble breathing"),
    "VIOLENCE": gettext_lazy("violence"),
}


def kinds_words(kinds: "Iterable[str]") -> str:
    """Name kinds of danger; what has no name of its own is an emergency."""
    return ", ".join(dict.fromkeys(str(KINDS.get(kind, _("an emergency"))) for kind in kinds))
