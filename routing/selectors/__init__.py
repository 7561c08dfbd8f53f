"""What the pages of lines, queues and flows show; call these inside `reading`."""

from routing.selectors.desk import DeskRows, read_desk
from routing.selectors.flows import (
    FlowSummary,
    get_flow,
    has_steps,
    list_flows,
    list_queue_names,
    list_skill_names,
    list_versions,
    seen_document,
    seen_node,
)
from routing.selectors.lines import LineSettings, get_line, list_lines, list_ringable
from routing.selectors.oncall import list_ladder_names

__all__ = [
    "DeskRows", "FlowSummary", "LineSettings", "get_flow", "get_line", "has_steps", "list_flows",
    "list_ladder_names", "list_lines", "list_queue_names", "list_ringable", "list_skill_names", "list_versions",
    "read_desk", "seen_document", "seen_node",
]  # fmt: skip
