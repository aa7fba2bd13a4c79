"""Who must be told by when: only where the site is known, and as it was when it began."""

from dataclasses import replace
from datetime import date

from merak.domain.duty import DutyRule, tellings
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
