"""How services, free times and appointments are written, and what may be sent."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from accounts.api.serializers import Choice, Text
from scheduling.models import Appointment, Service

DAY_MINUTES = 1440


class ServiceSerializer(serializers.ModelSerializer[Service]):
    """A bookable thing; `durations` are minutes, the first is the usual one."""

    durations = serializers.ListField(child=serializers.IntegerField(), read_only=True)

    class Meta:
        model = Service
        fields = [
            "id", "name", "slug", "description", "durations", "price_text", "mode", "seats", "location_kind",
            "needs_approval", "is_public",
        ]  # fmt: skip
        read_only_fields = fields


class FreeTimeSerializer(serializers.Serializer[Any]):
    """A time that can be booked now, and with whom."""

    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    provider_ids = serializers.ListField(child=serializers.UUIDField())
    seats_left = serializers.IntegerField()


class FreeTimesSerializer(serializers.Serializer[Any]):
    """Free times in order."""

    items = FreeTimeSerializer(many=True)


class AppointmentSerializer(serializers.ModelSerializer[Appointment]):
    """A time of a service that is a contact's; `version` rises with every change."""

    service_id = serializers.UUIDField(read_only=True)
    location_id = serializers.UUIDField(read_only=True)
    provider_id = serializers.UUIDField(read_only=True)
    contact_id = serializers.UUIDField(read_only=True)
    conversation_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Appointment
        fields = [
            "id", "service_id", "location_id", "provider_id", "contact_id", "conversation_id", "series_id",
            "starts_at", "ends_at", "arrives_from", "arrives_until",
            "timezone", "status", "uid", "sequence", "version", "source", "place",
            "phone", "note_for_customer", "note_from_customer", "booked_at", "cancelled_at", "cancelled_by",
            "cancel_reason",
        ]  # fmt: skip
        read_only_fields = fields


class FreeTimesQuery(serializers.Serializer[Any]):
    """Which free times: days on the clock of the location, both included."""

    first_on = serializers.DateField(required=False)
    last_on = serializers.DateField(required=False)
    location_id = serializers.UUIDField(required=False)
    provider_id = serializers.UUIDField(required=False)
    minutes = serializers.IntegerField(required=False, min_value=1, max_value=DAY_MINUTES)
    postcode = Text(required=False, max_length=12, help_text="Where somebody is to come.")


class VisitInput(serializers.Serializer[Any]):
    """Where somebody is to come."""

    street = Text(required=False, max_length=160)
    unit = Text(required=False, max_length=40)
    city = Text(required=False, max_length=80)
    postcode = Text(max_length=12)
    access_note = Text(required=False, max_length=300)


class AppointmentInput(serializers.Serializer[Any]):
    """What to book, and for whom: a contact, or a name with a number or an e-mail address."""

    service_id = serializers.UUIDField()
    starts_at = serializers.DateTimeField()
    location_id = serializers.UUIDField(required=False)
    provider_id = serializers.UUIDField(required=False)
    minutes = serializers.IntegerField(required=False, min_value=1, max_value=DAY_MINUTES)
    contact_id = serializers.UUIDField(required=False)
    name = Text(required=False, max_length=200)
    address = Text(required=False, max_length=254, help_text="A telephone number or an e-mail address.")
    timezone = Text(required=False, max_length=64)
    language = Choice(required=False, choices=["en", "es"])
    note = Text(required=False, max_length=1000)
    visit = VisitInput(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for one way of saying for whom it is."""
        if ("contact_id" in attrs) == ("address" in attrs):
            raise serializers.ValidationError(
                {"contact_id": [_("Send either contact_id, or address with name.")]}
            )
        return attrs


class MoveInput(serializers.Serializer[Any]):
    """Where an appointment is to go; the provider stays if they are free."""

    starts_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(required=False, min_value=1, max_value=DAY_MINUTES)
    provider_id = serializers.UUIDField(required=False)


class CancelInput(serializers.Serializer[Any]):
    """Why, if anybody asks."""

    reason = Text(required=False, max_length=300, allow_blank=True)
