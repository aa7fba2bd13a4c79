"""What the hand-over page says before anything is written."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.domain.kit import SealWhen
from merak.services.case_lines import DraftLine
from merak.services.leaving import Leaving, Readable
from merak.services.seal import Waits
from merak.ui import words
from merak.ui.pages import case_words
from merak.ui.pages.hand_over_words import WordsPart
from merak.ui.tasks import Tasks
from merak.ui.widgets.boxes import Card, Flow, clear
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, heading, muted, pill
from merak.ui.widgets.values import Tone
from merak.ui.words import n, t

_MOST = 24


class GoesCard(Card):
    """How many records of which cases and days, and to whom."""

    def __init__(self) -> None:
        super().__init__(12, (24, 18, 24, 24))
        self._count, self._again = body(""), muted("")
        self._codes = Flow(8)
        self._to, self._kit = MarkedText(), MarkedText()
        self.body.addWidget(heading(t("What goes"), 2))
        self.body.addWidget(self._count)
        self.body.addLayout(self._codes)
        for part in (self._again, self._to, self._kit):
            self.body.addWidget(part)

    def present(self, shown: Leaving) -> None:
        """Shows what would go now."""
        self._count.setText(_count(shown))
        clear(self._codes)
        for one in shown.going[:_MOST]:
            self._codes.addWidget(pill(case_words.called(one.code, one.mnemonic)))
        left = len(shown.going) - _MOST
        if left > 0:
            more = n("and {count} more", "and {count} more", left)
            self._codes.addWidget(pill(more.format(count=left)))
        self._again.setText(
            t("Whatever the office has not confirmed yet goes again, so nothing gets lost.")
            if shown.outgoing.last_spent > shown.outgoing.confirmed
            else ""
        )
        self._again.setVisible(bool(self._again.text()))
        self._to.present(
            t(
                "Only {office} can open it, or its recovery sheets. A stick that is found tells"
                " nobody anything."
            ).format(office=shown.office),
            Tone.OK,
        )
        expired = t("The kit has expired. It goes on working; ask the office for a newer one.")
        self._kit.present(expired if shown.outgoing.kit_expired else "", Tone.WARN)


class NamesCard(Card):
    """Which names are sealed afterwards, and why others are not yet."""

    named = Signal()
    """A case got words to know it by."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(12, (24, 18, 24, 24))
        self._said = body("")
        self._bare, self._words = muted("", 14), WordsPart(tasks)
        self._words.kept.connect(self.named)
        self._why = Sentences((), "clock", "muted")
        self.body.addWidget(heading(t("Names"), 2))
        self.body.addWidget(self._said)
        self.body.addWidget(self._why)
        self.body.addWidget(self._bare)
        self.body.addWidget(self._words)

    def present(self, shown: Leaving) -> None:
        """Shows what becomes of the names that this laptop can read."""
        waiting = [one for one in shown.readable if one.waits is not Waits.NOTHING]
        self._said.setText(_names(shown, len(shown.readable) - len(waiting)))
        self._why.present([_waits(one) for one in waiting])
        self._why.setVisible(bool(waiting))
        bare = self._words.present(shown)
        self._bare.setText(
            n(
                "{count} case will then be known here by its code only.",
                "{count} cases will then be known here by their codes only.",
                bare,
            ).format(count=bare)
        )
        self._bare.setVisible(bare > 0)


class StaysCard(Card):
    """The drafts that stay here."""

    def __init__(self) -> None:
        super().__init__(12, (24, 18, 24, 24))
        self._lines = Sentences((), "pencil", "muted")
        self.body.addWidget(heading(t("Drafts stay here"), 2))
        self.body.addWidget(
            muted(
                t("Of a draft nothing goes but that its case was begun. Finish it to hand it over.")
            )
        )
        self.body.addWidget(self._lines)

    def present(self, drafts: Sequence[DraftLine]) -> None:
        """Shows the drafts; with none it hides."""
        self._lines.present([_draft(one) for one in drafts])
        self.setVisible(bool(drafts))


def _count(shown: Leaving) -> str:
    records, cases = shown.outgoing.records, len(shown.going)
    if not records:
        return t("Nothing waits: the office has confirmed all there is.")
    of = n("{count} record", "{count} records", records).format(count=records)
    about = n("of {count} case", "of {count} cases", cases).format(count=cases)
    first, last = shown.days
    if not first:
        return t("{records} {about} wait to go.").format(records=of, about=about)
    if first == last:
        return t("{records} {about}, of {day}.").format(
            records=of, about=about, day=words.day(first)
        )
    return t("{records} {about}, from {first} to {last}.").format(
        records=of, about=about, first=words.day(first), last=words.day(last)
    )


def _names(shown: Leaving, ready: int) -> str:
    if not shown.readable:
        return t("This laptop can read no name of a finished case.")
    if shown.seals is SealWhen.AT_HAND_OVER:
        if not ready:
            return t("No case can be sealed yet.")
        return n(
            "After this, {count} case is sealed: nobody can read its name or notes here any more,"
            " with any passphrase. The office can.",
            "After this, {count} cases are sealed: nobody can read their names or notes here any"
            " more, with any passphrase. The office can.",
            ready,
        ).format(count=ready)
    return n(
        "This laptop can still read {count} case. Your office has decided when it is sealed; what"
        " goes is sealed already.",
        "This laptop can still read {count} cases. Your office has decided when they are sealed;"
        " what goes is sealed already.",
        len(shown.readable),
    ).format(count=len(shown.readable))


def _waits(one: Readable) -> str:
    called = case_words.called(one.code, one.mnemonic)
    if one.waits is Waits.DRAFT:
        return t("{code} is not sealed yet: a draft is open.").format(code=called)
    if one.waits is Waits.QUESTION:
        return t("{code} is not sealed yet: the office asks to look at it again.").format(
            code=called
        )
    return t("{code} is not sealed yet: somebody must still be told, and may ask the name.").format(
        code=called
    )


def _draft(line: DraftLine) -> str:
    called = case_words.called(line.code, line.mnemonic)
    return t("{code}, saved {when}").format(code=called, when=words.moment(line.saved_at))
