"""Contacts: the list, one of them, their addresses."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api import etags
from accounts.api.endpoints import Endpoint, ListEndpoint, model_rows
from accounts.domain.scopes import Scope
from contacts import selectors
from contacts.api.serializers import (
    POST,
    AddressInput,
    AddressSerializer,
    ContactDetailSerializer,
    ContactInput,
    ContactSerializer,
)
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.errors import address_sentence
from contacts.models import ConsentEvent, Contact, ContactAddress, Lifecycle
from contacts.selectors.details import details_of, sees_details
from contacts.services import records
from core import clock
from core.errors import NotAllowed
from core.transactions import reading

MOST_FOUND = 200
IF_MATCH = OpenApiParameter(
    name="If-Match",
    location=OpenApiParameter.HEADER,
    description="The ETag that was read; the change is refused (412) when the contact has moved on since.",
)


class ContactFilters(filters.FilterSet):
    """Which contacts; filters add up."""

    lifecycle = filters.ChoiceFilter(choices=Lifecycle.choices)
    tag = filters.CharFilter(method="tagged", max_length=40)
    updated_since = filters.IsoDateTimeFilter(field_name="updated_at", lookup_expr="gte")
    q = filters.CharFilter(method="found", max_length=100, label="A name, a number in any format, an e-mail.")

    class Meta:
        model = Contact
        fields = ["lifecycle", "tag", "updated_since", "q"]

    def tagged(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what carries the label."""
        return rows.filter(tags__contains=[value])

    def found(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what the search behind the wall finds, at most 200."""
        return rows.filter(pk__in=selectors.find_ids(words=value, most=MOST_FOUND))


class ContactList(ListEndpoint):
    """This will list contacts, the newest first, and make them."""

    scopes = {"GET": Scope.CONTACTS_READ, "POST": Scope.CONTACTS_WRITE}
    queryset = model_rows(Contact)
    serializer_class = ContactSerializer
    filterset_class = ContactFilters

    @extend_schema(operation_id="listContacts", tags=["Contacts"], responses=ContactSerializer(many=True))
    def get(self, request: Request) -> Response:
        """List contacts."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the organisation's contacts."""
        return selectors.seen_by(Contact.objects.of(self.key.organisation_id), self.member)

    @extend_schema(
        operation_id="createContact",
        tags=["Contacts"],
        request=ContactInput,
        responses={201: ContactDetailSerializer},
    )
    def post(self, request: Request) -> Response:
        """Make a contact."""
        values, details = _parted(self, self.sent(ContactInput))
        made = records.create_contact(by=self.member, values=values, details=details, now=clock.now())
        with reading(self.key.organisation_id):
            content = _whole(self, made)
        return self.one(content, etag=etags.of_version(made.version), status=201)


class ContactDetail(Endpoint):
    """This will show and change one contact."""

    scopes = {"GET": Scope.CONTACTS_READ, "PATCH": Scope.CONTACTS_WRITE}

    @extend_schema(operation_id="getContact", tags=["Contacts"], responses=ContactDetailSerializer)
    def get(self, request: Request, contact_id: UUID) -> Response:
        """Show a contact; its ETag is its version."""
        with reading(self.key.organisation_id):
            found = _contact(self, contact_id)
            content = _whole(self, found)
        return self.one(content, etag=etags.of_version(found.version))

    @extend_schema(
        operation_id="changeContact",
        tags=["Contacts"],
        parameters=[IF_MATCH],
        request=ContactInput,
        responses=ContactDetailSerializer,
    )
    def patch(self, request: Request, contact_id: UUID) -> Response:
        """Change the fields that are sent."""
        values, details = _parted(self, self.sent(ContactInput))
        with reading(self.key.organisation_id):
            version = _contact(self, contact_id).version
        etags.check_unchanged(request, etags.of_version(version))
        is_asked = "HTTP_IF_MATCH" in request.META
        try:
            changed = records.change_contact(
                by=self.member,
                contact_id=contact_id,
                values=values,
                version=version if is_asked else None,
                details=details,
                now=clock.now(),
            )
        except records.ChangedMeanwhile as error:
            raise etags.changed() from error
        with reading(self.key.organisation_id):
            content = _whole(self, changed)
        return self.one(content, etag=etags.of_version(changed.version))


class AddressList(ListEndpoint):
    """This will list a contact's addresses and add to them."""

    scopes = {"GET": Scope.CONTACTS_READ, "POST": Scope.CONTACTS_WRITE}
    queryset = model_rows(ContactAddress)
    serializer_class = AddressSerializer
    filter_backends = []

    @extend_schema(operation_id="listAddresses", tags=["Contacts"], responses=AddressSerializer(many=True))
    def get(self, request: Request, contact_id: UUID) -> Response:
        """List addresses."""
        return self.page()

    def rows(self) -> QuerySet[Any]:
        """Select the contact's addresses, each with the latest word about texts from it."""
        found = _contact(self, self.kwargs["contact_id"])
        said = ConsentEvent.objects.of(self.key.organisation_id).filter(
            kind=OuterRef("kind"), value=OuterRef("value"), scope="TEXT"
        )
        rows = ContactAddress.objects.of(self.key.organisation_id).filter(contact=found)
        return rows.annotate(allowed=Subquery(said.values("granted")[:1]))

    @extend_schema(
        operation_id="addAddress", tags=["Contacts"], request=AddressInput, responses={201: AddressSerializer}
    )
    def post(self, request: Request, contact_id: UUID) -> Response:
        """Add an address."""
        sent = self.sent(AddressInput)
        new = records.NewAddress(
            address=self._address(sent), label=sent.get("label", ""), is_preferred=sent["is_preferred"]
        )
        made = records.add_address(by=self.member, contact_id=contact_id, new=new, now=clock.now())
        with reading(self.key.organisation_id):
            content = AddressSerializer(self.rows().get(pk=made.pk)).data
        return Response(content, status=201)

    def _address(self, sent: dict[str, Any]) -> Address:
        """Read the address as typed in the organisation's country."""
        try:
            return normalise(
                sent["value"], kind=AddressKind(sent["kind"]), region=self.member.organisation.country
            )
        except AddressInvalid as error:
            raise serializers.ValidationError({"value": [address_sentence(error)]}) from error


class AddressDetail(Endpoint):
    """This will take one address from a contact."""

    scopes = {"DELETE": Scope.CONTACTS_WRITE}

    @extend_schema(operation_id="removeAddress", tags=["Contacts"], request=None, responses={204: None})
    def delete(self, request: Request, contact_id: UUID, address_id: UUID) -> Response:
        """Remove an address; what was said from it stays."""
        records.remove_address(by=self.member, contact_id=contact_id, address_id=address_id, now=clock.now())
        return Response(status=204)


def _parted(endpoint: Endpoint, sent: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Part what stands on the contact from what is kept beside it, which not every member may write."""
    details = {name: sent.pop(name) for name in ("birth_date", *POST) if name in sent}
    if details and not sees_details(endpoint.member):
        raise NotAllowed
    return sent, details


def _whole(endpoint: Endpoint, found: Contact) -> Any:
    known = details_of(organisation_id=found.organisation_id, contact_ids=[found.pk])
    details = known.get(found.pk) if sees_details(endpoint.member) else None
    return ContactDetailSerializer(found, context={"details": details}).data


def _contact(endpoint: Endpoint, contact_id: UUID) -> Contact:
    return selectors.get_contact(member=endpoint.member, contact_id=contact_id)
