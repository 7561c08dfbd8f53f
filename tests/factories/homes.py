"""Home service: vehicles that drive, areas, where customers live."""

from accounts.models import Organisation
from core.transactions import tenant_transaction
from scheduling.domain.geo import Position
from scheduling.domain.visits import VisitAddress
from scheduling.models import HomeRules, LocationKind, Resource, Service, ServiceArea
from tests.factories import scheduling as make

# Phoenix downtown, Scottsdale about 15 km away, and Flagstaff, where nobody here drives.
DOWNTOWN, SCOTTSDALE, FLAGSTAFF = "85004", "85251", "86001"


def service(
    organisation: Organisation,
    *technicians: Resource,
    name: str = "Repair",
    minutes: int = 60,
    **rules: object,
) -> Service:
    """Make a service at customers' addresses."""
    row = make.service(
        organisation,
        *technicians,
        name=name,
        minutes=minutes,
        interval=30,
        location_kind=LocationKind.CUSTOMER_ADDRESS,
    )
    with tenant_transaction(organisation):
        HomeRules.objects.create(organisation=organisation, service=row, **rules)
    return row


def area(organisation: Organisation, *, name: str = "Town", **values: object) -> ServiceArea:
    """Make an area, of postcodes unless said."""
    with tenant_transaction(organisation):
        return ServiceArea.objects.create(
            organisation=organisation, name=name, **({"postcodes": "850*, 852*"} | values)
        )


def at(postcode: str, *, street: str = "", position: Position | None = None) -> VisitAddress:
    """Say where somebody lives."""
    return VisitAddress(postcode=postcode, street=street, position=position)
