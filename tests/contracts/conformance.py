"""What every channel must do, written once. A new channel passes by giving one `ChannelUnderTest`.

A channel is what reads its carrier's bytes into the port's facts; nothing else tells channels apart.
"""

from abc import ABC, abstractmethod
from datetime import datetime
from itertools import permutations

import pytest

from conversations.domain.states import MessageState, fold
from conversations.ports import (
    AddressKind,
    Channel,
    FailureReason,
    InboundMessage,
    MessageReport,
    Unrecognised,
)

News = InboundMessage | MessageReport | Unrecognised | object


class Refused(Exception):
    """The channel could not read the bytes at all; its edge answers 400 and keeps them."""


class ChannelUnderTest(ABC):
    """One channel, seen from outside: bytes in, facts of the port out."""

    channel: Channel
    sender_kind: AddressKind = AddressKind.PHONE
    # What a handset of this channel can report after "delivered"; None where nothing follows.
    has_read_receipts = False

    @abstractmethod
    def read(self, body: bytes) -> News:
        """Read one webhook; raises `Refused` for what is no webhook."""

    @abstractmethod
    def inbound(self, *, provider_id: str, text: str) -> bytes:
        """Write a text from a customer as this channel's carrier writes it."""

    @abstractmethod
    def status(self, *, provider_id: str, client_ref: str, state: MessageState) -> bytes:
        """Write a report on a message of ours."""

    @abstractmethod
    def opted_out(self, *, provider_id: str) -> bytes | None:
        """Write the refusal for an opted-out recipient; None where the channel has none."""

    @abstractmethod
    def unknown(self) -> list[bytes]:
        """Write well-formed news of kinds nobody has heard of."""


class ChannelConformance:
    """The suite; subclasses give the `subject` fixture."""

    def _message(
        self, subject: ChannelUnderTest, text: str = "My sink leaks", provider_id: str = "m-1"
    ) -> InboundMessage:
        news = subject.read(subject.inbound(provider_id=provider_id, text=text))
        assert isinstance(news, InboundMessage)
        return news

    def _reports(self, subject: ChannelUnderTest) -> list[MessageReport]:
        states = [MessageState.SENT, MessageState.DELIVERED]
        states += [MessageState.READ] if subject.has_read_receipts else []
        reports = []
        for state in states:
            news = subject.read(subject.status(provider_id="m-2", client_ref="entry-1", state=state))
            assert isinstance(news, MessageReport)
            reports.append(news)
        return reports

    def test_a_text_arrives_whole(self, subject: ChannelUnderTest) -> None:
        message = self._message(subject)
        assert message.channel is subject.channel
        assert message.text == "My sink leaks"
        assert message.provider_id == "m-1"
        assert message.sender
        assert message.to
        assert message.sender_kind is subject.sender_kind

    @pytest.mark.parametrize(
        "text", ["ñandú ¿sí?", "🚿💧", "line\nbreak", "<b>& 'quotes'\"", " padded ", "{[STOP]}"]
    )
    def test_words_are_not_touched(self, subject: ChannelUnderTest, text: str) -> None:
        assert self._message(subject, text).text == text

    def test_text_fits_the_database(self, subject: ChannelUnderTest) -> None:
        assert self._message(subject, "a\x00b").text == "ab"

    def test_a_duplicate_reads_the_same(self, subject: ChannelUnderTest) -> None:
        body = subject.inbound(provider_id="m-1", text="twice")
        assert subject.read(body) == subject.read(body)

    def test_two_messages_differ_by_id_alone(self, subject: ChannelUnderTest) -> None:
        first, second = self._message(subject, provider_id="m-1"), self._message(subject, provider_id="m-2")
        assert first.provider_id != second.provider_id
        assert (first.sender, first.to, first.text) == (second.sender, second.to, second.text)

    def test_instants_are_aware(self, subject: ChannelUnderTest) -> None:
        at: datetime | None = self._message(subject).occurred_at
        assert at is None or at.tzinfo is not None

    def test_reports_find_their_message(self, subject: ChannelUnderTest) -> None:
        for report in self._reports(subject):
            assert (report.provider_id, report.client_ref) == ("m-2", "entry-1")
            assert report.reason is None
            assert report.channel in {None, subject.channel}

    def test_only_the_latest_possible_report_is_final(self, subject: ChannelUnderTest) -> None:
        finals = [report.is_final for report in self._reports(subject)]
        assert finals == [False] * (len(finals) - 1) + [True]

    def test_reports_fold_the_same_in_any_order(self, subject: ChannelUnderTest) -> None:
        reports = self._reports(subject)
        ends = set()
        for order in permutations([*reports, *reports]):
            state = MessageState.SENDING
            for report in order:
                state = fold(state, report.state)
            ends.add(state)
        assert ends == {reports[-1].state}

    def test_an_opted_out_recipient_is_told_apart(self, subject: ChannelUnderTest) -> None:
        body = subject.opted_out(provider_id="m-3")
        if body is not None:
            report = subject.read(body)
            assert isinstance(report, MessageReport)
            assert (report.state, report.reason) == (MessageState.FAILED, FailureReason.OPTED_OUT)
            assert report.is_final
            assert report.raw_code

    def test_unknown_news_is_kept(self, subject: ChannelUnderTest) -> None:
        for body in subject.unknown():
            assert isinstance(subject.read(body), Unrecognised)

    @pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<html>"], ids=["empty", "binary", "html"])
    def test_what_is_no_webhook_is_refused(self, subject: ChannelUnderTest, body: bytes) -> None:
        with pytest.raises(Refused):
            subject.read(body)
