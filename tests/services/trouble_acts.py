"""What people do with sticks and vaults, as acts that can go wrong at any write and be tried again.

Each act begins with the same world, and ends with what people then see in it.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.services.agency import (
    Stop,
    bring,
    copy_of,
    give_receipt,
    hand_over_to,
    ignore,
    some_of,
)
from tests.services.agency_days import SECOND
from tests.services.test_seal import screened

from merak.domain.decision import Decision, PurgeReason
from merak.services import (
    backup,
    begin_anew,
    clear,
    current,
    enrol,
    hand_over,
    home,
    laptops,
    make_kit,
    opened,
    purge,
    receipts,
    reviews,
    seal,
    take_in_many,
)
from merak.services.seal import Occasion
from merak.services.take_in import NotTaken
from merak.storage import peers, records, views

VIEWS = ("case_view", "screening_view", "duty_view", "waiting_view")


@dataclass
class World:
    """An office, a laptop of it and a stick, each of its own."""

    folder: Path
    office: Any
    laptop: Any
    stick: Path

    def unlock(self):
        self.office.unlock()
        self.laptop.unlock()

    def lock(self):
        self.office.lock()
        self.laptop.lock()

    def let_go(self):
        """Forget both sessions, as if their process had died."""
        for desk in (self.office.desk, self.laptop):
            desk.session.vault.place.release()
            desk._session = None

    def newest(self, suffix=".age"):
        """Give the file that was written last; their times say nothing."""
        return max(self.stick.glob(f"*{suffix}"), key=lambda path: path.stat().st_ctime_ns)

    def copied(self, to):
        """Give the same world once more; both are locked then."""
        self.lock()
        shutil.copytree(self.stick, to / "stick")
        shutil.copytree(self.laptop.folder, to / "laptop")
        office = copy_of(self.office, to / "office", type(self.laptop), self.office.desk.clock)
        laptop = replace(self.laptop, folder=to / "laptop", _session=None)
        return World(folder=to, office=office, laptop=laptop, stick=to / "stick")


@dataclass(frozen=True)
class Deed:
    """One thing that people do: what comes before, the act, and what shows that it was done."""

    before: Callable[[World], Any]
    act: Callable[[World, Any], Any]
    after: Callable[[World, Any], Any]


def seen(desk):
    """Give what the vault shows; by what it says where ids differ from run to run."""
    session = desk.session
    cases = records.cases(session.work)
    return {
        **{name: session.work.rows(f"SELECT * FROM {name} ORDER BY 1") for name in VIEWS},
        "names": {case: current.identity(session, case) for case in cases},
        "texts": sorted(
            (case, text.field, text.text)
            for case in cases
            for found in current.texts(session, case).values()
            for text in found
        ),
        "answers": [one.decision for case in cases for one in reviews.of_case(session, case)],
        "sealed": [case for case in cases if seal.is_sealed(session, case)],
        "readable": opened.can_open_identities(session),
    }


def nothing(_world):
    return None


def both(world, _given=None):
    return seen(world.office), seen(world.laptop)


def came_over(world, _given):
    """Bring what was handed over last, seal, and look at both."""
    bring(world.office.session, world.newest())
    waiting = home.load(world.laptop.session).not_handed_over
    seal.by_policy(world.laptop.session, Occasion.HANDED_OVER)
    return waiting, both(world)


def handed_over(world):
    return hand_over_to(world.stick, world.laptop.session).path


def brought(world):
    bring(world.office.session, handed_over(world))


def take_folder(world, _given):
    found = take_in_many.look(world.office.session, [world.stick], lambda *_: None, Stop())
    came = take_in_many.take(world.office.session, found, lambda *_: None, Stop())
    for one in came.results:
        if isinstance(one, NotTaken):
            raise one.error


def three_bundles(world):
    handed_over(world)
    screened(world.laptop, "A Second")
    handed_over(world)
    screened(world.laptop, "A Third")
    handed_over(world)


def settled(world):
    brought(world)
    backup.write(world.office.session, world.stick)
    give_receipt(world.office.session, world.laptop.session, world.stick)


def purge_first(world, case):
    purge.purge(world.office.session, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))


def brought_case(world):
    brought(world)
    return min(records.cases(world.office.session.work))


def told_by_receipt(world, _given):
    told = receipts.take(world.laptop.session, world.newest())
    return told.keeping, told.waiting, told.counts


def restored(world, _given):
    """Put the newest backup back, and see that it shows what the office shows."""
    made = [path for path in world.stick.iterdir() if path.is_dir()]
    newest = max(made, key=lambda path: path.stat().st_ctime_ns)
    shown = seen(world.office)
    place = world.folder / "put-back"
    backup.restore(newest, place)
    again = replace(world.office.desk, folder=place, _session=None)
    again.unlock("Olga")
    assert seen(again) == shown
    assert not again.session.log_broken
    again.lock()
    shutil.rmtree(place)
    return shown, told_by_receipt_of(world)


def told_by_receipt_of(world):
    receipts.write(world.office.session, world.laptop.session.vault.device, world.stick)
    return told_by_receipt(world, None)


def next_kit(world):
    """Make a kit that takes a user out of the laptop."""
    session = world.office.session
    gone = next(one for one in peers.users(session.work) if one.name == "Ben")
    laptops.remove_from_roster(session, gone.id)
    return make_kit.save(session, world.stick)


def kit_taken(world, _given):
    session = world.laptop.session
    try:
        offer = enrol.read_kit(session, world.newest(".kit"))
    except enrol.KitRefused:
        return
    enrol.take_kit(session, offer)


def slots(world, _given):
    """Count who may still open the laptop, at the next unlock at the latest."""
    world.lock()
    world.unlock()
    return len(world.laptop.session.vault.place.slots()), both(world)


def asked(world, _given):
    return enrol.request(world.laptop.session, world.stick, "Laptop of the west wing")


def understood(world, given):
    read = laptops.read_request(world.office.session, world.newest())
    step = enrol.step(world.laptop.session)
    return len(read.words), read.request.label, step


def reviewed(world):
    brought(world)
    (row, *_) = views.last_screenings(world.office.session.work)
    reviews.review(world.office.session, row.record, Decision.CONFIRMED, "well seen")


def sent_back(world, _given):
    device = world.laptop.session.vault.device
    hand_over.export_to(world.office.session, device, world.stick, ignore, Stop())


def came_back(world, _given):
    bring(world.laptop.session, world.newest())
    return both(world)


def begun(world, _given=None):
    """Give the laptop a new key, as after it was copied; a second time there is nothing to do."""
    if begin_anew.is_possible(world.laptop.session):
        begin_anew.begin(world.laptop.session)


def begun_and_asked(world):
    begun(world)
    return asked(world, None).path


def approved(world, path):
    read = laptops.read_request(world.office.session, path)
    if any(one.device == read.request.device for one in peers.every(world.office.session.work)):
        return
    laptops.approve(world.office.session, [(read, some_of(read.words))])


def to_be_agreed(world):
    approved(world, begun_and_asked(world))
    make_kit.save(world.office.session, world.stick)
    kit_taken(world, None)


def agreed(world, _given):
    words = enrol.words(world.laptop.session)
    enrol.agree(world.laptop.session, some_of(words, 1, 7))


def enrolled_again(world, _given):
    """Do what is left of enrolling, hand over under the new key, and look at both."""
    session = world.laptop.session
    if enrol.step(session) is not enrol.Step.ENROLLED:
        if enrol.step(session) is enrol.Step.KIT_TAKEN:
            approved(world, asked(world, None).path)
        make_kit.save(world.office.session, world.stick)
        kit_taken(world, None)
        agreed(world, None)
    handed_over(world)
    return enrol.step(session), came_over(world, None)


DEEDS = {
    "begin anew": Deed(nothing, begun, enrolled_again),
    "approve a laptop": Deed(begun_and_asked, approved, enrolled_again),
    "agree to the words": Deed(to_be_agreed, agreed, enrolled_again),
    "hand over": Deed(nothing, lambda w, _: handed_over(w), came_over),
    "take in": Deed(handed_over, lambda w, path: bring(w.office.session, path), both),
    "take in a folder": Deed(three_bundles, take_folder, both),
    "send answers": Deed(reviewed, sent_back, came_back),
    "write a receipt": Deed(
        brought,
        lambda w, _: receipts.write(w.office.session, w.laptop.session.vault.device, w.stick),
        told_by_receipt,
    ),
    "take a receipt": Deed(
        lambda w: (
            brought(w),
            receipts.write(w.office.session, w.laptop.session.vault.device, w.stick).path,
        )[1],
        lambda w, path: receipts.take(w.laptop.session, path),
        lambda w, _: (hand_over.outgoing(w.laptop.session).records, both(w)),
    ),
    "back up": Deed(brought, lambda w, _: backup.write(w.office.session, w.stick), restored),
    "seal": Deed(
        handed_over,
        lambda w, _: seal.by_policy(w.laptop.session, Occasion.HANDED_OVER),
        both,
    ),
    "clear": Deed(
        settled,
        lambda w, _: clear.clear(w.laptop.session, records.cases(w.laptop.session.work)),
        both,
    ),
    "purge": Deed(brought_case, purge_first, both),
    "take a kit": Deed(next_kit, kit_taken, slots),
    "ask to be enrolled": Deed(nothing, asked, understood),
    "save a kit": Deed(
        nothing,
        lambda w, _: make_kit.save(w.office.session, w.stick),
        lambda w, _: len(w.newest(".kit").read_bytes()),
    ),
}
