"""A table to read: rows of texts, chosen by key."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView

from merak.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Fit(StrEnum):
    """How wide a column is and to which side it is set."""

    TEXT = "text"
    STRETCH = "stretch"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its title and how it is set."""

    title: str
    fit: Fit = Fit.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its key, and one text for each column."""

    key: str
    cells: tuple[str, ...]


class Rows(QAbstractTableModel):
    """Rows of texts that only whoever presents them changes."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._rows: list[Row] = []

    def present(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Shows these rows instead."""
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), list(rows)
        self.endResetModel()

    def append(self, rows: Sequence[Row]) -> None:
        """Shows more rows below."""
        if not rows:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self.endInsertRows()

    def key(self, index: _Index) -> str:
        """Returns the key of an index's row."""
        return self._rows[index.row()].key

    def place(self, key: str) -> int:
        """Returns the row of a key, -1 if it is not there."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Returns how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Returns how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Returns what Qt asks of a cell."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        text = self._rows[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {text}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        """Returns what Qt asks of a header."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section])
        return None


class DataTable(QTableView):
    """A table whose rows are chosen whole; Tab leaves it, Enter opens a row."""

    opened = Signal(str)
    selected = Signal(str)
    end_reached = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._most = 0
        self._model = Rows(self)
        self.setModel(self._model)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.key(index)))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.retheme()

    def present(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Shows these rows; a row that was chosen and is still there stays chosen."""
        chosen = self.chosen()
        self._model.present(columns, rows)
        header = self.horizontalHeader()
        for place, column in enumerate(columns):
            stretch = column.fit is Fit.STRETCH
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(place, mode.Stretch if stretch else mode.ResizeToContents)
        self.choose(chosen)

    def append(self, rows: Sequence[Row]) -> None:
        """Shows more rows below, after `end_reached`."""
        self._model.append(rows)

    def choose(self, key: str) -> None:
        """Chooses the row of a key, if it is there."""
        place = self._model.place(key) if key else -1
        if place >= 0:
            self.selectRow(place)

    def chosen(self) -> str:
        """Returns the key of the chosen row, empty for none."""
        rows = self.selectionModel().selectedRows()
        return self._model.key(rows[0]) if rows else ""

    def fit_rows(self, most: int = 12) -> None:
        """Makes the table as high as its rows, up to so many; for a table inside a page."""
        self._most = most
        rows = min(most, max(1, self._model.rowCount()))
        height = self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(rows * height + self.horizontalHeader().sizeHint().height() + 4)

    def retheme(self) -> None:
        """Takes font and heights at the current size."""
        self.setFont(theme.figures(14))
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.verticalHeader().setMinimumSectionSize(theme.px(40))
        if self._most:
            self.fit_rows(self._most)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tells which row is chosen."""
        super().selectionChanged(selected, deselected)
        self.selected.emit(self.chosen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the chosen row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.opened.emit(self.chosen())
        else:
            super().keyPressEvent(event)

    def _scrolled(self, value: int) -> None:
        if value and value == self.verticalScrollBar().maximum():
            self.end_reached.emit()


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.fit is Fit.NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
