"""Where things are, seen from the launcher."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
DEFAULT_DATA = Path(os.environ.get("PORTICO_DATA") or ROOT / "var")
DEFAULT_PORT = 8000
