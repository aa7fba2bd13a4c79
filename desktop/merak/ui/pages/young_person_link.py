"""Linking the case to another: a brother or sister, or somebody harmed together with them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.services.case_lines import CaseLine
from merak.ui.widgets.boxes import Box, EvenFlow, clear, column, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import Text, muted
from merak.ui.widgets.values import Option
from merak.ui.words import t


class LinkPart(FoldAway):
    """Looks for a case by code, tag or name, and links it."""

    searched = Signal(str)
    link_asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(t("Link to another case"), t("A brother or sister, or others involved."))
        self._typed = TextField(t("Case code, tag or name"))
        self._how = ChoiceField(t("How they belong together"), _relations())
        self._how.present(Relation.SIBLING)
        self._found = column(6)
        self._done = column(4)
        pairs = EvenFlow(16, 300)
        pairs.addWidget(self._how)
        pairs.addWidget(self._typed)
        self.body.addLayout(pairs)
        self.body.addLayout(self._found)
        self.body.addLayout(self._done)
        self._typed.edited.connect(lambda: self.searched.emit(self._typed.value().strip()))

    def present(self, mine: CaseId, typed: str, found: Sequence[CaseLine]) -> None:
        """Shows what was found for the words typed; an answer to older words is passed over."""
        if typed != self._typed.value().strip():
            return
        clear(self._found)
        others = [line for line in found if line.case != mine and not line.mistaken]
        for line in others:
            self._found.addLayout(self._line(line))
        if typed and not others:
            self._found.addWidget(
                muted(t("No case on this laptop has that code, tag or name."), 14)
            )

    def present_linked(self, code: str) -> None:
        """Says that a case is linked now."""
        clear(self._found)
        self._typed.present("")
        self._done.addWidget(Text(t("Linked to {code}").format(code=code)))

    def _line(self, found: CaseLine) -> Box:
        line = row(12)
        words = f"{found.code} · {found.tag}" if found.tag else found.code
        line.addWidget(Text(words), 1)
        button = Button(t("Link"), icon="link")
        button.setAccessibleName(t("Link {code}").format(code=found.code))
        button.clicked.connect(
            lambda: self.link_asked.emit(found.case, found.code, self._how.value())
        )
        line.addWidget(button)
        return line


def _relations() -> Sequence[Option]:
    return (
        Option(key=Relation.SIBLING, text=t("Brother or sister")),
        Option(key=Relation.SAME_EXPLOITER, text=t("Harmed by the same person")),
        Option(key=Relation.TOGETHER, text=t("Were together")),
    )
