"""What can be booked, who and what it needs, and what is booked."""

from scheduling.models.appointments import (
    Actor,
    Appointment,
    AppointmentChange,
    ChangeKind,
    GroupSession,
    Source,
)
from scheduling.models.claims import Claim, Hold, HoldKind, TimeBlock
from scheduling.models.hours import DateOverride, Schedule, TravelZone, WeeklyWindow
from scheduling.models.outside import (
    BusyElsewhere,
    CalendarFeed,
    ClashKind,
    ExternalBusy,
    ExternalCalendar,
    ExternalCopy,
    OutsideKind,
)
from scheduling.models.reminding import (
    Reminder,
    ReminderAnswer,
    ReminderChannel,
    ReminderKind,
    ReminderRule,
    ReminderState,
    TimeOffer,
)
from scheduling.models.resources import Pool, PoolPlace, Resource, ResourceKind
from scheduling.models.services import (
    LocationKind,
    Mode,
    Service,
    ServiceLocation,
    ServiceNeed,
    ServiceProvider,
    WindowKind,
)
from scheduling.models.visitors import VisitorCode

__all__ = [
    "Actor",
    "Appointment",
    "AppointmentChange",
    "BusyElsewhere",
    "CalendarFeed",
    "ChangeKind",
    "Claim",
    "ClashKind",
    "DateOverride",
    "ExternalBusy",
    "ExternalCalendar",
    "ExternalCopy",
    "GroupSession",
    "Hold",
    "HoldKind",
    "LocationKind",
    "Mode",
    "OutsideKind",
    "Pool",
    "PoolPlace",
    "Reminder",
    "ReminderAnswer",
    "ReminderChannel",
    "ReminderKind",
    "ReminderRule",
    "ReminderState",
    "Resource",
    "ResourceKind",
    "Schedule",
    "Service",
    "ServiceLocation",
    "ServiceNeed",
    "ServiceProvider",
    "Source",
    "TimeBlock",
    "TimeOffer",
    "TravelZone",
    "VisitorCode",
    "WeeklyWindow",
    "WindowKind",
]  # fmt: skip
