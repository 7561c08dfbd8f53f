"""The way out: an organisation's account as the adapter needs it."""

from urllib.parse import urlsplit

from django.conf import settings

from carrier.models import CarrierAccount
from carrier.services.hooks import hooks_of
from carrier.vonage.credentials import API_HOST, Account, Mode
from carrier.vonage.messages import VonageMessages
from carrier.vonage.voice import VonageVoice


def carrier_of(row: CarrierAccount) -> VonageMessages:
    """Give the message carrier of one account, pointed at the simulator or at the carrier by CARRIER.

    Raises:
        BadCredentials: the account cannot work as entered.
    """
    return VonageMessages(_credentials(row))


def voice_of(row: CarrierAccount) -> VonageVoice:
    """Give the voice carrier of one account, pointed as `carrier_of`.

    Raises:
        BadCredentials: the account cannot work as entered.
    """
    return VonageVoice(_credentials(row), hooks=hooks_of(row))


def _credentials(row: CarrierAccount) -> Account:
    mode = Mode(settings.CARRIER)
    host = row.api_host or API_HOST
    if mode is Mode.SIMULATOR:
        host = urlsplit(settings.SIMULATOR_URL).netloc
    return Account(
        mode=mode,
        api_key=row.api_key,
        api_secret=row.api_secret,
        application_id=row.application_id,
        private_key=row.private_key,
        api_host=host,
    )
