"""What pages about contacts print."""

from contacts.pages.imports import (
    ColumnItem,
    ImportMistake,
    ImportPage,
    ImportProgress,
    ImportRow,
    UploadPage,
)
from contacts.pages.people import (
    AddressItem,
    ConsentItem,
    ConsentMoment,
    ContactPageView,
    ContactResults,
    ContactRow,
    Details,
    ListPage,
    Mark,
    MergedItem,
    MergePage,
    MergeRow,
    Moment,
    Nothing,
    OtherItem,
    Timeline,
    Who,
)
from contacts.pages.review import DataPage, DuplicateItem, DuplicatesPage, HoldItem, LikeItem, SideItem

__all__ = [
    "AddressItem", "ColumnItem", "ConsentItem", "ConsentMoment", "ContactPageView", "ContactResults", "ContactRow",
    "DataPage", "Details", "DuplicateItem", "DuplicatesPage", "HoldItem", "ImportMistake", "ImportPage",
    "ImportProgress", "ImportRow", "LikeItem", "ListPage", "Mark", "MergePage", "MergeRow", "MergedItem", "Moment",
    "Nothing", "OtherItem", "SideItem", "Timeline", "UploadPage", "Who",
]  # fmt: skip
