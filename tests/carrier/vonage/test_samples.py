"""Every sample webhook reads as its index says: our own, and the shared ones where they are at hand."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from carrier.vonage.kinds import Kind, MalformedClass, WebhookClass
from carrier.vonage.verify import SignatureRefused, verify
from tests.carrier.vonage.expectations import Sample, expect_reading, from_fixture

OURS = json.loads((Path(__file__).parent / "fixtures" / "webhooks.json").read_text())
SHARED = Path(__file__).parents[4] / "shared" / "data" / "vonage"
THEIRS = json.loads((SHARED / "index.json").read_text())["index"] if SHARED.is_dir() else []


@pytest.mark.parametrize("case", OURS, ids=lambda case: case["id"])
def test_our_samples(case: Mapping[str, Any]) -> None:
    expect_reading(from_fixture(case))


def test_our_samples_cover_every_class() -> None:
    covered = {case["expected"]["class"] for case in OURS}
    not_by_file = {MalformedClass.TOO_LARGE}
    assert covered >= {*WebhookClass, *MalformedClass} - not_by_file


@pytest.mark.skipif(not THEIRS, reason="the shared samples are not beside this repository")
@pytest.mark.parametrize("case", THEIRS, ids=lambda case: case["id"])
def test_shared_samples(case: Mapping[str, Any]) -> None:
    sample = _shared(case)
    if "verify_at" not in case["expected"]:
        expect_reading(sample)
    elif case["expected"]["http"] == 401:
        with pytest.raises(SignatureRefused):
            _verify(sample, case)
    else:
        _verify(sample, case)
        expect_reading(sample)


def _shared(case: Mapping[str, Any]) -> Sample:
    raw = (SHARED / case["file"]).read_bytes()
    query = ""
    if case["encoding"] == "query":
        query, raw = json.loads(raw)["query_string"], b""
    elif case["encoding"] == "form":
        raw = json.loads(raw)["form_body"].encode()
    return Sample(case["id"], case["method"], case["content_type"], raw, query, case["expected"])


def _verify(sample: Sample, case: Mapping[str, Any]) -> None:
    expected = case["expected"]
    verify(
        method=sample.method,
        body=sample.body,
        query_items=parse_qsl(sample.query, keep_blank_values=True),
        authorization=case.get("headers", {}).get("Authorization"),
        secrets=[expected["signature_secret"]],
        api_key=expected["api_key"],
        application_id=expected["application_id"],
        kind=Kind.VOICE,
        now=datetime.fromtimestamp(expected["verify_at"], UTC),
    )
