"""Languages that the young person speaks, picked by name."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui.widgets.boxes import Flow, clear, column
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import ChoiceField
from merak.ui.widgets.values import Option
from merak.ui.words import t


def languages() -> Mapping[str, str]:
    """Gives the languages most often needed: ISO 639-1 code and name in the reader's language."""
    return {
        "en": t("English"),
        "es": t("Spanish"),
        "am": t("Amharic"),
        "ar": t("Arabic"),
        "bn": t("Bengali"),
        "zh": t("Chinese"),
        "fa": t("Dari or Persian"),
        "fr": t("French"),
        "ht": t("Haitian Creole"),
        "hi": t("Hindi"),
        "ko": t("Korean"),
        "ps": t("Pashto"),
        "pt": t("Portuguese"),
        "pa": t("Punjabi"),
        "ru": t("Russian"),
        "so": t("Somali"),
        "sw": t("Swahili"),
        "tl": t("Tagalog"),
        "uk": t("Ukrainian"),
        "ur": t("Urdu"),
        "vi": t("Vietnamese"),
    }


def language_name(code: str) -> str:
    """Gives a language's name, or its code where the name is not known here."""
    return languages().get(code, code)


class LanguagesField(QWidget):
    """A list to add a language from, and a button for each one added that takes it away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._codes: tuple[str, ...] = ()
        self._add = ChoiceField(t("Languages they speak"), (), t("Choose one at a time."))
        self._add.edited.connect(self._added)
        self._chips = Flow(8)
        whole = column(8)
        whole.addWidget(self._add)
        whole.addLayout(self._chips)
        self.setLayout(whole)
        self.present(())

    def present(self, codes: Sequence[str]) -> None:
        """Shows the languages added."""
        self._codes = tuple(codes)
        rest = [code for code in languages() if code not in self._codes]
        nothing = Option(key="", text=t("Add a language"))
        options = (nothing, *(Option(key=code, text=language_name(code)) for code in rest))
        self._add.offer(options, "")
        clear(self._chips)
        for code in self._codes:
            chip = Button(language_name(code), icon="x")
            chip.setAccessibleName(t("Take away {language}").format(language=language_name(code)))
            chip.clicked.connect(lambda _=False, code=code: self._removed(code))
            self._chips.addWidget(chip)

    def value(self) -> tuple[str, ...]:
        """Gives the codes of the languages added, in the order they were."""
        return self._codes

    def _added(self) -> None:
        if code := self._add.value():
            self.present((*self._codes, code))
            self.changed.emit()

    def _removed(self, code: str) -> None:
        self.present([known for known in self._codes if known != code])
        self._add.input.setFocus(Qt.FocusReason.TabFocusReason)
        self.changed.emit()
