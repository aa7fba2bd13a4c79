"""Fields: nothing typed is lost, and a screen reader hears what is wrong."""

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot
from tests.ui.hand import KEY, at, heard, look, show  # noqa: F401

from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import ChoiceField, NoteField, TextField, TickField
from merak.ui.widgets.group_fields import DateField, RadioField
from merak.ui.widgets.values import Option

pytestmark = pytest.mark.usefixtures("look")


OPTIONS = (Option(key="yes", text="Yes"), Option(key="no", text="No"))


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
