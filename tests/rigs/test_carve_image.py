"""T-CARVE on a raw image: after sealing, clearing and purging no key opens what it was about.

MERAK_CARVE_CASES sets how many young people there are on each image.
"""

import os
import secrets
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from tests.rigs import image as images
from tests.rigs.carve_image import found_on
from tests.rigs.image import NoImage
from tests.services.agency import (
    PASSPHRASE,
    Stop,
    bring,
    enrol_laptop,
    hand_over_to,
    ignore,
    make_office,
)
from tests.services.agency_days import SECOND
from tests.services.conftest import COLLEAGUE, KEEPER, PASSPHRASES, Clock, Laptop
from tests.services.test_seal import durable

from merak.crypto import recovery, slot
from merak.domain.decision import PurgeReason
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ItemId
from merak.domain.site import Site, SiteKind
from merak.services import (
    clear,
    finish,
    first_start,
    hand_over,
    purge,
    screen,
    seal,
    tell,
    users,
)
from merak.services.seal import Occasion
from merak.storage import files, views
from merak.storage.place import Place
from merak.storage.users import Role
from merak.storage.vault import Vault

CASES = int(os.environ.get("MERAK_CARVE_CASES", "40"))
FEW = 4
MIB = 32
KNOWN = tuple(PASSPHRASES.values())
NEW = b"seven otters on a wooden raft"
HELD: list[BinaryIO] = []
"""Open files: their blocks are given to nothing else until the end of the day, as chance may do."""


@dataclass
class Days:
    """A laptop on its image, an office on its own, and what was typed about each case."""

    laptop: Laptop
    office: Any
    sheet: tuple[str, ...]
    stick: Path
    typed: dict[CaseId, list[str]]
    kept: list[str] = field(default_factory=list)
    result: Any = None
    laptop_image: Path = Path()
    office_image: Path = Path()

    def screens(self, count):
        for _ in range(count):
            session = self.laptop.session
            words = [f"Marker{secrets.token_hex(8)}" for _ in range(5)]
            draft = self.laptop.start()
            identity = Identity(name=words[0], other_names=words[1], facility_number=words[2])
            screen.identify(session, draft, identity)
            self.laptop.answer(draft, "school_absence", "yes")
            screen.note(session, draft, ItemId("school_absence"), words[3])
            case = self.laptop.case_of(draft)
            finish.finish(session, draft)
            tell.disclosed(session, case, words[4])
            for duty in _open(session, case):
                tell.mistaken(session, duty, "")
            self.typed[case] = words

    def drafts(self):
        """Begin a screening that stays open, so its words stay."""
        words = [f"Marker{secrets.token_hex(8)}" for _ in range(2)]
        draft = self.laptop.start()
        screen.identify(self.laptop.session, draft, Identity(name=words[0]))
        screen.note(self.laptop.session, draft, ItemId("debt"), words[1])
        self.laptop.lock()
        self.laptop.unlock(COLLEAGUE)
        self.laptop.unlock()
        return words

    def words(self, cases=None):
        return [word for case in cases or self.typed for word in self.typed[case]]


def _open(session, case):
    return [duty.record for duty in views.duties(session.work, case) if duty.state == "open"]


@pytest.fixture(scope="session")
def made_days(tmp_path_factory):
    """Make a laptop and an office once; most tests look at what happens to copies of them."""
    at = tmp_path_factory.mktemp("days")
    days = begin(at)
    days.laptop.lock()
    days.office.lock()
    return at, days


def begin_with(made, at):
    """Put copies of the two vaults onto the images, and open them there."""
    made_at, days = made
    for name in ("laptop", "office"):
        shutil.copytree(made_at / name, at / name, dirs_exist_ok=True)
    shutil.copytree(made_at / "stick", at / "stick")
    # A file that is deleted before it was ever on the disk leaves nothing to be found.
    os.sync()
    laptop = replace(days.laptop, folder=at / "laptop" / "vault", _session=None)
    laptop.unlock()
    desk = replace(days.office.desk, folder=at / "office" / "vault", _session=None)
    office = replace(days.office, folder=desk.folder, desk=desk)
    office.unlock()
    return replace(days, laptop=laptop, office=office, stick=at / "stick", typed={})


