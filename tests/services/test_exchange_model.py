"""T-MODEL and T-REPLAY in short mode: two laptops, an office and a plain model beside them.

Bundles are lost, repeated and reordered, receipts come late or never, names are sealed, cases
cleared and purged; the office must hold exactly what was brought and not purged. MERAK_STEPS sets
how many steps each of MERAK_RUNS runs takes; the promise is held with 100,000 in all.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.services.agency import (
    Office,
    Stop,
    bring,
    copy_of,
    enrol_laptop,
    hand_over_to,
    ignore,
    make_office,
)
from tests.services.conftest import Clock, Laptop

from merak.domain.decision import Decision, PurgeReason
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import CaseId
from merak.domain.ledger import Arrival
from merak.domain.receipt import Keeping
from merak.services import (
    backup,
    clear,
    current,
    finish,
    hand_over,
    purge,
    receipts,
    reviews,
    screen,
    seal,
    users,
)
from merak.services.clear import Stays
from merak.services.seal import Occasion
from merak.storage import records, views
from merak.storage.users import Role

RUNS = int(os.environ.get("MERAK_RUNS", "3"))
STEPS = int(os.environ.get("MERAK_STEPS", "25"))
SECOND = b"another one for the second desk"
WHO = st.sampled_from([0, 1])
ANY = st.integers(0, 1000)


@dataclass
class Here:
    """What a laptop must know, by the model."""

    laptop: Laptop
    cases: dict[CaseId, str] = field(default_factory=dict)
    """Name by case: of all that were screened here and are neither cleared nor purged."""
    sealed: set[CaseId] = field(default_factory=set)
    cleared: set[CaseId] = field(default_factory=set)
    bundles: list[tuple[Path, frozenset[CaseId]]] = field(default_factory=list)
    """Files with the cases that each tells of."""
    receipts: list[tuple[Path, Keeping, frozenset[CaseId]]] = field(default_factory=list)
    confirmed: set[CaseId] = field(default_factory=set)
    durable: set[CaseId] = field(default_factory=set)


@pytest.fixture(scope="session")
def made_agency(made, tmp_path_factory):
    """Make an office with a second user and two enrolled laptops, all locked."""
    top = tmp_path_factory.mktemp("agency")
    office = make_office(top / "office", Laptop, Clock())
    office.unlock()
    users.add(office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    laptops = []
    for name in ("north", "south"):
        folder = top / name
        shutil.copytree(made.folder, folder)
        laptop = Laptop(folder=folder, keys=dict(made.keys), sheet=made.sheet, clock=Clock())
        laptop.unlock()
        if name == "south":
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
    laptop.unlock()


def machine(made_agency):  # noqa: C901 - a class of rules, each of them short
    class Days(RuleBasedStateMachine):
        """Days of a small agency."""

        def __init__(self):
            super().__init__()
            self.folder = Path(tempfile.mkdtemp())
            made_office, made_laptops = made_agency
            self.office: Office = copy_of(made_office, self.folder / "office", Laptop, Clock())
            self.office.unlock()
            self.here = []
            for number, laptop in enumerate(made_laptops):
                folder = self.folder / f"laptop-{number}"
                shutil.copytree(laptop.folder, folder)
                copied = Laptop(folder=folder, keys=laptop.keys, sheet=(), clock=Clock())
                copied.unlock()
                self.here.append(Here(laptop=copied))
            self.stick = self.folder / "stick"
            self.stick.mkdir()
            self.arrived: dict[CaseId, str] = {}
            self.safe: set[CaseId] = set()
            self.purged: set[CaseId] = set()
            self.brought: set[Path] = set()
            self.names = 0

        def teardown(self):
            # Each day ends with a lock, and the next begins with the check of the log.
            assert not self.office.unlock().log_broken
            self.office.lock()
            for here in self.here:
                assert not here.laptop.unlock().log_broken
                here.laptop.lock()
            shutil.rmtree(self.folder)

        @rule(who=WHO)
        def screens(self, who):
            here = self.here[who]
            self.names += 1
            draft = here.laptop.start()
            name = f"Invented {self.names}"
            screen.identify(here.laptop.session, draft, Identity(name=name))
            here.laptop.answer(draft, "school_absence", "yes")
            here.cases[here.laptop.case_of(draft)] = name
            finish.finish(here.laptop.session, draft)
            for duty in views.open_duties(here.laptop.session.work):
                finished = duty.case
                assert finished in here.cases

        @rule(who=WHO)
        def hands_over(self, who):
            here = self.here[who]
            path = hand_over_to(self.stick, here.laptop.session).path
            told = frozenset(here.cases) - here.confirmed
            here.bundles.append((path, told))

        @rule(who=WHO, which=ANY)
        def brings(self, who, which):
            here = self.here[who]
            if not here.bundles:
                return
            path, told = here.bundles[which % len(here.bundles)]
            came = bring(self.office.session, path)
            known = path in self.brought
            assert came.arrival is (Arrival.HERE_ALREADY if known else Arrival.NEW)
            self.brought.add(path)
            for case in told - self.purged:
                self.arrived.setdefault(case, self.name_of(case))

        @rule(who=WHO)
        def confirms(self, who):
            here = self.here[who]
            try:
                made = receipts.write(
                    self.office.session, here.laptop.session.vault.device, self.stick
                )
            except receipts.NothingCame:
                return
            told = set[CaseId]()
            for path, cases in here.bundles:
                if path in self.brought:
                    told |= cases
            # Only what lies before the first gap is confirmed; a bundle closes those before it.
            here.receipts.append((made.path, made.receipt.keeping, frozenset(told)))
            assert made.receipt.missing == () or made.receipt.contiguous >= 0
            if made.receipt.keeping is Keeping.DURABLE:
                assert told - self.purged <= self.safe

        @rule(who=WHO, which=ANY)
        def takes_a_receipt(self, who, which):
            here = self.here[who]
            if not here.receipts:
                return
            path, keeping, told = here.receipts[which % len(here.receipts)]
            receipts.take(here.laptop.session, path)
            here.confirmed |= told
            if keeping is Keeping.DURABLE:
                here.durable |= told

        @rule(who=WHO)
        def settles(self, who):
            """Everything as it should be: out, in, backed up, confirmed."""
            self.hands_over(who)
            self.brings(who, len(self.here[who].bundles) - 1)
            self.backs_up()
            self.confirms(who)
            self.takes_a_receipt(who, len(self.here[who].receipts) - 1)
            assert self.here[who].durable >= set(self.here[who].cases) - self.purged

        @rule(who=WHO)
        def seals(self, who):
            here = self.here[who]
            done = seal.by_policy(here.laptop.session, Occasion.HANDED_OVER)
            assert done.still_readable >= 0
            left = {one.case for one in seal.readable(here.laptop.session)}
            here.sealed |= set(here.cases) - left

        @rule()
        def backs_up(self):
            backup.write(self.office.session, self.stick)
            self.safe |= set(self.arrived) | self.purged

        @rule(who=WHO)
        def clears(self, who):
            here = self.here[who]
            able = [
                one.case for one in clear.every(here.laptop.session) if one.stays is Stays.NOTHING
            ]
            assert set(able) <= here.durable
            clear.clear(here.laptop.session, able)
            for case in able:
                here.cleared.add(case)
                self.gone = here.cases.pop(case)

        @rule(which=ANY)
        @precondition(lambda self: self.arrived)
        def purges(self, which):
            if which % 3:
                return
            case = sorted(self.arrived)[which % len(self.arrived)]
            purge.purge(self.office.session, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))
            del self.arrived[case]
            self.purged.add(case)

        @rule(who=WHO, which=ANY)
        @precondition(lambda self: self.arrived)
        def reviews_one(self, who, which):
            case = sorted(self.arrived)[which % len(self.arrived)]
            (row, *_) = views.screenings(self.office.session.work, case)
            reviews.review(self.office.session, row.record, Decision.CONFIRMED, "seen")
            self.sends_back(who)

        @rule(who=WHO)
        def sends_back(self, who):
            here = self.here[who]
            device = here.laptop.session.vault.device
            path = hand_over.export_to(self.office.session, device, self.stick, ignore, Stop()).path
            bring(here.laptop.session, path)
            for case in self.purged & set(here.cases):
                if case in {one for _, told in here.bundles for one in told}:
                    here.cases.pop(case)

        @invariant()
        def the_office_has_what_was_brought_and_not_purged(self):
            session = self.office.session
            assert set(records.cases(session.work)) == set(self.arrived)
            for case, name in self.arrived.items():
                assert current.identity(session, case).name == name

        @invariant()
        def each_laptop_knows_its_own_cases_and_no_sealed_name(self):
            for here in self.here:
                session = here.laptop.session
                assert set(records.cases(session.work)) == set(here.cases)
                for case, name in here.cases.items():
                    found = current.identity(session, case)
                    assert found == NOBODY if case in here.sealed else found.name == name

        def name_of(self, case):
            return next(
                name for name in (one.cases.get(case) for one in self.here) if name is not None
            )

    return Days


def test_the_office_holds_what_was_brought_whatever_order_things_come_in(made_agency):
    run_state_machine_as_test(
        machine(made_agency),
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_two_offices_agree_whatever_order_bundles_come_in(made_agency, tmp_path):
    made_office, made_laptops = made_agency
    stick = tmp_path / "stick"
    stick.mkdir()
    paths = []
    for number, one in enumerate(made_laptops):
        shutil.copytree(one.folder, tmp_path / f"laptop-{number}")
        folder = tmp_path / f"laptop-{number}"
        laptop = Laptop(folder=folder, keys=one.keys, sheet=(), clock=Clock())
        laptop.unlock()
        for _ in range(3):
            draft = laptop.start()
            laptop.answer(draft, "debt", "yes")
            finish.finish(laptop.session, draft)
            paths.append(hand_over_to(stick, laptop.session).path)
        laptop.lock()
    seen = []
    for number, order in enumerate((paths, paths[::-1], [paths[i] for i in (2, 5, 0, 1, 4, 3, 2)])):
        office = copy_of(made_office, tmp_path / f"office-{number}", Laptop, Clock())
        office.unlock()
        for path in order:
            bring(office.session, path)
        work = office.session.work
        seen.append((views.cases(work), views.last_screenings(work), views.open_duties(work)))
        office.lock()
    assert seen[0] == seen[1] == seen[2]
    assert len(seen[0][0]) == 6
