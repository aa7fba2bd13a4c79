"""Linking the case to another: a brother or sister, or somebody harmed together with them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.domain.bodies import Relation
from merak.domain.ids import CaseId
from merak.services import cases
from merak.services.case_lines import CaseLine
from merak.ui import messages
from merak.ui.pages import case_words
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Box, EvenFlow, clear, column, row
from merak.ui.widgets.buttons import Button
from merak.ui.widgets.fields import ChoiceField, TextField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Text, muted
from merak.ui.widgets.values import Option, Tone
from merak.ui.words import t


class LinkPart(FoldAway):
    """Looks for a case by code, tag or name, and links it; the link shows on both."""

    linked = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Link to another case"), t("A brother or sister, or others involved."))
        self._tasks, self._case = tasks, CaseId("")
        self._typed = TextField(
            t("Case code, tag or name"), t("Only cases on this laptop can be found.")
        )
        self._how = ChoiceField(
            t("How they belong together"), _relations(), t("Both cases will show it.")
        )
        self._how.present(Relation.SIBLING)
        self._found, self._done = column(6), column(4)
        self._trouble = Banner()
        pairs = EvenFlow(16, 300)
        pairs.addWidget(self._how)
        pairs.addWidget(self._typed)
        self.body.addLayout(pairs)
        self.body.addLayout(self._found)
        self.body.addLayout(self._done)
        self.body.addWidget(self._trouble)
        self._typed.edited.connect(self._search)

    def take(self, case: CaseId) -> None:
        """Links this case from now on."""
        self._case = case

    def _search(self) -> None:
        typed = self._typed.value().strip()
        self._tasks.read(
            self,
            lambda session: cases.find(session, typed),
            lambda found: self._present(typed, found),
        )

    def _present(self, typed: str, found: Sequence[CaseLine]) -> None:
        # An answer to older words is passed over.
        if typed != self._typed.value().strip():
            return
        clear(self._found)
        others = [line for line in found if line.case != self._case and not line.mistaken]
        for line in others:
            self._found.addLayout(self._line(line))
        if typed and not others:
            self._found.addWidget(
                muted(t("No case on this laptop has that code, tag or name."), 14)
            )

    def _line(self, found: CaseLine) -> Box:
        line = row(12)
        called = case_words.called(found.code, found.mnemonic)
        words = " · ".join(filter(None, (called, found.tag)))
        line.addWidget(Text(words), 1)
        button = Button(t("Link"), icon="link")
        button.setAccessibleName(t("Link {code}").format(code=called))
        button.clicked.connect(lambda: self._link(found))
        line.addWidget(button)
        return line

    def _link(self, other: CaseLine) -> None:
        case, to, how = self._case, other.case, Relation(self._how.value())
        self._tasks.record(
            self,
            self,
            lambda session: cases.link(session, case, to, how),
            lambda _: self._link_made(case_words.called(other.code, other.mnemonic)),
            self._refused,
        )

    def _link_made(self, code: str) -> None:
        clear(self._found)
        self._trouble.present(BannerValue())
        self._typed.present("")
        said = t("Linked to {code}").format(code=code)
        self._done.addWidget(MarkedText(said, "circle-check", "ok_mark"))
        self.linked.emit()

    def _refused(self, error: Exception) -> None:
        said = messages.say(error)
        self._trouble.present(BannerValue(tone=Tone.HIGH, title=said.title, text=said.text))


def _relations() -> Sequence[Option]:
    return tuple(Option(key=one, text=case_words.relation(one)) for one in Relation)
