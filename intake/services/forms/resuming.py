"""Going on with a draft later: a link to it, and a code to an address that stands in it.

The link alone opens nothing: whoever opens it is sent a code. The code opens the draft for half a day.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Organisation
from contacts.domain.addresses import Address, AddressInvalid, AddressKind, normalise
from contacts.services import resolve_address
from core.events import record
from core.transactions import step, use_case
from intake import errors
from intake.domain.forms.states import SubmissionState
from intake.events import ResumeCodeAsked, ResumeLinkAsked
from intake.models import ResumeCode, Submission
from intake.selectors.forms import answers_of, definition_of
from intake.services.forms import drafts
from scheduling.domain.links import Purpose
from scheduling.errors import CodeEnded, CodeWrong, LinkEnded, TooManyTries
from scheduling.services import links
from scheduling.services.texting import text_contact_step

FILLING: Final = timedelta(hours=12)
# A draft without an appointment waits so long.
WAITS: Final = timedelta(days=90)
LASTS: Final = timedelta(minutes=15)
MOST_TRIES: Final = 5
MOST_CODES: Final = 5
WITHIN: Final = timedelta(hours=1)
# Which of the two tokens of a draft it is.
FILL, RESUME = 1, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail about a draft."""

    to: str
    subject: str
    text: str


def fill_token(submission: Submission, *, now: datetime, lasts: timedelta = FILLING) -> str:
    """Make the token under which a draft is filled in, for half a day unless told otherwise."""
    return _token(submission, FILL, ends_at=now + lasts)


def resume_token(submission: Submission, *, now: datetime) -> str:
    """Make the token of the link by which somebody goes on: until the appointment, else for three months."""
    ends_at = submission.hold.starts_at if submission.hold is not None else now + WAITS
    return _token(submission, RESUME, ends_at=max(ends_at, now + timedelta(days=1)))


def _token(submission: Submission, which: int, *, ends_at: datetime) -> str:
    return links.sign(
        Purpose.FORM,
        organisation_id=submission.organisation_id,
        target_id=submission.pk,
        version=which,
        ends_at=ends_at,
    )


def read_token(token: str, which: int, *, now: datetime) -> tuple[UUID, UUID]:
    """Give organisation and submission of a token.

    Raises:
        LinkBroken, LinkEnded.
    """
    link = links.unsign(token, Purpose.FORM, now=now)
    if link.version != which:
        raise LinkEnded
    return link.organisation_id, link.target_id


@step
def address_in(submission: Submission, firm: Organisation) -> Address | None:
    """Give the address a draft holds: e-mail before telephone; None for neither."""
    answers = answers_of(submission)
    fields = definition_of(submission).fields.values()
    written = {field.writeback: answers.get(field.key) for field in fields if field.writeback}
    for way, kind in (("contact.email", AddressKind.EMAIL), ("contact.phone", AddressKind.PHONE)):
        try:
            return normalise(str(written.get(way) or ""), kind=kind, region=firm.country)
        except AddressInvalid:
            continue
    return None


