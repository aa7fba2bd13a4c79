"""Every stored bundle comes to what its expectation says, and can be made again."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.rigs import bundle_vectors, plain_bundle
from tests.rigs.vectors_agency import ROOT

from merak.crypto import age_file
from merak.domain.exchange import Address, PublicKey, Why
from merak.domain.ledger import Arrival, Entry, arrival, entry
from merak.domain.roster import DeviceKind
from merak.formats import kit
from merak.formats.bundle_header import addressed
from merak.formats.bundle_reader import Opened, open_bundle, open_payload, trust
from merak.formats.refused import FileRefused

FOLDER = Path(__file__).parents[1] / "data" / "bundles"
EXPECTED = json.loads((FOLDER / "expected.json").read_bytes())
LEDGER = [Entry(**one) for one in EXPECTED["ledger"]["bundles"]]
KIT = kit.read((FOLDER / "agency.kit").read_bytes(), PublicKey(ROOT.verify.hex()))


def opened(vector: dict[str, Any]) -> Opened:
    """Open a vector as its reader does."""
    data = (FOLDER / vector["file"]).read_bytes()
    if vector["file"].endswith(".text"):
        data = plain_bundle.pack(data)
    file = io.BytesIO(data)
    [key] = age_file.identities((FOLDER / f"{vector['reader']}.key").read_text())
    kind = DeviceKind.LAPTOP if vector["reader"] == "laptop" else DeviceKind.OFFICE
    trusted = trust(KIT, kind)
    if vector["file"].endswith(".age"):
        return open_bundle(file, [key], trusted)
    return open_payload(file, addressed([Address(key.recipient)]), trusted)


def outcome(vector: dict[str, Any]) -> tuple[str, int]:
    """Read a vector to its end, as a service does before it commits."""
    try:
        with opened(vector) as bundle:
            for _ in bundle.records():
                pass
            sent = bundle.finish()
    except FileRefused as refused:
        return refused.why.value, refused.line
    known = LEDGER if sent.header.device == EXPECTED["ledger"]["device"] else []
    if arrival(known, entry(sent)) is Arrival.FORK:
        return Why.FORK.value, 0
    return "good", 0


@pytest.mark.parametrize("vector", EXPECTED["vectors"], ids=lambda one: one["file"])
def test_a_stored_bundle_comes_to_what_is_expected(vector: dict[str, Any]) -> None:
    assert outcome(vector) == (vector["expect"], vector["line"])


def test_there_is_a_stored_bundle_for_every_reason() -> None:
    assert {one["expect"] for one in EXPECTED["vectors"]} == {"good", *(why.value for why in Why)}


def test_every_stored_file_can_be_made_again() -> None:
    made = bundle_vectors.files()
    stored = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".md"}
    assert stored.keys() == made.keys()
    assert [name for name in stored if stored[name] != made[name]] == []


def test_what_our_own_writer_packed_says_the_same_as_the_plain_one() -> None:
    def lines(name: str) -> list[bytes]:
        vector = {"file": name, "reader": "office"}
        with opened(vector) as bundle:
            return [record.canonical for record in bundle.records()]

    assert lines("good-compressed.age") == lines("good-sealed-to-two.age")


def test_the_key_files_are_the_ones_of_the_plain_implementation() -> None:
    [key] = age_file.identities((FOLDER / "office.key").read_text())
    assert key.recipient == plain_bundle.Party("office").address
