"""Appointments: the list, one of them, booking, moving and cancelling."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import etags
from accounts.api.endpoints import Endpoint, ListEndpoint, model_rows
from accounts.api.once import PARAMETER, once
from accounts.api.problems import CONTENT_TYPE, body
from accounts.domain.scopes import Scope
from contacts.domain.addresses import AddressInvalid, normalise
from contacts.errors import address_sentence
from core import clock
from core.transactions import reading
from scheduling import errors, services
from scheduling.api.serializers import AppointmentInput, AppointmentSerializer, CancelInput, MoveInput
from scheduling.domain.appointments import AppointmentStatus
from scheduling.domain.visits import VisitAddress
from scheduling.models import Actor, Appointment, Source
from scheduling.selectors import free
from scheduling.selectors.calendar import get_appointment
from scheduling.selectors.walled import seen_by
from scheduling.selectors.whereabouts import reads_address


class AppointmentFilters(filters.FilterSet):
    """Which appointments; filters add up."""

    contact_id = filters.UUIDFilter()
    status = filters.ChoiceFilter(choices=[(status.value, status.value) for status in AppointmentStatus])
    starts_from = filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="gte")
    starts_before = filters.IsoDateTimeFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = Appointment
        fields = ["contact_id", "status", "starts_from", "starts_before"]


class _Booking(Endpoint):
    """What every write of a booking shares: who does it, and what is told to who comes second."""

    @property
    def doer(self) -> services.Doer:
        """The program, acting as the member who made its key."""
        return services.Doer(actor=Actor.PROGRAM, member=self.member)

    def told(self, act: Callable[[], Response]) -> Response:
        """Answer; a time that cannot be had comes back with those that can, under `errors.alternatives`."""
        try:
            return act()
        except (errors.SlotTaken, errors.SlotRefused) as refused:
            is_taken = isinstance(refused, errors.SlotTaken)
            code, slug = (409, "slot-taken") if is_taken else (422, "slot-refused")
            others = {"alternatives": [at.isoformat() for at in refused.alternatives]}
            return Response(
                body(code, slug, str(refused.sentence), others if refused.alternatives else None),
                status=code,
                content_type=CONTENT_TYPE,
            )

    def standing(self, row: Appointment) -> Response:
        """Answer with an appointment as it stands."""
        return self.one(AppointmentSerializer(self._kept(row)).data, etag=etags.of_version(row.version))

    def _kept(self, row: Appointment) -> Appointment:
        """Leave out where a visit is until whoever goes there may know."""
        if row.place and not reads_address(self.member, row, None, now=clock.now()):
            row.place = ""
        return row


class AppointmentList(_Booking, ListEndpoint):
    """This will list appointments, the newest first, and make them."""

    scopes = {"GET": Scope.BOOKINGS_READ, "POST": Scope.BOOKINGS_WRITE}
    queryset = model_rows(Appointment)
    serializer_class = AppointmentSerializer
    filterset_class = AppointmentFilters

    @extend_schema(
        operation_id="listAppointments", tags=["Bookings"], responses=AppointmentSerializer(many=True)
    )
    def get(self, request: Request) -> Response:
        """List appointments."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the appointments where the member works."""
        rows = seen_by(Appointment.objects.of(self.key.organisation_id), self.member)
        places = self.member.location_ids
        return rows.filter(location_id__in=places) if places else rows

    def shown(self, rows: Any) -> Any:
        """Write rows out."""
        return AppointmentSerializer([self._kept(row) for row in rows], many=True).data

    @extend_schema(
        operation_id="bookAppointment",
        tags=["Bookings"],
        parameters=[PARAMETER],
        request=AppointmentInput,
        responses={201: AppointmentSerializer},
    )
    def post(self, request: Request) -> Response:
        """Book a time; one that is taken meanwhile is answered with other times."""
        sent = self.sent(AppointmentInput)
        customer = self._customer(sent)
        wish = free.Wish(
            service_id=sent["service_id"],
            location_id=sent.get("location_id"),
            provider_id=sent.get("provider_id"),
            minutes=sent.get("minutes"),
            address=VisitAddress(**sent["visit"]) if "visit" in sent else None,
        )

        def act(record_id: UUID) -> dict[str, Any]:
            row = services.book_appointment(
                organisation=self.key.organisation_id,
                wanted=services.Wanted(wish=wish, starts_at=sent["starts_at"]),
                customer=customer,
                details=services.Details(
                    source=Source.API,
                    timezone=sent.get("timezone", ""),
                    language=sent.get("language", ""),
                    note_from_customer=sent.get("note", ""),
                    client_ref=str(record_id),
                ),
                by=self.doer,
                now=clock.now(),
            )
            return dict(AppointmentSerializer(row).data)

        return self.told(lambda: once(self, act))

    def _customer(self, sent: dict[str, Any]) -> services.Customer:
        """Say for whom it is."""
        if "contact_id" in sent:
            return services.Customer(contact_id=sent["contact_id"])
        try:
            address = normalise(sent["address"], region=self.member.organisation.country)
        except AddressInvalid as error:
            raise serializers.ValidationError({"address": [address_sentence(error)]}) from error
        return services.Customer(name=sent.get("name", ""), address=address)


class AppointmentDetail(_Booking):
    """This will show one appointment."""

    scopes = {"GET": Scope.BOOKINGS_READ}

    @extend_schema(operation_id="getAppointment", tags=["Bookings"], responses=AppointmentSerializer)
    def get(self, request: Request, appointment_id: UUID) -> Response:
        """Show an appointment."""
        with reading(self.key.organisation_id):
            row = get_appointment(member=self.member, appointment_id=appointment_id)
        return self.standing(row)


class Move(_Booking):
    """This will give an appointment another time."""

    scopes = {"POST": Scope.BOOKINGS_WRITE}

    @extend_schema(
        operation_id="moveAppointment",
        tags=["Bookings"],
        request=MoveInput,
        responses={200: AppointmentSerializer},
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        """Move an appointment."""
        sent = self.sent(MoveInput)

        def act() -> Response:
            to = services.NewTime(
                starts_at=sent["starts_at"], minutes=sent.get("minutes"), provider_id=sent.get("provider_id")
            )
            row = services.move_appointment(
                organisation=self.key.organisation_id,
                appointment_id=appointment_id,
                to=to,
                by=self.doer,
                now=clock.now(),
            )
            return self.standing(row)

        return self.told(act)


class Cancel(_Booking):
    """This will cancel an appointment."""

    scopes = {"POST": Scope.BOOKINGS_WRITE}

    @extend_schema(
        operation_id="cancelAppointment",
        tags=["Bookings"],
        request=CancelInput,
        responses={200: AppointmentSerializer},
    )
    def post(self, request: Request, appointment_id: UUID) -> Response:
        """Cancel an appointment; one that is cancelled already stays as it is."""
        sent = self.sent(CancelInput)
        row = services.cancel_appointment(
            organisation=self.key.organisation_id,
            appointment_id=appointment_id,
            by=self.doer,
            reason=sent.get("reason", ""),
            now=clock.now(),
        )
        return self.standing(row)
