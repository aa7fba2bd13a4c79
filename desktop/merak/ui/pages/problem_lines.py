"""What is wrong in a file that a person wrote, each with its place."""

from collections.abc import Sequence

from merak.ui import outside
from merak.ui.outside import Problem
from merak.ui.pages.settings_parts import Outcome
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import muted
from merak.ui.widgets.values import Tone
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

    def refuse(self, error: Exception, outcome: Outcome) -> None:
        """Shows what kept a file for the kit from being taken, each problem or the one reason."""
        problems = outside.problems(error)
        self.present(problems)
        if not problems:
            outcome.present(outside.not_read(error))
            return
        said = n(
            "The file is not taken: it has {count} problem.",
            "The file is not taken: it has {count} problems.",
            len(problems),
        )
        outcome.present(
            BannerValue(
                tone=Tone.WARN,
                title=said.format(count=len(problems)),
                text=t("Correct it and read it again. What the kit has stays until then."),
            )
        )


def _line(one: Problem) -> str:
    # What the readers of files say has no translation: it names keys, which have none either.
    return t("Line {line}, column {column}: {wrong}. {instead}.").format(
        line=one.line, column=one.column, wrong=one.wrong, instead=one.instead
    )
