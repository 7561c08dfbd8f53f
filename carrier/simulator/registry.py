"""The control routes that seed accounts, applications and numbers; each may be repeated without effect."""

import dataclasses

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from carrier.simulator.fields import Fields
from carrier.simulator.problems import InvalidParameters
from carrier.simulator.simulator import Simulator
from carrier.simulator.web import Request, Response, Router, answer
from carrier.simulator.world import VOICE_KINDS, Account, Application, Number, msisdn

WEBHOOK_KINDS = ("inbound", "status", "receipt", *VOICE_KINDS)


class Registry:
    """Seeds what a customer would set up at the carrier by hand."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def add_routes(self, router: Router) -> None:
        """Offer list and upsert of the three records."""
        router.add("GET", "/_sim/accounts", self._list_accounts)
        router.add("POST", "/_sim/accounts", self._put_account)
        router.add("GET", "/_sim/applications", self._list_applications)
        router.add("POST", "/_sim/applications", self._put_application)
        router.add("GET", "/_sim/numbers", self._list_numbers)
        router.add("POST", "/_sim/numbers", self._put_number)

    def _list_accounts(self, request: Request) -> Response:
        rows = [
            {"api_key": row.api_key, "name": row.name, "has_credit": row.has_credit}
            for row in self._simulator.world.accounts.values()
        ]
        return answer({"accounts": rows})

    def _put_account(self, request: Request) -> Response:
        fields = request.fields()
        account = Account(
            api_key=fields.text("api_key", longest=40),
            api_secret=fields.text("api_secret"),
            signature_secret=fields.text("signature_secret"),
            name=fields.text("name", ""),
            has_credit=fields.flag("has_credit", True),
        )
        if len(account.signature_secret) < 32:
            raise InvalidParameters({"signature_secret": "must have at least 32 characters"})
        self._simulator.world.accounts[account.api_key] = account
        self._simulator.touch()
        return answer({"api_key": account.api_key, "name": account.name, "has_credit": account.has_credit})

    def _list_applications(self, request: Request) -> Response:
        rows = [dataclasses.asdict(row) for row in self._simulator.world.applications.values()]
        return answer({"applications": rows})

    def _put_application(self, request: Request) -> Response:
        fields = request.fields()
        world = self._simulator.world
        identifier = fields.text("id", "") or world.new_id("application")
        known = world.applications.get(identifier)
        private_key, public_key = "", fields.text("public_key", "") or (known.public_key if known else "")
        if not public_key:
            private_key, public_key = new_keys()
        check_public_key(public_key)
        application = Application(
            id=identifier,
            account=world.account(fields.text("account")).api_key,
            name=fields.text("name", identifier),
            public_key=public_key,
            webhooks=self._webhooks(fields),
            is_signed=fields.flag("is_signed", True),
            methods=_methods(fields),
        )
        world.applications[identifier] = application
        self._simulator.touch()
        return answer({**dataclasses.asdict(application), "private_key": private_key or None})

    def _webhooks(self, fields: Fields) -> dict[str, str]:
        given = {kind: fields.text(f"{kind}_url", "") for kind in WEBHOOK_KINDS}
        for address in filter(None, given.values()):
            self._simulator.courier.url(address)
        return {kind: address for kind, address in given.items() if address}

    def _list_numbers(self, request: Request) -> Response:
        return answer(
            {"numbers": [dataclasses.asdict(row) for row in self._simulator.world.numbers.values()]}
        )

    def _put_number(self, request: Request) -> Response:
        fields = request.fields()
        world = self._simulator.world
        number = Number(
            msisdn=msisdn(fields.text("msisdn")),
            account=world.account(fields.text("account")).api_key,
            application=world.application(fields.text("application")).id,
            label=fields.text("label", ""),
            country=fields.text("country", "US", longest=2),
            type=fields.text("type", "mobile-lvn"),
        )
        world.numbers[number.msisdn] = number
        self._simulator.touch()
        return answer(dataclasses.asdict(number))


def _methods(fields: Fields) -> dict[str, str]:
    found = {kind: fields.text(f"{kind}_method", "").upper() for kind in VOICE_KINDS}
    for kind, method in found.items():
        if method not in ("", "GET", "POST"):
            raise InvalidParameters({f"{kind}_method": "must be GET or POST"})
    return {kind: method for kind, method in found.items() if method}


def new_keys() -> tuple[str, str]:
    """Return a fresh RSA pair as PEM text: private (PKCS#8, as the SDK demands) and public."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


def check_public_key(pem: str) -> None:
    """Raise `InvalidParameters` when `pem` is no public key."""
    try:
        serialization.load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InvalidParameters({"public_key": "must be a PEM public key"}) from error
