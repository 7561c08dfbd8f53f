"""`conflict_check` reads lists as people have them, tells what it passed over, and refuses what is none in a sentence."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

CORPUS = """party_id,kind,name,aliases,dob,role
P1,person,Robert Tallis,Bobby T. Tallis|Rob Tallis,1971-03-04,client
P2,company,Brixley Heating LLC,Brixley HVAC;BH Comfort,,adverse
P3,person,,,,client
P4,robot,Vera Lund,,31.12.19x,client
,person,Nobody Atall,,,client
"""

QUERIES = """query_id,kind,name,dob
Q1,person,"TALLIS, Bob",03/04/1971
Q2,company,B.H. Comfort Inc,
Q3,,Vera Lund,
Q4,person,Zed Omega,
"""


@pytest.fixture
def check(tmp_path: Path) -> Any:
    """Check queries against a corpus; give the rows and what was said."""

    def run(corpus: str | bytes, queries: str | bytes, **options: object) -> tuple[list[dict[str, str]], str]:
        for name, content in (("c.csv", corpus), ("q.csv", queries)):
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        said = StringIO()
        call_command(
            "conflict_check",
            corpus=tmp_path / "c.csv",
            queries=tmp_path / "q.csv",
            out=tmp_path / "o.csv",
            stderr=said,
            **options,
        )
        with (tmp_path / "o.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file)), said.getvalue()

    return run


def test_hits_are_written_with_reasons_and_what_is_odd_is_said(check: Any) -> None:
    rows, said = check(CORPUS, QUERIES)
    assert [(row["query_id"], row["party_id"], row["tier"]) for row in rows] == [
        ("Q1", "P1", "blocking"), ("Q2", "P2", "blocking"), ("Q3", "P4", "blocking"),
    ]  # fmt: skip
    assert "short form" in rows[0]["reasons"]
    assert "same date of birth" in rows[0]["reasons"]
    for sentence in (
        "P3 has no name", "“robot” is no kind", "“31.12.19x” is no date of birth", "there is no party_id",
        "4 names checked against 4 parties",
    ):  # fmt: skip
        assert sentence in said
    assert check(CORPUS, QUERIES)[0] == rows
    assert "forma corta" in check(CORPUS, QUERIES, language="es")[0][0]["reasons"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_lists_of_other_programs_are_read(check: Any, encoding: str) -> None:
    corpus = "Party_ID;Kind;Name\r\nP1;person;Núria Peña\r\n".encode(encoding)
    rows, _said = check(corpus, "query_id\tname\nQ1\tNuria Pena\n")
    assert [row["party_id"] for row in rows] == ["P1"]


@pytest.mark.parametrize(
    ("corpus", "sentence"),
    [
        ("", "the file is empty"),
        ("party_id,kind\nP1,person\n", "the column “name” is missing; the file has: party_id, kind"),
        (b"PK\x03\x04\x00\x00\x00", "the file is no text"),
    ],
)
def test_what_is_no_list_is_refused(check: Any, corpus: str | bytes, sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        check(corpus, "query_id,name\nQ1,Vera Lund\n")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("conflict_check", corpus=Path("nowhere.csv"), queries=Path("q.csv"), out=Path("o.csv"))
