"""When: what English and Spanish say about dates and times, read as spans, alternatives and constraints.

    from receptionist.domain import when
    when.read("next Thursday at eleven", now, "America/New_York", "en")

A reading that is `ambiguous` is never booked before it was read back as weekday, date and time and confirmed.
"""

from receptionist.domain.when.reading import Hours, read
from receptionist.domain.when.readings import NOTHING, PARTS, Constraint, Kind, Reading, Span, clock

__all__ = ["NOTHING", "PARTS", "Constraint", "Hours", "Kind", "Reading", "Span", "clock", "read"]
