"""Reading how an assistant is set up and what it did."""

from datetime import datetime
from uuid import UUID

from accounts import selectors as accounts
from accounts.models import Industry, Location, Organisation
from conversations.models import Conversation
from receptionist.domain.policy import Business, Offering, PlanStep
from receptionist.domain.policy.opening import hours_words
from receptionist.models import Dialogue, FaqEntry, Handoff, ReceptionistSettings, Turn
from scheduling.models import HomeRules, LocationKind, Service
from scheduling.models.services import ServiceKind

TRADES = {Industry.LAW: "law", Industry.CLINIC: "clinic", Industry.HOME: "home"}
USUAL = {
    Industry.LAW: ("name", "phone", "opposing_party", "reason"),
    Industry.CLINIC: ("name", "phone", "dob", "insurance", "reason"),
    Industry.HOME: ("name", "phone", "address", "reason"),
}


def get_settings(*, organisation_id: UUID) -> ReceptionistSettings | None:
    """Give how the assistant is set up; None where nobody has set it up yet."""
    return ReceptionistSettings.objects.of(organisation_id).first()


def list_faq(*, organisation_id: UUID) -> list[FaqEntry]:
    """List the questions that have an answer."""
    return list(FaqEntry.objects.of(organisation_id))


def trade_of(organisation: Organisation) -> str:
    """Give the trade the assistant works in: the narrower one that was set, else that of the house."""
    row = get_settings(organisation_id=organisation.pk)
    return (row.trade if row else "") or TRADES[Industry(organisation.industry)]


def get_business(
    *, organisation: Organisation, location: Location, language: str = "en", now: datetime
) -> Business:
    """Put together what the policy needs to know of a business."""
    row = get_settings(organisation_id=organisation.pk) or ReceptionistSettings(organisation=organisation)
    industry = Industry(organisation.industry)
    calendar = accounts.recall_calendar(location.pk, now=now)
    services = Service.objects.of(organisation).filter(is_active=True, is_public=True, kind=ServiceKind.VISIT)
    in_areas = set(
        HomeRules.objects.of(organisation).filter(needs_area=True).values_list("service_id", flat=True)
    )
    return Business(
        name=organisation.name,
        trade=row.trade or TRADES[industry],
        language=organisation.locale,
        offerings=tuple(
            Offering(
                key=str(one.pk),
                name=one.name,
                minutes=one.durations[0],
                price=one.price_text,
                needs_place=one.location_kind == LocationKind.CUSTOMER_ADDRESS and one.pk in in_areas,
            )
            for one in services
        ),
        answers={
            one.question: (one.answer_es if language == "es" and one.answer_es else one.answer)
            for one in list_faq(organisation_id=organisation.pk)
        },
        intake=tuple(row.intake) or USUAL[industry],
        plan=tuple(
            PlanStep(concerns=one.get("concerns", ""), tell=one.get("tell", ""), number=one.get("number", ""))
            for one in row.plan
        ),
        is_private=row.is_private or industry is Industry.CLINIC,
        hours=hours_words(
            [
                (one.weekday, one.opens_minute, one.closes_minute)
                for one in accounts.list_windows(location=location)
            ],
            language,
        ),
        is_open=calendar.open_at(now),
        spam_numbers=frozenset(row.spam_numbers),
    )


def list_service_names(*, organisation_id: UUID) -> list[str]:
    """List what customers may book, as it is called."""
    rows = Service.objects.of(organisation_id).filter(is_active=True, is_public=True)
    return list(rows.values_list("name", flat=True)[:30])


def open_dialogue(*, conversation: Conversation) -> Dialogue | None:
    """Give the dialogue that is going on in a conversation."""
    return (
        Dialogue.objects.of(conversation.organisation_id)
        .filter(conversation=conversation, ended_at=None)
        .first()
    )


def list_turns(*, organisation_id: UUID, conversation_id: UUID) -> list[Turn]:
    """List what the assistant heard and did in a conversation, oldest first."""
    rows = Turn.objects.of(organisation_id).filter(conversation_id=conversation_id)
    return list(rows.order_by("happened_at", "number"))


def latest_handoff(*, organisation_id: UUID, conversation_id: UUID) -> Handoff | None:
    """Give the newest card of a conversation."""
    return Handoff.objects.of(organisation_id).filter(conversation_id=conversation_id).first()
