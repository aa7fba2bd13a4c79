"""One case: what happened, who has it, how it is found."""

import pytest

from merak.domain.bodies import ErrorReason, Relation
from merak.domain.case_facts import CaseFacts
from merak.domain.fold import DutyState
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, LevelId, UserId
from merak.domain.log_entry import Act
from merak.domain.record import NO_CASE, Kind
from merak.services import cases, finish, home, results, screen, tell, users
from merak.services.session import NewCase
from merak.storage.errors import NoSuchUser, UnknownRecord
from merak.storage.users import Role

NOWHERE = CaseId("ab" * 16)
WRONG = ErrorReason.WRONG_YOUNG_PERSON


def case_of(laptop, record):
    return results.load(laptop.session, record).case


def named(laptop, **identity):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(**identity))
    return laptop.case_of(screening), screening


def found(laptop, typed):
    return [line.case for line in cases.find(laptop.session, typed)]


def user(laptop, name):
    return next(one.id for one in users.everyone(laptop.session) if one.name == name)


def test_the_timeline_tells_everything_newest_first(laptop):
    record = laptop.screened(yes=("debt",))
    case = case_of(laptop, record)
    acts = (
        lambda: results.judge(laptop.session, record, LevelId("clear"), "a reason"),
        lambda: cases.addendum(laptop.session, case, record, "words added"),
        lambda: tell.disclosed(laptop.session, case, "what was said"),
        lambda: cases.link(
            laptop.session, case, case_of(laptop, laptop.screened()), Relation.SIBLING
        ),
    )
    for act in acts:
        laptop.clock.forward(minutes=1)
        act()
    entries = cases.load(laptop.session, case).entries
    assert [entry.kind for entry in entries] == [
        Kind.RELATED_TO,
        Kind.DUTY,
        Kind.DISCLOSURE,
        Kind.ADDENDUM,
        Kind.JUDGEMENT,
        Kind.DUTY,
        Kind.SCREENING,
        Kind.CASE_OPENED,
    ]
    told = {entry.kind: [text.text for text in entry.texts] for entry in entries if entry.texts}
    assert told == {
        Kind.JUDGEMENT: ["a reason"],
        Kind.ADDENDUM: ["words added"],
        Kind.DISCLOSURE: ["what was said"],
    }
    assert {entry.by_name for entry in entries} == {"Ana"}
    assert {entry.offset for entry in entries} == {-300}
    screened = next(entry for entry in entries if entry.kind is Kind.SCREENING)
    assert screened.level["en"] == "Possible concern"
    assert screened.can_reopen
    assert screened.codes == ("complete", "1", "interview")
    judged = next(entry for entry in entries if entry.kind is Kind.JUDGEMENT)
    assert judged.level["en"] == "Clear concern"


def test_acts_of_the_same_second_stay_in_their_order(laptop):
    record = laptop.screened()
    case = case_of(laptop, record)
    made = [cases.addendum(laptop.session, case, record, f"{k}") for k in range(5)]
    entries = cases.load(laptop.session, case).entries
    assert [entry.record for entry in entries[:5]] == made[::-1]


def test_the_timeline_shows_versions_and_which_can_be_reopened(laptop):
    first = laptop.screened()
    case = case_of(laptop, first)
    second = finish.finish(laptop.session, finish.reopen(laptop.session, first))
    shown = {entry.record: entry for entry in cases.load(laptop.session, case).entries}
    assert (shown[first].replaced, shown[first].can_reopen) == (True, False)
    assert (shown[second].replaced, shown[second].can_reopen) == (False, True)
    laptop.clock.forward(hours=25)
    shown = {entry.record: entry for entry in cases.load(laptop.session, case).entries}
    assert not shown[second].can_reopen


def test_insufficient_information_is_no_level_in_the_timeline(laptop):
    screening = laptop.start()
    case = laptop.case_of(screening)
    finish.finish(laptop.session, screening)
    (entry, _) = cases.load(laptop.session, case).entries
    assert entry.insufficient
    (line,) = home.load(laptop.session).cases
    assert (line.insufficient, dict(line.level)) == (True, {})


def test_a_case_that_is_nowhere_cannot_be_opened(laptop):
    with pytest.raises(UnknownRecord):
        cases.load(laptop.session, NOWHERE)


def test_reading_a_case_is_in_the_log(laptop):
    case = case_of(laptop, laptop.screened())
    before = laptop.log[-1].seq
    cases.load(laptop.session, case)
    cases.load(laptop.session, case)
    assert laptop.acts(before) == [Act.CASE_READ]


