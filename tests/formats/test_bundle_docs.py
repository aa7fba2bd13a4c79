"""docs/bundle-format.md says what the program does, and its shell lines read and verify."""

import re
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
from tests.rigs.bundle_vectors import files
from tests.rigs.vectors_agency import THREE

from merak.domain.bundle import Header, Trailer
from merak.domain.exchange import Why
from merak.domain.roster import OFFICE_ONLY
from merak.formats import bundle_header, bundle_records
from merak.formats.bundle_lines import LIMITS
from merak.formats.dsse import PayloadType
from merak.formats.padding import FLOOR

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "bundle-format.md").read_text(encoding="utf-8")
BUNDLES = ROOT / "tests" / "data" / "bundles"
ONE_LINER, VERIFY = re.findall(r"```bash\n(.*?)```", PAGE, re.DOTALL)
TOOLS = ("age", "zstd", "jq", "openssl")


@pytest.fixture
def tools() -> None:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    assert not missing, f"apt-get install {' '.join(missing)}"


def bash(script: str, *words: object, **names: object) -> tuple[int, str]:
    ended = subprocess.run(
        ["bash", "-c", script, "verify.sh", *map(str, words)],
        env={"PATH": _path(), **{name: str(value) for name, value in names.items()}},
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout


def _path() -> str:
    folders = {str(Path(found).parent) for found in map(shutil.which, TOOLS) if found}
    return ":".join(["/usr/bin", "/bin", *sorted(folders)])


def table(title: str) -> list[str]:
    part = PAGE.split(title, 1)[1]
    rows = re.search(r"\n\|---\|---\|\n((?:\|.*\n)+)", part)
    assert rows
    return re.findall(r"^\| `(\w+)` \|", rows[1], re.MULTILINE)


@pytest.mark.usefixtures("tools")
def test_the_one_line_shows_the_records() -> None:
    file, key = BUNDLES / "good-compressed.age", BUNDLES / "office.key"
    code, out = bash(ONE_LINER, FILE=file, KEY=key)
    assert code == 0
    assert out.count('"kind": "case_opened"') == len(THREE)


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("file", ["good-compressed.age", "good-sealed-to-two.age"])
def test_the_script_verifies_a_good_bundle(file: str) -> None:
    code, out = bash(VERIFY, BUNDLES / "recovery.key", BUNDLES / file, BUNDLES / "agency.kit")
    assert (code, out.split()[0]) == (0, "VERIFIED")


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize(
    "vector",
    [
        "header-changed",
        "header-by-a-stranger",
        "unknown-device",
        "trailer-by-another-device",
        "trailer-of-another-bundle",
        "record-left-out",
        "record-not-its-hash",
    ],
)
def test_the_script_refuses_what_was_changed(vector: str, tmp_path: Path) -> None:
    # The tool for packing is the one that other programs would use.
    packed = subprocess.run(
        ["zstd", "-qc", BUNDLES / f"{vector}.text"], capture_output=True, check=True
    )
    to = re.search(r"age1\w+", (BUNDLES / "office.key").read_text())
    assert to
    sealed = tmp_path / "sealed.age"
    subprocess.run(["age", "-r", to[0], "-o", sealed], input=packed.stdout, check=True)
    code, out = bash(VERIFY, BUNDLES / "office.key", sealed, BUNDLES / "agency.kit")
    assert code != 0
    assert "VERIFIED" not in out


def test_the_members_on_the_page_are_those_of_the_program() -> None:
    header = ["format", *(one.name for one in fields(Header))]
    trailer = ["format", *(one.name for one in fields(Trailer))]
    assert table("The header's `payloadType`") == header
    assert table("The trailer's `payloadType`") == trailer
    assert f"`{bundle_header.FORMAT}`" in PAGE
    assert f"`{bundle_header.TRAILER_FORMAT}`" in PAGE
    assert f"`{PayloadType.BUNDLE_HEADER.value}`" in PAGE
    assert f"`{PayloadType.BUNDLE_TRAILER.value}`" in PAGE


def test_the_reasons_on_the_page_are_those_of_the_program() -> None:
    assert table("## Reasons for refusing") == [why.value for why in Why]


def test_the_limits_on_the_page_are_those_of_the_program() -> None:
    assert f"| header, with its LF | {LIMITS.header // 1024} KiB |" in PAGE
    assert f"| any other line, with its LF | {LIMITS.line // 1024**2} MiB |" in PAGE
    assert f"| text | {LIMITS.text // 1024**3} GiB |" in PAGE
    assert f"in a record | {bundle_records.DEEPEST} |" in PAGE
    assert f"{FLOOR // 1024} KiB" in PAGE
    assert all(f"`{kind.value}`" in PAGE for kind in OFFICE_ONLY)


def test_the_script_needs_no_more_than_the_page_says() -> None:
    assert all(f"`{tool}`" in PAGE for tool in TOOLS)
    assert "good-compressed.age" in files()
