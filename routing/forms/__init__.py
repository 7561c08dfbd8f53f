"""What owners and supervisors type about calls, read before a service sees it."""

from routing.forms.lines import HandlingForm, as_uuid, initial_of, read_turns, rearranged

__all__ = ["HandlingForm", "as_uuid", "initial_of", "read_turns", "rearranged"]
