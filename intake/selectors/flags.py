"""Red flags as services and pages read them; call these inside `reading` or a use case."""

from uuid import UUID

from django.db.models import Q

from accounts.models import Member
from conversations import selectors as conversations
from core.errors import NotFound
from intake.domain.redflags import phrases_in
from intake.errors import NoSuchAlert
from intake.models import RedFlagAlert, RedFlagList

MOST = 100


def list_in_force(*, organisation_id: UUID) -> RedFlagList | None:
    """Give the newest signed list, None where no clinician has signed one."""
    return RedFlagList.objects.of(organisation_id).select_related("signed_by__user").first()


def own_phrases(*, organisation_id: UUID) -> tuple[str, ...]:
    """Give a clinic's own phrases."""
    row = list_in_force(organisation_id=organisation_id)
    return phrases_in(row.phrases) if row is not None else ()


def list_versions(*, organisation_id: UUID) -> list[RedFlagList]:
    """List the signed versions, the newest first."""
    return list(RedFlagList.objects.of(organisation_id).select_related("signed_by__user")[:MOST])


def list_alerts(*, member: Member) -> list[RedFlagAlert]:
    """List the newest red flags a member may know of."""
    rows = RedFlagAlert.objects.of(member.organisation_id).select_related(
        "conversation__contact",
        "submission__form_version__form",
        "contact",
        "acknowledged_by__user",
        "settled_by__user",
    )
    if member.location_ids:
        rows = rows.filter(Q(conversation=None) | Q(conversation__location_id__in=member.location_ids))
    if member.is_walled:
        rows = rows.filter(Q(conversation=None) | ~Q(conversation__walled_from__contains=[member.pk]))
    return list(rows[:MOST])


def list_unsettled(
    *, organisation_id: UUID, conversation_id: UUID | None, contact_id: UUID | None
) -> list[RedFlagAlert]:
    """List what is open beside a conversation, or beside a person."""
    rows = RedFlagAlert.objects.of(organisation_id).filter(settled_at=None)
    if conversation_id is not None:
        # What they wrote with a booking or in a form stands in no conversation, and concerns whoever reads this one.
        elsewhere = Q(conversation=None, contact_id=contact_id) if contact_id is not None else Q()
        rows = rows.filter(Q(conversation_id=conversation_id) | elsewhere)
    elif contact_id is not None:
        rows = rows.filter(Q(contact_id=contact_id) | Q(conversation__contact_id=contact_id))
    else:
        return []
    return list(rows.select_related("acknowledged_by__user").order_by("raised_at", "id")[:10])


def get_alert(*, member: Member, alert_id: UUID) -> RedFlagAlert:
    """Give one red flag.

    Raises:
        NoSuchAlert: there is none, or its conversation is not the member's to see.
    """
    rows = RedFlagAlert.objects.of(member.organisation_id).select_related(
        "conversation__contact",
        "submission__form_version__form",
        "contact",
        "acknowledged_by__user",
        "settled_by__user",
    )
    row = rows.filter(pk=alert_id).first()
    if row is None:
        raise NoSuchAlert
    if row.conversation_id is not None:
        try:
            conversations.get_conversation(member=member, conversation_id=row.conversation_id)
        except NotFound as hidden:
            raise NoSuchAlert from hidden
    return row


def has_unacknowledged(*, organisation_id: UUID, contact_id: UUID | None, hold_id: UUID | None) -> bool:
    """Say whether somebody described an emergency that nobody of the clinic has acknowledged."""
    mine = Q()
    if contact_id is not None:
        mine |= Q(contact_id=contact_id) | Q(conversation__contact_id=contact_id)
    if hold_id is not None:
        mine |= Q(submission__hold_id=hold_id)
    if not mine:
        return False
    return RedFlagAlert.objects.of(organisation_id).filter(mine, acknowledged_at=None).exists()
