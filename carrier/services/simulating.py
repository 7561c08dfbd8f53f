"""Making our accounts known to the carrier simulator, which keeps no secrets but those it is given."""

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from accounts.models import Organisation
from carrier import selectors
from carrier.models import CarrierAccount
from carrier.simulator.client import SimulatorControl
from contacts.models import ContactAddress
from conversations.models import Line, LineKind
from core.transactions import reading


def connect(control: SimulatorControl) -> int:
    """Register every account with its application, its numbers and its contacts' names; returns how many numbers."""
    count = 0
    for account in selectors.list_accounts():
        _register(control, account)
        with reading(account.organisation_id):
            lines = label_lines(account.organisation)
            known = list(
                ContactAddress.objects.of(account.organisation_id)
                .filter(kind="PHONE")
                .select_related("contact")[:50]
            )
        for label, line in lines.items():
            control.ensure_number(
                msisdn=line.address.removeprefix("+"),
                account=account.api_key,
                application=account.application_id,
                label=label,
            )
            count += 1
        for row in known:
            if row.contact.display_name:
                control.set_policy(row.value.removeprefix("+"), name=row.contact.display_name)
    return count


def label_lines(organisation: Organisation) -> dict[str, Line]:
    """Name an organisation's lines for scripts: the trade's word for the main one (`law`), then `law-spanish-line`."""
    rows = Line.objects.of(organisation).filter(kind=LineKind.PHONE, is_active=True)
    lines = list(rows.select_related("organisation", "location").order_by("name"))
    trade = str(organisation.industry).lower()
    return {
        trade if line == lines[0] else f"{trade}-{line.name.lower().replace(' ', '-')}": line
        for line in lines
    }


def _register(control: SimulatorControl, account: CarrierAccount) -> None:
    control.ensure_account(
        api_key=account.api_key,
        api_secret=account.api_secret,
        signature_secret=account.signature_secret,
        name=account.organisation.name,
    )
    key = load_pem_private_key(account.private_key.encode(), password=None)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    control.ensure_application(
        application_id=account.application_id,
        account=account.api_key,
        public_key=public,
        inbound_url=f"/hooks/{account.path_token}/inbound",
        status_url=f"/hooks/{account.path_token}/status",
        answer_url=f"/hooks/{account.path_token}/answer",
        event_url=f"/hooks/{account.path_token}/event",
        fallback_url=f"/hooks/{account.path_token}/fallback",
        name=account.organisation.name,
    )
