"""The form for a callback in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.pages import Choice
from accounts.policies import can_supervise
from contacts.models import Contact
from conversations.presenters.labels import address_label
from conversations.presenters.reader import Reader
from conversations.presenters.times import moment_label
from core.errors import Refused
from scheduling.errors import SlotRefused, SlotTaken
from scheduling.pages.callbacks import CallbackForm
from scheduling.services.callbacks import LENGTHS

QUARTER = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackRows:
    """What the form is made of: `owner_id` has the conversation."""

    contact: Contact | None
    numbers: Sequence[str]
    members: Sequence[Member]
    owner_id: UUID | None


def callback_form(
    rows: CallbackRows,
    typed: Mapping[str, str],
    *,
    member: Member,
    reader: Reader,
    back: str,
    ref: str,
    refusal: Refused | None = None,
) -> CallbackForm:
    """Print the form: in an hour at a quarter, by the owner of the conversation, unless something is typed."""
    soon = timezone.localtime(_quarter(reader.now + timedelta(hours=1)), reader.zone)
    who = typed.get("member") or str(rows.owner_id or member.pk)
    kept = {name: typed.get(name, "")[:60] for name in ("contact", "conversation")}
    others = refusal.alternatives if isinstance(refusal, SlotTaken | SlotRefused) else ()
    return CallbackForm(
        contact_id=str(rows.contact.pk) if rows.contact else "",
        contact_name=_who(rows),
        kept=(*kept.items(), ("back", back), ("ref", ref)),
        day=typed.get("day", soon.date().isoformat())[:10],
        at=typed.get("at", f"{soon:%H:%M}")[:5],
        lengths=tuple(
            Choice(
                value=str(one),
                label=_("%(minutes)d min later") % {"minutes": one},
                is_current=str(one) == typed.get("minutes"),
            )
            for one in LENGTHS
        ),
        members=tuple(
            Choice(value=str(row.pk), label=row.name, is_current=str(row.pk) == who) for row in rows.members
        ),
        numbers=tuple(
            Choice(value=one, label=address_label("PHONE", one), is_current=one == typed.get("number"))
            for one in rows.numbers
        ),
        note=typed.get("note", "")[:2000],
        back=back,
        problem=str(refusal.sentence) if refusal else "",
        others=tuple(moment_label(at, reader=reader) for at in others),
        may_overrule=isinstance(refusal, SlotRefused) and can_supervise(member),
    )


def _who(rows: CallbackRows) -> str:
    name = rows.contact.display_name if rows.contact else ""
    return name or (address_label("PHONE", rows.numbers[0]) if rows.numbers else "")


def _quarter(at: datetime) -> datetime:
    """Go on to the next quarter of an hour."""
    return at.replace(second=0, microsecond=0) + timedelta(minutes=-at.minute % QUARTER)
