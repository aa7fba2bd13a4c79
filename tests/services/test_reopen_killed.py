"""A forgotten passphrase whose help is cut short at any write: somebody always opens the laptop.

MERAK_KILL_STRIDE=1 tries every write; without it, some of each act.
"""

import os
import secrets
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.rigs.carve import carve
from tests.rigs.faulty_disk import Disk, How, killed
from tests.services.agency import PASSPHRASE, copy_of, enrol_laptop, some_of
from tests.services.conftest import PASSPHRASES, Clock, Laptop

from merak.crypto.age_file import NotForThisKey
from merak.crypto.slot import WrongPassphrase
from merak.errors import MerakError
from merak.services import home, make_kit, reopen, reopen_office, unlock
from merak.services.reopen_office import Approval
from merak.storage.asking import NothingAsked
from merak.storage.errors import NoSuchUser
from merak.ui import messages

STRIDE = int(os.environ.get("MERAK_KILL_STRIDE", "0"))
TRIES = 2
NEW = b"eleven paper boats and a yellow door"


@pytest.fixture(scope="module")
def disk():
    """Watch every file that SQLite opens from here on."""
    disk = Disk()
    with disk.sqlite_watched():
        yield disk


@pytest.fixture(scope="module")
def asked(made, made_office, tmp_path_factory, disk):
    """Give an office, a locked laptop, and a stick with its kit, request and answer."""
    top = tmp_path_factory.mktemp("forgotten")
    office = copy_of(made_office, top / "office", Laptop, Clock())
    office.unlock()
    shutil.copytree(made.folder, top / "laptop")
    laptop = Laptop(folder=top / "laptop", keys=dict(made.keys), sheet=made.sheet)
    laptop.unlock()
    stick = top / "stick"
    enrol_laptop(office.session, laptop.session, stick)
    laptop.screened()
    device = laptop.session.vault.device
    laptop.lock()
    for path in stick.iterdir():
        path.unlink()
    make_kit.save(office.session, stick)
    shutil.copytree(top / "laptop", top / "before-asking")
    request = ask(laptop, stick)
    read = reopen_office.read_request(office.session, request.path)
    decided = Approval(device=device, typed=some_of(request.words), sheets=office.sheets[:2])
    answer = reopen_office.grant(office.session, read, decided, stick)
    office.lock()
    return top, office, laptop, read, decided, answer.name


@pytest.fixture
def once_more(asked, tmp_path):
    """Give the same world for each try, with everything closed."""
    top, office, laptop, *_ = asked
    tries = iter(range(10_000))

    def begin(vault="laptop"):
        folder = tmp_path / str(next(tries))
        shutil.copytree(top / vault, folder / "laptop")
        shutil.copytree(top / "stick", folder / "stick")
        here = replace(laptop, folder=folder / "laptop", _session=None)
        return here, copy_of(office, folder / "office", Laptop, Clock()), folder / "stick"

    return begin


def ask(laptop, stick):
    return reopen.ask(
        laptop.folder, stick, "Ana", bytearray(NEW), laptop.clock, secrets.token_bytes
    )


def take(laptop, path):
    return reopen.take(laptop.folder, path, bytearray(NEW), laptop.clock, secrets.token_bytes)


def opens_with_old(laptop):
    try:
        session = laptop.unlock("Ana")
    except (NotForThisKey, NoSuchUser):
        return False
    assert not session.log_broken
    laptop.lock()
    return True


def opens_with_new(laptop):
    try:
        session = unlock.unlock(
            laptop.folder, "Ana", bytearray(NEW), laptop.clock, secrets.token_bytes
        )
    except (WrongPassphrase, NoSuchUser):
        return False
    assert not session.log_broken
    assert home.load(session).not_handed_over == 1
    session.close()
    return True


