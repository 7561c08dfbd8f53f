"""What pages about contacts print."""

from contacts.pages.people import (
    AddressItem,
    ColumnItem,
    ConsentItem,
    ConsentMoment,
    ContactPageView,
    ContactResults,
    ContactRow,
    Details,
    ImportMistake,
    ImportPage,
    ImportProgress,
    ImportRow,
    ListPage,
    Mark,
    MergedItem,
    MergePage,
    MergeRow,
    Moment,
    Nothing,
    OtherItem,
    Timeline,
    UploadPage,
    Who,
)
from contacts.pages.review import DataPage, DuplicateItem, DuplicatesPage, HoldItem, LikeItem, SideItem

__all__ = [
    "AddressItem", "ColumnItem", "ConsentItem", "ConsentMoment", "ContactPageView", "ContactResults", "ContactRow",
    "DataPage", "Details", "DuplicateItem", "DuplicatesPage", "HoldItem", "ImportMistake", "ImportPage",
    "ImportProgress", "ImportRow", "LikeItem", "ListPage", "Mark", "MergePage", "MergeRow", "MergedItem", "Moment",
    "Nothing", "OtherItem", "SideItem", "Timeline", "UploadPage", "Who",
]  # fmt: skip
