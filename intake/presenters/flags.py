"""Red flags as members read them: one, and the page of the list and the log."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Industry, Member
from accounts.pages import Choice
from accounts.policies import can_write
from conversations.presenters.reader import reader_of
from conversations.presenters.times import moment_label
from intake.domain.redflags import RedFlag, phrases_in
from intake.models import Disposition, RedFlagAlert, RedFlagList
from intake.pages.flags import FlagCard, FlagRow, FlagsPage, SignedRow
from intake.policies import can_sign_flags
from intake.presenters.flag_words import KINDS, kinds_words
from intake.services.flags.raising import LISTENING


def flag_card(row: RedFlagAlert, *, member: Member, now: datetime) -> FlagCard:
    """Build one red flag."""
    reader = reader_of(member, now=now)
    acknowledged = settled = ""
    if row.acknowledged_at is not None:
        acknowledged = _("Acknowledged by %(who)s, %(when)s") % {
            "who": _name(row.acknowledged_by),
            "when": moment_label(row.acknowledged_at, reader=reader),
        }
    if row.settled_at is not None:
        settled = str(Disposition(row.disposition).label)
    back = "intake:red_flags"
    return FlagCard(
        id=str(row.pk),
        title=_("Red flag: %(kinds)s") % {"kinds": kinds_words(row.kinds)},
        words=row.words,
        detail=_("Heard in %(source)s, %(when)s")
        % {"source": row.get_source_display(), "when": moment_label(row.raised_at, reader=reader)},
        who=row.who,
        is_open=row.acknowledged_at is None,
        acknowledged=acknowledged,
        settled=settled,
        remark=row.remark,
        url=reverse("intake:red_flag", args=[row.pk]),
        act_url=reverse("intake:red_flag_act", args=[row.pk]) if can_write(member) else "",
        back_url=reverse("conversations:conversation", args=[row.conversation_id])
        if row.conversation_id
        else reverse(back),
        dispositions=tuple(Choice(value=one.value, label=str(one.label)) for one in Disposition),
    )


def flags_page(
    lists: Sequence[RedFlagList],
    alerts: Iterable[RedFlagAlert],
    *,
    member: Member,
    now: datetime,
) -> FlagsPage:
    """Build the page."""
    industry = member.organisation.industry
    signed = tuple(_signed(row, member=member, now=now) for row in lists)
    return FlagsPage(
        is_listening=industry in LISTENING,
        is_clinic=industry == Industry.CLINIC,
        heard=tuple(str(KINDS[kind]) for kind in RedFlag if kind is not RedFlag.OWN),
        in_force=signed[0] if signed else None,
        before=signed[1:],
        log=tuple(_row(row, member=member, now=now) for row in alerts),
        can_sign=industry == Industry.CLINIC and can_sign_flags(member),
    )


def _signed(row: RedFlagList, *, member: Member, now: datetime) -> SignedRow:
    return SignedRow(
        version=_("Version %(number)d") % {"number": row.version},
        who=f"{row.clinician}, {row.credential}",
        when=moment_label(row.signed_at, reader=reader_of(member, now=now)),
        phrases=phrases_in(row.phrases),
    )


def _row(row: RedFlagAlert, *, member: Member, now: datetime) -> FlagRow:
    took = _("open")
    if row.acknowledged_at is not None:
        took = _span(int((row.acknowledged_at - row.raised_at).total_seconds()))
    tone = "danger" if row.acknowledged_at is None else "warn" if row.settled_at is None else ""
    waiting = _("Not acknowledged") if row.acknowledged_at is None else _("Acknowledged")
    return FlagRow(
        url=reverse("intake:red_flag", args=[row.pk]),
        when=moment_label(row.raised_at, reader=reader_of(member, now=now)),
        kinds=kinds_words(row.kinds),
        who=row.who,
        source=row.get_source_display(),
        took=took,
        came_of=str(Disposition(row.disposition).label) if row.disposition else waiting,
        tone=tone,
    )


def _span(seconds: int) -> str:
    if seconds < 60:
        return ngettext("%(n)d second", "%(n)d seconds", seconds) % {"n": seconds}
    minutes = seconds // 60
    if minutes < 120:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = minutes // 60
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def _name(member: Member | None) -> str:
    return member.name if member is not None else _("a former member")
