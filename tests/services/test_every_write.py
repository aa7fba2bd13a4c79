"""Every write, sync and rename fails once, or the process dies there: nothing is half done.

MERAK_KILL_STRIDE=1 tries every one of them; without it, some of each act.
"""

import os
import shutil
from pathlib import Path

import pytest
from tests.rigs.faulty_disk import Disk, How, killed
from tests.services.agency import copy_of, enrol_laptop
from tests.services.agency_days import SECOND
from tests.services.conftest import Clock, Laptop
from tests.services.test_seal import screened
from tests.services.trouble_acts import DEEDS, World

from merak.errors import MerakError
from merak.services import users
from merak.services.incoming import Intake
from merak.storage import files
from merak.storage.users import Role
from merak.ui import messages

STRIDE = int(os.environ.get("MERAK_KILL_STRIDE", "0"))
TRIES = 2
"""Of each act and way of failing, where nothing else is asked for."""
SLOW = {"begin anew", "approve a laptop", "agree to the words", "ask to be enrolled"}
"""Acts with words to compare, which take their time on purpose: one try of each."""


@pytest.fixture(scope="session")
def disk():
    """Watch every file that SQLite opens from here on."""
    disk = Disk()
    with disk.sqlite_watched():
        yield disk


@pytest.fixture(scope="session")
def made_world(made, made_office, tmp_path_factory, disk):
    """Make an office with two people and a laptop of it on which somebody was screened."""
    top = tmp_path_factory.mktemp("world")
    office = copy_of(made_office, top / "office", Laptop, Clock())
    office.unlock()
    users.add(office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    shutil.copytree(made.folder, top / "laptop")
    laptop = Laptop(folder=top / "laptop", keys=dict(made.keys), sheet=made.sheet)
    laptop.unlock()
    enrol_laptop(office.session, laptop.session, top / "stick")
    screened(laptop)
    world = World(folder=top, office=office, laptop=laptop, stick=top / "stick")
    for path in world.stick.iterdir():
        path.unlink()
    world.lock()
    return world


@pytest.fixture
def tries(made_world, tmp_path, disk):
    """Give worlds in which everything before the act is done, one for each try."""
    numbers = iter(range(10_000))

    def begin(deed):
        first = made_world.copied(tmp_path / "first")
        first.unlock()
        given = deed.before(first)
        first.lock()

        def once_more():
            world = first.copied(tmp_path / f"try-{next(numbers)}")
            world.unlock()
            return world, moved(given, first, world)

        return once_more

    return begin


def moved(given, before, world):
    """Say where a file of the first world lies in this one."""
    if isinstance(given, os.PathLike):
        return world.stick / Path(given).name
    return given


def assert_whole(world):
    """Nothing half done lies about, and both vaults open without a finding."""
    assert not list(world.stick.rglob("*.part"))
    world.lock()
    world.unlock()
    for desk in (world.office, world.laptop):
        assert not desk.session.log_broken
        assert not list(desk.session.vault.place.folder.glob(f"*{files.NEW}"))


def end(world):
    world.lock()
    shutil.rmtree(world.folder)


def undisturbed(once_more, deed, disk):
    """Do it once with nothing in the way: what is seen then, and how many writes it took."""
    world, given = once_more()
    with disk.failing_at(1_000_000, How.ONCE):
        deed.act(world, given)
        writes = 1_000_000 - disk.left
    shown = deed.after(world, given)
    end(world)
    return shown, writes


def steps(name, how, writes):
    """Give the writes to fail at: some, others for each act, and one after the last."""
    stride = STRIDE or (writes if name in SLOW else max(writes // TRIES, 1))
    first = (len(name) * 7 + list(How).index(how)) % stride
    return [*range(first, writes, stride), writes + 1]


def goes_wrong(disk, world, given, deed, step, how):
    """Let the n-th write fail; whatever then comes out has words of its own."""
    said = []
    with disk.failing_at(step, how):
        try:
            deed.act(world, given)
        except MerakError as error:
            said = [kind for kind in type(error).__mro__ if kind is not MerakError]
    assert not said or not messages.known().isdisjoint(said), said
    assert not list(world.stick.rglob("*.part"))
    if step % 2:
        world.lock()
        world.unlock()


@pytest.mark.parametrize("how", [How.ONCE, How.FULL])
@pytest.mark.parametrize("name", DEEDS)
def test_whatever_write_fails_is_told_and_the_next_try_does_it(tries, disk, name, how):
    deed = DEEDS[name]
    once_more = tries(deed)
    wanted, writes = undisturbed(once_more, deed, disk)
    assert writes > 2
    for step in steps(name, how, writes):
        world, given = once_more()
        goes_wrong(disk, world, given, deed, step, how)
        deed.act(world, given)
        assert deed.after(world, given) == wanted, step
        assert_whole(world)
        end(world)
    assert not disk.happened


@pytest.mark.parametrize("name", DEEDS)
def test_killed_at_any_write_the_next_day_does_it(tries, disk, name):
    deed = DEEDS[name]
    once_more = tries(deed)
    wanted, writes = undisturbed(once_more, deed, disk)
    for step in steps(name, How.KILL, writes):
        world, given = once_more()

        def act(world=world, given=given, step=step):
            with disk.failing_at(step, How.KILL):
                deed.act(world, given)

        killed(act)
        world.let_go()
        # What a kill leaves on a stick has not got its name; nobody can tidy up behind it.
        for path in world.stick.glob("*.part"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        world.unlock()
        deed.act(world, given)
        assert deed.after(world, given) == wanted, step
        assert_whole(world)
        end(world)


def test_a_part_that_is_left_is_caught(tries, disk, monkeypatch):
    deed = DEEDS["hand over"]
    once_more = tries(deed)
    _, writes = undisturbed(once_more, deed, disk)
    caught = 0
    for step in range(writes - 20, writes, 2):
        world, given = once_more()
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
        try:
            goes_wrong(disk, world, given, deed, step, How.ONCE)
        except AssertionError:
            caught += 1
        monkeypatch.undo()
    assert caught


def test_an_error_without_words_is_caught(tries, disk, monkeypatch):
    deed = DEEDS["hand over"]
    once_more = tries(deed)
    world, given = once_more()
    monkeypatch.setattr(messages, "known", frozenset)
    with pytest.raises(AssertionError):
        goes_wrong(disk, world, given, deed, 0, How.ONCE)


def test_records_that_are_lost_on_the_way_are_caught(tries, disk, monkeypatch):
    deed = DEEDS["take in"]
    once_more = tries(deed)
    wanted, _ = undisturbed(once_more, deed, disk)
    monkeypatch.setattr(Intake, "take", lambda *_: None)
    world, given = once_more()
    deed.act(world, given)
    assert deed.after(world, given) != wanted