@use_case
def ask_link(*, organisation: UUID, submission_id: UUID, now: datetime) -> str:
    """Have the link to a draft sent to whoever fills it in; gives the address, mostly hidden.

    Raises:
        NowhereToSend, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    address = address_in(row, Organisation.objects.get(pk=organisation))
    if address is None:
        raise errors.NowhereToSend
    record(ResumeLinkAsked(submission_id=row.pk), now=now)
    return hidden(address)


@use_case
def ask_code(*, organisation: UUID, submission_id: UUID, now: datetime) -> str:
    """Have a code sent; gives the address, mostly hidden.

    Raises:
        TooManyTries: five were asked for within an hour. NowhereToSend, AlreadySent, NoSuchSubmission.
    """
    row = drafts.lock_draft(organisation, submission_id)
    asked = ResumeCode.objects.of(organisation).filter(submission=row, asked_at__gt=now - WITHIN)
    if asked.count() >= MOST_CODES:
        raise TooManyTries
    address = address_in(row, Organisation.objects.get(pk=organisation))
    if address is None:
        raise errors.NowhereToSend
    code = ResumeCode(
        organisation_id=organisation,
        submission=row,
        kind=address.kind,
        asked_at=now,
        expires_at=now + LASTS,
    )
    code.save(force_insert=True)
    record(ResumeCodeAsked(code_id=code.pk), now=now)
    return hidden(address)


def code_of(row: ResumeCode) -> str:
    """Give the six digits of a code."""
    seal = hmac.digest(settings.SECRET_KEY.encode(), b"portico.intake.code" + row.pk.bytes, hashlib.sha256)
    return f"{int.from_bytes(seal[:8]) % 1_000_000:06d}"


def enter_code(*, organisation: UUID, submission_id: UUID, typed: str, now: datetime) -> str:
    """Take a code; gives the token under which the draft is filled in.

    Raises:
        CodeWrong, CodeEnded, NoSuchSubmission, AlreadySent.
    """
    token, left = _try(
        organisation=organisation,
        submission_id=submission_id,
        typed="".join(filter(str.isdecimal, typed))[:12],
        now=now,
    )
    if not token:
        raise CodeWrong(left) if left else CodeEnded
    return token


@use_case
def _try(*, organisation: UUID, submission_id: UUID, typed: str, now: datetime) -> tuple[str, int]:
    row = drafts.lock_draft(organisation, submission_id)
    codes = ResumeCode.objects.of(organisation).select_for_update(no_key=True)
    code = codes.filter(submission=row, used_at=None, expires_at__gt=now).order_by("-asked_at").first()
    if code is None or code.tries >= MOST_TRIES:
        return "", 0
    code.tries += 1
    is_right = hmac.compare_digest(typed.encode(), code_of(code).encode())
    if is_right:
        code.used_at = now
    code.save(update_fields=["tries", "used_at"])
    return (fill_token(row, now=now) if is_right else ""), MOST_TRIES - code.tries


@use_case
def send_link(*, organisation: UUID, submission_id: UUID, now: datetime) -> Letter | None:
    """Text the link to a draft, or give the mail to send; nobody may be written to at night."""
    row = _draft(organisation, submission_id)
    if row is None:
        return None
    firm = Organisation.objects.get(pk=organisation)
    keys = {"slug": firm.slug, "form": row.form_version.form.slug, "token": resume_token(row, now=now)}
    url = urljoin(settings.PUBLIC_URL, reverse("intake:form_resume", kwargs=keys))
    with override(row.language):
        words = {"firm": firm.name, "form": row.form_version.form.name, "url": url}
        subject = _("Go on with “%(form)s”") % words
        text = _("%(firm)s: your answers are kept. Go on here: %(url)s") % words
    return _send(row, firm, subject=subject, text=text, now=now)


@use_case
def send_code(*, organisation: UUID, code_id: UUID, now: datetime) -> Letter | None:
    """Text a code, or give the mail to send."""
    code = ResumeCode.objects.of(organisation).filter(pk=code_id, used_at=None, expires_at__gt=now).first()
    row = _draft(organisation, code.submission_id) if code is not None else None
    if code is None or row is None:
        return None
    firm = Organisation.objects.get(pk=organisation)
    with override(row.language):
        words = {"firm": firm.name, "code": code_of(code)}
        subject = _("Your code for %(firm)s") % words
        text = _("%(firm)s: %(code)s is your code for your form. It is good for 15 minutes.") % words
    return _send(row, firm, subject=subject, text=text, now=now)


@step
def _draft(organisation: UUID, submission_id: UUID) -> Submission | None:
    rows = Submission.objects.of(organisation).select_related("form_version__form__line", "hold", "contact")
    return rows.filter(pk=submission_id, state=SubmissionState.DRAFT.value).first()


@step
def _send(row: Submission, firm: Organisation, *, subject: str, text: str, now: datetime) -> Letter | None:
    address = address_in(row, firm)
    if address is None:
        return None
    if address.kind is AddressKind.EMAIL:
        return Letter(to=address.value, subject=subject, text=text)
    contact = row.contact
    if contact is None:
        source = row.form_version.form.name
        found = resolve_address(
            organisation_id=firm.pk, address=address, profile_name="", source=source, now=now
        )
        contact = found.contact or next(iter(found.candidates), None)
    if contact is not None:
        location_id = row.form_version.form.line.location_id
        text_contact_step(contact, number=address.value, location_id=location_id, text=text, now=now)
    return None


def hidden(address: Address) -> str:
    """Show only so much of an address that its holder knows it."""
    if address.kind is AddressKind.EMAIL:
        local, _at, domain = address.value.partition("@")
        return f"{local[:1]}…@{domain}"
    return f"… {address.value[-4:]}"
