"""Fields and the screening card: nothing typed is lost, nothing secret stays."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from merak.ui import accessibility, focus, theme
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.details import Detail
from merak.ui.widgets.fields import ChoiceField, NoteField, TextField, TickField
from merak.ui.widgets.group_fields import DateField, RadioField
from merak.ui.widgets.inputs import Combo
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.secret import Secret
from merak.ui.widgets.secret_field import SecretField
from merak.ui.widgets.values import Option

KEY = Qt.Key
OPTIONS = (Option(key="yes", text="Yes"), Option(key="no", text="No"))


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[None]:
    accessibility.install()
    ring = focus.FocusRing(qapp)
    theme.apply(qapp, theme.Look())
    yield
    ring.deleteLater()


def show(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(800, 500)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


def at() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def heard(signal: object) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    signal.connect(lambda *values: said.append(values))
    return said


def test_an_error_never_clears_what_was_typed(qtbot: QtBot) -> None:
    field = TextField("Facility number", "Six figures.")
    show(qtbot, field)
    qtbot.keyClicks(field.input, "12")
    field.complain("A facility number has six figures; this has two.")
    assert field.value() == "12"
    field.complain("")
    assert field.value() == "12"
    field.close()


def test_a_screen_reader_hears_the_error_then_the_help(qtbot: QtBot) -> None:
    field = TextField("Facility number", "Six figures.")
    show(qtbot, field)
    told = QAccessible.queryAccessibleInterface(field.input)
    assert told.text(QAccessible.Text.Name) == "Facility number"
    assert told.text(QAccessible.Text.Description) == "Six figures."
    field.complain("Too short.")
    assert told.text(QAccessible.Text.Description) == "Too short. Six figures."
    field.close()


def test_presenting_is_not_editing(qtbot: QtBot) -> None:
    fields = (TextField("A"), ChoiceField("B", OPTIONS), RadioField("C", OPTIONS), DateField("D"))
    said = [heard(field.edited) for field in fields]
    fields[0].present("x")
    fields[1].present("no")
    fields[2].present("no")
    fields[3].present("2010-05-03")
    assert said == [[], [], [], []]
    assert [field.value() for field in fields] == ["x", "no", "no", "2010-05-03"]
    for field in fields:
        qtbot.addWidget(field)


def test_a_needed_field_says_so_in_its_label(qtbot: QtBot) -> None:
    field = TextField("Your name", required=True)
    qtbot.addWidget(field)
    assert field.input.accessibleName() == "Your name (needed)"


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    panel = Panel()
    note, after = NoteField("Note"), Button("After")
    panel.body.addWidget(note)
    panel.body.addWidget(after)
    show(qtbot, panel)
    left = heard(note.left)
    note.aim()
    qtbot.keyClick(at(), KEY.Key_Tab)
    assert at() is after
    assert left == [()]
    panel.close()


def test_a_note_grows_with_its_text(qtbot: QtBot) -> None:
    note = NoteField("Note")
    show(qtbot, note)
    before = note.input.height()
    note.present("\n".join("line" for _ in range(6)))
    assert note.input.height() > before
    note.close()


def test_a_tick_is_taken_anywhere_on_its_words(qtbot: QtBot) -> None:
    field = TickField("I have told the young person what I must report.")
    show(qtbot, field)
    said = heard(field.edited)
    at_the_end = field.input.rect().center()
    qtbot.mouseClick(field.input, Qt.MouseButton.LeftButton, pos=at_the_end)
    assert field.value()
    assert said == [()]
    field.close()


@pytest.mark.parametrize(
    ("typed", "value", "blank"),
    [
        (("", "", ""), "", True),
        (("2010", "5", "3"), "2010-05-03", False),
        (("2010", "2", "30"), "", False),
        (("10", "5", "3"), "", False),
        (("2010", "", "3"), "", False),
    ],
)
def test_a_date_is_a_date_or_nothing(
    qtbot: QtBot, typed: tuple[str, str, str], value: str, blank: bool
) -> None:
    field = DateField("Birth date")
    qtbot.addWidget(field)
    for letter, text in zip("yMd", typed, strict=True):
        field._parts[letter].setText(text)
    assert (field.value(), field.blank()) == (value, blank)


def test_a_date_is_asked_in_the_order_of_the_place(qtbot: QtBot) -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        american = DateField("Birth date")
        QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Spain))
        spanish = DateField("Birth date")
    finally:
        QLocale.setDefault(before)
    assert "".join(american._parts) == "Mdy"
    assert "".join(spanish._parts) == "dMy"
    qtbot.addWidget(american)
    qtbot.addWidget(spanish)


# Passphrases


@given(st.lists(st.one_of(st.text(max_size=3), st.sampled_from(["<", ">", "back", "del"]))))
def test_a_secret_is_edited_like_any_text(steps: list[str]) -> None:
    secret, text, caret = Secret(), "", 0
    for step in steps:
        if step == "<":
            secret.step(-1)
            caret = max(0, caret - 1)
        elif step == ">":
            secret.step(1)
            caret = min(len(text), caret + 1)
        elif step == "back":
            secret.back()
            text = text[: max(0, caret - 1)] + text[caret:]
            caret = max(0, caret - 1)
        elif step == "del":
            secret.forward()
            text = text[:caret] + text[caret + 1 :]
        else:
            secret.insert(step)
            kept = step.encode("utf-8", "ignore").decode()
            text = text[:caret] + kept + text[caret:]
            caret += len(kept)
    assert (secret.shown(), secret.caret, len(secret)) == (text, caret, len(text))
    assert bytes(secret._room[secret._end :]).strip(b"\0") == b""


def test_a_wiped_secret_leaves_only_zeros() -> None:
    secret = Secret()
    room = secret._room
    secret.insert("correct horse")
    taken = secret.take()
    assert taken == b"correct horse"
    assert secret._room is room
    assert bytes(room).strip(b"\0") == b""


def test_a_secret_too_long_to_hold_is_refused_whole() -> None:
    secret = Secret()
    assert not secret.insert("x" * 2000)
    assert len(secret) == 0


@pytest.fixture
def secret(qtbot: QtBot) -> Iterator[SecretField]:
    made = SecretField("Passphrase", "Six words are easier than one hard word.")
    show(qtbot, made)
    made.aim()
    yield made
    made.close()


def test_a_passphrase_is_typed_moved_in_and_submitted(secret: SecretField, qtbot: QtBot) -> None:
    lengths, submitted = heard(secret.typed), heard(secret.submitted)
    qtbot.keyClicks(secret.input, "hrse")
    for key in (KEY.Key_Home, KEY.Key_Right):
        qtbot.keyClick(secret.input, key)
    qtbot.keyClicks(secret.input, "o")
    qtbot.keyClick(secret.input, KEY.Key_Return)
    assert lengths[-1] == (5,)
    assert submitted == [()]
    assert secret.take() == b"horse"
    assert secret.length() == 0


def test_a_passphrase_is_pasted_and_never_copied(secret: SecretField, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("correct horse\n")
    qtbot.keyClick(secret.input, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("other")
    for key in (KEY.Key_A, KEY.Key_C, KEY.Key_X):
        qtbot.keyClick(secret.input, key, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "other"
    assert secret.take() == b"correct horse"


def test_an_input_method_types_too_and_learns_nothing(secret: SecretField) -> None:
    event = QInputMethodEvent("", [])
    event.setCommitString("é")
    QApplication.sendEvent(secret.input, event)
    asked = secret.input.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText)
    assert asked == ""
    assert secret.take() == "é".encode()


def test_a_screen_reader_hears_a_passphrase_input_and_only_dots(
    secret: SecretField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(secret.input, "horse")
    told = QAccessible.queryAccessibleInterface(secret.input)
    assert told.role() == QAccessible.Role.EditableText
    assert told.state().passwordEdit
    assert told.text(QAccessible.Text.Name) == "Passphrase"
    assert told.text(QAccessible.Text.Value) == "•••••"


def test_a_passphrase_shows_only_when_asked_and_hides_when_wiped(
    secret: SecretField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(secret.input, "horse")
    hidden = secret.input.grab().toImage()
    toggle = secret.findChildren(Button)[0]
    qtbot.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert toggle.accessibleName() == "Hide what is typed"
    assert secret.input.grab().toImage() != hidden
    secret.wipe()
    assert toggle.accessibleName() == "Show what is typed"
    assert secret.length() == 0


def test_a_capital_without_shift_is_a_hint_of_caps_lock(secret: SecretField, qtbot: QtBot) -> None:
    qtbot.keyClick(secret.input, "h")
    assert not secret._caps.isVisible()
    qtbot.keyClick(secret.input, "H")
    assert secret._caps.isVisible()
    qtbot.keyClick(secret.input, "H", Qt.KeyboardModifier.ShiftModifier)
    assert not secret._caps.isVisible()


# The screening card


def value(**changes: object) -> CardValue:
    given: dict[str, object] = {
        "item": "control_1",
        "number": "Question 3",
        "statement": "Someone else decides where the young person goes.",
        "prompts": ("Who decides when you can go out?",),
        "options": OPTIONS,
        "details": (Detail(which="source", label="From", options=OPTIONS, chosen="yes"),),
    }
    return CardValue(**(given | changes))  # type: ignore[arg-type]


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[ItemCard]:
    made = ItemCard(value())
    show(qtbot, made)
    made.aim()
    yield made
    made.close()


def test_the_card_tells_item_and_answer(card: ItemCard, qtbot: QtBot) -> None:
    answered = heard(card.answered)
    qtbot.keyClick(at(), KEY.Key_2)
    assert answered == [("control_1", "no")]


def test_the_card_takes_an_answer_back(card: ItemCard, qtbot: QtBot) -> None:
    cleared = heard(card.cleared)
    card.present(value(chosen="yes"))
    clear = next(b for b in card.findChildren(Button) if b.text() == "Clear")
    assert clear.isVisible()
    qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert cleared == [("control_1",)]


def test_details_come_with_an_answer_and_tell_which(card: ItemCard, qtbot: QtBot) -> None:
    combo = card.findChildren(Combo)[0]
    assert not combo.isVisible()
    card.present(value(chosen="yes"))
    assert combo.isVisible()
    told = heard(card.detail)
    qtbot.keyClick(combo, KEY.Key_Down)
    assert told == [("control_1", "source", "no")]


def test_n_opens_the_note_and_digits_in_it_answer_nothing(card: ItemCard, qtbot: QtBot) -> None:
    answered, edited, left = heard(card.answered), heard(card.note_edited), heard(card.note_left)
    qtbot.keyClick(at(), KEY.Key_N)
    assert isinstance(at(), QPlainTextEdit)
    qtbot.keyClicks(at(), "at 12")
    assert answered == []
    assert edited[-1] == ("control_1", "at 12")
    qtbot.keyClick(at(), KEY.Key_Escape)
    assert not isinstance(at(), QPlainTextEdit)
    assert left == [("control_1", "at 12")]


def test_a_note_being_typed_is_not_overwritten(card: ItemCard, qtbot: QtBot) -> None:
    qtbot.keyClick(at(), KEY.Key_N)
    qtbot.keyClicks(at(), "He said")
    card.present(value(chosen="yes", note="He"))
    assert card.value().note == "He said"


def test_a_card_with_a_note_opens_with_it(qtbot: QtBot) -> None:
    card = ItemCard(value(note="Looked at the door."))
    show(qtbot, card)
    assert card.note.isVisible()
    assert card.note.toPlainText() == "Looked at the door."
    card.close()


@pytest.mark.parametrize(
    ("key", "by"),
    [(KEY.Key_PageDown, 1), (KEY.Key_J, 1), (KEY.Key_PageUp, -1), (KEY.Key_K, -1)],
)
def test_keys_step_to_the_next_card(card: ItemCard, qtbot: QtBot, key: Qt.Key, by: int) -> None:
    stepped = heard(card.step)
    qtbot.keyClick(at(), key)
    assert stepped == [(by,)]


def test_s_opens_the_statement_behind_the_prompt(card: ItemCard, qtbot: QtBot) -> None:
    assert not card._statement.isVisible()
    qtbot.keyClick(at(), KEY.Key_S)
    assert card._statement.isVisible()
    qtbot.keyClick(at(), KEY.Key_S)
    assert not card._statement.isVisible()


def test_without_prompts_the_statement_is_the_question(card: ItemCard, qtbot: QtBot) -> None:
    card.present(value(prompts=()))
    assert card._title.text() == value().statement
    qtbot.keyClick(at(), KEY.Key_S)
    assert not card._statement.isVisible()


def test_a_shortcut_with_control_is_left_to_the_window(card: ItemCard, qtbot: QtBot) -> None:
    stepped, answered = heard(card.step), heard(card.answered)
    for key in (KEY.Key_K, KEY.Key_1):
        qtbot.keyClick(at(), key, Qt.KeyboardModifier.ControlModifier)
    assert (stepped, answered) == ([], [])


def test_the_card_tells_once_when_a_person_comes_to_it(qtbot: QtBot) -> None:
    panel = Panel()
    first, second = ItemCard(value()), ItemCard(value(item="control_2"))
    panel.body.addWidget(first)
    panel.body.addWidget(second)
    show(qtbot, panel)
    first.aim()
    told = heard(second.focused)
    second.aim()
    qtbot.keyClick(at(), KEY.Key_Right)
    assert told == [("control_2",)]
    panel.close()
