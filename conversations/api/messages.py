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
        """Write to a contact, a number or an e-mail address; whoever is not known yet becomes a contact."""
        sent = self.sent(MessageInput)
        address = self._address(sent)

        def act(record_id: UUID) -> dict[str, Any]:
            words = services.FirstWords(
                line_id=sent["line_id"],
                text=sent["text"],
                subject=sent.get("subject", ""),
                client_ref=str(record_id),
            )
            if address:
                entry = services.write_to(by=self.member, address=address, words=words, now=clock.now())
            else:
                entry = services.start_conversation(
                    by=self.member,
                    contact_id=sent["contact_id"],
                    address_id=sent.get("address_id") or self._preferred(sent["contact_id"]),
                    words=words,
                    now=clock.now(),
                )
            return dict(EntrySerializer(entry).data)

        return once(self, act)

    def _address(self, sent: dict[str, Any]) -> Address | None:
        """Read the number or e-mail address, if that is what was sent."""
        named = [key for key in ("number", "email", "contact_id") if key in sent]
        if len(named) != 1 or ("address_id" in sent and named != ["contact_id"]):
            sentence = _("Send one of number, email, or contact_id with or without address_id.")
            raise serializers.ValidationError({"number": [sentence]})
        if named == ["contact_id"]:
            return None
        kind = AddressKind.PHONE if named == ["number"] else AddressKind.EMAIL
        try:
            return normalise(sent[named[0]], kind=kind, region=self.member.organisation.country)
        except AddressInvalid as error:
            raise serializers.ValidationError({named[0]: [address_sentence(error)]}) from error

    def _preferred(self, contact_id: UUID) -> UUID:
        """Name the contact's preferred number."""
        with reading(self.key.organisation_id):
            rows = ContactAddress.objects.of(self.key.organisation_id)
            found = rows.filter(contact_id=contact_id, kind=AddressKind.PHONE).first()
        if found is None:
            raise errors.NoWayToText
        return found.pk
