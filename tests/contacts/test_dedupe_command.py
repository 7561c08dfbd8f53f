"""`./portico manage contacts_dedupe`: a list in, pairs out."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.people import people_sample


def _run(content: bytes, folder: Path, *options: str) -> list[dict[str, str]]:
    (folder / "people.csv").write_bytes(content)
    call_command(
        "contacts_dedupe",
        str(folder / "people.csv"),
        "--out",
        str(folder / "pairs.csv"),
        *options,
        stdout=StringIO(),
    )
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LIST = (
    b"Rec_ID, Given Name ,SURNAME,DOB,Zip,colour\n"
    b"a1,Ana,Ortiz,1980-04-03,85201,red\n"
    b"b2,Anna,Ortiz,4/3/1980,85201,blue\n"
    b"c3,Wei,Chen,1990-01-02,89501,\n"
)


def test_pairs_are_written_with_their_reasons(tmp_path: Path) -> None:
    [pair] = _run(LIST, tmp_path)
    assert (pair["a"], pair["b"]) == ("a1", "b2")
    assert 0.5 <= float(pair["probability"]) <= 1
    assert "Date of birth: the same" in pair["reasons"]
    assert "First name: one slip apart" in pair["reasons"]
    [pair] = _run(LIST, tmp_path, "--language", "es", "--threshold", "0.6")
    assert "Fecha de nacimiento: igual" in pair["reasons"]


def test_a_threshold_leaves_out_what_is_less_likely(tmp_path: Path) -> None:
    sample = people_sample(300)
    content = "\n".join([",".join(sample.rows[0]), *(",".join(row.values()) for row in sample.rows)]).encode()
    every = _run(content, tmp_path)
    some = _run(content, tmp_path, "--threshold", "0.999")
    assert some == [pair for pair in every if float(pair["probability"]) >= 0.999]
    assert 0 < len(some) < len(every)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "it is empty"),
        (b"id,surname\n", "headings but no rows"),
        (b"\x00\x01\x02", "it is no CSV file"),
        (b"id,colour\n1,red\n", "no column to compare by"),
        (b"id,surname\n1,Ortiz\n1,Chen\n", "line 3: the id '1' stands there twice"),
        (b"id,surname\n,Ortiz\n2,Chen\n", "line 2: its row has no id"),
    ],
)
def test_a_bad_file_is_told_clearly(content: bytes, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=sentence):
        _run(content, tmp_path)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("contacts_dedupe", str(tmp_path / "nowhere.csv"), "--out", str(tmp_path / "out.csv"))


def test_rows_without_ids_are_named_by_their_line(tmp_path: Path) -> None:
    [pair] = _run(LIST.replace(b"Rec_ID", b"whatever"), tmp_path)
    assert (pair["a"], pair["b"]) == ("2", "3")
