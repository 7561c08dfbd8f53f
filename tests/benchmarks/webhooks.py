"""P1a and P1b: webhooks through the real view, over what PostgreSQL alone does with the same statements."""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.test import Client

from launcher.bench import Row
from tests.benchmarks import _business as business
from tests.benchmarks import _meter, _pgbench, _script, _servers, _traffic

CONNECTIONS = 8
SECONDS = 3
MOST_A_SECOND = 2500
SENDER = "14805550199"
ACCEPTS, APPLIES = 0.60, 0.25


def accept_script() -> str:
    """Write the floor of P1a: what storing one webhook asks of PostgreSQL."""
    house = business.open_business("floor")
    accepting = [statement for statement in _statements(house) if "carrier_accept(" in statement[0]]
    return _script.write_script(accepting, sender=SENDER, lasting=_lasting(house))


def measure() -> Iterable[Row]:
    """Compare requests a second with pgbench's transactions a second, eight at a time on both sides."""
    house = business.open_business("webhooks")
    statements = _statements(house)
    lasting = _lasting(house)
    accepting = [statement for statement in statements if "carrier_accept(" in statement[0]]
    yield _row("P1a", house, accepting, lasting, application="tests.benchmarks._accept_only:application")
    yield _row("P1b", house, statements, lasting, application="config.wsgi:application")


def _lasting(house: business.Business) -> set[UUID]:
    return {
        house.organisation.pk,
        house.account.pk,
        UUID(house.account.path_token),
        house.line.pk,
        house.line.location_id,
    }


def _row(
    name: str,
    house: business.Business,
    statements: list[_script.Statement],
    lasting: set[UUID],
    *,
    application: str,
) -> Row:
    script = _script.write_script(statements, sender=SENDER, lasting=lasting)
    with _servers.web(application) as (pid, port):
        ours = _rate(house, port)
        ours(1)
        spent = _meter.cpu_seconds(pid)
        answered: list[float] = []

        def serve() -> float:
            rate = ours(SECONDS)
            answered.append(rate * SECONDS)
            return rate

        found = _meter.compare(
            serve, lambda: _pgbench.transactions_a_second(script, clients=CONNECTIONS, seconds=SECONDS)
        )
        cost = (_meter.cpu_seconds(pid) - spent) / sum(answered)
    aim = ACCEPTS if name == "P1a" else APPLIES
    note = (
        f"{found.describe('a second')}; {len(statements)} statements; {cost * 1e6:,.0f} µs of Python CPU each"
    )
    return Row(name, round(found.ratio, 3), "× pgbench", f"≥ {aim:.2f}", found.ratio >= aim, note)


def _rate(house: business.Business, port: int) -> Callable[[float], float]:
    def serve(seconds: float) -> float:
        requests = business.signed_requests(house, number=int(MOST_A_SECOND * seconds))
        load = _traffic.drive(requests, port=port, connections=CONNECTIONS, seconds=seconds)
        if set(load.statuses) != {200}:
            raise RuntimeError(f"not every text was taken: {dict(load.statuses)}")
        return load.rate

    return serve


def _statements(house: business.Business) -> list[_script.Statement]:
    """Record one text from somebody new in this process; a first one warms what is only done once."""
    browser = Client(SERVER_NAME="localhost")

    def post(sender: str) -> None:
        body = business.text_body(house, sender=sender)
        signed = {"Authorization": business.authorization(house, body)}
        answer = browser.post(
            business.hook(house), data=body, content_type="application/json", headers=signed
        )
        if answer.json() != {"state": "APPLIED"}:
            raise RuntimeError(f"the text was not applied: {answer.content!r}")

    post("14805550198")
    return _script.record_statements(lambda: post(SENDER))
