"""What supervisors type about lines and queues."""

from routing.forms.lines import HandlingForm, as_uuid, initial_of, read_turns, rearranged

__all__ = ["HandlingForm", "as_uuid", "initial_of", "read_turns", "rearranged"]
