"""What pages are made of: the shell around them here, the settings pages in their own modules."""

from accounts.presenters.shell import (
    age_label,
    count_label,
    frame,
    initials,
    page_frame,
    shell,
    sockets_url,
    tint,
)

__all__ = [
    "age_label",
    "count_label",
    "frame",
    "initials",
    "page_frame",
    "shell",
    "sockets_url",
    "tint",
]
