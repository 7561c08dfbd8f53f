"""`python -m carrier.simulator`: the carrier on two loopback ports, the second for its operator."""

import argparse
import asyncio
import os
import secrets
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from carrier.simulator.asgi import LoopbackServer, listen, server
from carrier.simulator.clock import Clock, Mode
from carrier.simulator.connections import ConnectionPool
from carrier.simulator.control_api import ControlApi
from carrier.simulator.driver import Driver
from carrier.simulator.simulator import Simulator
from carrier.simulator.store import Store
from carrier.simulator.voice.sockets import Sockets
from carrier.simulator.vonage_api import VonageApi
from carrier.simulator.webhooks import Refusal, check_loopback, is_loopback


class CannotStart(Exception):
    """The program cannot start; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Options:
    """The command line, with the control token from the environment."""

    host: str
    port: int
    control_port: int
    data: Path
    webhooks: str
    token: str
    seed: str
    mode: Mode
    factor: float
    retry_first: float
    has_limits: bool
    certificate: tuple[str, str] | None


def main(arguments: Sequence[str]) -> int:
    """Run until SIGTERM or Ctrl-C; return 0, or 2 after one sentence on the error stream."""
    try:
        asyncio.run(serve(read_options(arguments)))
    except (CannotStart, Refusal) as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    return 0


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line and the environment.

    Raises:
        CannotStart: SIMULATOR=1 or SIMULATOR_TOKEN is missing, or the host is not loopback.
    """
    parser = argparse.ArgumentParser(prog="python -m carrier.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument(
        "--port", type=int, required=True, help="the Vonage-compatible interface; 0: any free port"
    )
    parser.add_argument(
        "--control-port", type=int, required=True, help="the operator's interface; 0: any free port"
    )
    parser.add_argument(
        "--data", type=Path, required=True, help="the folder that keeps accounts, handsets, messages"
    )
    parser.add_argument(
        "--webhooks", required=True, help="where webhook paths that begin with a slash are sent"
    )
    parser.add_argument(
        "--seed", default="", help="makes ids and faults repeatable; default: random, then kept"
    )
    parser.add_argument("--clock", type=Mode, choices=list(Mode), default=Mode.REAL)
    parser.add_argument(
        "--factor", type=float, default=1.0, help="simulated seconds in a real one, for --clock factor"
    )
    parser.add_argument(
        "--retry-first", type=float, default=5.0, help="seconds before a webhook's first retry"
    )
    parser.add_argument("--no-rate-limits", action="store_true", help="never answer 429 for haste")
    parser.add_argument(
        "--certificate", nargs=2, metavar=("CHAIN", "KEY"), help="speak TLS on the first port"
    )
    given = parser.parse_args(arguments)
    if os.environ.get("SIMULATOR") != "1":
        raise CannotStart("The carrier simulator starts only with SIMULATOR=1 in the environment.")
    token = os.environ.get("SIMULATOR_TOKEN", "")
    if len(token) < 16:
        raise CannotStart(
            "The carrier simulator needs SIMULATOR_TOKEN, 16 characters or more, in the environment."
        )
    if not is_loopback(given.host):
        raise CannotStart(f"The carrier simulator listens only on loopback addresses, not on {given.host}.")
    if given.factor <= 0:
        raise CannotStart("The clock's factor must be above nought.")
    return Options(
        host="127.0.0.1" if given.host == "localhost" else given.host,
        port=given.port,
        control_port=given.control_port,
        data=given.data,
        webhooks=check_loopback(given.webhooks),
        token=token,
        seed=given.seed,
        mode=given.clock,
        factor=given.factor,
        retry_first=given.retry_first,
        has_limits=not given.no_rate_limits,
        certificate=(given.certificate[0], given.certificate[1]) if given.certificate else None,
    )


async def serve(options: Options) -> None:
    """Open both ports, restore the state, and run until told to stop; the state is saved at the end."""
    try:
        sockets = [listen(options.host, port) for port in (options.port, options.control_port)]
    except OSError as error:
        ports = f"{options.port} or {options.control_port}"
        raise CannotStart(
            f"The carrier simulator cannot listen on port {ports}: {error.strerror}."
        ) from error
    schemes = ("https" if options.certificate else "http", "http")
    names = [
        f"{scheme}://{options.host}:{bound.getsockname()[1]}"
        for scheme, bound in zip(schemes, sockets, strict=True)
    ]
    pool = ConnectionPool()
    simulator = Simulator(
        options.seed or secrets.token_hex(8),
        clock=Clock(options.mode, factor=options.factor),
        transport=pool,
        webhooks=options.webhooks,
        address=names[0],
    )
    simulator.limits.is_on = options.has_limits
    simulator.courier.retry.first = options.retry_first
    try:
        store = Store(options.data)
        store.load(simulator)
    except (OSError, ValueError) as error:
        raise CannotStart(str(error)) from error
    driver = Driver(simulator, store)
    bots = Sockets(simulator.calls)
    api = VonageApi(simulator)
    control = ControlApi(simulator, api, driver, token=options.token)
    servers = [server(api.handle, certificate=options.certificate), server(control.handle)]
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, _stop, servers)
    chores = [asyncio.create_task(driver.run()), asyncio.create_task(driver.save())]
    sys.stdout.write(f"Carrier simulator ready: carrier {names[0]}, control {names[1]}\n")
    sys.stdout.flush()
    await asyncio.gather(*(one.serve(sockets=[bound]) for one, bound in zip(servers, sockets, strict=True)))
    for chore in chores:
        chore.cancel()
    await asyncio.gather(*chores, return_exceptions=True)
    await bots.close()
    await pool.close()
    store.save(simulator)


def _stop(servers: Sequence[LoopbackServer]) -> None:
    for one in servers:
        one.should_exit = True


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
