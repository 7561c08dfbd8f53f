"""The settings pages about telephones: one's own, blocked callers, the law on recording."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from accounts import ports
from accounts.presenters.settings import moment_label
from conversations.domain.recording_consent import ALL_PARTY, ONE_PARTY
from conversations.models import Block, RecordingRule
from conversations.presenters.labels import address_label

NAMES = (
    "AK Alaska,AL Alabama,AR Arkansas,AZ Arizona,CA California,CO Colorado,CT Connecticut,DC District of Columbia,"
    "DE Delaware,FL Florida,GA Georgia,HI Hawaii,IA Iowa,ID Idaho,IL Illinois,IN Indiana,KS Kansas,KY Kentucky,"
    "LA Louisiana,MA Massachusetts,MD Maryland,ME Maine,MI Michigan,MN Minnesota,MO Missouri,MS Mississippi,MT Montana,"
    "NC North Carolina,ND North Dakota,NE Nebraska,NH New Hampshire,NJ New Jersey,NM New Mexico,NV Nevada,NY New York,"
    "OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,"
    "TX Texas,UT Utah,VA Virginia,VT Vermont,WA Washington,WI Wisconsin,WV West Virginia,WY Wyoming"
)
STATE_NAMES: Mapping[str, str] = {item[:2]: item[3:] for item in NAMES.split(",")}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockRow:
    """One line of the block list."""

    value: str
    kind: str
    reason: str
    author: str
    hits: int
    hit_label: str
    until_label: str
    is_over: bool
    remove_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One state: what the table says, and what the organisation says instead ("" when it says nothing)."""

    state: str
    name: str
    needs_everybody: bool
    is_own: bool
    differs: bool
    source: str
    url: str


def register() -> None:
    """Put the pages among the settings."""
    ports.register_settings_page(
        "blocks", _("Blocked callers"), "conversations:blocks", 20, group=ports.SettingsGroup.CALLS
    )
    ports.register_settings_page(
        "recording_rules",
        _("Recording rules"),
        "conversations:recording_rules",
        30,
        group=ports.SettingsGroup.CALLS,
    )
    ports.register_settings_page(
        "phone", _("Your telephone"), "conversations:phone", 40, group=ports.SettingsGroup.YOU
    )


def block_rows(blocks: Iterable[Block], *, now: datetime) -> tuple[BlockRow, ...]:
    """Turn blocks into rows."""
    return tuple(
        BlockRow(
            value=block_label(row),
            kind=row.get_kind_display(),
            reason=row.reason,
            author=row.author.name if row.author else "",
            hits=row.hit_count,
            hit_label=moment_label(row.hit_at) if row.hit_at else "",
            until_label=moment_label(row.expires_at) if row.expires_at else "",
            is_over=row.expires_at is not None and row.expires_at <= now,
            remove_url=reverse("conversations:block_remove", kwargs={"block_id": row.pk}),
        )
        for row in blocks
    )


def block_label(block: Block) -> str:
    """Write whom a block keeps out."""
    return address_label("PHONE", block.value) if block.kind == "NUMBER" else block.value


def rule_rows(own: Iterable[RecordingRule]) -> tuple[RuleRow, ...]:
    """List every state with its reading."""
    known = {row.region.removeprefix("US-"): row for row in own}
    return tuple(
        _rule(state, known.get(state)) for state in sorted(ALL_PARTY | ONE_PARTY, key=STATE_NAMES.__getitem__)
    )


def day_label(day: date) -> str:
    """Write a day in full in the reader's language."""
    return formats.date_format(day, "DATE_FORMAT")


def _rule(state: str, own: RecordingRule | None) -> RuleRow:
    shipped = state in ALL_PARTY
    return RuleRow(
        state=state,
        name=STATE_NAMES[state],
        needs_everybody=own.needs_everybody if own else shipped,
        is_own=own is not None,
        differs=own is not None and own.needs_everybody != shipped,
        source=f"{own.source} ({day_label(own.checked_on)})" if own else "",
        url=f"{reverse('conversations:recording_rule')}?state={state}",
    )
