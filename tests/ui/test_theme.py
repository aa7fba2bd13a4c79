import ast
import re
import string
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from tests.ui.audit import contrast

from merak import paths
from merak.ui import icons, stylesheet, theme, words
from merak.ui.tokens import DARK, LIGHT, Tokens
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.texts import body

READ = [
    ("text", "canvas"),
    ("text", "surface"),
    ("text", "sunken"),
    ("muted", "canvas"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("primary", "surface"),
    ("primary", "canvas"),
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_press"),
    ("on_soft", "soft"),
    ("on_chrome", "chrome"),
    ("on_chrome", "chrome_hover"),
    ("chrome_muted", "chrome"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("high_text", "high_ground"),
    ("high_text", "surface"),
    ("high_text", "canvas"),
    ("warn_text", "warn_ground"),
    ("ok_text", "ok_ground"),
    ("info_text", "info_ground"),
]
SEEN = [
    ("control", "surface"),
    ("control", "canvas"),
    ("focus", "surface"),
    ("focus", "canvas"),
    ("primary", "track"),
    ("high_mark", "high_ground"),
    ("warn_mark", "warn_ground"),
    ("ok_mark", "ok_ground"),
    ("info_mark", "info_ground"),
    ("chrome_line", "chrome"),
]
TOKENS = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, theme.Look())
    yield qapp
    theme.apply(qapp, theme.Look())
    words.use("en")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))


def ratio(tokens: Tokens, front: str, ground: str) -> float:
    return contrast(*(QColor(getattr(tokens, name)).rgb() for name in (front, ground)))


@TOKENS
@pytest.mark.parametrize(("front", "ground"), READ)
def test_text_can_be_read_on_its_ground(tokens: Tokens, front: str, ground: str) -> None:
    assert ratio(tokens, front, ground) >= 4.5


@TOKENS
@pytest.mark.parametrize(("front", "ground"), SEEN)
def test_marks_and_edges_can_be_seen(tokens: Tokens, front: str, ground: str) -> None:
    assert ratio(tokens, front, ground) >= 3


@TOKENS
def test_every_token_is_a_colour(tokens: Tokens) -> None:
    for each in fields(tokens):
        assert re.fullmatch("#[0-9A-F]{6}", getattr(tokens, each.name))


def test_lengths_grow_with_the_text_and_hairlines_do_not() -> None:
    double = stylesheet.build(LIGHT, 2.0)
    assert "padding: 16px 28px" in double
    assert "border: 1px solid" in double
    assert not re.search(r"\d+u\b", double)
    assert "$" not in double


def test_a_larger_look_reaches_windows_that_are_open(app: QApplication, qtbot: QtBot) -> None:
    label = body("Words")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint().height()
    theme.apply(app, theme.Look(scale=2.0))
    assert label.font().pixelSize() == 28
    assert label.sizeHint().height() > 1.8 * before
    label.close()


def test_a_dark_look_reaches_windows_that_are_open(app: QApplication, qtbot: QtBot) -> None:
    button = Button("Print", icon="save")
    qtbot.addWidget(button)
    button.show()
    theme.apply(app, theme.Look(dark=True))
    image = button.grab().toImage()
    assert image.pixelColor(image.width() // 2, 4).name().upper() == DARK.surface
    button.close()


@pytest.mark.parametrize(("asked", "given"), [(0.5, 1.0), (1.3, 1.3), (9.0, 2.0)])
def test_the_scale_stays_between_one_and_two(app: QApplication, asked: float, given: float) -> None:
    theme.apply(app, theme.Look(scale=asked))
    assert theme.current().scale == given


def test_the_shipped_typeface_is_used(app: QApplication) -> None:
    assert "Inter" in QFontDatabase.families()
    assert QFontInfo(theme.font()).family() == "Inter"


@pytest.mark.parametrize("kind", ["fonts", "icons"])
def test_what_is_shipped_of_others_has_its_licence_beside_it(kind: str) -> None:
    texts = [file.read_text("utf-8") for file in (paths.resources() / kind).glob("*.txt")]
    assert any("permission" in text.lower() and "copyright" in text.lower() for text in texts)


def icons_named(file: Path) -> set[str]:
    """What code asks to be drawn: `icon=`, and the icon's place in calls that take one."""
    places = {"Picture": 0, "pixmap": 0, "icon": 0, "Empty": 0, "Button": 2}
    named: set[str] = set()
    for call in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        given = [word.value for word in call.keywords if word.arg == "icon"]
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given += call.args[places[name] :][:1] if name in places else []
        named |= {part.value for part in given if isinstance(part, ast.Constant) and part.value}
    return named


def test_every_icon_that_code_names_is_shipped() -> None:
    shipped = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    for file in Path(icons.__file__).parent.rglob("*.py"):
        assert icons_named(file) <= shipped, file.name


def test_icons_take_the_colour_of_their_role(app: QApplication) -> None:
    picture = icons.pixmap("circle", "danger", 48).toImage()
    assert picture.pixelColor(24, 4).name().upper() == LIGHT.danger


def test_arrows_turn_round_where_people_read_from_right_to_left(app: QApplication) -> None:
    left = icons.pixmap("arrow-left").toImage()
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = icons.pixmap("arrow-left").toImage()
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert left != right
    assert right == icons.pixmap("arrow-right").toImage()


def test_a_language_without_texts_speaks_english(app: QApplication) -> None:
    words.use("xx")
    assert words.t("Clear") == "Clear"
    assert words.n("{count} case", "{count} cases", 2) == "{count} cases"
    assert words.t("") == ""


def test_qt_speaks_the_language_too(app: QApplication) -> None:
    words.use("es")
    assert words.language() == "es"
    assert app.translate("QPlatformTheme", "Cancel") == "Cancelar"
    words.use("en")
    assert app.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_a_language_read_from_right_to_left_turns_the_windows(app: QApplication) -> None:
    words.use("ar")
    assert app.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nov 22, 2026, 5:00\u202fAM"), ("es", "22 de nov de 2026, 5:00")],
)
def test_a_moment_is_told_in_the_place_s_time(app: QApplication, language: str, said: str) -> None:
    words.use(language)
    assert words.when("2026-11-22T10:00:00Z", -300) == said


def test_a_moment_near_midnight_has_its_place_s_date(app: QApplication) -> None:
    words.use("en")
    assert words.when("2026-11-22T02:00:00Z", -300).startswith("Nov 21, 2026")


def test_messages_in_the_code_are_whole_sentences_for_translators() -> None:
    """A text put together before it is looked up is never found in a catalog."""
    ui = Path(words.__file__).parent
    for file in ui.rglob("*.py"):
        assert not re.search(r"\b[tn]\(f[\"']", file.read_text("utf-8")), file.name


def test_style_sheet_names_only_tokens() -> None:
    template = string.Template((paths.resources() / "styles" / "merak.qss").read_text("utf-8"))
    assert set(template.get_identifiers()) <= {each.name for each in fields(Tokens)}


def test_no_widget_shows_markup(app: QApplication, qtbot: QtBot) -> None:
    label = body("<b>not bold</b>")
    qtbot.addWidget(label)
    assert isinstance(label, QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
