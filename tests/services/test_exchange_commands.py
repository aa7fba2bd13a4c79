"""The commands of the exchange: exit codes, one line for each file, and no name in any of them."""

import io
import json

import pytest
from tests.services.test_seal import NAME, screened

from merak.services import exchange_commands as commands
from merak.services import home
from merak.services.exchange_commands import DONE, REFUSED, UNREADABLE, After
from merak.services.verify_bundle import Form
from merak.storage.kits import NoKit


def ran(command, *arguments, form=Form.JSON, **named):
    out = io.StringIO()
    code = command(*arguments, out, form, **named)
    text = out.getvalue()
    assert NAME not in text
    return code, [json.loads(line) for line in text.splitlines()] if form is Form.JSON else text


def test_a_bundle_goes_from_laptop_to_office_and_back_by_commands(
    enrolled, at_office, stick, tmp_path
):
    for kind in ("stick", "receipts", "backup"):
        (tmp_path / kind).mkdir(exist_ok=True)
    screened(enrolled)
    code, [made] = ran(commands.export, enrolled.session, stick)
    assert (code, made["sequence"], made["sealed_cases"]) == (DONE, 1, 1)
    assert home.load(enrolled.session).names_on_laptop == 0
    code, told = ran(commands.import_files, at_office.session, [stick])
    taken = [one for one in told if "arrival" in one]
    assert [(one["arrival"], one["new"]) for one in taken] == [("new", made["records"])]
    assert ran(commands.back_up, at_office.session, tmp_path / "backup")[0] == DONE
    code, [given] = ran(commands.receipt, at_office.session, tmp_path / "receipts")
    assert (code, given["keeping"]) == (DONE, "durable")
    [path] = (tmp_path / "receipts").iterdir()
    code, [confirmed] = ran(commands.receipt, enrolled.session, path)
    assert (code, confirmed["waiting"], confirmed["missing"]) == (DONE, 0, [])
    code, [back] = ran(commands.export, at_office.session, tmp_path / "receipts")
    assert (code, back["records"]) == (DONE, 0)


def test_a_file_that_is_refused_stops_no_other_and_is_told(enrolled, at_office, tmp_path):
    folder = tmp_path / "bundles"
    folder.mkdir()
    screened(enrolled)
    _, [made] = ran(commands.export, enrolled.session, folder, after=After.NOT_NOW)
    assert home.load(enrolled.session).names_on_laptop == 1
    (folder / "aaaa.age").write_bytes(b"a picture, say")
    code, told = ran(commands.import_files, at_office.session, [folder])
    assert code == REFUSED
    assert [one.get("arrival", one.get("refused")) for one in told] == ["new", "not_age"]
    code, text = ran(
        commands.import_files, at_office.session, [folder / "aaaa.age"], form=Form.LINES
    )
    assert "This is not an age file." in text
    assert made


def test_what_cannot_be_read_or_written_gives_two(enrolled, at_office, tmp_path):
    missing = tmp_path / "no-such-stick"
    assert ran(commands.import_files, at_office.session, [missing])[0] == UNREADABLE
    assert ran(commands.export, enrolled.session, missing)[0] == UNREADABLE
    assert ran(commands.receipt, enrolled.session, missing)[0] == UNREADABLE
    assert ran(commands.back_up, at_office.session, missing)[0] == UNREADABLE


def test_a_laptop_without_an_office_is_told_so(laptop, stick):
    with pytest.raises(NoKit):
        ran(commands.export, laptop.session, stick)
    with pytest.raises(NoKit):
        ran(commands.import_files, laptop.session, [stick])
