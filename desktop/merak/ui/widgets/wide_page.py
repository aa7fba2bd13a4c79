"""A page whose column is wide enough for two columns side by side."""

from merak.ui import theme
from merak.ui.widgets.page import Page

_COLUMN = 1120


class WidePage(Page):
    """A page for what is looked over and not read through."""

    def __init__(
        self, title: str, lead_text: str = "", eyebrow_text: str = "", gap: float = 14
    ) -> None:
        super().__init__(title, lead_text, eyebrow_text, gap)
        self.retheme()

    def retheme(self) -> None:
        """Takes the width of the column."""
        super().retheme()
        self._column.setMaximumWidth(theme.px(_COLUMN))
