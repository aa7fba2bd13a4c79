"""Who a case is about: shown, given words to know it by, and sealed."""

from PySide6.QtCore import Signal

from merak.domain.identity import names_somebody
from merak.domain.ids import CaseId
from merak.services.cases import CaseView
from merak.services.seal import Standing
from merak.ui.pages.case_mnemonic import MnemonicField, warning
from merak.ui.pages.case_seal import SealPart
from merak.ui.pages.case_who import WhoPart
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Panel
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.sentences import Sentences
from merak.ui.words import t


class KnownCard(Card):
    """Three quiet lines that open; of a sealed case one sentence that it is."""

    changed = Signal()
    """The words are others now, or what sealing waits for."""
    sealed = Signal()

    def __init__(self, tasks: Tasks, case: CaseId) -> None:
        super().__init__(0, (20, 6, 20, 8))
        self._away = Sentences((), "lock", "muted")
        place = Panel(0, (0, 10, 0, 6))
        place.body.addWidget(self._away)
        self._place = place
        self._who = WhoPart()
        self._words = FoldAway(
            t("Words to know it by"), t("For this laptop. They stay when the name is sealed.")
        )
        self._field = MnemonicField(tasks, case, t("Words for this case"), warning())
        self._words.body.addWidget(self._field)
        self._seal = SealPart(tasks, case)
        for part in (place, self._who, self._words, self._seal):
            self.body.addWidget(part)
        place.hide()
        self._field.kept.connect(lambda _: self.changed.emit())
        self._seal.sealed.connect(self.sealed)
        self._seal.held_up.connect(self.changed)

    def present(self, view: CaseView) -> None:
        """Shows what this laptop knows, and what is sealed."""
        standing = view.standing
        named = names_somebody(view.identity)
        self._away.present((_away(standing),) if standing.away else ())
        self._place.setVisible(standing.away)
        self._who.present(view.identity)
        # Of a sealed case only what was learned since can be shown.
        self._who.setVisible(named or not standing.away)
        self._field.present(view.mnemonic)
        self._seal.present(standing)
        self._seal.setVisible(standing.readable or not standing.away)


def _away(standing: Standing) -> str:
    if standing.readable:
        return t(
            "Sealed: only {office} can read what was known of this case before. What was written"
            " since can still be read here."
        ).format(office=standing.office)
    return t("Sealed: only {office} can read who this is and what was written.").format(
        office=standing.office
    )
