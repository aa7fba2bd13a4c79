"""T-FUZZ in short mode: no wrong bundle or kit is taken, and none breaks its reader.

MERAK_MUTANTS sets how many; the promise is held with 1,000,000.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.rigs import fuzz_bundle
from tests.rigs.fuzz_bundle import Tally, run

from merak.domain import record
from merak.domain.roster import Writing
from merak.formats import bundle_lines, bundle_records, dsse
from merak.formats.bundle_lines import Lines, Payload

FEW = 600


def test_no_wrong_bundle_is_taken_and_none_breaks_the_reader() -> None:
    # In a process of its own: what other tests of this one needed is no memory of the reader.
    top = Path(__file__).parents[2]
    mutants = os.environ.get("MERAK_MUTANTS", str(FEW))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.rigs.fuzz_bundle", "--mutants", mutants],
        env={**os.environ, "PYTHONPATH": f"{top / 'desktop'}{os.pathsep}{top}"},
        cwd=top,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "accepted=0" in ran.stdout
    assert "unhandled=0" in ran.stdout


def test_what_is_tried_reaches_most_of_the_reasons() -> None:
    tally = run(FEW)
    assert {"malformed", "damaged", "bad_signature", "unknown_device"} <= tally.refused.keys()
    assert 0 < tally.lawful < FEW / 4


def weak(way: str) -> Tally:
    return run(300, ways=(getattr(fuzz_bundle, way),))


def test_a_reader_that_checks_no_signature_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dsse, "is_signed", lambda *_: True)
    assert weak("nearly").accepted > 0
    assert weak("lines").accepted > 0
    assert weak("kit_line").accepted > 0


def test_a_reader_that_checks_no_id_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "is_whole", lambda *_: True)
    assert weak("nearly").accepted > 0


def test_a_reader_that_lets_anyone_write_anything_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Writing, "allows", lambda *_: True)
    assert weak("nearly").accepted > 0


def test_a_reader_that_looks_at_no_padding_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Payload, "end", lambda _: None)
    assert weak("payload").accepted > 0


def test_a_reader_that_takes_another_form_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def loose(data: bytes, _: int) -> object:
        return json.loads(data)

    monkeypatch.setattr(record, "parse", loose)
    monkeypatch.setattr(record, "is_whole", lambda *_: True)
    assert weak("nearly").accepted > 0


def test_a_reader_that_breaks_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(self: Lines) -> bytes:
        line = self._payload.text(100_000)
        return line[: line.index(b"\n")]  # nothing says that there is one

    monkeypatch.setattr(bundle_lines.Lines, "first", careless)
    assert weak("lines").unhandled + weak("payload").unhandled > 0


def test_a_reader_that_lets_brackets_go_deeper_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_records, "DEEPEST", 60)
    assert weak("nearly").accepted > 0
