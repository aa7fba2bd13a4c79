"""Where a person is in a row of steps."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from merak.ui import accessibility, theme
from merak.ui.widgets.boxes import column, row
from merak.ui.widgets.texts import Picture, Text
from merak.ui.words import t

_DONE, _HERE, _LATER = "circle-check", "circle-dot", "circle"
_MARK, _GAP, _BETWEEN = 18, 6, 20


class _Step(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        inner = row(_GAP)
        self._mark = Picture(_LATER, _MARK, "muted")
        self._bold = Text(name, 13, theme.Weight.DemiBold, "primary").one_line()
        self._light = Text(name, 13, tone="muted").one_line()
        for part in (self._mark, self._bold, self._light):
            inner.addWidget(part)
        self.setLayout(inner)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def present(self, by: int) -> None:
        """Shows that the step is behind (below 0), here (0) or ahead."""
        name = _HERE if by == 0 else _DONE if by < 0 else _LATER
        self._mark.present(name, "muted" if by > 0 else "primary")
        self._bold.setVisible(by == 0)
        self._light.setVisible(by != 0)


class Steps(QWidget):
    """All steps in one row where there is room, else only the one a person is at."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names, self._at = tuple(names), 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        accessibility.role(self, "Grouping")
        whole = column(0)
        self._wide, self._said = QWidget(), Text("", 13, theme.Weight.DemiBold, "primary")
        inner = row(_BETWEEN)
        self._steps = [_Step(name) for name in names]
        for step in self._steps:
            inner.addWidget(step)
        inner.addStretch(1)
        self._wide.setLayout(inner)
        whole.addWidget(self._wide)
        whole.addWidget(self._said)
        self.setLayout(whole)
        self.present(0)

    def present(self, at: int) -> None:
        """Shows that a person is at this step, counted from 0."""
        self._at = at
        for number, step in enumerate(self._steps):
            step.present(number - at)
        said = t("Step {number} of {count}: {name}").format(
            number=at + 1, count=len(self._names), name=self._names[at]
        )
        self._said.setText(said)
        self.setAccessibleName(said)
        self._fit()

    def retheme(self) -> None:
        """Fits anew at the current size."""
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows all steps, or only one where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Needs no width: where there is little, it shows less."""
        return QSize(0, super().minimumSizeHint().height())

    def _needs(self) -> int:
        # Reckoned, not asked of the labels: these do not know their new size yet.
        metrics = QFontMetrics(theme.font(13, theme.Weight.DemiBold))
        words = sum(metrics.horizontalAdvance(name) + 2 for name in self._names)
        marks = len(self._names) * (theme.px(_MARK) + theme.px(_GAP))
        return words + marks + (len(self._names) - 1) * theme.px(_BETWEEN)

    def _fit(self) -> None:
        all_fit = self._needs() <= self.width()
        self._wide.setVisible(all_fit)
        self._said.setVisible(not all_fit)
