"""Every channel passes the same suite; the pigeon proves that it is about channels and not about Vonage."""

import pytest

from conversations.ports import AddressKind, Channel
from tests.contracts.conformance import ChannelConformance, ChannelUnderTest
from tests.contracts.pigeon import Pigeon
from tests.contracts.vonage_channels import LegacySms, MessagesChannel

CHANNELS: dict[str, ChannelUnderTest] = {
    "sms": MessagesChannel(Channel.SMS, "sms"),
    "sms-legacy": LegacySms(),
    "mms": MessagesChannel(Channel.MMS, "mms"),
    "rcs": MessagesChannel(Channel.RCS, "rcs", has_read_receipts=True),
    "whatsapp": MessagesChannel(
        Channel.WHATSAPP, "whatsapp", kind=AddressKind.WHATSAPP, has_read_receipts=True
    ),
    "messenger": MessagesChannel(
        Channel.MESSENGER,
        "messenger",
        kind=AddressKind.MESSENGER,
        sender="7060177197411",
        has_read_receipts=True,
    ),
    "viber": MessagesChannel(Channel.VIBER, "viber_service", kind=AddressKind.VIBER, has_read_receipts=True),
    "pigeon": Pigeon(),
}


@pytest.fixture(params=list(CHANNELS.values()), ids=list(CHANNELS))
def subject(request: pytest.FixtureRequest) -> ChannelUnderTest:
    found: ChannelUnderTest = request.param
    return found


class TestEveryChannel(ChannelConformance):
    """Each test of the suite, for each channel."""


def test_every_message_channel_of_the_port_is_in_the_suite() -> None:
    without_vonage = {Channel.EMAIL, Channel.VOICE}
    assert {channel.channel for channel in CHANNELS.values()} == set(Channel) - without_vonage
