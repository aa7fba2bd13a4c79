"""That something takes a while, what it is, and why."""

from merak.ui import accessibility
from merak.ui.widgets.boxes import Card
from merak.ui.widgets.progress import Bar
from merak.ui.widgets.texts import body, heading


class Working(Card):
    """A card with what is being done, why it takes its time, and a bar."""

    def __init__(self, doing: str, why: str) -> None:
        super().__init__(12, (24, 20, 24, 24))
        self._doing = doing
        bar = Bar()
        bar.setMaximum(0)
        bar.setAccessibleName(doing)
        for part in (heading(doing, 2), body(why), bar):
            self.body.addWidget(part)

    def begin(self) -> None:
        """Shows it, and has screen readers say what is being done."""
        self.show()
        accessibility.announce(self, self._doing)
