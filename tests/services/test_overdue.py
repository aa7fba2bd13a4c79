"""Who must be told soonest stands first, and what is overdue stands before all."""

from dataclasses import replace

import pytest
from tests.services.conftest import Laptop

from merak.domain.duty import How, Proof, Told
from merak.domain.kit import document
from merak.services import cases, enrol, home, make_kit, results, tell
from merak.services.session import NewCase
from merak.services.tell import Danger

RULES = """format: 1
duties:
  - id: desk
    starts: [disclosure]
    kinds: [shelter]
    who: {{en: "The county desk"}}
    hours: 2
    cite: ""
    source: "our counsel"
    checked_on: 2026-11-22
    confirmed: true
  - id: police
    starts: [unsafe]
    kinds: [shelter]
    who: {{en: "The police"}}
    hours: {hours}
    cite: ""
    source: "our counsel"
    checked_on: 2026-11-22
    confirmed: true
"""


class Agency:
    """A laptop whose office says who must be told by when, from a moment on."""

    def __init__(self, at_office, laptop: Laptop, stick) -> None:
        self.office, self.laptop, self.stick = at_office, laptop, stick
        self.session = laptop.session

    def rule(self, hours: int) -> None:
        held = (document("duties", "2026-11-22", RULES.format(hours=hours)),)
        office = self.office.session
        make_kit.sign(office, replace(make_kit.contents(office), duties=held))
        enrol.take_kit(
            self.session, enrol.read_kit(self.session, make_kit.save(office, self.stick))
        )

    def disclosed(self, case=None):
        return tell.disclosed(self.session, case or NewCase(), "")

    def unsafe(self, case=None):
        return tell.unsafe(self.session, case or NewCase(), Danger.NOT_SAFE, "")

    def after(self, **by: float) -> None:
        self.laptop.clock.forward(**by)

    def first(self):
        return [line.duty.case for line in home.load(self.session).duties]

    def overdue(self):
        return [line.duty.case for line in home.load(self.session).duties if line.overdue]


@pytest.fixture
def agency(at_office, enrolled, stick) -> Agency:
    return Agency(at_office, enrolled, stick)


def test_those_with_a_due_time_come_first_by_it_and_the_rest_keep_their_order(agency):
    timeless = [agency.disclosed()]
    agency.after(minutes=5)
    timeless.append(agency.unsafe())
    agency.rule(hours=24)
    late = agency.unsafe()
    agency.after(minutes=5)
    soon = agency.disclosed()
    assert agency.first() == [soon, late, *timeless]
    assert agency.overdue() == []


def test_what_is_overdue_comes_before_all_and_keeps_its_due_time(agency):
    agency.rule(hours=0)
    first = agency.disclosed()
    agency.after(minutes=100)
    at_once = agency.unsafe()
    due = [line.due for line in home.load(agency.session).duties]
    assert agency.first() == [at_once, first]
    agency.after(minutes=21)
    assert agency.first() == [first, at_once]
    assert agency.overdue() == [first]
    assert [line.due for line in home.load(agency.session).duties] == due[::-1]


def test_a_clock_that_was_set_back_keeps_the_due_time_and_the_order(agency):
    timeless = agency.disclosed()
    agency.rule(hours=24)
    timed = agency.unsafe()
    agency.after(days=2)
    assert agency.overdue() == [timed]
    agency.after(days=-400)
    assert agency.overdue() == []
    assert agency.first() == [timed, timeless]
    assert home.load(agency.session).duties[0].due == "2026-11-24T03:00:00Z"


def test_whoever_was_told_is_late_no_more(agency):
    agency.rule(hours=24)
    case = agency.unsafe()
    agency.after(days=2)
    (line,) = home.load(agency.session).duties
    proof = Proof(told=Told.AUTHORITY, how=How.BY_PHONE, told_at=agency.session.now())
    tell.done(agency.session, (line.duty.id,), proof)
    (closed,) = cases.load(agency.session, case).duties
    assert (closed.due, closed.overdue) == ("", False)


def test_a_case_and_a_result_have_the_same_order(agency):
    agency.rule(hours=24)
    record = agency.laptop.screened(yes=("commercial_sex_minor",))
    case = results.load(agency.session, record).case
    agency.after(minutes=5)
    agency.unsafe(case)
    agency.disclosed(case)
    agency.after(days=2)
    lines = cases.load(agency.session, case).duties
    assert [line.overdue for line in lines[:2]] == [True, True]
    assert lines[0].due < lines[1].due
    assert {line.due for line in lines[2:]} == {""}
    shown = results.load(agency.session, record).duties
    assert shown == lines[2:]
    assert not any(line.overdue for line in shown)
