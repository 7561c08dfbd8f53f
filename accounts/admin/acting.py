"""Admin actions through services: in the name of the administrator's own membership, after the page."""

from collections.abc import Callable, Sequence
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Member
from core.administration import after_page
from core.errors import Refused
from core.transactions import require_organisation

MOST_AT_ONCE = 200
Deed = Callable[[Member, UUID], object]


def act_as_member(request: HttpRequest, row_ids: Sequence[UUID], deed: Deed) -> None:
    """Do `deed` to each row once the page is committed, and say how many rows it changed.

    Services want a member, so an administrator without a membership in the chosen organisation is refused.
    """
    organisation_id = require_organisation()

    def work() -> None:
        rows = Member.objects.filter(organisation_id=organisation_id, is_active=True)
        member = rows.filter(user__pk=cast("UUID", request.user.pk)).first()
        if member is None:
            messages.error(
                request, _("This is done in a member's name, and you are no member of this organisation.")
            )
        elif len(row_ids) > MOST_AT_ONCE:
            messages.error(request, _("Choose at most %(most)d rows.") % {"most": MOST_AT_ONCE})
        else:
            _act(request, member, row_ids, deed)

    after_page(request, work)


def _act(request: HttpRequest, member: Member, row_ids: Sequence[UUID], deed: Deed) -> None:
    refusals: list[str] = []
    for row_id in row_ids:
        try:
            deed(member, row_id)
        except Refused as refusal:
            refusals.append(str(refusal.sentence))
    for sentence in dict.fromkeys(refusals):
        messages.error(request, sentence)
    if count := len(row_ids) - len(refusals):
        text = ngettext("%(count)d row was changed.", "%(count)d rows were changed.", count)
        messages.success(request, text % {"count": count})
