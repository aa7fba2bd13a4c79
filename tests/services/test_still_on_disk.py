"""What is done is not called undone because an old file could not be written anew yet."""

import io
import json
from pathlib import Path

import pytest
from tests.services.agency import Stop, bring, hand_over_to, ignore
from tests.services.test_seal import durable, screened

from merak.domain.decision import PurgeReason
from merak.domain.identity import NOBODY
from merak.services import clear, current, exchange_commands, hand_over, purge, seal, users
from merak.services.purged import StillOnDisk
from merak.services.seal import Occasion
from merak.services.verify_bundle import Form
from merak.storage import forgotten, generations, records, views
from merak.storage.errors import DiskFull
from merak.storage.users import Role

SECOND = b"another one for the second desk"


@pytest.fixture
def no_room(monkeypatch):
    """Let no file be written anew, until the test says that there is room again."""

    def refuse(*_):
        raise DiskFull

    def begin():
        monkeypatch.setattr(generations, "write_without", refuse)
        return monkeypatch

    return begin


def is_finished_at_unlock(laptop, no_room):
    assert forgotten.to_renew(laptop.session.work)
    no_room.undo()
    session = laptop.unlock()
    assert not forgotten.to_renew(session.work)
    assert not session.log_broken


def test_a_case_that_is_sealed_says_that_its_old_file_is_still_there(enrolled, stick, no_room):
    case, _ = screened(enrolled)
    hand_over_to(stick, enrolled.session)
    disk = no_room()
    with pytest.raises(StillOnDisk):
        seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    assert current.identity(enrolled.session, case) == NOBODY
    is_finished_at_unlock(enrolled, disk)


def test_the_command_tells_the_bundle_that_lies_there_before_it_says_so(enrolled, stick, no_room):
    screened(enrolled)
    disk, out = no_room(), io.StringIO()
    with pytest.raises(StillOnDisk):
        exchange_commands.export(enrolled.session, stick, out, Form.JSON)
    told = json.loads(out.getvalue())
    assert Path(told["file"]).exists()
    assert "sealed_cases" not in told
    is_finished_at_unlock(enrolled, disk)


def test_a_case_that_is_cleared_says_that_its_old_file_is_still_there(
    enrolled, at_office, stick, no_room
):
    case, _ = screened(enrolled)
    durable(enrolled, at_office, stick)
    disk = no_room()
    with pytest.raises(StillOnDisk):
        clear.clear(enrolled.session, [case])
    assert records.cases(enrolled.session.work) == ()
    is_finished_at_unlock(enrolled, disk)


def test_a_bundle_that_purges_is_taken_in_all_the_same(enrolled, at_office, stick, no_room):
    case, _ = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    users.add(at_office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    purge.purge(at_office.session, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))
    device = enrolled.session.vault.device
    back = hand_over.export_to(at_office.session, device, stick, ignore, Stop()).path
    disk = no_room()
    assert bring(enrolled.session, back).new
    assert not views.has(enrolled.session.work, case)
    is_finished_at_unlock(enrolled, disk)
