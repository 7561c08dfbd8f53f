"""Sensitive columns: unreadable at rest, readable after a rotation, and never guessed."""

import pytest
from cryptography.fernet import Fernet
from django.conf import LazySettings
from django.db import connection

from accounts.models import Organisation
from carrier.models import CarrierAccount
from core.secrets import EncryptedTextField, Undecryptable

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def stored(account: CarrierAccount) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT api_secret FROM carrier_carrieraccount WHERE id = %s", [account.pk])
        return str(cursor.fetchone()[0])


@pytest.fixture
def account(organisation: Organisation, settings: LazySettings) -> CarrierAccount:
    settings.KEYRING = [OLD]
    return CarrierAccount.objects.create(
        organisation=organisation, api_key="k", api_secret="correct horse", path_token="t"
    )


def test_the_database_never_holds_the_words(account: CarrierAccount) -> None:
    assert "correct" not in stored(account)
    assert Fernet(OLD).decrypt(stored(account).encode()) == b"correct horse"
    assert CarrierAccount.objects.get().api_secret == "correct horse"


def test_a_new_key_reads_what_the_old_one_wrote_and_writes_with_itself(
    account: CarrierAccount, settings: LazySettings
) -> None:
    settings.KEYRING = [NEW, OLD]
    row = CarrierAccount.objects.get()
    assert row.api_secret == "correct horse"
    row.save(update_fields=["api_secret"])
    settings.KEYRING = [NEW]
    assert CarrierAccount.objects.get().api_secret == "correct horse"


def test_without_its_key_it_raises_and_is_not_lost(account: CarrierAccount, settings: LazySettings) -> None:
    before = stored(account)
    settings.KEYRING = [NEW]
    with pytest.raises(Undecryptable):
        CarrierAccount.objects.get()
    assert CarrierAccount.objects.defer("api_secret").get().api_key == "k"
    assert stored(account) == before


def test_empty_stays_empty(account: CarrierAccount) -> None:
    assert account.private_key == ""
    assert EncryptedTextField().get_prep_value("") == ""
    assert EncryptedTextField().get_prep_value(None) is None
    assert CarrierAccount.objects.filter(private_key="").exists()


def test_without_a_keyring_the_signing_key_stands_in(
    organisation: Organisation, settings: LazySettings
) -> None:
    settings.KEYRING = []
    CarrierAccount.objects.create(organisation=organisation, api_key="k", api_secret="s", path_token="t")
    assert CarrierAccount.objects.get().api_secret == "s"
    settings.SECRET_KEY = "another signing key of fifty characters or more, really"
    with pytest.raises(Undecryptable):
        CarrierAccount.objects.get()