def test_an_addendum_belongs_to_a_record_of_the_same_case(laptop):
    record = laptop.screened()
    other = case_of(laptop, laptop.screened())
    with pytest.raises(UnknownRecord):
        cases.addendum(laptop.session, other, record, "words")
    assert len(cases.load(laptop.session, other).entries) == 2


def test_an_addendum_changes_nothing_that_is_there(laptop):
    record = laptop.screened(yes=("debt",))
    before = results.load(laptop.session, record)
    laptop.clock.forward(days=40)
    cases.addendum(laptop.session, before.case, record, "  words  ")
    after = results.load(laptop.session, record)
    assert (after.answers, after.assessment) == (before.answers, before.assessment)
    entry = cases.load(laptop.session, before.case).entries[0]
    assert [text.text for text in entry.texts] == ["words"]


def test_a_screening_in_error_leaves_lists_and_its_duties_close_as_mistaken(laptop):
    record = laptop.screened(yes=("commercial_sex_minor",))
    case = case_of(laptop, record)
    assert len(home.load(laptop.session).duties) == 2
    right = cases.enter_in_error(laptop.session, record, WRONG, "not her", NewCase())
    laptop.unlock()
    shown = home.load(laptop.session)
    assert shown.duties == ()
    assert shown.not_handed_over == 0
    line = next(line for line in shown.cases if line.case == case)
    assert dict(line.level) == {}
    view = cases.load(laptop.session, case)
    assert {line.state for line in view.duties} == {DutyState.MISTAKEN}
    wrong = next(entry for entry in view.entries if entry.kind is Kind.ENTERED_IN_ERROR)
    assert wrong.other_code == cases.load(laptop.session, right).code
    assert [text.text for text in wrong.texts] == ["not her"]
    assert next(e for e in view.entries if e.record == record).in_error
    assert not view.mistaken


def test_a_case_opened_by_mistake_leaves_the_lists_and_stays_on_record(laptop):
    wrong = case_of(laptop, laptop.screened())
    right = case_of(laptop, laptop.screened())
    opened = cases.load(laptop.session, wrong).entries[-1]
    assert opened.kind is Kind.CASE_OPENED
    given = cases.enter_in_error(
        laptop.session, opened.record, ErrorReason.DUPLICATE, "", cases.NoCase()
    )
    assert given == NO_CASE
    assert [line.case for line in home.load(laptop.session).cases] == [right]
    assert cases.load(laptop.session, wrong).mistaken


def test_the_right_case_must_be_there(laptop):
    record = laptop.screened()
    with pytest.raises(UnknownRecord):
        cases.enter_in_error(laptop.session, record, WRONG, "", NOWHERE)
    assert not results.load(laptop.session, record).in_error


def test_a_case_is_given_with_its_drafts(laptop):
    screening = laptop.start()
    case = laptop.case_of(screening)
    cases.give(laptop.session, case, user(laptop, "Ben"))
    assert not cases.load(laptop.session, case).mine
    laptop.unlock("Ben")
    view = cases.load(laptop.session, case)
    assert (view.mine, view.owner_name) == (True, "Ben")
    assert screen.load(laptop.session, screening).mine
    assert Act.CASE_GIVEN in laptop.acts()


def test_a_case_that_is_given_on_takes_the_drafts_of_who_had_it(laptop):
    laptop.unlock("Ben")
    screening = laptop.start()
    case = laptop.case_of(screening)
    laptop.unlock("Ana")
    cases.give(laptop.session, case, laptop.session.user.id)
    assert screen.load(laptop.session, screening).mine


def test_giving_keeps_what_is_known_of_the_case(laptop):
    case, screening = named(laptop, name="Keisha Brown", birth_date="2010-03-01")
    finish.finish(laptop.session, screening)
    before = cases.load(laptop.session, case)
    cases.give(laptop.session, case, user(laptop, "Ben"))
    after = cases.load(laptop.session, case)
    assert (after.facts, after.identity) == (before.facts, before.identity)


def test_all_cases_and_drafts_are_given_and_nobody_elses(laptop):
    laptop.unlock("Ben")
    bens = case_of(laptop, laptop.screened())
    taken = laptop.start()
    laptop.unlock("Ana")
    mine = [case_of(laptop, laptop.screened()) for _ in range(3)]
    draft = laptop.start()
    screen.take_over(laptop.session, taken)
    cleo = users.add(laptop.session, "Cleo", bytearray(b"x" * 20), Role.CASEWORKER)
    assert cases.give_all(laptop.session, cleo.id) == 4
    owners = {case: cases.load(laptop.session, case).owner_name for case in (*mine, bens)}
    assert owners == {**dict.fromkeys(mine, "Cleo"), bens: "Ben"}
    assert {line.owner_name for line in home.load(laptop.session).drafts} == {"Cleo"}
    assert screen.load(laptop.session, draft).owner_name == "Cleo"


