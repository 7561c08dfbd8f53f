"""Every script that ships, played against the demo by `./portico simulate`, the three trades at once."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from launcher.places import ROOT
from launcher.stack import Stack

LIBRARY = ROOT / "simulations"
TRADES = sorted(path.name for path in LIBRARY.iterdir() if path.is_dir())
SECRETS = ("SECRET_KEY", "PORTICO_KEYRING", "SIMULATOR_TOKEN")


def simulate(stack: Stack, *scripts: Path) -> subprocess.CompletedProcess[str]:
    """Play scripts as from a plain shell."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PORTICO_VENV") if name in os.environ}
    # What the suite's own shell has set wins over the folder's keys, in the stack and so here.
    kept |= {name: stack.environment[name] for name in SECRETS}
    return subprocess.run(
        [ROOT / "portico", "simulate", *scripts, "--data", str(stack.folder.path)],
        env=kept,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.mark.usefixtures("hurried")
def test_every_script_of_every_trade_comes_out_as_it_says(stack: Stack) -> None:
    scripts = {trade: sorted((LIBRARY / trade).glob("*.yaml")) for trade in TRADES}
    with ThreadPoolExecutor(len(TRADES)) as pool:
        played = dict(
            zip(TRADES, pool.map(lambda trade: simulate(stack, *scripts[trade]), TRADES), strict=True)
        )

    assert {trade: done.stderr for trade, done in played.items()} == dict.fromkeys(TRADES, "")
    assert {done.returncode for done in played.values()} == {0}
    assert {trade: done.stdout.count("As expected: ") for trade, done in played.items()} == {
        trade: len(paths) for trade, paths in scripts.items()
    }


@pytest.mark.usefixtures("hurried")
def test_a_script_that_does_not_come_out_says_what_was_heard_instead(stack: Stack, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text(
        """
        doors: {clinic: closed}
        actors:
          the caller:
            - {handset: "+19285550120", dial: clinic}
            - wait_for: {heard: "how can we help", within: 12s}
        """
    )
    done = simulate(stack, wrong)

    assert done.returncode == 1
    assert "wrong.yaml: the caller did not get what the script expects" in done.stderr
    assert "-to hear 'how can we help'" in done.stderr
    assert "+tts: Thank you for calling Saguaro Family Clinic. We are closed now" in done.stderr
