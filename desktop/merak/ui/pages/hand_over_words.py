"""Before names are sealed: words for the cases that will be known here by their code alone."""

from PySide6.QtCore import Signal

from merak.domain.ids import CaseId
from merak.domain.kit import SealWhen
from merak.services.leaving import Leaving, Readable
from merak.services.seal import Waits
from merak.ui import accessibility
from merak.ui.pages.case_mnemonic import MnemonicField
from merak.ui.pages.home_parts import named
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import muted
from merak.ui.words import n, t

_MOST = 12


class WordsPart(Panel):
    """One gentle line, and a field for each case once it is opened; nothing has to be filled in."""

    kept = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(2)
        self._tasks = tasks
        self._rows: dict[CaseId, Panel] = {}
        self._said = muted("", 14)
        self._fold = FoldAway(t("Choose words to know them by"))
        self._list = Panel(16)
        accessibility.role(self._list, "List")
        self._fold.body.addWidget(
            muted(
                t(
                    "One or two plain words, like “canyon lamp”. Never a name, a nickname or"
                    " initials, and nothing about looks: these words can still be read when the"
                    " name is sealed. They stay on this laptop."
                )
            )
        )
        self._fold.body.addWidget(self._list)
        self.body.addWidget(self._said)
        self.body.addWidget(self._fold)
        self.hide()

    def present(self, shown: Leaving) -> None:
        """Shows which cases have no words; a field that is there stays, with what is typed."""
        due = [one for one in shown.readable if one.waits is Waits.NOTHING]
        if shown.seals is not SealWhen.AT_HAND_OVER:
            due = []
        bare = [one for one in due if not one.mnemonic]
        for case in set(self._rows) - {one.case for one in due}:
            row = self._rows.pop(case)
            row.hide()
            row.deleteLater()
        for one in bare[: _MOST - len(self._rows)]:
            if one.case not in self._rows:
                self._rows[one.case] = self._row(one)
                self._list.body.addWidget(self._rows[one.case])
        self._said.setText(
            n(
                "{count} case will then be known here by its code only.",
                "{count} cases will then be known here by their codes only.",
                len(bare),
            ).format(count=len(bare))
        )
        self._said.setVisible(bool(bare))
        self.setVisible(bool(self._rows))

    def _row(self, one: Readable) -> Panel:
        made = Panel(4)
        accessibility.role(made, "ListItem")
        made.setAccessibleName(one.code)
        made.body.addLayout(named(one.code, one.tag))
        field = MnemonicField(self._tasks, one.case, one.code)
        field.kept.connect(lambda _: self.kept.emit())
        made.body.addWidget(field)
        return made
