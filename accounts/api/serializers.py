"""How organisations and members are written."""

from typing import Any

from rest_framework import serializers

from accounts.models import Location, Member, Organisation


class LocationSerializer(serializers.ModelSerializer[Location]):
    """A place of the organisation."""

    class Meta:
        model = Location
        fields = ["id", "name", "street", "city", "region", "postcode", "time_zone", "is_default"]
        read_only_fields = fields


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """The organisation the key belongs to, with its places."""

    locations = LocationSerializer(many=True, read_only=True)

    class Meta:
        model = Organisation
        fields = [
            "id",
            "name",
            "industry",
            "time_zone",
            "locale",
            "country",
            "region",
            "created_at",
            "locations",
        ]
        read_only_fields = fields


class MemberSerializer(serializers.ModelSerializer[Member]):
    """Someone who works here; `location_ids` empty means every location."""

    name = serializers.CharField(read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True)
    location_ids = serializers.ListField(child=serializers.UUIDField(), read_only=True)
    team_id = serializers.UUIDField(read_only=True, allow_null=True)

    class Meta:
        model = Member
        fields = [
            "id", "name", "email", "role", "capabilities", "location_ids", "team_id", "is_active", "created_at",
        ]  # fmt: skip
        read_only_fields = fields


class Choice(serializers.ChoiceField):
    """One of a few values; what is no text is refused with the same sentence."""

    def to_internal_value(self, data: Any) -> Any:
        """Accept the value of a choice only, never a bool or a number that looks like it."""
        if not isinstance(data, str):
            self.fail("invalid_choice", input=data)
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """Text and nothing else: a number where a name belongs is a mistake to tell, not to spell out."""

    def to_internal_value(self, data: Any) -> str:
        """Accept strings only."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)
