"""What members change about themselves, whatever their role."""

from datetime import datetime

from accounts.events import ProfileChanged
from accounts.models import Member, User
from core import events
from core.transactions import use_case


@use_case
def change_profile(*, by: Member, name: str, language: str, now: datetime) -> User:
    """Change the member's own name and language; an empty language follows the organisation's."""
    return _save(by, {"name": name.strip(), "language": language}, now=now)


@use_case
def change_language(*, by: Member, language: str, now: datetime) -> User:
    """Change the member's own language."""
    return _save(by, {"language": language}, now=now)


def _save(by: Member, wanted: dict[str, str], *, now: datetime) -> User:
    user = User.objects.select_for_update().get(pk=by.user_id)
    changed = tuple(field for field, value in wanted.items() if getattr(user, field) != value)
    if changed:
        for field in changed:
            setattr(user, field, wanted[field])
        user.full_clean(exclude=["password"])
        user.save(update_fields=changed)
        events.record(ProfileChanged(member_id=by.pk, fields=changed), actor_id=by.pk, now=now)
    return user
