"""Points out that a name stands in free text, with one press that puts the case code there."""

from PySide6.QtCore import Signal

from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.values import Action, Tone
from merak.ui.words import t


class NameBanner(Banner):
    """Hidden until a name is found; the text itself is never changed unasked."""

    replace_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Tone.WARN)
        self.acted.connect(lambda _: self.replace_asked.emit())

    def point_out(self, code: str) -> None:
        """Shows that there is a name, and the code that can stand in its place."""
        if not self.isHidden():
            return
        replace = Action(key="replace", text=t("Put {code} in its place").format(code=code))
        self.present(
            BannerValue(
                tone=Tone.WARN,
                title=t("There is a name in this note"),
                text=t("Notes should not say who they are about. The case code is enough."),
                actions=(replace,),
            )
        )

    def withdraw(self) -> None:
        """Hides: no name is there any more."""
        self.present(BannerValue())
