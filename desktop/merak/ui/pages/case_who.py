"""Who a case is about: shown only when asked for, because somebody may be looking."""

from merak.domain.identity import Identity, names_somebody
from merak.ui import words
from merak.ui.widgets.boxes import clear
from merak.ui.widgets.foldaway import FoldAway
from merak.ui.widgets.texts import Text, muted
from merak.ui.words import t


class WhoPart(FoldAway):
    """Names, number and birth date, as far as this laptop knows them."""

    def __init__(self) -> None:
        super().__init__(t("Show who this is"), t("Only when nobody else can see the screen."))

    def present(self, identity: Identity) -> None:
        """Shows who it is."""
        clear(self.body)
        if not names_somebody(identity):
            self.body.addWidget(muted(t("No name and no number is on this laptop."), 14))
        for line in lines(identity):
            self.body.addWidget(Text(line))


def lines(identity: Identity) -> tuple[str, ...]:
    """Returns what was typed of an identity, each with what it is."""
    born = words.day(identity.birth_date) if identity.birth_date else ""
    return tuple(
        label.format(text=value)
        for label, value in (
            (t("Name: {text}"), identity.name),
            (t("Also called: {text}"), identity.other_names),
            (t("Facility number: {text}"), identity.facility_number),
            (t("Born: {text}"), born),
            (t("Gender, in own words: {text}"), identity.gender_words),
        )
        if value
    )
