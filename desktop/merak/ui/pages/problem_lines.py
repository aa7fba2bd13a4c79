"""What is wrong in a file that a person wrote, each with its place."""

from collections.abc import Sequence

from merak.ui.outside import Problem
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import muted
from merak.ui.words import n, t

_SHOWN = 30


class ProblemLines(Panel):
    """Shows the problems of the last file; nothing until there are some."""

    def __init__(self) -> None:
        super().__init__(8)
        self._lines, self._more = Sentences((), "circle-alert", "high_mark"), muted("")
        self.body.addWidget(self._lines)
        self.body.addWidget(self._more)
        self.present(())

    def present(self, problems: Sequence[Problem]) -> None:
        """Shows these, the first in the file first."""
        self._lines.present([_line(one) for one in problems[:_SHOWN]])
        left = len(problems) - _SHOWN
        more = n("{count} more is not shown.", "{count} more are not shown.", left)
        self._more.setText(more.format(count=left))
        self._more.setVisible(left > 0)
        self.setVisible(bool(problems))


def _line(one: Problem) -> str:
    # What the readers of files say has no translation: it names keys, which have none either.
    return t("Line {line}, column {column}: {wrong}. {instead}.").format(
        line=one.line, column=one.column, wrong=one.wrong, instead=one.instead
    )
