"""The commands of the exchange and the practice agency, as a script at a terminal meets them."""

import json
import os
import re
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path

import pytest

from merak import paths
from merak.cli import arguments

TOP = Path(__file__).parents[1]
VECTORS = Path(__file__).parent / "data" / "bundles"
PAGE = TOP / "docs" / "command-line.md"


def run(*words: object, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Runs the program as its own process, with no display."""
    unset = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    inherited = {name: value for name, value in os.environ.items() if name not in unset}
    return subprocess.run(
        [sys.executable, "-m", "merak", *map(str, words)],
        env={**inherited, "PYTHONPATH": str(Path(paths.__file__).parents[1]), "LANG": "C"},
        input=given,
        capture_output=True,
        timeout=300,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@dataclass(frozen=True)
class Place:
    """A practice agency that the command has made."""

    folder: Path
    made: subprocess.CompletedProcess[bytes]

    def described(self) -> dict[str, object]:
        found: dict[str, object] = json.loads((self.folder / "agency.json").read_text())
        return found

    def opening(self, vault: str) -> list[object]:
        said = json.loads((self.folder / "agency.json").read_text())
        names = {one["vault"]: one["name"] for one in (said["office"], *said["laptops"])}
        file = self.folder / said["passphrase_file"]
        return ["--name", names[vault], "--passphrase-file", file, "--json"]

    def run(self, command: str, vault: str, *words: object) -> subprocess.CompletedProcess[bytes]:
        return run(command, self.folder / vault, *words, *self.opening(vault))

    def kit(self) -> Path:
        return max((self.folder / "kits").iterdir(), key=lambda path: path.stat().st_size)

    def bundle(self) -> Path:
        return min((self.folder / "bundles").iterdir())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("practice") / "agency"
    return Place(folder, run("demo", folder, "--laptops", 2, "--screenings", 3, "--seed", 4))


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    folder = tmp_path / "agency"
    shutil.copytree(made.folder, folder)
    return Place(folder, made.made)


def test_a_practice_agency_says_where_it_lies_and_how_far_it_is(made: Place) -> None:
    assert made.made.returncode == 0, made.made.stderr
    told = made.made.stderr.decode().splitlines()
    assert "screenings made: 3 of 3" in told
    assert told[-1] == "bundles taken in: 4 of 4"
    written = [line.split("\t")[0] for line in made.made.stdout.decode().splitlines()]
    names = ("office", "laptop-01", "laptop-02", "passphrase")
    assert written == [str(made.folder / name) for name in names]
    assert all(Path(name).exists() for name in written)


def test_a_practice_agency_is_never_made_over_another(made: Place) -> None:
    done = run("demo", made.folder, "--laptops", 1)
    assert done.returncode == 1
    assert b"Name an empty folder." in done.stderr
    assert done.stdout == b""


@pytest.mark.parametrize("number", ["0", "-1", "some", "1.5"])
def test_an_agency_of_no_laptops_is_no_command(tmp_path: Path, number: str) -> None:
    done = run("demo", tmp_path / "agency", f"--laptops={number}")
    assert done.returncode == 2
    assert not (tmp_path / "agency").exists()


def test_bundles_go_out_and_in_and_receipts_come_back(place: Place, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    out = place.run("export", "laptop-01", stick)
    assert (out.returncode, out.stderr) == (0, b"")
    [written] = lines(out)
    assert written["sequence"] == 3
    taken = place.run("import", "office", stick)
    assert (taken.returncode, taken.stderr) == (0, b"")
    [came] = lines(taken)
    assert (came["file"], came["arrival"], came["missing"]) == (written["file"], "new", [])
    again = place.run("import", "office", written["file"])
    assert lines(again)[0]["arrival"] == "here_already"
    backups, receipts = tmp_path / "backups", tmp_path / "receipts"
    backups.mkdir()
    receipts.mkdir()
    assert place.run("backup", "office", backups).returncode == 0
    given = lines(place.run("receipt", "office", receipts))
    [ours] = [one for one in given if one["device"] == came["device"]]
    assert (ours["contiguous"], ours["keeping"]) == (3, "durable")
    confirmed = place.run("receipt", "laptop-01", ours["file"])
    assert confirmed.returncode == 0
    assert lines(confirmed)[0]["waiting"] == 0


def test_a_backup_put_back_opens_as_before(place: Place, tmp_path: Path) -> None:
    [backup] = (place.folder / "backups").iterdir()
    done = run("restore", backup, place.folder / "again", "--json")
    assert (done.returncode, lines(done)) == (0, [{"folder": str(place.folder / "again")}])
    opening = place.opening("office")
    assert run("export", place.folder / "again", tmp_path, *opening).returncode == 0
    assert run("restore", backup, place.folder / "again").returncode == 1
    assert run("restore", tmp_path / "none", place.folder / "third").returncode in (1, 2)


def test_what_is_refused_is_said_and_stops_nothing_else(place: Place, tmp_path: Path) -> None:
    other = tmp_path / "other.age"
    shutil.copy(VECTORS / "good-compressed.age", other)
    done = place.run("import", "office", other, place.bundle())
    assert done.returncode == 1
    told = {one["file"]: one.get("refused", one.get("arrival")) for one in lines(done)}
    assert told == {str(other): "not_for_us", str(place.bundle()): "here_already"}


def test_a_file_that_is_not_there_gives_two(place: Place, tmp_path: Path) -> None:
    assert place.run("import", "office", tmp_path / "none.age").returncode == 2
    assert place.run("export", "laptop-01", tmp_path / "none").returncode == 2
    words = ["import", place.folder / "office", place.bundle(), "--name", "Olga Sandoval"]
    done = run(*words, "--passphrase-file", tmp_path / "none")
    assert done.returncode == 2
    assert b"none" in done.stderr
    assert run("import", place.folder / "office", place.bundle()).returncode == 2


def test_a_wrong_passphrase_is_refused_and_never_repeated(place: Place, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("seven herons by the weir\n")
    words = ["import", place.folder / "office", place.bundle(), "--name", "Olga Sandoval"]
    done = run(*words, "--passphrase-file", wrong, "--json")
    assert done.returncode == 1
    assert lines(done) == [{"refused": "WrongPassphrase"}]
    assert b"herons" not in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_laptop_does_not_do_what_an_office_does(place: Place, tmp_path: Path) -> None:
    done = place.run("backup", "laptop-01", tmp_path)
    assert done.returncode == 1
    assert lines(done) == [{"refused": "NotAnOffice"}]


def test_a_bundle_is_verified_with_the_keys_of_a_vault(place: Place) -> None:
    done = run(
        "verify",
        place.bundle(),
        "--kit",
        place.kit(),
        "--vault",
        place.folder / "office",
        *place.opening("office"),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines(done)[0]["verified"] is True


def test_a_bundle_is_verified_with_a_key_file() -> None:
    words = ["--kit", VECTORS / "agency.kit", "--identity", VECTORS / "office.key"]
    good = run("verify", VECTORS / "good-compressed.age", *words, "--json")
    assert (good.returncode, lines(good)[0]["verified"]) == (0, True)
    bad = run("verify", VECTORS / "byte-flipped.age", *words, "--json")
    assert (bad.returncode, lines(bad)[0]["why"]) == (1, "damaged")


def test_what_age_gave_is_verified_from_the_standard_input() -> None:
    payload = (VECTORS / "good-two-frames.payload").read_bytes()
    done = run("verify", "-", "--kit", VECTORS / "agency.kit", given=payload)
    assert done.returncode == 0
    assert b"verified: true" in done.stdout


def test_a_sealed_bundle_without_a_key_is_not_called_damaged() -> None:
    done = run("verify", VECTORS / "good-compressed.age", "--kit", VECTORS / "agency.kit")
    assert done.returncode == 2
    assert b"--identity" in done.stderr
    missing = run("verify", VECTORS / "none.age", "--kit", VECTORS / "agency.kit")
    assert missing.returncode == 2
    assert missing.stderr.count(b"\n") == 1


def commands() -> dict[str, ArgumentParser]:
    """Give each command's parser."""
    return dict(arguments.commands())


def options(parser: ArgumentParser) -> set[str]:
    found = re.findall(r"--[a-z-]+", parser.format_help())
    return set(found) - {"--help"}


def not_on_the_page(page: str) -> list[str]:
    """Say which command, option or exit code the page does not tell of."""
    missing: list[str] = []
    parts = dict(re.findall(r"^## merak (\w+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    for name, parser in commands().items():
        if name not in parts:
            missing.append(name)
            continue
        missing += [
            f"{name} {one}" for one in sorted(options(parser)) if f"`{one}" not in parts[name]
        ]
    codes = re.findall(r"^  (\d+) ", arguments.CODES, re.MULTILINE)
    return missing + [code for code in codes if f"| {code} |" not in page]


def test_the_page_tells_of_every_command_option_and_exit_code() -> None:
    assert not_on_the_page(PAGE.read_text("utf-8")) == []


def test_a_planted_gap_of_the_page_is_found() -> None:
    page = PAGE.read_text("utf-8").replace("`--keep-names`", "").replace("| 130 |", "")
    assert not_on_the_page(page) == ["export --keep-names", "130"]


@pytest.mark.parametrize("command", ["export", "import", "verify", "receipt"])
def test_the_exit_codes_stand_in_the_help(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "could not be read or written" in done.stdout.decode()
