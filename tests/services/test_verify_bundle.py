"""`merak verify` says who sent a bundle, or why not a line of it is to be believed."""

import io
import json
from pathlib import Path

import pytest

from merak.domain.exchange import Why
from merak.services import verify_bundle
from merak.services.verify_bundle import Form, verify

FOLDER = Path(__file__).parents[1] / "data" / "bundles"
KIT, KEY = FOLDER / "agency.kit", FOLDER / "office.key"
VECTORS = json.loads((FOLDER / "expected.json").read_bytes())["vectors"]
AGE_FILES = [one for one in VECTORS if one["file"].endswith(".age")]


def run(
    file: str, *, kit: Path = KIT, key: Path | None = KEY, form: Form = Form.JSON
) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with (FOLDER / file).open("rb") as opened:
        code = verify(opened, kit, key, out, err, form)
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("vector", AGE_FILES, ids=lambda one: one["file"])
def test_every_stored_age_file_comes_to_what_is_expected(vector: dict[str, object]) -> None:
    code, out, _ = run(str(vector["file"]))
    if vector["expect"] == "good":
        assert (code, json.loads(out)["records"]) == (0, 3)
    else:
        expected = {"verified": False, "why": vector["expect"], "line": vector["line"]}
        assert (code, json.loads(out)) == (1, expected)


def test_what_age_gave_is_verified_without_a_key() -> None:
    code, out, _ = run("good-two-frames.payload", key=None)
    assert code == 0
    assert json.loads(out)["root"] == json.loads(out)["root"].lower()
    code, out, _ = run("padding-long.payload", key=None)
    assert (code, json.loads(out)["why"]) == (1, "malformed")


def test_a_laptop_verifies_what_comes_back_as_a_laptop() -> None:
    code, out, _ = run("good-sealed-to-two.age", key=FOLDER / "laptop.key")
    assert (code, json.loads(out)["why"]) == (1, "not_for_us")


def test_lines_are_for_people() -> None:
    assert "sequence: 1\n" in run("good-compressed.age", form=Form.LINES)[1]
    code, out, _ = run("byte-flipped.age", form=Form.LINES)
    assert (code, out.splitlines()[-1]) == (
        1,
        "It was damaged on the way. Copy it again from where it was made.",
    )


def test_each_reason_has_a_sentence_that_says_what_to_do() -> None:
    assert set(verify_bundle.SENTENCES) == set(Why)
    assert all(one.count(".") == 2 for one in verify_bundle.SENTENCES.values())


def test_a_kit_that_is_none_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "kit"
    other.write_bytes(KIT.read_bytes().replace(b"sig", b"gis"))
    code, out, _ = run("good-compressed.age", kit=other)
    assert (code, json.loads(out)) == (1, {"verified": False, "kit": "malformed"})


@pytest.mark.parametrize("missing", ["kit", "key"])
def test_a_file_that_is_not_there_is_named(tmp_path: Path, missing: str) -> None:
    places = {"kit": KIT, "key": KEY, missing: tmp_path / "gone"}
    code, out, err = run("good-compressed.age", kit=places["kit"], key=places["key"])
    assert (code, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'gone'}: this file cannot be read")


def test_a_key_file_without_a_key_is_said() -> None:
    code, _, err = run("good-compressed.age", key=FOLDER / "laptop.pem")
    assert (code, "no secret key" in err) == (2, True)


def test_a_stick_that_is_pulled_out_is_said() -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    err = io.StringIO()
    assert verify(Pulled(b""), KIT, KEY, io.StringIO(), err) == 2
    assert "the bundle: this file cannot be read: Input/output error" in err.getvalue()
