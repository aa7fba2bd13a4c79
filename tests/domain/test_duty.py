"""Who must be told by when: only where the site is known, and as it was when it began."""

from dataclasses import replace
from datetime import date

from merak.domain.duty import Cause, Duty, DutyRule, tellings
from merak.domain.ids import CaseId, RecordId
from merak.domain.site import Site, SiteKind

RULE = DutyRule(
    id="police",
    starts=("report_identified_victim",),
    kinds=(SiteKind.SHELTER,),
    states=(),
    who={"en": "The police"},
    hours=24,
    cite="a law",
    source="a page",
    checked_on=date(2026, 11, 22),
    confirmed=True,
)
SHELTER = Site(state="TX", kind=SiteKind.SHELTER)
DUTY = Duty(
    id=RecordId("a" * 64),
    case=CaseId("b" * 32),
    cause=Cause.UNSAFE,
    why={},
    starts=(),
    received_at="2026-11-22T22:30:00Z",
)
FOUND = ("report_identified_victim", "consult_specialist")


def told(rule: DutyRule, site: Site, starts: tuple[str, ...] = FOUND) -> list[str]:
    return [one.rule for one in tellings({rule.id: rule}, site, starts)]


def test_a_rule_tells_at_its_kind_of_site_what_starts_it() -> None:
    assert told(RULE, SHELTER) == ["police"]
    assert told(RULE, SHELTER, ("mandated_report",)) == []
    assert told(RULE, replace(SHELTER, kind=SiteKind.DETENTION)) == []


def test_a_rule_of_some_states_tells_in_no_other() -> None:
    texan = replace(RULE, states=("TX",))
    assert told(texan, SHELTER) == ["police"]
    assert told(texan, replace(SHELTER, state="MO")) == []
    assert told(texan, replace(SHELTER, state="")) == []


def test_at_a_site_that_nobody_knows_nobody_is_told_whatever_the_rule_says() -> None:
    assert told(replace(RULE, kinds=tuple(SiteKind)), Site()) == []


def test_the_hours_run_from_when_it_was_received() -> None:
    (one,) = tellings({"police": RULE}, SHELTER, FOUND)
    assert one.due("2026-11-22T22:30:00Z") == "2026-11-23T22:30:00Z"
    assert replace(one, hours=0).due("2026-11-22T22:30:00Z") == "2026-11-22T22:30:00Z"


def test_it_is_overdue_once_its_hours_have_passed() -> None:
    (one,) = tellings({"police": RULE}, SHELTER, FOUND)
    assert not one.overdue("2026-11-22T22:30:00Z", "2026-11-23T22:30:00Z")
    assert one.overdue("2026-11-22T22:30:00Z", "2026-11-23T22:30:01Z")


def test_what_is_to_be_told_at_once_has_the_first_hour() -> None:
    (one,) = tellings({"police": replace(RULE, hours=0)}, SHELTER, FOUND)
    assert not one.overdue("2026-11-22T22:30:00Z", "2026-11-22T23:30:00Z")
    assert one.overdue("2026-11-22T22:30:00Z", "2026-11-22T23:30:01Z")


def test_a_clock_that_was_set_back_makes_nothing_overdue_and_no_due_time_another() -> None:
    duty = replace(DUTY, tell=tellings({"police": RULE}, SHELTER, FOUND))
    assert not duty.overdue("2025-01-01T00:00:00Z")
    assert duty.due() == "2026-11-23T22:30:00Z"


def test_of_several_the_first_due_time_counts() -> None:
    rules = {"police": RULE, "agency": replace(RULE, id="agency", hours=2)}
    duty = replace(DUTY, tell=tellings(rules, SHELTER, FOUND))
    assert duty.due() == "2026-11-23T00:30:00Z"
    assert duty.overdue("2026-11-23T00:30:01Z")


def test_where_no_rule_tells_anybody_no_clock_runs() -> None:
    assert DUTY.due() == ""
    assert not DUTY.overdue("2036-11-22T22:30:00Z")
