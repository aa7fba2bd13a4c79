"""Settings: colours, size of text, language. Each choice is seen at once."""

from dataclasses import replace

from PySide6.QtCore import Signal

from merak.domain.preferences import Appearance, Language, Preferences
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.choice import AnswerSegments, ChoiceCards
from merak.ui.widgets.texts import body, heading, muted
from merak.ui.widgets.values import Option
from merak.ui.words import t

_SIZES = (100, 125, 150, 175, 200)


class DisplaySection(Panel):
    """Tells what was chosen; who shows the window makes it so."""

    look_changed = Signal(object)
    language_changed = Signal(str)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__(16)
        self._preferences = preferences
        self._colours = ChoiceCards(t("Colors"), 200)
        self._size = AnswerSegments(t("Size of text"))
        self._language = ChoiceCards(t("Language"), 200)
        for title, about, choice in (
            (t("Language"), t("Questions can be shown in further languages."), self._language),
            (t("Colors"), t("Dark is easier on the eyes at night."), self._colours),
            (t("Size of text"), t("Everything in the window grows with it."), self._size),
        ):
            card = Card(10, (24, 18, 24, 22))
            card.body.addWidget(heading(title, 2))
            card.body.addWidget(muted(about))
            card.body.addWidget(choice)
            self.body.addWidget(card)
        self.body.addWidget(_sample())
        self._colours.chosen.connect(self._take_colours)
        self._size.chosen.connect(self._take_size)
        self._language.chosen.connect(self._take_language)
        self._present()

    def aim(self) -> None:
        """Puts the focus on the language."""
        self._language.aim()

    def _present(self) -> None:
        chosen = self._preferences
        self._colours.present(_colours(), chosen.look.value)
        nearest = min(_SIZES, key=lambda size: abs(size - chosen.scale * 100))
        self._size.present(_sizes(), str(nearest))
        self._language.present(_languages(), chosen.language.value)

    def _take_colours(self, key: str) -> None:
        self._take(replace(self._preferences, look=Appearance(key)))

    def _take_size(self, key: str) -> None:
        self._take(replace(self._preferences, scale=int(key) / 100))

    def _take_language(self, key: str) -> None:
        self._take(replace(self._preferences, language=Language(key)))
        self.language_changed.emit(key)

    def _take(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.look_changed.emit(preferences)


def _sample() -> Card:
    card = Card(8, (24, 18, 24, 22))
    card.body.addWidget(muted(t("Preview")))
    card.body.addWidget(heading(t("Who decides when you can go out?"), 3))
    card.body.addWidget(body(t("Ask in your own words. The young person may leave it out.")))
    answers = AnswerSegments(t("An example of answers"))
    answers.present(
        (
            Option(key="yes", text=t("Yes"), icon="check"),
            Option(key="no", text=t("No"), icon="minus"),
            Option(key="unknown", text=t("Not known"), icon="circle-question-mark"),
        ),
        "yes",
    )
    card.body.addWidget(answers)
    return card


def _colours() -> tuple[Option, ...]:
    return (
        Option(
            key=Appearance.SYSTEM,
            text=t("Same as this computer"),
            hint=t("Follows this computer’s setting."),
        ),
        Option(key=Appearance.LIGHT, text=t("Light"), hint=t("Dark text on a light ground.")),
        Option(key=Appearance.DARK, text=t("Dark"), hint=t("Light text on a dark ground.")),
    )


def _sizes() -> tuple[Option, ...]:
    return tuple(
        Option(key=str(size), text=t("{percent}%").format(percent=size)) for size in _SIZES
    )


def _languages() -> tuple[Option, ...]:
    # Each language in its own words, so that it is found by who reads only that one.
    return (
        Option(
            key=Language.SYSTEM,
            text=t("Same as this computer"),
            hint=t("Follows this computer’s setting."),
        ),
        Option(key=Language.ENGLISH, text="English"),
        Option(key=Language.SPANISH, text="Español"),
    )
