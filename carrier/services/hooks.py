"""Where an account's webhooks come in, as the carrier is told."""

from django.conf import settings

from carrier.models import CarrierAccount


def hooks_of(account: CarrierAccount) -> str:
    """Give the public address that all of an account's webhook addresses begin with."""
    return f"{settings.HOOKS_URL}/hooks/{account.path_token}"
