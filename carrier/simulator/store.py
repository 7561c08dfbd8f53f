"""The simulator's state on disk: one JSON file, replaced as a whole."""

import json
import os
import time
from pathlib import Path

from carrier.simulator import snapshot
from carrier.simulator.problems import InvalidParameters
from carrier.simulator.simulator import Simulator


class Store:
    """Keeps a simulator's state in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "state.json"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def save(self, simulator: Simulator) -> float:
        """Write the state beside the old file, then put it in its place; return the seconds taken."""
        began = time.monotonic()
        simulator.is_changed = False
        written = self._file.with_suffix(".new")
        # The file holds the make-believe accounts' secrets, so nobody else may read it.
        with open(
            os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump(snapshot.dump(simulator), file, separators=(",", ":"))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self._file)
        return time.monotonic() - began

    def load(self, simulator: Simulator) -> bool:
        """Restore a saved state and say whether there was one.

        Raises:
            ValueError: the file is damaged; moving it away starts afresh.
        """
        if not self._file.exists():
            return False
        try:
            snapshot.restore(simulator, json.loads(self._file.read_text(encoding="utf-8")))
        except (ValueError, TypeError, AttributeError, InvalidParameters) as error:
            raise ValueError(
                f"The simulator's state in {self._file} cannot be read; move it away."
            ) from error
        return True
