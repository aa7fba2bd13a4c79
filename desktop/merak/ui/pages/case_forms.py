"""Forms that open in the case page: add something, entered in error, give to a colleague."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from merak.domain.bodies import ErrorReason
from merak.domain.ids import UserId
from merak.ui.pages import case_words
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.fields import ChoiceField, FreeField, NoteField, TextField
from merak.ui.widgets.group_fields import RadioField
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Action, Option, Tone
from merak.ui.words import t

NEW, NONE, OTHER = "new", "none", "other"
"""Where a screening of the wrong young person belongs."""


class Form(Card):
    """A card with fields, a button that sends them, and one that closes it."""

    cancelled = Signal()

    def __init__(self, title: str, explanation: str, send: str) -> None:
        super().__init__(14)
        self.body.addWidget(heading(title, 2))
        if explanation:
            self.body.addWidget(muted(explanation, 14))
        self._banner = Banner()
        self._send = Button(send, Kind.PRIMARY, "check")
        self._send.clicked.connect(self.send)
        self._cancel = Button(t("Not now"), Kind.QUIET)
        self._cancel.clicked.connect(self.cancelled)

    def finish(self) -> None:
        """Puts the buttons below the fields."""
        self.body.addWidget(self._banner)
        buttons = row(8)
        buttons.addWidget(self._send)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def send(self) -> None:
        """Checks the fields and sends them."""
        raise NotImplementedError

    def aim(self) -> None:
        """Puts the keyboard into the first field."""
        raise NotImplementedError

    def free(self) -> Sequence[FreeField]:
        """Returns the fields for free words; none here."""
        return ()

    def unfinished(self) -> str:
        """Returns words that would be lost with the form, empty for none."""
        return ""

    def complain(self, title: str, text: str) -> None:
        """Shows why nothing was recorded; what is typed stays."""
        self._banner.present(BannerValue(tone=Tone.HIGH, title=title, text=text))


class AddForm(Form):
    """Words added to something that stays as it is."""

    written = Signal(str)

    def __init__(self, about: str) -> None:
        super().__init__(
            t("Add to: {about}").format(about=about),
            t("It stays as it is. What you write stands beside it."),
            t("Add it"),
        )
        self._words = NoteField(t("What you want to add"), t("Leave names out."), least=4)
        self.body.addWidget(self._words)
        self.finish()

    def send(self) -> None:
        """Sends the words, where there are any."""
        said = self._words.value().strip()
        self._words.complain("" if said else t("Nothing is written yet."))
        if said:
            self.written.emit(said)

    def aim(self) -> None:
        """Puts the keyboard into the words."""
        self._words.aim()

    def free(self) -> Sequence[FreeField]:
        """Returns the words."""
        return (self._words,)

    def unfinished(self) -> str:
        """Returns the words."""
        return self._words.value().strip()


class ErrorForm(Form):
    """Why something was entered in error and whose it is; asked twice, as nothing undoes it."""

    decided = Signal(str, str, str, str)

    def __init__(self, about: str) -> None:
        super().__init__(
            t("Entered in error: {about}").format(about=about),
            t("It will count nowhere any more. It is kept, with your reason."),
            t("Mark as entered in error"),
        )
        reasons = [Option(key=one, text=case_words.error_reason(one)) for one in ErrorReason]
        self._reason = RadioField(t("Why?"), reasons, required=True)
        self._reason.edited.connect(self._show_right_case)
        self._right = RadioField(
            t("Whose is it?"),
            (
                Option(key=NONE, text=t("I do not know, or nobody’s")),
                Option(key=NEW, text=t("A young person with no case yet: begin one")),
                Option(key=OTHER, text=t("A young person who has a case here")),
            ),
        )
        self._right.present(NONE)
        self._right.edited.connect(self._show_right_case)
        self._code = TextField(t("The code of that case"), t("Like 2F7-K41."), width=200)
        self._text = NoteField(t("In a few words"), t("Leave names out."), least=2)
        for field in (self._reason, self._right, self._code, self._text):
            self.body.addWidget(field)
        self.finish()
        self._banner.acted.connect(self._answered)
        self._show_right_case()

    def aim(self) -> None:
        """Puts the keyboard on the reasons."""
        self._reason.aim()

    def free(self) -> Sequence[FreeField]:
        """Returns the reason in words."""
        return (self._text,)

    def unfinished(self) -> str:
        """Returns the reason in words, and that it was one."""
        said = self._text.value().strip()
        return t("Begun as entered in error: {text}").format(text=said) if said else ""

    def send(self) -> None:
        """Checks the fields and asks once more."""
        reason, other = self._reason.value(), self._right.value() == OTHER
        self._reason.complain("" if reason else t("Please choose a reason."))
        wordless = reason == ErrorReason.OTHER and not self._text.value().strip()
        self._text.complain(t("Please say why.") if wordless else "")
        codeless = self._is_wrong_person() and other and not self._code.value().strip()
        self._code.complain(t("Please type the code.") if codeless else "")
        if not reason or wordless or codeless:
            return
        self._banner.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("This cannot be undone. Go ahead?"),
                actions=(
                    Action(key="yes", text=t("Yes, it was entered in error"), icon="ban"),
                    Action(key="no", text=t("No, leave it as it is")),
                ),
            )
        )

    def no_such_case(self) -> None:
        """Says that no case has the code typed."""
        self._banner.present(BannerValue())
        self._code.complain(t("No case on this laptop has this code."))
        self._code.aim()

    def _answered(self, key: str) -> None:
        self._banner.present(BannerValue())
        if key != "yes":
            self.cancelled.emit()
            return
        right = self._right.value() if self._is_wrong_person() else NONE
        code = self._code.value().strip() if right == OTHER else ""
        self.decided.emit(self._reason.value(), self._text.value().strip(), right, code)

    def _is_wrong_person(self) -> bool:
        return self._reason.value() == ErrorReason.WRONG_YOUNG_PERSON

    def _show_right_case(self) -> None:
        self._right.setVisible(self._is_wrong_person())
        self._code.setVisible(self._is_wrong_person() and self._right.value() == OTHER)


class LinkErrorForm(ErrorForm):
    """Why two cases were linked in error; whose it is instead is not asked."""

    def _is_wrong_person(self) -> bool:
        return False


class GiveForm(Form):
    """Which colleague on this laptop goes on with the case."""

    given = Signal(str)

    def __init__(self, colleagues: Sequence[tuple[UserId, str]]) -> None:
        super().__init__(
            t("Give to a colleague"),
            t("The case and its drafts move to their home page. You can still find it."),
            t("Give the case"),
        )
        options = [Option(key=id_, text=name) for id_, name in colleagues]
        self._whom = ChoiceField(t("To whom?"), options)
        self._nobody = muted(t("Nobody else can open this laptop. The keeper can add people."), 14)
        for part in (self._nobody,) if options else (self._whom, self._send):
            part.hide()
        self.body.addWidget(self._whom)
        self.body.addWidget(self._nobody)
        self.finish()

    def aim(self) -> None:
        """Puts the keyboard on the colleagues."""
        if self._whom.isVisibleTo(self):
            self._whom.aim()
        else:
            self._cancel.setFocus()

    def send(self) -> None:
        """Sends who was chosen."""
        whom = self._whom.value()
        self._whom.complain("" if whom else t("Please choose a colleague."))
        if whom:
            self.given.emit(whom)
