"""The screening: answers, moving about, what must be told now, and the end."""

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from tests.ui.pages.cases_desk import EXCHANGE, CasesDesk, cases_vault, heard
from tests.ui.pages.cases_desk import one_desk as desk

from merak.domain.answer import Answer, Given, Missing, Source, When, WhyMissing
from merak.domain.facts import UNKNOWN_AGE
from merak.domain.ids import ItemId, RecordId, ScreeningId
from merak.domain.screening import Mode, Preparation
from merak.services import home, results, screen
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.ui import theme
from merak.ui.pages.screening import ScreeningPage
from merak.ui.widgets.item_card import ItemCard
from merak.ui.widgets.level_mark import LevelMark

__all__ = ["cases_vault", "desk"]

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = ItemId("lives_with_non_guardians"), ItemId("pays_or_isolated_at_home")
LEVELS = ("Noted", "Possible concern", "Clear concern", "No indicator seen")


class At:
    """A screening page that is shown, its draft, and hands."""

    def __init__(self, desk: CasesDesk, draft: ScreeningId) -> None:
        self._desk, self.draft = desk, draft
        self.page, self.hands = desk.show(ScreeningPage(desk.tasks, draft))
        self.page.first_focus()
        self.hands.settle()

    def answers(self) -> Mapping[ItemId, Answer]:
        return self._desk.do(screen.load, self.draft).draft.answers

    def cards(self) -> list[ItemCard]:
        return [card for card in self.page.findChildren(ItemCard) if card.isVisible()]

    def saved(self) -> str:
        return self.page._foot.saved.words()

    def close(self) -> None:
        self.page.hide()
        self.page.deleteLater()


@pytest.fixture
def at(desk: CasesDesk) -> Iterator[At]:
    made = At(desk, desk.start())
    yield made
    made.close()


def records(desk: CasesDesk) -> ScreeningId:
    def act(session: Session) -> ScreeningId:
        return screen.start(
            session,
            Beginning(
                set_hash=screen.sets(session)[0].hash,
                preparation=Preparation(mode=Mode.RECORDS),
                age=UNKNOWN_AGE,
                case=NewCase(),
            ),
        )

    return desk.do(act)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_key_answers_and_saved_is_said_by_the_commit_only(at: At) -> None:
    said: list[str] = []
    at.page._draft.saved.connect(lambda _: said.append(at.saved()))
    at.cards()[0].segments.choose(1)
    assert at.saved() == "Saving…"
    assert said == []
    at.hands.settle()
    assert at.saved().startswith("Saved ")
    assert at.answers() == {FIRST: Answer(value=Given(code="yes"), source=Source.YOUTH)}


def test_four_reasons_without_an_answer_are_four_keys(at: At) -> None:
    for key, why in (
        (KEY.Key_3, "unknown"),
        (KEY.Key_4, "declined"),
        (KEY.Key_5, "not_applicable"),
    ):
        at.hands.key(key)
        assert at.answers()[FIRST].value == Missing(why=WhyMissing(why))
    at.hands.key(KEY.Key_Delete)
    assert FIRST not in at.answers()


def test_arrows_never_change_an_answer(at: At) -> None:
    at.hands.key(KEY.Key_1)
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Up):
        at.hands.key(key)
    assert at.answers()[FIRST].value == Given(code="yes")
    assert len(at.answers()) == 1


def test_page_keys_and_letters_move_between_cards(at: At) -> None:
    cards = at.cards()
    for key, card in ((KEY.Key_PageDown, 1), (KEY.Key_J, 2), (KEY.Key_K, 1), (KEY.Key_PageUp, 0)):
        at.hands.key(key)
        assert cards[card].isAncestorOf(focused())
    at.hands.key(KEY.Key_PageUp)
    assert cards[0].isAncestorOf(focused())


def test_only_the_cards_of_one_part_exist(at: At) -> None:
    assert len(at.page.findChildren(ItemCard)) == 4
    at.hands.key(KEY.Key_Return, CONTROL)
    at.hands.key(KEY.Key_Return, CONTROL)
    assert len(at.page.findChildren(ItemCard)) == 2


def test_an_answer_builds_no_card_anew(at: At) -> None:
    cards = at.cards()
    radios = cards[1].findChildren(QRadioButton)
    at.hands.key(KEY.Key_2)
    assert at.cards() == cards
    assert cards[1].findChildren(QRadioButton) == radios


def test_source_basis_and_time_are_saved_with_the_answer(at: At) -> None:
    at.hands.key(KEY.Key_1)
    at.cards()[0].detail.emit(FIRST, "source", "record")
    at.cards()[0].detail.emit(FIRST, "when", "earlier")
    at.hands.settle()
    saved = at.answers()[FIRST]
    assert (saved.source, saved.when) == (Source.RECORD, When.EARLIER)
    at.hands.key(KEY.Key_2)
    assert at.answers()[FIRST].source is Source.RECORD


def test_the_statement_is_not_on_the_screen_until_it_is_asked_for(at: At) -> None:
    statement = "The young person lives with people who act as parents"
    assert at.hands.shows("Who do you live with")
    assert not at.hands.shows(statement)
    assert not at.hands.shows("What to notice")
    at.hands.key(KEY.Key_S)
    assert at.hands.shows(statement)
    assert at.hands.shows("What to notice")


