"""Before names are sealed: words for the cases that will be known here by their code alone."""

from PySide6.QtCore import Signal

from merak.domain.ids import CaseId
from merak.domain.kit import SealWhen
from merak.services.leaving import Leaving, Readable
from merak.services.seal import Waits
from merak.ui.pages.case_mnemonic import MnemonicField, warning
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import muted
from merak.ui.words import t

_MOST = 12


class WordsPart(FoldAway):
    """A field for each such case; nothing has to be filled in."""

    kept = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Choose words to know them by"))
        self._tasks = tasks
        self._rows: dict[CaseId, MnemonicField] = {}
        self._list = Panel(16)
        self.body.addWidget(muted(warning()))
        self.body.addWidget(self._list)
        self.hide()

    def present(self, shown: Leaving) -> int:
        """Shows the cases without words and says how many; what is typed into a field stays."""
        due = [one for one in shown.readable if one.waits is Waits.NOTHING]
        if shown.seals is not SealWhen.AT_HAND_OVER:
            due = []
        for case in set(self._rows) - {one.case for one in due}:
            row = self._rows.pop(case)
            row.hide()
            row.deleteLater()
        bare = [one for one in due if not one.mnemonic]
        for one in [one for one in bare if one.case not in self._rows][: _MOST - len(self._rows)]:
            self._rows[one.case] = self._row(one)
            self._list.body.addWidget(self._rows[one.case])
        self.setVisible(bool(self._rows))
        return len(bare)

    def _row(self, one: Readable) -> MnemonicField:
        label = t("Words for {code}").format(code=one.code)
        made = MnemonicField(self._tasks, one.case, label, one.tag, one.code)
        made.kept.connect(lambda _: self.kept.emit())
        return made
