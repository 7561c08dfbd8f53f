"""A summary by a language model, where one is set: asked outside every transaction, after the plain one stands."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from conversations.domain.summaries import summarise
from conversations.models import Recording
from conversations.ports.summaries import NoSummary, Said, Summary, ask_summary
from conversations.services.calls import rows
from core.transactions import reading, use_case

log = logging.getLogger(__name__)


def improve_summary(
    *, organisation: UUID, recording_id: UUID, model: str, seconds: float, now: datetime
) -> bool:
    """Put a model's summary in the place of the speakers' own sentences; say whether it did.

    Where the model gives none the plain one stays, with why. No transaction is open while it is asked.
    """
    with reading(organisation):
        row = Recording.objects.of(organisation).select_related("organisation").get(pk=recording_id)
    said = tuple(Said(speaker=item["speaker"], text=item["text"]) for item in row.transcript)
    if not said:
        return False
    name, summary, problem = "", None, ""
    try:
        name, summary = ask_summary(model, said, language=row.organisation.locale, seconds=seconds)
    except NoSummary as failure:
        log.warning("no summary", extra={"reason": str(failure), "recording_id": recording_id})
        problem = failure.fault.value
    return keep_summary(
        organisation=organisation,
        recording_id=recording_id,
        said=said,
        name=name,
        summary=summary,
        problem=problem,
        now=now,
    )


@use_case
def keep_summary(
    *,
    organisation: UUID,
    recording_id: UUID,
    said: Sequence[Said],
    name: str,
    summary: Summary | None,
    problem: str,
    now: datetime,
) -> bool:
    """Keep what a model made of `said`, or why it made nothing; dropped when the transcript is another by now."""
    row = Recording.objects.of(organisation).get(pk=recording_id)
    held = rows.lock_call(organisation_id=organisation, call_id=row.call_id)
    row = Recording.objects.of(organisation).select_for_update(no_key=True).get(pk=recording_id)
    if tuple(Said(speaker=item["speaker"], text=item["text"]) for item in row.transcript) != tuple(said):
        return False
    row.summary = summary.text if summary else summarise([item.text for item in said])
    row.summary_actions = list(summary.actions) if summary else []
    row.summary_by, row.summary_problem = name[:80], problem
    row.version += 1
    row.save(update_fields=["summary", "summary_actions", "summary_by", "summary_problem", "version"])
    rows.changed(held, "SUMMARISED", now=now)
    return summary is not None