def steps(disk, act):
    """Do it once with nothing in the way, and give the writes to go wrong at."""
    with disk.failing_at(1_000_000, How.ONCE):
        act()
        writes = 1_000_000 - disk.left
    assert writes > 4
    stride = STRIDE or max(writes // TRIES, 1)
    return range(stride // 2, writes, stride)


def dies(disk, step, act):
    def dying():
        with disk.failing_at(step, How.KILL):
            act()

    assert killed(dying)


def fails(disk, step, act):
    said = []
    with disk.failing_at(step, How.ONCE):
        try:
            act()
        except MerakError as error:
            said = [kind for kind in type(error).__mro__ if kind is not MerakError]
    assert not said or not messages.known().isdisjoint(said), said


GOES_WRONG = pytest.mark.parametrize("goes_wrong", [dies, fails])


@GOES_WRONG
def test_asking_that_is_cut_short_leaves_the_old_passphrase(disk, once_more, goes_wrong):
    laptop, _, stick = once_more("before-asking")
    for step in steps(disk, partial(ask, laptop, stick)):
        laptop, office, stick = once_more("before-asking")
        goes_wrong(disk, step, partial(ask, laptop, stick))
        assert opens_with_old(laptop)
        asked = ask(laptop, stick)
        office.unlock()
        assert reopen_office.read_request(office.session, asked.path).words == asked.words
        office.lock()


@GOES_WRONG
def test_a_grant_that_is_cut_short_is_given_again(asked, disk, once_more, goes_wrong):
    _, _, _, read, decided, _ = asked

    def grant(office, stick):
        return reopen_office.grant(office.session, read, decided, stick)

    laptop, office, stick = once_more()
    office.unlock()
    for step in steps(disk, partial(grant, office, stick)):
        laptop, office, stick = once_more()
        office.unlock()
        goes_wrong(disk, step, partial(grant, office, stick))
        if goes_wrong is dies:
            office.session.vault.place.release()
            office.desk._session = None
        assert not office.unlock().log_broken
        path = grant(office, stick)
        office.lock()
        take(laptop, path).close()
        assert opens_with_new(laptop)


@GOES_WRONG
def test_taking_the_answer_cut_short_leaves_the_old_passphrase_or_the_new(
    asked, disk, once_more, goes_wrong
):
    def act(laptop, stick):
        take(laptop, stick / asked[-1]).close()

    laptop, _, stick = once_more()
    for step in steps(disk, partial(act, laptop, stick)):
        laptop, _, stick = once_more()
        goes_wrong(disk, step, partial(act, laptop, stick))
        # Tried on a copy: whoever opens the vault finishes what was begun, and the answer is void.
        copied = replace(laptop, folder=laptop.folder.with_name("copied"))
        shutil.copytree(laptop.folder, copied.folder)
        assert opens_with_old(copied) or opens_with_new(copied)
        try:
            act(laptop, stick)
        except NothingAsked:
            assert opens_with_new(laptop)
        else:
            assert opens_with_new(laptop)
            assert not opens_with_old(laptop)
        assert laptop.unlock("Ben")
        laptop.lock()


def test_the_typed_sheets_stay_nowhere(asked, once_more):
    _, _, _, read, decided, _ = asked
    laptop, office, stick = once_more()
    office.unlock()
    path = reopen_office.grant(office.session, read, decided, stick)
    office.lock()
    take(laptop, path).close()
    known = (PASSPHRASE, NEW, *PASSPHRASES.values())
    text = b"".join(carve(folder, known) for folder in (office.folder, laptop.folder, stick))
    for sheet in decided.sheets:
        for joint in (b" ", b"\n", b",", b'","'):
            for at in range(len(sheet) - 2):
                assert joint.join(word.encode() for word in sheet[at : at + 3]) not in text


def test_a_sheet_that_was_written_down_would_be_found(asked, tmp_path):
    sheet = asked[4].sheets[0]
    Path(tmp_path, "note").write_text(" ".join(sheet))
    assert " ".join(sheet[3:6]).encode() in carve(tmp_path, ())
