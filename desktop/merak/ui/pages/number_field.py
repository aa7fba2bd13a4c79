"""A field for a whole number between two others."""

from merak.ui.widgets.fields import TextField
from merak.ui.words import t


class NumberField(TextField):
    """Asks again for what is no number, or none that fits."""

    def __init__(self, label: str, most: int, least: int = 0) -> None:
        super().__init__(label, width=120)
        self._least, self._most = least, most
        self.edited.connect(lambda: self.complain(""))

    def check(self) -> bool:
        """Says whether it is a number that can be; asks for one where it is none."""
        typed = self.value().strip()
        good = typed.isascii() and typed.isdigit() and self._least <= int(typed) <= self._most
        if self._least:
            asked = t("Type a whole number from {least} to {most}.")
        else:
            asked = t("Type a whole number up to {most}.")
        self.complain("" if good else asked.format(least=self._least, most=self._most))
        return good

    def number(self, else_: int) -> int:
        """Returns the number, or the one given where it is not asked for now."""
        return int(self.value()) if not self.isHidden() else else_
