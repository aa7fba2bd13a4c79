"""Days of a small agency: what is really done, and beside it what the model says of it."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.services import agency_model
from tests.services.agency import (
    Stop,
    bring,
    copy_of,
    enrol_laptop,
    hand_over_to,
    ignore,
    make_office,
)
from tests.services.agency_model import Counts, File, Here, Paper, raise_to
from tests.services.conftest import Clock, Laptop
from tests.services.test_fork import begin

from merak.domain.decision import Decision, PurgeReason
from merak.domain.duty import How, Proof, Told
from merak.domain.exchange import Why
from merak.domain.identity import NOBODY, Identity
from merak.domain.kit import Policy
from merak.domain.ledger import Arrival
from merak.domain.receipt import Keeping
from merak.domain.record import Kind
from merak.formats.bundle_writer import Stopped
from merak.formats.refused import FileRefused
from merak.services import (
    backup,
    cases,
    clear,
    current,
    finish,
    hand_over,
    purge,
    receipts,
    reviews,
    screen,
    seal,
    tell,
    users,
)
from merak.services.clear import Stays
from merak.services.seal import Occasion
from merak.storage import records, views
from merak.storage.users import Role

SECOND = b"another one for the second desk"
LIMIT = Policy().seal_limit_hours


def make_agency(made, top):
    """Make an office with a second user and two enrolled laptops that share a case, all locked."""
    office = make_office(top / "office", Laptop, Clock())
    office.unlock()
    users.add(office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    laptops = []
    source = made.folder
    for name in ("north", "south"):
        folder = top / name
        shutil.copytree(source, folder)
        laptop = Laptop(folder=folder, keys=dict(made.keys), sheet=made.sheet, clock=Clock())
        laptop.unlock()
        if name == "north":
            laptop.screened()
            laptop.lock()
            shutil.copytree(folder, top / "shared")
            source = top / "shared"
            laptop.unlock()
        else:
            as_another(laptop)
        enrol_laptop(office.session, laptop.session, top / f"stick-{name}")
        laptop.lock()
        laptops.append(laptop)
    office.lock()
    return office, laptops


def as_another(laptop):
    """Both laptops are copies of one vault: give this one a device and keys of its own."""
    with laptop.session.change() as pen:
        pen.work.run("UPDATE setting SET value = ? WHERE name = 'device'", ("5" * 32,))
        pen.work.run("DELETE FROM secret_key")
        pen.work.run("DELETE FROM travel")
    laptop.unlock()


class Agency:
    """Two laptops that share a case, their office, and the model of all three."""

    def __init__(self, made_agency):
        self.folder = Path(tempfile.mkdtemp())
        self.stick = self.folder / "stick"
        self.stick.mkdir()
        made_office, made_laptops = made_agency
        self.desk = copy_of(made_office, self.folder / "office", Laptop, Clock())
        self.desk.unlock()
        self.laptops = []
        self.here = [Here(), Here()]
        for number, laptop in enumerate(made_laptops):
            shutil.copytree(laptop.folder, self.folder / f"laptop-{number}")
            copied = replace(laptop, folder=self.folder / f"laptop-{number}", clock=Clock())
            copied.unlock()
            self.laptops.append(copied)
            (self.shared,) = records.cases(copied.session.work)
            self.here[number].acts[self.shared] = 1 - number
        self.office = agency_model.Office()
        self.names = {self.shared: ""}
        self.hours = 0
        self.steps = 0

    def end(self):
        # Each day ends with a lock, and the next begins with the check of the log.
        for one in (self.desk, *self.laptops):
            assert not one.unlock().log_broken
            one.lock()
        shutil.rmtree(self.folder)

    def waits(self, hours):
        self.hours += hours
        for one in (self.desk.desk, *self.laptops):
            one.clock.forward(hours=hours)

    def screens(self, who):
        laptop, here = self.laptops[who], self.here[who]
        draft = laptop.start()
        case = laptop.case_of(draft)
        self.names[case] = f"Invented {len(self.names)}"
        screen.identify(laptop.session, draft, Identity(name=self.names[case]))
        laptop.answer(draft, "school_absence", "yes")
        finish.finish(laptop.session, draft)
        for duty in views.duties(laptop.session.work, case):
            tell.mistaken(laptop.session, duty.record, "")
        here.acts[case] = 1

    def discloses(self, who, which):
        here = self.here[who]
        able = sorted(set(here.acts) - set(here.duties) - {self.shared})
        if able:
            case = able[which % len(able)]
            tell.disclosed(self.laptops[who].session, case, f"words of {self.names[case]}")
            here.acts[case] += 1
            here.duties[case] = (here.acts[case], self.hours)

    def tells(self, who):
        here, session = self.here[who], self.laptops[who].session
        for case in sorted(here.duties):
            opened = [d for d in views.duties(session.work, case) if d.state == "open"]
            at = session.now()
            proof = Proof(told=Told.SUPERVISOR, how=How.BY_PHONE, told_at=at, who="", reference="")
            tell.done(session, [duty.record for duty in opened], proof)
            here.acts[case] += 1
        here.duties.clear()

    def gives(self, who, to):
        here, session = self.here[who], self.laptops[who].session
        user = next(one.id for one in users.everyone(session) if one.name == to)
        cases.give(session, self.shared, user)
        facts = records.of_case(session.work, self.shared, (Kind.CASE_FACTS,))
        newest = max((one for one in facts), key=lambda one: one.n).id
        here.given[newest] = here.last_given
        here.last_given = newest
        here.acts[self.shared] += 1

    def hands_over(self, who):
        here = self.here[who]
        path = hand_over_to(self.stick, self.laptops[who].session).path
        here.files.append(File(path=path, told=dict(here.acts), given=frozenset(here.given)))

    def hands_over_in_vain(self, who):
        before = set(self.stick.iterdir())
        with pytest.raises(Stopped):
            hand_over.export(self.laptops[who].session, self.stick, ignore, Stop(after=0))
        assert set(self.stick.iterdir()) == before

    def loses(self, who):
        files = self.here[who].files
        if files and files[-1].path not in self.office.brought:
            files.pop().path.unlink()

    def brings(self, who, which):
        here = self.here[who]
        if not here.files:
            return
        file = here.files[which % len(here.files)]
        known = file.path in self.office.brought
        if here.forked and not known:
            self.is_refused(file.path, Why.FORK)
            return
        came = bring(self.desk.session, file.path)
        assert came.arrival is (Arrival.HERE_ALREADY if known else Arrival.NEW)
        assert came.missing == ()
        self.office.bring(file)

    def brings_damaged(self, who, which):
        if self.here[who].files:
            path = self.stick / "damaged.age"
            data = bytearray(self.here[who].files[-1].path.read_bytes())
            data[which * 97 % len(data)] ^= 1
            path.write_bytes(bytes(data))
            self.is_refused(path)

    def is_refused(self, path, why=None):
        before = records.count(self.desk.session.work)
        with pytest.raises(FileRefused) as refused:
            bring(self.desk.session, path)
        assert why in (None, refused.value.why)
        assert records.count(self.desk.session.work) == before

    def is_copied(self, who):
        """Somebody copies the laptop's folder, and both go on under one name."""
        here, laptop = self.here[who], self.laptops[who]
        laptop.lock()
        copied = replace(laptop, folder=self.folder / f"copy-{who}")
        shutil.copytree(laptop.folder, copied.folder)
        laptop.unlock()
        copied.unlock()
        if here.forked:
            copied.lock()
            shutil.rmtree(copied.folder)
            return
        self.hands_over(who)
        self.brings(who, len(here.files) - 1)
        copied.screened()
        self.is_refused(hand_over_to(self.stick, copied.session).path, Why.FORK)
        here.forked = True
        copied.lock()
        shutil.rmtree(copied.folder)

    def begins_anew(self, who):
        """A laptop that nothing is taken from any more gets a new key, and brings all again."""
        here = self.here[who]
        if here.forked:
            begin(self.laptops[who].session, self.desk, self.stick)
            here.files, here.papers, here.forked = [], [], False

    def confirms(self, who):
        here = self.here[who]
        device = self.laptops[who].session.vault.device
        brought = [one for one in here.files if one.path in self.office.brought]
        try:
            made = receipts.write(self.desk.session, device, self.stick)
        except receipts.NothingCame:
            assert not brought
            return
        told: Counts = {}
        for one in brought:
            raise_to(told, one.told)
        keeping = made.receipt.keeping
        covered = {one.path for one in brought} <= self.office.covered
        assert keeping is (Keeping.DURABLE if covered else Keeping.TAKEN_IN)
        assert made.receipt.missing == ()
        here.papers.append(Paper(path=made.path, keeping=keeping, told=told))

    def takes_a_receipt(self, who, which):
        here = self.here[who]
        if here.papers:
            paper = here.papers[which % len(here.papers)]
            receipts.take(self.laptops[who].session, paper.path)
            if paper.keeping is Keeping.DURABLE:
                raise_to(here.durable, paper.told)

    def settles(self, who):
        """Everything as it should be: out, in, backed up, confirmed."""
        here = self.here[who]
        self.hands_over(who)
        self.brings(who, len(here.files) - 1)
        self.backs_up()
        self.confirms(who)
        self.takes_a_receipt(who, len(here.papers) - 1)

    def seals(self, who):
        here, session = self.here[who], self.laptops[who].session
        seal.by_policy(session, Occasion.HANDED_OVER)
        left = {one.case for one in seal.readable(session)}
        held = {case for case, (_, at) in here.duties.items() if self.hours - at < LIMIT}
        assert left <= held
        assert held - here.nameless <= left
        here.nameless |= set(here.acts) - left

    def backs_up(self):
        backup.write(self.desk.session, self.stick)
        self.office.covered |= self.office.brought

    def clears(self, who):
        here, session = self.here[who], self.laptops[who].session
        able = {one.case for one in clear.every(session) if one.stays is Stays.NOTHING}
        able.discard(self.shared)
        assert able <= here.clearable() - {self.shared}
        assert here.clearable() - {self.shared} - set(self.office.purged) <= able
        clear.clear(session, able)
        for case in able:
            del here.acts[case]

    def purges(self, which):
        able = [case for case in sorted(self.office.cases()) if case != self.shared]
        if able:
            case = able[which % len(able)]
            purge.purge(self.desk.session, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))
            self.office.purge(case)

    def reviews_one(self, which):
        if whole := self.office.whole():
            case = whole[which % len(whole)]
            for row in views.screenings(self.desk.session.work, case)[:1]:
                reviews.review(self.desk.session, row.record, Decision.CONFIRMED, "seen")

    def sends_back(self, who):
        here, laptop = self.here[who], self.laptops[who]
        device = laptop.session.vault.device
        path = hand_over.export_to(self.desk.session, device, self.stick, ignore, Stop()).path
        bring(laptop.session, path)
        here.purge(self.office.purged)

    def check(self):
        """Compares all of it with the model."""
        self.steps += 1
        session = self.desk.session
        assert set(records.cases(session.work)) == self.office.cases()
        for case in self.office.cases():
            name = current.identity(session, case).name
            assert name == ("" if case in self.office.purged else self.names[case])
        if self.office.told.get(self.shared):
            shown = views.case(session.work, self.shared).row
            assert shown.conflict is self.office.in_conflict(self.here)
        for here, laptop in zip(self.here, self.laptops, strict=True):
            assert set(records.cases(laptop.session.work)) == set(here.acts)
            for case in here.acts:
                found = current.identity(laptop.session, case)
                if case in here.nameless:
                    assert found == NOBODY
                else:
                    assert found.name == self.names[case]
