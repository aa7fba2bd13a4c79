"""A screening before it is finished: what is saved when a call returns, and what starts at once."""

import pytest

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.assessment import UNDER_18, AlertKind
from merak.domain.case_facts import CaseFacts, Citizenship, YesNo
from merak.domain.duty import Cause
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.fold import DutyState
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import CaseId, ItemId, ScreeningId, SetHash
from merak.domain.log_entry import Act
from merak.domain.screening import Assent, Interpreter, Mode, Preparation, SafeNow
from merak.services import cases, finish, home, screen, tell
from merak.storage import sets as kept_sets
from merak.storage.errors import UnknownDraft, UnknownRecord, UnknownSet

EXCHANGE = "commercial_sex_minor"
KEISHA = Identity(
    name="Keisha Brown",
    other_names="Kiki",
    facility_number="D-4471",
    birth_date="2010-03-01",
    gender_words="girl",
    tag="green jacket",
)


def reloaded(laptop, screening, name="Ana"):
    """What is there after somebody has locked and unlocked."""
    laptop.unlock(name)
    return screen.load(laptop.session, screening)


def duties(laptop):
    return home.load(laptop.session).duties


def causes(laptop):
    return [(line.duty.cause, line.state) for line in duties(laptop)]


def test_starting_opens_a_case_and_pins_the_set(laptop):
    screening = laptop.start()
    opened = reloaded(laptop, screening)
    assert opened.draft.set_hash == laptop.set_hash == opened.indicator_set.sha256
    assert [kept.sha256 for kept in kept_sets.every(laptop.session.work)] == [laptop.set_hash]
    assert opened.mine
    assert opened.owner_name == "Ana"
    assert opened.open_items == opened.unanswered == laptop.items
    assert opened.identity == NOBODY
    assert cases.load(laptop.session, opened.draft.case).code == opened.code


def test_starting_twice_pins_the_set_once(laptop):
    laptop.start()
    laptop.start()
    assert laptop.acts().count(Act.SET_ADDED) == 1


def test_a_set_that_is_nowhere_starts_nothing(laptop):
    with pytest.raises(UnknownSet):
        laptop.start(set_hash=SetHash("0" * 64))
    assert home.load(laptop.session).drafts == ()
    assert home.load(laptop.session).cases == ()


def test_a_case_that_is_nowhere_starts_nothing(laptop):
    with pytest.raises(UnknownRecord):
        laptop.start(case=CaseId("ab" * 16))
    assert home.load(laptop.session).drafts == ()


def test_a_draft_that_is_nowhere_changes_nothing(laptop):
    nowhere, item = ScreeningId("ab" * 16), ItemId("debt")
    for act in (
        lambda: screen.load(laptop.session, nowhere),
        lambda: laptop.answer(nowhere, "debt", "yes"),
        lambda: screen.clear(laptop.session, nowhere, item),
        lambda: screen.at(laptop.session, nowhere, item),
        lambda: screen.note(laptop.session, nowhere, item, "a note"),
        lambda: screen.text(laptop.session, nowhere, "interpreter", "a text"),
        lambda: screen.identify(laptop.session, nowhere, KEISHA),
        lambda: screen.facts(laptop.session, nowhere, CaseFacts()),
        lambda: screen.prepare(laptop.session, nowhere, Preparation()),
        lambda: screen.take_over(laptop.session, nowhere),
        lambda: finish.finish(laptop.session, nowhere),
    ):
        with pytest.raises(UnknownDraft):
            act()
    assert laptop.session.private.rows("SELECT * FROM draft_text") == []


def test_a_second_screening_of_a_case_begins_with_what_is_known(laptop):
    first = laptop.start()
    screen.identify(laptop.session, first, KEISHA)
    known = CaseFacts(age=Age(at_least=16, at_most=16), returned_from_run=YesNo.YES)
    screen.facts(laptop.session, first, known)
    case = laptop.case_of(first)
    finish.finish(laptop.session, first)
    opened = screen.load(laptop.session, laptop.start(case, age=UNKNOWN_AGE))
    assert opened.draft.facts == known
    assert opened.identity == KEISHA
    assert opened.draft.answers == {}


