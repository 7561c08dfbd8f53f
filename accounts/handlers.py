"""What follows from facts about people: the mail with an invitation's link."""

from datetime import datetime
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts import selectors
from accounts.events import MemberInvited
from accounts.models import Invitation
from accounts.services.invitations import invitation_token
from core.events import handles


@handles(MemberInvited, name="accounts.send_invitation")
def send_invitation(fact: MemberInvited, *, organisation_id: UUID, now: datetime) -> None:
    """Mail the link of an invitation that is still open; run twice, the same link arrives twice."""
    invitation = selectors.get_invitation(organisation_id=organisation_id, invitation_id=fact.invitation_id)
    if invitation.accepted_at or invitation.revoked_at or invitation.expires_at <= now:
        return
    with translation.override(invitation.organisation.locale):
        _invitation_mail(invitation).send()


def _invitation_mail(invitation: Invitation) -> EmailMessage:
    path = reverse("accounts:join", kwargs={"token": invitation_token(invitation)})
    context = {
        "organisation": invitation.organisation.name,
        "inviter": invitation.invited_by.name,
        "link": urljoin(settings.PUBLIC_URL, path),
        "ends_on": invitation.expires_at,
    }
    subject = render_to_string("accounts/messages/invitation_subject.txt", context)
    body = render_to_string("accounts/messages/invitation.txt", context)
    return EmailMessage(subject=" ".join(subject.split()), body=body, to=[invitation.email])