def begin(at):
    """Make the laptop with two users and the office where they are to stay."""
    clock = Clock()
    folder = at / "laptop" / "vault"
    choices = first_start.Choices(keeper_name=KEEPER, site=Site(state="TX", kind=SiteKind.SHELTER))
    typed = bytearray(PASSPHRASES[KEEPER])
    session = first_start.create(folder, choices, typed, clock, secrets.token_bytes)
    sheet = first_start.make_sheet(session)
    users.add(session, COLLEAGUE, bytearray(PASSPHRASES[COLLEAGUE]), Role.CASEWORKER)
    vault = session.vault.current.vault
    session.close()
    keys = {
        name: slot.unseal((folder / slot.file_name(vault, name)).read_bytes(), vault, passphrase)
        for name, passphrase in PASSPHRASES.items()
    }
    laptop = Laptop(folder=folder, keys=keys, sheet=sheet, clock=clock)
    laptop.unlock()
    office = make_office(at / "office" / "vault", Laptop, Clock())
    office.unlock()
    users.add(office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    stick = at / "stick"
    enrol_laptop(office.session, laptop.session, stick)
    return Days(laptop=laptop, office=office, sheet=sheet, stick=stick, typed={})


@pytest.fixture
def lived(tmp_path, made_days):
    """Live some days on two images of their own; afterwards they are mounted nowhere."""
    paths = {name: tmp_path / f"{name}.img" for name in ("laptop", "office")}
    try:
        for path in paths.values():
            images.make(path, MIB)
        with images.mounted(paths["laptop"], tmp_path / "laptop"):
            pass
    except NoImage as error:
        pytest.skip(f"this system mounts no image of its own: {error}")

    def live(life, *, anew=False):
        with (
            images.mounted(paths["laptop"], tmp_path / "laptop"),
            images.mounted(paths["office"], tmp_path / "office"),
        ):
            days = begin(tmp_path) if anew else begin_with(made_days, tmp_path)
            try:
                days.result = life(days)
            finally:
                days.laptop.lock()
                days.office.lock()
                while HELD:
                    HELD.pop().close()
        days.laptop_image, days.office_image = paths["laptop"], paths["office"]
        return days

    return live


def on_laptop(days, words, passphrases=KNOWN):
    return found_on(days.laptop_image, words, passphrases, [recovery.read(days.sheet)])


def on_office(days, words):
    return found_on(days.office_image, words, (PASSPHRASE, SECOND))


def sealed_by_hand_over(days):
    """Screen a few, hand over, and seal all of them."""
    days.screens(FEW)
    hand_over_to(days.stick, days.laptop.session)
    days.laptop.lock()
    days.laptop.unlock()
    done = seal.by_policy(days.laptop.session, Occasion.HANDED_OVER)
    assert done.cases == FEW
    days.kept = days.drafts()


def test_what_was_sealed_cleared_or_purged_is_nowhere_on_the_raw_image(lived):
    def life(days):
        days.screens(CASES)
        cases = list(days.typed)
        durable(days.laptop, days.office, days.stick)
        seal.by_policy(days.laptop.session, Occasion.HANDED_OVER)
        days.kept = days.drafts()
        cleared, purged = cases[: CASES // 4], cases[CASES // 4 : CASES // 2]
        clear.clear(days.laptop.session, cleared)
        typed = bytearray(SECOND)
        purge.purge(days.office.session, purged, PurgeReason.ORDERED, "Rosa", typed)
        back = hand_over.export_to(
            days.office.session, days.laptop.session.vault.device, days.stick, ignore, Stop()
        )
        bring(days.laptop.session, back.path)
        return purged

    days = lived(life, anew=True)
    assert len(days.words()) >= 5 * CASES
    assert on_laptop(days, [*days.words(), *days.kept]) == set(days.kept)
    gone = days.words(days.result)
    still = set(days.words()) - set(gone)
    assert on_office(days, days.words()) == still


def test_everything_is_found_before_it_is_sealed(lived):
    def life(days):
        days.screens(FEW)
        days.kept = days.drafts()

    days = lived(life)
    wanted = {*days.words(), *days.kept}
    assert on_laptop(days, wanted) == wanted
    # And to whoever knows no passphrase, nothing.
    assert found_on(days.laptop_image, wanted, (b"none of these people",)) == set()


def test_nothing_of_a_sealed_case_is_found(lived):
    days = lived(sealed_by_hand_over)
    assert on_laptop(days, [*days.words(), *days.kept]) == set(days.kept)


def without_overwriting(path):
    if path.exists():
        HELD.append(path.open("rb"))
        path.unlink()


def put_without_overwriting(path, data):
    if path.exists():
        HELD.append(path.open("rb"))
    files.put(path, data)


def kept_key(_place, _part, _generation):
    pass


def in_place(vault):
    vault.private.begin()
    vault.private.run("DELETE FROM record")
    vault.private.commit()


def in_place_with_secure_delete(vault):
    vault.private.rows("PRAGMA secure_delete = ON")
    in_place(vault)


@pytest.mark.parametrize(
    ("where", "name", "fault"),
    [
        (files, "destroy", without_overwriting),
        (Place, "destroy_key", kept_key),
        (Vault, "renew", in_place),
        (Vault, "renew", in_place_with_secure_delete),
    ],
    ids=["key not overwritten", "key kept", "deleted in place", "deleted securely in place"],
)
def test_sealing_done_wrong_is_found(lived, monkeypatch, where, name, fault):
    def life(days):
        days.screens(FEW)
        hand_over_to(days.stick, days.laptop.session)
        monkeypatch.setattr(where, name, fault)
        if fault is kept_key:
            monkeypatch.setattr(Place, "destroy_others", lambda *_: None)
        seal.by_policy(days.laptop.session, Occasion.HANDED_OVER)
        days.laptop.lock()
        monkeypatch.undo()

    days = lived(life)
    assert on_laptop(days, days.words()) != set()


@pytest.mark.parametrize("fault", ["none", "old slot not overwritten"])
def test_an_old_passphrase_opens_nothing_on_the_raw_image(lived, monkeypatch, fault):
    def life(days):
        days.screens(FEW)
        if fault != "none":
            monkeypatch.setattr(files, "put_secret", put_without_overwriting)
        users.change_passphrase(days.laptop.session, bytearray(PASSPHRASES[KEEPER]), bytearray(NEW))
        days.laptop.lock()
        monkeypatch.undo()

    days = lived(life)
    found = found_on(days.laptop_image, days.words(), (PASSPHRASES[KEEPER],))
    assert bool(found) is (fault != "none")
    assert found_on(days.laptop_image, days.words(), (NEW,)) == set(days.words())


def test_where_nothing_can_be_mounted_each_way_says_why(tmp_path, monkeypatch):
    image = images.make(tmp_path / "an.img", MIB)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(images, "_SBIN", "")
    with pytest.raises(NoImage, match="mount is not installed; fuse2fs is not installed"):
        images.mounted(image, tmp_path / "at").__enter__()