def test_a_birthday_since_the_last_screening_counts(laptop):
    first = laptop.start()
    screen.identify(laptop.session, first, KEISHA)
    case = laptop.case_of(first)
    finish.finish(laptop.session, first)
    laptop.clock.forward(days=150)
    opened = screen.load(laptop.session, laptop.start(case))
    assert opened.draft.facts.age == Age(at_least=17, at_most=17)


def test_an_answer_is_on_the_disk_when_the_call_returns(laptop):
    screening = laptop.start()
    given = Answer(
        value=Given(code="yes"),
        source=Source.CAREGIVER,
        basis=Basis.IMPRESSION,
        when=When.PAST_YEAR,
    )
    opened = screen.answer(laptop.session, screening, ItemId("debt"), given)
    assert opened.draft.answers == {"debt": given}
    assert reloaded(laptop, screening).draft.answers == {"debt": given}


def test_an_answer_says_when_it_was_saved_in_utc(laptop):
    screening = laptop.start()
    laptop.clock.forward(minutes=3)
    assert laptop.answer(screening, "debt", "no").draft.saved_at == "2026-11-23T03:03:00Z"


def test_a_cleared_answer_is_one_that_nobody_gave(laptop):
    screening = laptop.start()
    laptop.answer(screening, "debt", "no")
    opened = screen.clear(laptop.session, screening, ItemId("debt"))
    assert "debt" in opened.unanswered
    assert reloaded(laptop, screening).draft.answers == {}


@pytest.mark.parametrize("why", list(WhyMissing))
def test_a_missing_answer_is_never_no(laptop, why):
    screening = laptop.start()
    for item in laptop.items[:7]:
        laptop.leave_out(screening, item, why)
    for item in laptop.items[7:]:
        laptop.answer(screening, item, "no")
    opened = reloaded(laptop, screening)
    assert opened.draft.answers[laptop.items[0]].value == Missing(why=why)
    assert opened.assessment.level == "insufficient_information"
    assert opened.unanswered == ()


def test_the_place_of_work_is_remembered(laptop):
    screening = laptop.start()
    screen.at(laptop.session, screening, ItemId("threats"))
    assert reloaded(laptop, screening).draft.at_item == "threats"


def test_preparation_and_facts_are_kept_and_facts_feed_the_rules(laptop):
    screening = laptop.start()
    prepared = Preparation(
        mode=Mode.RECORDS,
        private_place=True,
        safe_now=SafeNow.YES,
        limits_explained=True,
        assent=Assent.GIVEN,
        interpreter=Interpreter.BY_PHONE,
        second_language="es",
    )
    screen.prepare(laptop.session, screening, prepared)
    for item in ("debt", "threats"):
        laptop.answer(screening, item, "yes")
    abroad = CaseFacts(
        age=Age(at_least=15, at_most=15),
        citizenship=Citizenship.FOREIGN_NATIONAL,
        languages=("es", "en"),
    )
    assert "foreign_national_minor" not in screen.load(laptop.session, screening).assessment.starts
    screen.facts(laptop.session, screening, abroad)
    opened = reloaded(laptop, screening)
    assert opened.draft.preparation == prepared
    assert opened.draft.facts == abroad
    assert "foreign_national_minor" in opened.assessment.starts


def test_an_override_starts_its_duty_at_once(laptop):
    screening = laptop.start()
    opened = laptop.answer(screening, EXCHANGE, "yes")
    assert opened.alerts[0].kind is AlertKind.OVERRIDE
    (line,) = duties(laptop)
    assert line.duty.cause is Cause.OVERRIDE
    assert line.duty.starts == ("report_identified_victim",)
    assert line.duty.received_at == laptop.session.now()
    assert line.cite == "22 U.S.C. 7102(11)(A)"
    laptop.unlock()
    assert len(duties(laptop)) == 1


def test_a_critical_indicator_starts_its_duty_at_once(laptop):
    laptop.answer(laptop.start(), "threats", "yes")
    assert causes(laptop) == [(Cause.CRITICAL, DutyState.OPEN)]


def test_an_answer_taken_back_and_given_again_starts_no_second_duty(laptop):
    screening = laptop.start()
    for code in ("yes", "no", "yes"):
        laptop.answer(screening, EXCHANGE, code)
    screen.clear(laptop.session, screening, ItemId(EXCHANGE))
    assert len(duties(laptop)) == 1
    laptop.answer(screening, EXCHANGE, "yes")
    assert len(duties(laptop)) == 1