def test_records_are_read_by_the_statement_and_no_prompt_is_shown(desk: CasesDesk) -> None:
    at = At(desk, records(desk))
    assert at.hands.shows("The young person lives with people who act as parents")
    assert not at.hands.shows("Who do you live with")
    at.hands.key(KEY.Key_1)
    assert at.answers()[FIRST].source is Source.RECORD
    at.close()


def test_the_work_goes_on_at_the_card_where_it_was_left(desk: CasesDesk, at: At) -> None:
    left = heard(at.page.left)
    at.hands.key(KEY.Key_Return, CONTROL)
    at.hands.key(KEY.Key_PageDown)
    at.hands.press("Stop here")
    assert left == [()]
    again = At(desk, at.draft)
    assert again.hands.shows("School and work")
    assert again.cards()[1].isAncestorOf(focused())
    again.close()


def test_what_must_be_told_shows_one_calm_line_and_no_level(desk: CasesDesk, at: At) -> None:
    for _ in range(5):
        at.hands.key(KEY.Key_Return, CONTROL)
    card = next(card for card in at.cards() if card.value().item == EXCHANGE)
    assert not at.hands.shows("Your supervisor needs to know now.")
    card.segments.choose(1)
    at.hands.settle()
    assert at.hands.shows("Your supervisor needs to know now.")
    assert not at.page.findChildren(LevelMark)
    assert not any(at.hands.shows(level) for level in LEVELS)
    duties = desk.do(home.load).duties
    assert any(line.duty.case == desk.case_of(at.draft) for line in duties)
    at.hands.press("All right")
    assert not at.hands.shows("Your supervisor needs to know now.")


def test_what_the_rules_say_is_closed_until_it_is_opened(at: At) -> None:
    at.hands.key(KEY.Key_1)
    assert not at.page.findChildren(LevelMark)
    at.hands.key(KEY.Key_R, CONTROL)
    assert [mark.accessibleName() for mark in at.page.findChildren(LevelMark)] == ["Noted", "Noted"]
    at.hands.key(KEY.Key_Escape)
    assert not at.page.findChildren(LevelMark)
    assert FIRST in at.answers()


def test_the_end_lists_what_was_not_asked_with_a_way_there(at: At) -> None:
    at.hands.key(KEY.Key_1)
    at.hands.go_to("Finish")
    assert at.hands.shows("18 questions were not asked.")
    assert not at.hands.shows("Who do you live with")
    at.hands.press("Go to it: Question 2")
    assert at.hands.shows("Home and where you stay")
    assert at.cards()[1].isAncestorOf(focused())


def test_escape_at_the_end_goes_back_and_loses_nothing(at: At) -> None:
    at.hands.key(KEY.Key_1)
    at.hands.go_to("Finish")
    at.hands.key(KEY.Key_Escape)
    assert at.hands.shows("Online and with other people")
    assert FIRST in at.answers()


def test_finishing_asks_once_and_gives_the_result(desk: CasesDesk, at: At) -> None:
    finished = heard(at.page.finished)
    at.hands.key(KEY.Key_1)
    at.hands.go_to("Finish")
    assert finished == []
    at.hands.press("Finish")
    record = RecordId(str(finished[0][0]))
    assert FIRST in desk.do(results.load, record).answers


def test_an_unknown_age_is_asked_for_at_the_end(desk: CasesDesk) -> None:
    at = At(desk, desk.start(age=UNKNOWN_AGE))
    asked = heard(at.page.about_asked)
    at.hands.go_to("Finish")
    assert at.hands.shows("The age is not known")
    at.hands.press("Give the age")
    assert asked == [(at.draft,)]
    at.close()


def test_told_and_not_safe_are_one_key_away(at: At) -> None:
    told, unsafe = heard(at.page.disclosure_asked), heard(at.page.unsafe_asked)
    at.hands.key(KEY.Key_F8)
    at.hands.key(KEY.Key_F9)
    assert (told, unsafe) == ([()], [()])


@pytest.mark.parametrize(("width", "scale", "beside"), [(1280, 1.0, True), (1100, 1.0, False)])
def test_with_little_room_the_parts_are_chosen_above_the_cards(
    at: At, width: int, scale: float, *, beside: bool
) -> None:
    at.page.resize(width, 744)
    at.hands.settle()
    assert at.page._side.isVisible() is beside
    assert at.page._chooser.isVisible() is not beside


def test_large_text_puts_the_parts_above_the_cards(qapp: QApplication, at: At) -> None:
    theme.apply(qapp, theme.Look(scale=1.75))
    at.page.resize(2400, 1000)
    at.hands.settle()
    assert at.page._chooser.isVisible()
    theme.apply(qapp, theme.Look())
    at.hands.settle()
    assert at.page._side.isVisible()


def test_a_card_that_grows_by_its_answer_stays_in_view(at: At) -> None:
    at.hands.key(KEY.Key_PageDown)
    at.hands.key(KEY.Key_PageDown)
    at.hands.key(KEY.Key_1)
    at.hands.key(KEY.Key_N)
    card = at.cards()[2]
    assert card.visibleRegion().boundingRect().height() == card.height()


def test_pages_that_were_left_leave_no_card_behind(desk: CasesDesk, at: At) -> None:
    at.hands.go_to("Money and debts")
    before = len(at.page.findChildren(QWidget))
    for part in ("Home", "School", "Safety", "Online", "Money"):
        at.hands.go_to(part)
    assert len(at.page.findChildren(QWidget)) == before
