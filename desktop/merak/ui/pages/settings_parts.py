"""What every section of the settings is made of."""

from merak.ui.messages import say as say_error
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.texts import heading, muted
from merak.ui.widgets.values import Tone


class Outcome(Banner):
    """What came of the last thing a person asked for; nothing until then."""

    def done(self, title: str, text: str = "") -> None:
        """Shows that it is done."""
        self.present(BannerValue(tone=Tone.OK, title=title, text=text))

    def refused(self, error: Exception) -> None:
        """Shows why it is not done, and what to do."""
        message = say_error(error)
        self.present(BannerValue(tone=Tone.WARN, title=message.title, text=message.text))

    def forget(self) -> None:
        """Shows nothing."""
        self.present(BannerValue())


def section_card(title: str = "", about: str = "") -> Card:
    """Returns a card with a heading and a line of explanation, where they are given."""
    card = Card(14, (24, 18, 24, 24))
    if title:
        card.body.addWidget(heading(title, 2))
    if about:
        card.body.addWidget(muted(about))
    return card