def test_a_duty_closed_as_mistaken_stays_closed_while_the_same_answer_stands(laptop):
    screening = laptop.start()
    laptop.answer(screening, EXCHANGE, "yes")
    tell.mistaken(laptop.session, duties(laptop)[0].duty.id, "the wrong key")
    laptop.answer(screening, "debt", "no")
    laptop.answer(screening, EXCHANGE, "yes")
    assert duties(laptop) == ()


def test_a_duty_closed_as_mistaken_comes_back_when_the_answer_does(laptop):
    screening = laptop.start()
    laptop.answer(screening, EXCHANGE, "yes")
    tell.mistaken(laptop.session, duties(laptop)[0].duty.id, "the wrong key")
    laptop.answer(screening, EXCHANGE, "no")
    assert duties(laptop) == ()
    laptop.clock.forward(minutes=20)
    laptop.answer(screening, EXCHANGE, "yes")
    (line,) = duties(laptop)
    assert line.duty.received_at == laptop.session.now()


def test_an_unknown_age_counts_as_under_18_and_says_so(laptop):
    screening = laptop.start(age=UNKNOWN_AGE)
    opened = laptop.answer(screening, EXCHANGE, "yes")
    assert opened.assessment.assumed == (UNDER_18,)
    assert causes(laptop) == [(Cause.OVERRIDE, DutyState.OPEN)]


def test_an_adult_starts_no_minors_duty_until_the_birth_date_says_otherwise(laptop):
    screening = laptop.start(age=Age(at_least=18, at_most=120))
    laptop.answer(screening, EXCHANGE, "yes")
    assert Cause.OVERRIDE not in [cause for cause, _ in causes(laptop)]
    screen.identify(laptop.session, screening, KEISHA)
    assert Cause.OVERRIDE in [cause for cause, _ in causes(laptop)]


def test_the_age_is_counted_on_the_day_of_the_place_not_of_utc(laptop):
    screening = laptop.start()
    # It is still the 22nd here, and the 23rd in UTC.
    screen.identify(laptop.session, screening, Identity(birth_date="2008-11-23"))
    assert screen.load(laptop.session, screening).draft.facts.age == Age(at_least=17, at_most=17)


def test_a_draft_can_be_taken_over(laptop):
    screening = laptop.start()
    laptop.answer(screening, "debt", "yes")
    screen.note(laptop.session, screening, ItemId("debt"), "a note")
    opened = reloaded(laptop, screening, "Ben")
    assert (opened.mine, opened.owner_name) == (False, "Ana")
    opened = screen.take_over(laptop.session, screening)
    assert (opened.mine, opened.owner_name) == (True, "Ben")
    assert opened.notes == {"debt": "a note"}
    assert laptop.log[-1].act == Act.DRAFT_TAKEN_OVER
    assert laptop.log[-1].user == laptop.session.user.id
    assert not reloaded(laptop, screening, "Ana").mine


def test_two_users_have_drafts_of_their_own(laptop):
    first = laptop.start()
    laptop.answer(first, "debt", "yes")
    laptop.unlock("Ben")
    second = laptop.start()
    laptop.answer(second, "threats", "no")
    lines = {line.id: line for line in home.load(laptop.session).drafts}
    assert (lines[first].mine, lines[first].owner_name) == (False, "Ana")
    assert (lines[second].mine, lines[second].answered) == (True, 1)
    assert screen.load(laptop.session, first).draft.answers.keys() == {"debt"}
    assert screen.load(laptop.session, second).draft.answers.keys() == {"threats"}


def test_edits_of_a_draft_are_not_logged_but_what_they_start_is(laptop):
    screening = laptop.start()
    before = laptop.log[-1].seq
    laptop.answer(screening, "debt", "yes")
    screen.note(laptop.session, screening, ItemId("debt"), "a note")
    screen.identify(laptop.session, screening, KEISHA)
    assert laptop.acts(before) == []
    laptop.answer(screening, EXCHANGE, "yes")
    assert laptop.acts(before) == [Act.DUTY_STARTED]
