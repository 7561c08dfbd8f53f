"""The message exchange: what happens to a text between the business and a handset, in both directions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from carrier.simulator import payloads
from carrier.simulator.clock import Clock, Timer
from carrier.simulator.courier import Courier
from carrier.simulator.events import Happenings
from carrier.simulator.problems import InvalidParameters, not_found
from carrier.simulator.segments import segment
from carrier.simulator.webhooks import Webhook
from carrier.simulator.world import Account, Application, Message, Reported, Step, World

CHANNELS = ("sms", "mms", "whatsapp", "rcs", "messenger", "viber_service")
UNDER_WAY = 0.2  # seconds from acceptance to the first status, simulated


@dataclass(frozen=True, slots=True)
class Submission:
    """A message the business asked the carrier to send, already checked."""

    channel: str
    message_type: str
    sender: str
    recipient: str
    text: str
    media: Sequence[dict[str, str]] = ()
    client_ref: str = ""
    status_url: str = ""
    is_legacy: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """A message somebody sends from a handset."""

    channel: str
    handset: str
    business: str
    text: str
    media: Sequence[dict[str, str]] = ()


class Exchange:
    """Accepts, forwards and reports on messages."""

    def __init__(self, world: World, clock: Clock, courier: Courier, happenings: Happenings) -> None:
        self._world, self._clock, self._courier, self._happenings = world, clock, courier, happenings
        self.touched: Callable[[], None] = lambda: None
        clock.register("message.status", self._report)
        courier.on_outcome = self._webhook_ended

    def submit(
        self,
        submission: Submission,
        *,
        account: Account,
        application: Application | None,
        is_silent: bool = False,
    ) -> Message:
        """Accept a message from the business and plan what the handset's network will report.

        Args:
            is_silent: no status ever follows (the fault `silent`).
        """
        number = self._world.numbers.get(submission.sender)
        owner = application.id if application else number.application if number else ""
        message = Message(
            uuid=self._world.new_id("message"),
            direction="outbound",
            channel=submission.channel,
            business=submission.sender,
            handset=submission.recipient,
            account=account.api_key,
            application=owner,
            text=submission.text,
            at=round(self._clock.now(), 3),
            message_type=submission.message_type,
            media=list(submission.media),
            segments=segment(submission.text).count if submission.channel == "sms" else 1,
            client_ref=submission.client_ref,
            status_url=submission.status_url,
            is_legacy=submission.is_legacy,
        )
        is_ours = submission.channel not in ("sms", "mms") or (number and number.account == account.api_key)
        message.plan = (
            [] if is_silent else self._plan(message) if is_ours else [Step("rejected", UNDER_WAY, 1120)]
        )
        self._world.add_message(message)
        self._set_next(message, 0)
        self._tell("message.out", message)
        return message

    def receive(self, utterance: Utterance) -> Message:
        """Take a message from a handset and post it to the application its number belongs to.

        Raises:
            Problem: 404, the business number is nobody's.
            InvalidParameters: an unknown channel, or neither text nor media.
        """
        if utterance.channel not in CHANNELS:
            raise InvalidParameters({"channel": f"must be one of {', '.join(CHANNELS)}"})
        if not utterance.text and not utterance.media:
            raise InvalidParameters({"text": "must not be empty when there is no media"})
        number = self._world.numbers.get(utterance.business)
        if number is None:
            raise not_found("business number")
        self._world.handset(utterance.handset)
        message = Message(
            uuid=self._world.new_id("message"),
            direction="inbound",
            channel="mms" if utterance.media and utterance.channel == "sms" else utterance.channel,
            business=utterance.business,
            handset=utterance.handset,
            account=number.account,
            application=number.application,
            text=utterance.text,
            at=round(self._clock.now(), 3),
            message_type=utterance.media[0].get("type", "file") if utterance.media else "text",
            media=list(utterance.media),
            segments=segment(utterance.text).count,
            status="submitted",
        )
        self._world.add_message(message)
        self._post("inbound", message, payloads.inbound(message))
        self._tell("message.in", message)
        return message

    def read(self, identifier: str, *, account: Account) -> None:
        """Note that the business has read a message, or raise a 404 problem."""
        message = self._world.messages.get(identifier)
        if message is None or message.account != account.api_key:
            raise not_found("message")
        self._tell("message.read", message)

    def _plan(self, message: Message) -> list[Step]:
        policy = self._world.handset(message.handset).sms_policy
        if policy.dlr:
            return list(policy.dlr)
        if policy.opted_out:
            return [Step("rejected", UNDER_WAY, 1240)]
        if policy.reject:
            return [Step("submitted", UNDER_WAY), Step("rejected", policy.deliver_after, policy.reject)]
        return [Step("submitted", UNDER_WAY), Step("delivered", policy.deliver_after + policy.slow)]

    def _set_next(self, message: Message, place: int) -> None:
        if place < len(message.plan):
            self._clock.after(message.plan[place].after, "message.status", message.uuid, str(place))

    def _report(self, timer: Timer) -> None:
        message = self._world.messages.get(timer.subject)
        if message is None:
            return
        place = int(timer.detail)
        step = message.plan[place]
        now = self._clock.now()
        message.status, message.code = step.status, step.code
        message.history.append(Reported(step.status, now, step.code))
        if message.is_legacy:
            self._post("receipt", message, payloads.receipt(message, step, at=now))
        else:
            self._post("status", message, payloads.status(message, step, at=now))
        self._tell("message.status", message)
        self._set_next(message, place + 1)

    def _post(self, kind: str, message: Message, body: dict[str, object]) -> None:
        application = self._world.applications.get(message.application)
        address = message.status_url or (application.webhooks.get(kind, "") if application else "")
        if address:
            self._courier.post(
                kind,
                address=address,
                application=message.application,
                account=message.account,
                subject=message.uuid,
                body=body,
            )

    def _webhook_ended(self, webhook: Webhook, outcome: str) -> None:
        self.touched()
        message = self._world.messages.get(webhook.subject)
        if message is None or webhook.kind != "inbound" or webhook.copy_of:
            return
        message.status = "delivered" if outcome == "accepted" else "failed"
        message.history.append(Reported(message.status, self._clock.now()))
        self._tell("message.status", message)

    def _tell(self, kind: str, message: Message) -> None:
        self.touched()
        self._happenings.tell(
            kind,
            {
                "message_uuid": message.uuid,
                "handset": message.handset,
                "business": message.business,
                "text": message.text,
                "status": message.status,
                "client_ref": message.client_ref,
            },
        )
