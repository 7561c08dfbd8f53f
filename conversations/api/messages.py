"""Writing to somebody first: to a contact, or to a number."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.endpoints import Endpoint
from accounts.api.once import PARAMETER, once
from accounts.domain.scopes import Scope
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.errors import address_sentence
from contacts.models import ContactAddress
from conversations import errors, services
from conversations.api.serializers import EntrySerializer, MessageInput
from core import clock
from core.transactions import reading


class MessageList(Endpoint):
    """This will send the first message of a conversation, or the next one of the person's live conversation."""

    scopes = {"POST": Scope.MESSAGES_SEND}

    @extend_schema(
        operation_id="sendMessage",
        tags=["Messages"],
        parameters=[PARAMETER],
        request=MessageInput,
        responses={201: EntrySerializer},
    )
    def post(self, request: Request) -> Response:
        """Text a contact, or a number; an unknown number becomes a contact."""
        sent = self.sent(MessageInput)
        number = self._number(sent)

        def act(record_id: UUID) -> dict[str, Any]:
            line_id, text, client_ref = sent["line_id"], sent["text"], str(record_id)
            if number:
                entry = services.text_number(
                    by=self.member,
                    address=number,
                    line_id=line_id,
                    text=text,
                    client_ref=client_ref,
                    now=clock.now(),
                )
            else:
                entry = services.start_conversation(
                    by=self.member,
                    contact_id=sent["contact_id"],
                    address_id=sent.get("address_id") or self._preferred(sent["contact_id"]),
                    line_id=line_id,
                    text=text,
                    client_ref=client_ref,
                    now=clock.now(),
                )
            return dict(EntrySerializer(entry).data)

        return once(self, act)

    def _number(self, sent: dict[str, Any]) -> Address | None:
        """Read the number, if that is what was sent."""
        if ("number" in sent) == ("contact_id" in sent) or ("number" in sent and "address_id" in sent):
            sentence = _("Send either number, or contact_id with or without address_id.")
            raise serializers.ValidationError({"number": [sentence]})
        if "number" not in sent:
            return None
        try:
            return normalise(sent["number"], kind=AddressKind.PHONE, region=self.member.organisation.country)
        except AddressInvalid as error:
            raise serializers.ValidationError({"number": [address_sentence(error)]}) from error

    def _preferred(self, contact_id: UUID) -> UUID:
        """Name the contact's preferred number."""
        with reading(self.key.organisation_id):
            rows = ContactAddress.objects.of(self.key.organisation_id)
            found = rows.filter(contact_id=contact_id, kind=AddressKind.PHONE).first()
        if found is None:
            raise errors.NoWayToText
        return found.pk
