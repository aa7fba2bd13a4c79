"""A case by its code: words to know it by, sealing by hand, and what the pages show after it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.audit import audit
from tests.ui.pages.cases_desk import CasesDesk
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange
from tests.ui.pages.test_hand_over import NAME, name_of, screened, start

from merak.domain.answer import Answer, Given
from merak.domain.bodies import Relation
from merak.domain.ids import CaseId, ItemId, RecordId
from merak.domain.record import Kind
from merak.services import cases, finish, hand_over, mnemonics, results, screen, seal, tell
from merak.services.session import Session
from merak.ui import focus, theme
from merak.ui.hands import Hands, to_widget
from merak.ui.pages.case import CasePage
from merak.ui.pages.case_mnemonic import neutral
from merak.ui.pages.home import HomePage
from merak.ui.pages.result import ResultPage
from merak.ui.theme import Look

__all__ = ["between", "made_exchange"]

FIELD = "Words for this case"
WORDS = "paper boat"
LOOKS = {"light": Look(), "dark": Look(dark=True), "large": Look(scale=2.0)}


@pytest.fixture
def case(between: ExchangeDesk) -> CaseId:
    between.enrol()
    found: CaseId = between.on_laptop(screened)
    return found


def opened(between: ExchangeDesk, case: CaseId, fold: str = "") -> Hands:
    hands = between.show(CasePage(between.tasks, case))
    if fold:
        hands.press(fold)
    return hands


def named(between: ExchangeDesk, case: CaseId) -> Hands:
    return opened(between, case, "Words to know it by")


def seal_now(hands: Hands) -> None:
    hands.press("Seal this case")
    hands.press("Seal now")
    hands.press("Yes, seal it")


def noted(session: Session) -> tuple[CaseId, RecordId]:
    draft = start(session)
    screen.answer(session, draft, ItemId("school_absence"), Answer(value=Given(code="yes")))
    screen.note(session, draft, ItemId("school_absence"), "an invented note")
    case = screen.load(session, draft).draft.case
    return case, finish.finish(session, draft)


def test_words_are_kept_by_enter_and_stand_beside_the_code(
    between: ExchangeDesk, case: CaseId
) -> None:
    hands = named(between, case)
    assert hands.shows("Never a name, a nickname or initials")
    assert not hands.has("Take the words away")
    hands.write(FIELD, f" {WORDS}\n")
    assert between.on_laptop(mnemonics.of, case) == WORDS
    code = between.on_laptop(cases.load, case).code
    assert hands.shows(f"Case {code} ({WORDS})")
    assert hands.shows("Kept on this laptop.")
    assert WORDS in list(between.show(HomePage(between.tasks)).texts())
    hands.press("Take the words away")
    assert between.on_laptop(mnemonics.of, case) == ""
    assert not hands.shows(WORDS)


def test_a_name_is_refused_with_a_sentence_and_what_was_typed_stays(
    between: ExchangeDesk, case: CaseId
) -> None:
    hands = named(between, case)
    hands.write(FIELD, "the invented one\n")
    assert hands.shows("This points to who the young person is.")
    assert hands.shows("the invented one")
    assert between.on_laptop(mnemonics.of, case) == ""
    hands.rewrite(FIELD, WORDS)
    assert not hands.shows("This points to who the young person is.")
    hands.press("Keep these words")
    assert between.on_laptop(mnemonics.of, case) == WORDS


def test_words_are_suggested_and_kept_only_when_somebody_says_so(
    between: ExchangeDesk, case: CaseId
) -> None:
    hands = named(between, case)
    hands.press("Suggest some")
    assert between.on_laptop(mnemonics.of, case) == ""
    hands.press("Keep these words")
    kept = between.on_laptop(mnemonics.of, case).split()
    assert len(kept) == 2
    assert set(kept) <= set(neutral())


def test_words_to_suggest_are_many_short_and_each_there_once() -> None:
    words = neutral()
    assert len(set(words)) == len(words) > 50
    assert max(map(len, words)) < 12


def test_two_presses_during_a_slow_save_keep_the_words_once(
    between: ExchangeDesk, case: CaseId
) -> None:
    hands = named(between, case)
    hands.write(FIELD, WORDS)
    field = QApplication.focusWidget()
    assert field is not None
    for _ in range(2):
        to_widget(field, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
    hands.settle()
    assert hands.shows(f"({WORDS})")


def test_half_typed_words_never_become_an_addition_that_travels(
    between: ExchangeDesk, case: CaseId
) -> None:
    page = CasePage(between.tasks, case)
    hands = between.show(page)
    hands.press("Words to know it by")
    hands.write(FIELD, "cany")
    gone: list[str] = []
    page.flush(lambda: gone.append("gone"))
    hands.settle()
    assert gone == ["gone"]
    kinds = [entry.kind for entry in between.on_laptop(cases.load, case).entries]
    assert Kind.ADDENDUM not in kinds


def test_sealing_asks_once_and_tells_what_can_no_longer_be_read(
    between: ExchangeDesk, case: CaseId
) -> None:
    hands = opened(between, case, "Seal this case")
    assert hands.shows("nobody can read it on this laptop any more, with any passphrase")
    assert hands.shows("Practice agency can read what was written.")
    assert hands.shows("Until it is, nobody at all can read it.")
    hands.press("Seal now")
    hands.press("Not now")
    assert between.on_laptop(name_of, case) == NAME
    hands.press("Seal now")
    hands.press("Yes, seal it")
    assert hands.shows("The case is sealed")
    assert hands.shows("Sealed: only Practice agency can read who this is and what was written.")
    for gone in ("Show who this is", "Seal this case", "Reopen"):
        assert not hands.has(gone)
    assert hands.has("Words to know it by")
    assert not hands.shows(NAME)
    assert between.on_laptop(name_of, case) == ""


def test_what_was_written_says_that_it_is_sealed(between: ExchangeDesk) -> None:
    between.enrol()
    case, record = between.on_laptop(noted)
    between.on_laptop(cases.addendum, case, record, "added in the evening")
    between.on_laptop(results.judge, record, "noted", "a reason of mine")
    hands = opened(between, case)
    assert hands.shows("added in the evening")
    seal_now(hands)
    sealed = "What was written here is sealed. Your office can read it."
    assert list(hands.texts()).count(sealed) == 3
    result = between.show(ResultPage(between.tasks, record))
    assert result.shows(sealed)
    assert not result.shows("an invented note")


def test_a_draft_and_a_duty_wait_and_the_page_says_for_what(between: ExchangeDesk) -> None:
    between.enrol()
    case = between.on_laptop(screened, "debt")
    hands = opened(between, case, "Seal this case")
    assert hands.shows("Somebody must still be told, and may ask for the name.")
    assert hands.shows("in any case from ")
    assert not hands.has("Seal now")
    draft = between.on_laptop(start)
    fresh = between.on_laptop(screen.load, draft).draft.case
    hands = opened(between, fresh, "Seal this case")
    assert hands.shows("A draft of this case is open.")
    assert not hands.has("Seal now")


def test_a_laptop_of_no_office_can_seal_nothing_and_says_so(desk: CasesDesk) -> None:
    case = desk.do(results.load, desk.screened()).case
    _, hands = desk.show(CasePage(desk.tasks, case))
    hands.press("Seal this case")
    assert hands.shows("This laptop belongs to no office: it can seal nothing.")
    assert not hands.has("Seal now")


def test_with_nothing_to_seal_the_page_says_so(between: ExchangeDesk) -> None:
    between.enrol()
    case = between.on_laptop(_without_words)
    hands = opened(between, case, "Seal this case")
    assert hands.shows("There is no name and nothing written here that could be sealed.")


def test_a_duty_that_started_meanwhile_seals_nothing(between: ExchangeDesk, case: CaseId) -> None:
    hands = opened(between, case, "Seal this case")
    hands.press("Seal now")
    between.on_laptop(tell.disclosed, case, "")
    hands.press("Yes, seal it")
    assert not hands.shows("The case is sealed")
    assert between.on_laptop(name_of, case) == NAME
    assert hands.shows("Somebody must still be told")


def test_what_is_learned_after_sealing_can_be_shown_and_sealed_too(
    between: ExchangeDesk, case: CaseId
) -> None:
    between.on_laptop(seal.now, (case,))
    between.on_laptop(tell.disclosed, case, "He said more.")
    hands = opened(between, case)
    assert hands.shows("What was written since can still be read here.")
    assert hands.shows("He said more.")
    assert hands.has("Seal this case")


def test_words_are_found_and_shown_where_cases_are_linked(
    between: ExchangeDesk, case: CaseId
) -> None:
    other = between.on_laptop(screened)
    between.on_laptop(mnemonics.call, other, WORDS)
    between.on_laptop(cases.link, case, other, Relation.SIBLING)
    hands = opened(between, case, "Link to another case")
    assert WORDS in list(hands.texts())
    hands.write("Case code, tag or name", "boat")
    code = between.on_laptop(cases.load, other).code
    assert hands.has(f"Link {code} ({WORDS})")


@pytest.fixture(params=list(LOOKS))
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    made = focus.FocusRing(qapp)
    theme.apply(qapp, LOOKS[request.param])
    yield request.param
    made.deleteLater()
    theme.apply(qapp, Look())


def test_the_page_can_be_read_and_reached_in_every_look(
    between: ExchangeDesk, case: CaseId, look: str
) -> None:
    page = CasePage(between.tasks, case)
    hands = between.show(page, 1280, 5600)
    hands.press("Words to know it by")
    hands.write(FIELD, "the invented one\n")
    hands.press("Seal this case")
    hands.press("Seal now")
    assert _found(page) == [], look
    hands.press("Yes, seal it")
    assert _found(page) == [], look


def _found(page: QWidget) -> list[str]:
    return [str(finding) for finding in audit(page)]


def _without_words(session: Session) -> CaseId:
    draft = start(session)
    case = screen.load(session, draft).draft.case
    finish.finish(session, draft)
    assert hand_over.outgoing(session).to_seal == 0
    return case