def test_more_cases_than_fit_on_a_page_are_given(laptop):
    with laptop.session.change() as pen:
        for _ in range(230):
            screen.open_case(laptop.session, pen, CaseFacts())
    assert cases.give_all(laptop.session, user(laptop, "Ben")) == 230
    assert cases.give_all(laptop.session, user(laptop, "Ben")) == 0


def test_nothing_is_given_to_somebody_who_is_gone(laptop):
    case = laptop.case_of(laptop.start())
    ben = user(laptop, "Ben")
    users.remove(laptop.session, ben)
    for to in (ben, UserId("nobody")):
        with pytest.raises(NoSuchUser):
            cases.give(laptop.session, case, to)
        with pytest.raises(NoSuchUser):
            cases.give_all(laptop.session, to)
    assert cases.load(laptop.session, case).mine


def test_a_link_is_shown_on_both_cases(laptop):
    one, other = (case_of(laptop, laptop.screened()) for _ in range(2))
    cases.link(laptop.session, one, other, Relation.SAME_EXPLOITER)
    cases.link(laptop.session, one, other, Relation.SIBLING)
    for case, linked in ((one, other), (other, one)):
        view = cases.load(laptop.session, case)
        assert [line.case for line in view.linked] == [linked]
        entry = view.entries[0]
        assert entry.codes == ("sibling",)
        assert entry.other_code == cases.load(laptop.session, linked).code


def test_a_link_made_by_mistake_is_gone_from_both_cases(laptop):
    one, other = (case_of(laptop, laptop.screened()) for _ in range(2))
    cases.link(laptop.session, one, other, Relation.SIBLING)
    made = cases.load(laptop.session, one).entries[0].record
    cases.enter_in_error(laptop.session, made, WRONG, "", cases.NoCase())
    assert cases.load(laptop.session, one).linked == ()
    assert cases.load(laptop.session, other).linked == ()


def test_a_case_is_linked_to_another_that_is_there(laptop):
    case = case_of(laptop, laptop.screened())
    for one, other in ((case, NOWHERE), (NOWHERE, case), (case, case)):
        with pytest.raises(UnknownRecord):
            cases.link(laptop.session, one, other, Relation.SIBLING)
    assert cases.load(laptop.session, case).linked == ()
    assert len(home.load(laptop.session).cases) == 1


def with_code(laptop, *letters):
    """Open cases until the code of one has each of these letters, and give it."""
    while True:
        case = laptop.case_of(laptop.start())
        code = cases.load(laptop.session, case).code
        if all(letter in code for letter in letters):
            return case, code


def test_a_case_is_found_by_its_code_however_it_is_written(laptop):
    case, code = with_code(laptop, "0")
    assert found(laptop, code) == [case]
    assert found(laptop, code.lower().replace("-", " ")) == [case]
    assert found(laptop, code.replace("0", "o").replace("1", "l")) == [case]
    assert case in found(laptop, code[:3])


def test_a_case_is_found_by_tag_and_by_names_in_drafts_and_in_records(laptop):
    draft, _ = named(laptop, name="Keisha Brown", tag="green jacket")
    done, screening = named(laptop, name="José Li-Ortega", facility_number="D-4471")
    finish.finish(laptop.session, screening)
    for typed in ("keisha", "BROWN", "kei bro", "brown keisha", "green", "jack"):
        assert found(laptop, typed) == [draft], typed
    assert done in found(laptop, "li")
    for typed in ("jose", "JOSÉ", "ortega", "Li-Ortega", "d-4471", "4471"):
        assert done in found(laptop, typed), typed
        assert draft not in found(laptop, typed), typed


@pytest.mark.parametrize("typed", ["", " ", "-", " - ", "...", "%", "_", "'", "\u00a0", "~"])
def test_nothing_typed_finds_nothing(laptop, typed):
    named(laptop, name="Keisha", tag="a - b ... % _ ' ~")
    assert cases.find(laptop.session, typed) == ()


@pytest.mark.parametrize("typed", ["isha", "rown", "keisha smith", "zzz", "k%", "k_isha", "'; --"])
def test_what_no_word_begins_with_finds_nothing(laptop, typed):
    case, _ = named(laptop, name="Keisha Brown")
    assert case not in found(laptop, typed)


def test_a_case_found_in_two_ways_is_listed_once(laptop):
    case, screening = named(laptop, name="Keisha")
    finish.finish(laptop.session, screening)
    laptop.start(case)
    assert found(laptop, "keisha") == [case]
