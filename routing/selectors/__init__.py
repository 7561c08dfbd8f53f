"""What the pages of lines and queues show; call these inside `reading`."""

from routing.selectors.desk import DeskRows, read_desk
from routing.selectors.lines import LineSettings, get_line, list_lines, list_ringable

__all__ = ["DeskRows", "LineSettings", "get_line", "list_lines", "list_ringable", "read_desk"]
