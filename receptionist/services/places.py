"""Where a visit is, as the calendar wants it: parts of an address, made of what a caller said."""

from receptionist.domain import entities
from receptionist.domain.policy import DialogueState
from scheduling.domain.visits import VisitAddress


def place_of(state: DialogueState) -> VisitAddress | None:
    """Give the place that was told in parts; what cannot be divided stands whole where the street does."""
    line, postcode = state.value("address"), state.value("postcode")
    if not line and not postcode:
        return None
    read = entities.address(line, lang=state.language)
    if read is None or read.line != line:
        return VisitAddress(street=line.removesuffix(postcode).strip(" ,"), postcode=postcode)
    town = " ".join(part for part in (read.city, read.state) if part)
    return VisitAddress(street=read.street, unit=read.unit, city=town, postcode=postcode or read.postcode)
