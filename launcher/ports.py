"""TCP ports on the loopback address."""

import random
import socket

from launcher.errors import CannotContinue

# Pages, live screens, the carrier simulator and its control address.
PURPOSES = ("pages", "live screens", "simulator", "simulator's control")
HIGHEST_PORT = 65535


def is_free(port: int) -> bool:
    """Tell whether nothing listens on the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def check_free(port: int) -> None:
    """Refuse a port whose block of four is not free.

    Raises:
        CannotContinue: a port is taken, or there are no four ports from here.
    """
    if not 1024 <= port <= HIGHEST_PORT - len(PURPOSES) + 1:
        raise CannotContinue(
            f"--port must lie between 1024 and {HIGHEST_PORT - len(PURPOSES) + 1}, not {port}."
        )
    for offset, purpose in enumerate(PURPOSES):
        if not is_free(port + offset):
            raise CannotContinue(
                f"Port {port + offset}, needed for the {purpose}, is in use;"
                " stop the program that has it or give another --port."
            )


def find_free() -> int:
    """Return a port whose block of four is free now; someone else may still take it first."""
    for _ in range(200):
        port = random.randrange(20000, 32000, len(PURPOSES))  # noqa: S311 - no secret
        if all(is_free(port + offset) for offset in range(len(PURPOSES))):
            return port
    raise CannotContinue("No four free ports were found between 20000 and 32000.")
