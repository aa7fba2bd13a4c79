"""The professional's own judgement, beside the level of the rules and never in place of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from merak.domain.ids import LevelId
from merak.services.results import Judgement, NoJudgement, Result
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Panel, clear, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import FreeField, NoteField
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.level_mark import LevelMark
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.texts import Text, heading, muted, strong
from merak.ui.widgets.values import Option
from merak.ui.words import t


class JudgementCard(Card):
    """Shows the judgement there is and takes a new one; a reason is needed where it differs."""

    judged = Signal(str, str)

    def __init__(self, result: Result) -> None:
        super().__init__(12)
        self._level = result.assessment.level
        self.body.addWidget(heading(t("Your professional judgement"), 2))
        self.body.addWidget(
            muted(
                t("The rules see only the answers. You see more. Both are kept, side by side."), 14
            )
        )
        self._shown = Panel(8)
        self.body.addWidget(self._shown)
        self._choice = RadioField(
            t("In your judgement it is"),
            [
                Option(key=level.id, text=case_words.said(level.label))
                for level in result.indicator_set.levels
            ],
        )
        self._choice.edited.connect(self._ask_reason)
        self._reason = NoteField(
            t("Your reason"),
            t(
                "What you saw or know that the answers do not show. Needed where you differ from "
                "the rules. Leave names out."
            ),
            least=3,
        )
        self._banner = Banner()
        save = Button(t("Record my judgement"), Kind.DEFAULT, "scale")
        save.clicked.connect(self._save)
        self._form = Panel(12)
        for part in (self._choice, self._reason, self._banner):
            self._form.body.addWidget(part)
        self._form.body.addWidget(save, 0, Qt.AlignmentFlag.AlignLeft)
        match result.judgement:
            case Judgement():
                self._present(result, result.judgement)
                again = FoldAway(t("Record another judgement"), t("The judgement before is kept."))
                again.body.addWidget(self._form)
                self.body.addWidget(again)
            case NoJudgement():
                self._shown.hide()
                self.body.addWidget(self._form)

    def unfinished(self) -> str:
        """Returns the reason typed and not recorded, empty for none."""
        return self._reason.value().strip()

    def let_go(self) -> None:
        """Empties the reason: what was typed is on record."""
        self._reason.present("")

    def free(self) -> Sequence[FreeField]:
        """Returns the reason."""
        return (self._reason,)

    def complain(self, value: BannerValue) -> None:
        """Shows why the judgement was not recorded; what is typed stays."""
        self._banner.present(value)

    def _present(self, result: Result, judgement: Judgement) -> None:
        clear(self._shown.body)
        head = row(12)
        said = t("{name} judged on {when}")
        when = words.moment(judgement.at)
        head.addWidget(strong(said.format(name=judgement.by_name, when=when)), 1)
        mark = LevelMark(case_words.level(result.indicator_set, judgement.level))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        self._shown.body.addLayout(head)
        if judgement.level != self._level:
            differs = t("This differs from what the rules say.")
            self._shown.body.addWidget(muted(differs))
            # One that differs always has a reason; where none can be read, it went with the name.
            if not judgement.reason:
                sealed = t("The reason is sealed. Your office can read it.")
                self._shown.body.addWidget(MarkedText(sealed, "lock"))
        if judgement.reason:
            self._shown.body.addWidget(Text(judgement.reason))

    def _ask_reason(self) -> None:
        self._choice.complain("")
        if not self._needs_reason():
            self._reason.complain("")

    def _needs_reason(self) -> bool:
        return self._choice.value() != self._level and not self._reason.value().strip()

    def _save(self) -> None:
        level = self._choice.value()
        if not level:
            self._choice.complain(t("Please choose one."))
            self._choice.aim()
        elif self._needs_reason():
            self._reason.complain(t("This differs from the rules. Please say why."))
            self._reason.aim()
        else:
            self._reason.complain("")
            self.judged.emit(LevelId(level), self._reason.value().strip())
