"""The schema as one script, so that an empty database need not live through the history of it.

`migrate` spends most of a first start on drawing models of long ago. `schema.sql` is what it would have made, with the
rows by which it knows; whatever is newer than the script it still does itself: an old script costs time, nothing else.
"""

import os
import re
from hashlib import sha256
from pathlib import Path

import psycopg

from launcher import processes
from launcher.places import ROOT
from launcher.postgres import binaries

SCRIPT = ROOT / "launcher" / "schema.sql"
# Of which script, migrations and libraries it was last shown that they come to the same: that takes a hundred seconds.
PROOF = SCRIPT.with_suffix(".proof")
# Meta-commands are psql's own, settings would outlive the script, remarks say what the statements say.
NOT_PLAIN = re.compile(
    r"^(\\(un)?restrict .*|SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*"
    r"|--( (Name|Data for Name|Dumped|PostgreSQL database).*)?|)\n",
    re.MULTILINE,
)
# Older servers read what a newer one wrote, back to this one: both ways come to the same schema there (compared by hand).
OLDEST_READER = 15
HEADER = "-- PostgreSQL {major}. Written by `./portico schema`; migrations are the truth, this is what they come to.\n"


def load(url: str, script: Path | None = None) -> bool:
    """Fill a database that has no table yet, all of it or nothing; return whether it was done.

    Left alone is a database with tables, and a server that is too old or too new to have been tried with the script.
    """
    text = (script or SCRIPT).read_text(encoding="utf-8")
    with psycopg.connect(url) as connection:
        is_empty = connection.execute(
            "SELECT NOT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())"
        ).fetchone() == (True,)
        if not is_empty or not OLDEST_READER <= connection.info.server_version // 10_000 <= _major_of(text):
            return False
        connection.execute("SET LOCAL check_function_bodies = false")
        connection.execute("SET LOCAL search_path = ''")
        connection.execute(text.encode())
        connection.execute("ANALYZE")
    return True


def _major_of(text: str) -> int:
    """Say by which major version of PostgreSQL a script was written; 0 for what is none of ours."""
    found = re.match(r"-- PostgreSQL (\d+)\.", text)
    return int(found[1]) if found else 0


def write(url: str, script: Path = SCRIPT) -> None:
    """Write the script from a database that was migrated from nothing and holds nobody's rows."""
    command = [str(binaries() / "pg_dump"), "--no-owner", "--no-privileges", "--no-comments"]
    command += ["--rows-per-insert=1000", f"--dbname={url}"]
    dumped = processes.run(command, environment=os.environ, what="Reading the schema")
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10_000
    script.write_text(HEADER.format(major=major) + NOT_PLAIN.sub("", dumped), encoding="utf-8")


def stands_for(script: Path = SCRIPT, root: Path = ROOT) -> str:
    """Give a fingerprint of the script, of every migration, and of the libraries that bring migrations along."""
    taken = sha256()
    migrations = sorted(path for path in root.glob("*/migrations/*") if path.suffix in {".py", ".sql"})
    for path in (script, root / "requirements.txt", *migrations):
        taken.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return taken.hexdigest()


def is_proven() -> bool:
    """Say whether the script was compared with the migrations as they both are now."""
    return PROOF.exists() and PROOF.read_text(encoding="utf-8").strip() == stands_for()
