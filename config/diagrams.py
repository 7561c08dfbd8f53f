"""Everything in docs/ that is generated: state tables, the order of the apps and the schemas of flows and forms."""

from itertools import pairwise

from conversations.domain import calls
from conversations.domain.diagrams import mermaid
from conversations.domain.states import (
    CONTROL_TRANSITIONS,
    INITIAL,
    INITIAL_MESSAGE_STATES,
    MESSAGE_TRANSITIONS,
    MOVES,
    OWNERSHIP_TRANSITIONS,
)
from intake.domain.clearance import states as clearance
from intake.domain.forms import grammar as forms
from intake.domain.homes import jobs
from intake.domain.playbooks import stages as inquiries
from routing.domain import presence, work
from routing.domain.schema import schema_text
from scheduling.domain import appointments, claims, waiting

APPS = (
    "config",
    "carrier",
    "routing",
    "intake",
    "scheduling",
    "conversations",
    "contacts",
    "accounts",
    "core",
)
# Stands beside the carrier; the two never import each other.
BESIDE = ("config", "receptionist", "routing")


def documents() -> dict[str, str]:
    """Render every generated page: path below docs/ → text."""
    return {
        "states/conversation.md": mermaid("Conversation status", MOVES, initial=INITIAL),
        "states/control.md": mermaid("Control: who may speak", CONTROL_TRANSITIONS),
        "states/ownership.md": mermaid("Ownership", OWNERSHIP_TRANSITIONS),
        "states/message.md": mermaid("Message", MESSAGE_TRANSITIONS, initial=INITIAL_MESSAGE_STATES),
        "states/call.md": mermaid("Call", calls.TRANSITIONS, initial=calls.INITIAL),
        "states/recording.md": mermaid(
            "Recording", calls.RECORDING_TRANSITIONS, initial=calls.INITIAL_RECORDING_STATES
        ),
        "states/command.md": mermaid(
            "Command to the carrier", calls.COMMAND_TRANSITIONS, initial=[calls.CommandState.QUEUED]
        ),
        "states/work.md": mermaid("Work item", work.MOVES, initial=work.INITIAL),
        "states/engagement.md": mermaid(
            "Engagement of a member", presence.MOVES, initial=[presence.Engagement.FREE]
        ),
        "states/appointment.md": mermaid(
            "Appointment", appointments.TRANSITIONS, initial=appointments.INITIAL
        ),
        "states/claim.md": mermaid("Claim", claims.TRANSITIONS, initial=claims.INITIAL),
        "states/waiting.md": mermaid("Waiting list", waiting.TRANSITIONS, initial=waiting.INITIAL),
        "states/clearance.md": mermaid("Conflict check", clearance.TRANSITIONS, initial=clearance.INITIAL),
        "states/job.md": mermaid("Job of a home service", jobs.TRANSITIONS, initial=jobs.INITIAL),
        "states/inquiry.md": mermaid("Inquiry", inquiries.TRANSITIONS, initial=inquiries.INITIAL),
        "states/apps.md": _order(),
        "flow.schema.json": schema_text(),
        "form.schema.json": forms.schema_text(),
    }


def _order() -> str:
    arrows = [f"    {left} --> {right}" for left, right in (*pairwise(APPS), *pairwise(BESIDE))]
    return "\n".join(
        [
            "# Order of the apps",
            "",
            "Imports go along the arrows only.",
            "",
            "```mermaid",
            "flowchart LR",
            *arrows,
            "```",
            "",
        ]
    )
