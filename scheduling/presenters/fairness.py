"""How evenly a service was given this month, for its page in the settings."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from scheduling.domain import fairness
from scheduling.models import Mode
from scheduling.selectors.setups import Setup


@dataclass(frozen=True, slots=True, kw_only=True)
class FairRow:
    """One provider: what counts for them, and what their share would be."""

    name: str
    counted: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FairnessCard:
    """The figures of a service that goes by turns."""

    rows: tuple[FairRow, ...]
    summary: str


def fairness_card(setup: Setup, turns: Collection[fairness.Turn]) -> FairnessCard | None:
    """Say who has had how much and how even that is; None where nobody takes turns."""
    counted = list(turns)
    if setup.service.mode == Mode.COLLECTIVE or len(counted) < 2:
        return None
    names = {str(row.resource_id): row.resource.name for row in setup.givers}
    shares, found = fairness.shares(counted), fairness.measure(counted)
    rows = (
        FairRow(
            name=names[str(one.id)], counted=_figure(one.bookings + one.credit), share=_figure(shares[one.id])
        )
        for one in counted
    )
    summary = _("At most %(most)s away from a fair share; evenness %(index)s of 1.") % {
        "most": _figure(found.max_deviation),
        "index": f"{found.jain_index:.2f}",
    }
    return FairnessCard(rows=tuple(sorted(rows, key=lambda row: row.name)), summary=summary)


def _figure(value: Fraction) -> str:
    return f"{float(value):.1f}".removesuffix(".0")
