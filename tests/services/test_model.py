"""A plain model beside the real vault: whatever is done in whatever order, an unlock shows it."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.bodies import ErrorReason
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.fold import DutyState
from merak.domain.ids import CaseId, ItemId, RecordId, ScreeningId
from merak.services import cases, finish, home, maintain, results, screen, users
from merak.services.finish import NotReopenable, TooLate

ITEMS = ("debt", "threats", "commercial_sex_minor", "school_absence", "hotel_stays")
CRITICAL = {"threats", "commercial_sex_minor"}
GIVEN = st.sampled_from(
    [Given(code="yes"), Given(code="no"), *(Missing(why=why) for why in WhyMissing)]
)
AGES = st.sampled_from([UNKNOWN_AGE, Age(at_least=13, at_most=17), Age(at_least=18, at_most=120)])
NAMES = ("Ana", "Ben")
NOT_ASKED = Missing(why=WhyMissing.NOT_ASKED)


@dataclass
class Draft:
    """What must be in a draft, by the model."""

    case: CaseId
    owner: str
    adult: bool
    answers: dict[str, Given | Missing] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    version: int = 1


@dataclass
class Done:
    """What must be in a finished version, by the model."""

    screening: ScreeningId
    case: CaseId
    answers: dict[str, Given | Missing]
    notes: dict[str, str]
    version: int
    adult: bool
    at: object
    newest: bool = True
    wrong: bool = False


def machine(made):  # noqa: C901 - a class of rules, each of them short
    class Days(RuleBasedStateMachine):
        """Days at a laptop that two people share."""

        drafts = Bundle("drafts")
        dones = Bundle("dones")

        def __init__(self):
            super().__init__()
            self.folder = Path(tempfile.mkdtemp())
            shutil.copytree(made.folder, self.folder / "vault")
            self.laptop = type(made)(
                folder=self.folder / "vault", keys=dict(made.keys), sheet=made.sheet
            )
            self.laptop.unlock()
            self.me = "Ana"
            self.open: dict[ScreeningId, Draft] = {}
            self.done: dict[RecordId, Done] = {}
            self.owners: dict[CaseId, str] = {}
            self.duties: dict[tuple[str, str], str] = {}
            self.wrong: set[str] = set()

        def teardown(self):
            self.laptop.lock()
            shutil.rmtree(self.folder)

        @property
        def session(self):
            return self.laptop.session

        def expect_duties(self, screening):
            """The override speaks for its item; every other critical one speaks for itself."""
            draft = self.open[screening]
            present = {item for item, value in draft.answers.items() if value == Given(code="yes")}
            for item in present & CRITICAL:
                minor = item == "commercial_sex_minor" and not draft.adult
                cause = "minor_commercial_sex" if minor else item
                self.duties.setdefault((screening, cause), draft.case)

        @rule(target=drafts, age=AGES)
        def start(self, age):
            screening = self.laptop.start(age=age)
            case = self.laptop.case_of(screening)
            self.open[screening] = Draft(case=case, owner=self.me, adult=age.at_least >= 18)
            self.owners[case] = self.me
            return screening

        @rule(screening=drafts, item=st.sampled_from(ITEMS), value=GIVEN)
        def answer(self, screening, item, value):
            if screening in self.open:
                screen.answer(self.session, screening, ItemId(item), Answer(value=value))
                self.open[screening].answers[item] = value
                self.expect_duties(screening)

        @rule(screening=drafts, item=st.sampled_from(ITEMS))
        def clear(self, screening, item):
            if screening in self.open:
                screen.clear(self.session, screening, ItemId(item))
                self.open[screening].answers.pop(item, None)

        @rule(screening=drafts, item=st.sampled_from(ITEMS), text=st.text(max_size=8))
        def note(self, screening, item, text):
            if screening in self.open:
                screen.note(self.session, screening, ItemId(item), text)
                self.open[screening].notes[item] = text
                if not text:
                    del self.open[screening].notes[item]

        @rule(screening=drafts)
        def take_over(self, screening):
            if screening in self.open:
                screen.take_over(self.session, screening)
                self.open[screening].owner = self.me

        @rule(target=dones, screening=drafts, end=st.sampled_from(["finish", "close_incomplete"]))
        def finish(self, screening, end):
            if screening not in self.open:
                return "none"
            record = getattr(finish, end)(self.session, screening)
            draft = self.open.pop(screening)
            for done in self.done.values():
                done.newest = done.newest and done.screening != screening
            self.done[record] = Done(
                screening=screening,
                case=draft.case,
                answers=draft.answers,
                notes=draft.notes,
                version=draft.version,
                adult=draft.adult,
                at=self.laptop.clock.moment,
            )
            return record

        @rule(record=dones)
        def reopen(self, record):
            if record not in self.done:
                return
            done = self.done[record]
            may = done.newest and done.screening not in self.open
            may = may and done.screening not in self.wrong
            late = (self.laptop.clock.moment - done.at).total_seconds() > 24 * 3600
            if not may or late:
                with pytest.raises((NotReopenable, TooLate)):
                    finish.reopen(self.session, record)
                return
            finish.reopen(self.session, record)
            self.open[done.screening] = Draft(
                case=done.case,
                owner=self.me,
                adult=done.adult,
                answers={k: v for k, v in done.answers.items() if v != NOT_ASKED},
                notes=dict(done.notes),
                version=done.version + 1,
            )

        @rule(record=dones)
        def enter_in_error(self, record):
            if record in self.done:
                reason = ErrorReason.OTHER
                cases.enter_in_error(self.session, record, reason, "why", cases.NoCase())
                self.wrong.add(self.done[record].screening)

        @rule(screening=drafts, to=st.sampled_from(NAMES))
        def give(self, screening, to):
            if screening in self.open:
                case = self.open[screening].case
                before = self.owners[case]
                cases.give(self.session, case, self.user(to))
                self.owners[case] = to
                for draft in self.open.values():
                    if draft.case == case and draft.owner in (before, self.me):
                        draft.owner = to

        @rule(to=st.sampled_from(NAMES))
        def give_all(self, to):
            cases.give_all(self.session, self.user(to))
            self.owners = {c: to if o == self.me else o for c, o in self.owners.items()}
            for draft in self.open.values():
                draft.owner = to if draft.owner == self.me else draft.owner

        def user(self, name):
            return next(one.id for one in users.everyone(self.session) if one.name == name)

        @rule(hours=st.sampled_from([0.01, 1, 20]))
        def wait(self, hours):
            self.laptop.clock.forward(hours=hours)

        @rule()
        def rebuild(self):
            assert maintain.rebuild(self.session) == len(self.owners)

        @rule(name=st.sampled_from(NAMES))
        def lock_and_unlock(self, name):
            self.laptop.unlock(name)
            self.me = name
            self.check()

        def check(self):
            assert not self.session.log_broken
            shown = home.load(self.session)
            assert {line.id: line.owner_name for line in shown.drafts} == {
                screening: draft.owner for screening, draft in self.open.items()
            }
            for screening, draft in self.open.items():
                opened = screen.load(self.session, screening)
                assert {k: v.value for k, v in opened.draft.answers.items()} == draft.answers
                assert opened.notes == draft.notes
                assert opened.mine == (draft.owner == self.me)
            for record, done in self.done.items():
                result = results.load(self.session, record)
                answers = {k: v.value for k, v in result.answers.items() if v.value != NOT_ASKED}
                expected = {k: v for k, v in done.answers.items() if v != NOT_ASKED}
                assert answers == expected
                assert result.notes == done.notes
                assert (result.version, result.replaced) == (done.version, not done.newest)
                assert result.in_error == (done.screening in self.wrong)
            for case, owner in self.owners.items():
                assert cases.load(self.session, case).owner_name == owner
            waiting = {done.screening for done in self.done.values()} - self.wrong
            assert shown.not_handed_over == len(waiting)
            self.check_duties(shown)

        def check_duties(self, shown):
            by_case: dict[str, list[str]] = {}
            for (screening, cause), case in self.duties.items():
                if screening not in self.wrong:
                    by_case.setdefault(case, []).append(cause)
            found: dict[str, list[str]] = {}
            for (detail,) in self.session.work.rows("SELECT detail FROM duty_view"):
                row = msgspec.json.decode(detail)
                if row["state"] == DutyState.OPEN and row["cause"] != "level":
                    found.setdefault(row["case"], []).append(row["cause_id"])
            assert {k: sorted(v) for k, v in found.items()} == {
                k: sorted(v) for k, v in by_case.items()
            }

        @invariant()
        @precondition(lambda self: self.open)
        def the_draft_last_opened_is_as_the_model_says(self):
            screening, draft = next(reversed(self.open.items()))
            opened = screen.load(self.session, screening)
            assert {k: v.value for k, v in opened.draft.answers.items()} == draft.answers

    return Days


def test_whatever_is_done_an_unlock_shows_it(made):
    run_state_machine_as_test(
        machine(made),
        settings=settings(
            max_examples=18,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
