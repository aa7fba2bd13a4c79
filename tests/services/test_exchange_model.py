"""T-MODEL and T-REPLAY in short mode: two laptops, an office and a plain model beside them.

Bundles are lost, damaged, repeated and reordered, hand-overs fail, receipts come late or never,
names are sealed, cases cleared and purged, decisions clash, a laptop is copied and begins anew; the
office must hold exactly what was brought and not purged. MERAK_STEPS sets how many steps each of
MERAK_RUNS runs takes; the promise is held with 100,000 in all. With -s the steps are counted.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlcipher3 import dbapi2
from tests.services.agency_days import Agency, make_agency
from tests.services.conftest import COLLEAGUE, KEEPER

from merak.domain import fold
from merak.domain.ledger import Arrival
from merak.domain.record import Kind
from merak.services import backup, take_in
from merak.services.incoming import Intake
from merak.services.session import Pen
from merak.storage import forgotten
from merak.storage.vault import Vault

RUNS = int(os.environ.get("MERAK_RUNS", "3"))
STEPS = int(os.environ.get("MERAK_STEPS", "25"))
WHO = st.sampled_from([0, 1])
ANY = st.integers(0, 1000)


@pytest.fixture(scope="session")
def made_agency(made, tmp_path_factory):
    """Give an office and two laptops of its own, all locked."""
    return make_agency(made, tmp_path_factory.mktemp("agency"))


def machine(made_agency, counted):  # noqa: C901 - a class of rules, each of them short
    class Days(RuleBasedStateMachine):
        """Any order of what people do in an agency."""

        def __init__(self):
            super().__init__()
            self.agency = Agency(made_agency)

        def teardown(self):
            self.agency.end()
            counted.append(self.agency.steps)

        @rule(who=WHO)
        def screens(self, who):
            self.agency.screens(who)

        @rule(who=WHO)
        def tells(self, who):
            self.agency.tells(who)

        @rule(who=WHO)
        def hands_over(self, who):
            self.agency.hands_over(who)

        @rule(who=WHO)
        def in_vain(self, who):
            self.agency.hands_over_in_vain(who)

        @rule(who=WHO)
        def loses(self, who):
            self.agency.loses(who)

        @rule(who=WHO)
        def confirms(self, who):
            self.agency.confirms(who)

        @rule(who=WHO)
        def settles(self, who):
            self.agency.settles(who)

        @rule(who=WHO)
        def seals(self, who):
            self.agency.seals(who)

        @rule(who=WHO)
        def clears(self, who):
            self.agency.clears(who)

        @rule(who=WHO)
        def sends_back(self, who):
            self.agency.sends_back(who)

        @rule()
        def backs_up(self):
            self.agency.backs_up()

        @rule(who=WHO, which=ANY)
        def discloses(self, who, which):
            self.agency.discloses(who, which)

        @rule(who=WHO, to=st.sampled_from([KEEPER, COLLEAGUE]))
        def gives(self, who, to):
            self.agency.gives(who, to)

        @rule(who=WHO, which=ANY)
        def brings(self, who, which):
            self.agency.brings(who, which)

        @rule(who=WHO, which=ANY)
        def brings_damaged(self, who, which):
            self.agency.brings_damaged(who, which)

        @rule(who=WHO, rarely=st.integers(0, 9))
        def is_copied(self, who, rarely):
            if rarely == 9:
                self.agency.is_copied(who)

        @rule(who=WHO)
        def begins_anew(self, who):
            self.agency.begins_anew(who)

        @rule(who=WHO, which=ANY)
        def takes_a_receipt(self, who, which):
            self.agency.takes_a_receipt(who, which)

        @rule(which=ANY)
        def reviews_one(self, which):
            self.agency.reviews_one(which)

        @rule(which=ANY, rarely=st.integers(0, 2))
        def purges(self, which, rarely):
            if rarely == 2:
                self.agency.purges(which)

        @rule(hours=st.sampled_from([1, 20, 80]))
        def waits(self, hours):
            self.agency.waits(hours)

        @invariant()
        def all_is_as_the_model_says(self):
            self.agency.check()

    return Days


def test_the_office_holds_what_was_brought_whatever_order_things_come_in(made_agency):
    counted: list[int] = []
    try:
        run_state_machine_as_test(
            machine(made_agency, counted),
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        print(f"{sum(counted)} steps in {len(counted)} runs")
    assert sum(counted) > RUNS


def brought(made_agency):
    """Give an agency in which something has come, was purged, and comes again with more."""
    agency = Agency(made_agency)
    agency.screens(0)
    agency.screens(0)
    agency.hands_over(0)
    agency.brings(0, 0)
    agency.check()
    return agency


def fails(act, *values):
    with pytest.raises((AssertionError, pytest.fail.Exception, dbapi2.IntegrityError)):
        act(*values)


def test_the_model_catches_purged_records_that_come_back(made_agency, monkeypatch):
    agency = brought(made_agency)
    agency.purges(1)
    agency.hands_over(0)
    monkeypatch.setattr(forgotten, "among", lambda *_: frozenset())
    # The vault itself holds against it: what is forgotten cannot be entered once more.
    fails(agency.brings, 0, 1)
    monkeypatch.undo()
    agency.end()


def test_the_model_catches_an_import_that_drops_records(made_agency, monkeypatch):
    agency = brought(made_agency)
    take = Intake.take

    def most(intake, record):
        if record.kind is not Kind.IDENTITY:
            take(intake, record)

    agency.screens(1)
    agency.hands_over(1)
    monkeypatch.setattr(Intake, "take", most)
    agency.brings(1, 0)
    fails(agency.check)
    monkeypatch.undo()
    agency.end()


def test_the_model_catches_a_decision_that_silently_wins(made_agency, monkeypatch):
    agency = brought(made_agency)
    agency.gives(0, COLLEAGUE)
    agency.gives(1, KEEPER)
    for who in (0, 1):
        agency.hands_over(who)
    newest = fold._current
    monkeypatch.setattr(fold, "_current", lambda pairs: newest(pairs)[-1:])
    agency.brings(0, 1)
    agency.check()
    agency.brings(1, 0)
    fails(agency.check)
    monkeypatch.undo()
    agency.end()


def test_the_model_catches_copied_laptops_that_are_believed(made_agency, monkeypatch):
    agency = brought(made_agency)
    monkeypatch.setattr(take_in, "arrival", lambda *_: Arrival.NEW)
    fails(agency.is_copied, 0)


def test_the_model_catches_a_receipt_that_says_durable_too_early(made_agency, monkeypatch):
    agency = brought(made_agency)
    monkeypatch.setattr(backup, "covers", lambda _: 10_000)
    fails(agency.confirms, 0)


def test_the_model_catches_a_name_that_is_sealed_in_words_only(made_agency, monkeypatch):
    agency = brought(made_agency)
    monkeypatch.setattr(Vault, "renew", lambda _: None)
    monkeypatch.setattr(Pen, "forget", lambda *_: None)
    fails(agency.seals, 0)
