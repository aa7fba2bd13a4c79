"""Draws every widget in each look to PNG files, for a person to judge.

python tests/ui/gallery.py [folder]
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2] / "desktop"))

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from merak.ui import accessibility, focus, theme
from merak.ui.widgets.banner import Banner
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.choice import AnswerSegments, ChoiceCards
from merak.ui.widgets.fields import ChoiceField, NoteField, TextField, TickField
from merak.ui.widgets.group_fields import DateField, RadioField
from merak.ui.widgets.secret_field import SecretField
from merak.ui.widgets.texts import body, eyebrow, heading, lead, muted, pill, strong
from merak.ui.widgets.values import Action, Option, Tone

ANSWERS = (
    Option(key="yes", text="Yes", icon="check"),
    Option(key="no", text="No", icon="minus"),
    Option(key="unknown", text="Not known", icon="circle-question-mark"),
    Option(key="declined", text="Chose not to say", icon="ban"),
    Option(key="not_asked", text="Not asked", icon="circle-slash"),
)
WAYS = (
    Option(key="interview", text="Interview", hint="You talk, and ask in your own words."),
    Option(key="records", text="Records", hint="From files and from what others told you."),
    Option(key="self", text="Self-report", hint="The young person reads and answers alone."),
)


def texts() -> QWidget:
    page = Panel(12, (24, 24, 24, 24))
    page.body.addWidget(eyebrow("Section 3 of 7"))
    page.body.addWidget(heading("Work and living conditions"))
    page.body.addWidget(
        lead("What a day looks like, who decides about money and sleep, and who is in charge.")
    )
    for level in (2, 3):
        page.body.addWidget(heading(f"Heading of level {level}", level))
    page.body.addWidget(body("Running text that is long enough to go on in a second line. " * 3))
    page.body.addWidget(muted("A muted line that explains."))
    page.body.addWidget(strong("A strong line"))
    flow = Flow()
    for tone in ("neutral", "info", "warn", "high", "ok"):
        flow.addWidget(pill(tone.capitalize(), tone))
    page.body.addLayout(flow)
    buttons = Flow()
    for kind, words in (
        (Kind.DEFAULT, "Print"),
        (Kind.PRIMARY, "Save and go on"),
        (Kind.QUIET, "Add a note"),
        (Kind.DANGER, "Delete the draft"),
    ):
        buttons.addWidget(Button(words, kind, "pencil"))
    buttons.addWidget(Button("Next: Health", Kind.PRIMARY, "arrow-right", Side.AFTER))
    off = Button("Not now", icon="clock")
    off.setEnabled(False)
    buttons.addWidget(off)
    page.body.addLayout(buttons)
    page.body.addStretch(1)
    return page


def banners() -> QWidget:
    page = Panel(12, (24, 24, 24, 24))
    page.body.addWidget(
        Banner(Tone.INFO, "Saved on this laptop", "Nothing has been handed over since Monday.")
    )
    page.body.addWidget(
        Banner(
            Tone.WARN,
            "The disk may not be encrypted",
            "Anyone who takes the disk out can see that this program was used. Ask your IT staff.",
            (Action(key="how", text="How to check"), Action(key="later", text="Later")),
        )
    )
    page.body.addWidget(Banner(Tone.HIGH, "Report due in 2 hours", "Call the hotline and note it."))
    page.body.addWidget(Banner(Tone.OK, "Handed over", "3 screenings reached the office."))
    page.body.addStretch(1)
    return page


def fields() -> QWidget:
    page = Panel(18, (24, 24, 24, 24))
    name = TextField("Your name", "As colleagues know you.", required=True)
    name.present("A. Miller")
    wrong = TextField("Facility number", "Six figures.")
    wrong.present("12")
    wrong.complain("A facility number has six figures; this has two.")
    note = NoteField("What was said", "In their own words where you can.")
    note.present("Says a man they met online paid for the bus.")
    state = ChoiceField(
        "State", [Option(key="tx", text="Texas"), Option(key="ca", text="California")]
    )
    state.present("tx")
    radio = RadioField(
        "Is this place private?",
        [Option(key="y", text="Yes, nobody can hear us"), Option(key="n", text="No, or not sure")],
    )
    radio.present("y")
    tick = TickField(
        "I have told the young person what I must report, and that they may stop at any time. "
        "They agreed to go on."
    )
    tick.present(ticked=True)
    born = DateField("Birth date", "Only the age leaves the identity.")
    born.present("2010-05-03")
    secret = SecretField("Passphrase", "Six words are easier than one hard word.")
    secret.input._secret.insert("correct horse")
    for field in (name, wrong, note, state, radio, tick, born, secret):
        page.body.addWidget(field)
    page.body.addStretch(1)
    return page


def choices() -> QWidget:
    page = Panel(16, (24, 24, 24, 24))
    card = Card()
    card.body.addWidget(heading("Who decides when you can go out?", 3))
    for chosen in ("", "yes"):
        segments = AnswerSegments("Who decides when you can go out?")
        segments.present(ANSWERS, chosen)
        card.body.addWidget(segments)
    off = AnswerSegments("Off")
    off.present(ANSWERS[:3], "no")
    off.setEnabled(False)
    card.body.addWidget(off)
    page.body.addWidget(card)
    ways = ChoiceCards("Way of working")
    ways.present(WAYS, "records")
    page.body.addWidget(ways)
    page.body.addStretch(1)
    page.setProperty("first", segments)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "texts": texts,
    "banners": banners,
    "fields": fields,
    "choices": choices,
}
LOOKS = {
    "light": (False, 1.0, Qt.LayoutDirection.LeftToRight),
    "dark": (True, 1.0, Qt.LayoutDirection.LeftToRight),
    "light-200": (False, 2.0, Qt.LayoutDirection.LeftToRight),
    "light-rtl": (False, 1.0, Qt.LayoutDirection.RightToLeft),
}


def start() -> QApplication:
    """Returns the application as the program sets it up."""
    app = QApplication.instance() or QApplication(["merak"])
    assert isinstance(app, QApplication)
    accessibility.install()
    focus.FocusRing(app)
    return app


def draw(folder: Path, only: str = "") -> None:
    """Draws each page in each look, as large as it needs and at least 1280 by 720."""
    app = start()
    for look, (dark, scale, direction) in LOOKS.items():
        app.setLayoutDirection(direction)
        theme.apply(app, theme.Look(dark=dark, scale=scale))
        for name, make in PAGES.items():
            if only and only != name:
                continue
            page = make()
            page.setObjectName("canvas")
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            width = 1280 if page.property("wide") else 900
            page.resize(width, max(720, page.heightForWidth(width)))
            page.show()
            app.processEvents()
            target = page.property("first")
            if target is not None:
                target.aim()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{look}.png"))
            page.close()
            page.deleteLater()


if __name__ == "__main__":
    place = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery")
    place.mkdir(parents=True, exist_ok=True)
    draw(place, sys.argv[2] if len(sys.argv) > 2 else "")
