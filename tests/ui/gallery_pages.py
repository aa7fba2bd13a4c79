"""Samples of every widget, as pages use them, for the gallery and its audit."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from merak.ui.widgets.banner import Banner
from merak.ui.widgets.boxes import Card, Flow, Panel
from merak.ui.widgets.buttons import Button, Kind, Side
from merak.ui.widgets.choice import AnswerSegments, ChoiceCards
from merak.ui.widgets.chrome import BarValue, TopBar
from merak.ui.widgets.data_table import Column, DataTable, Fit, Row
from merak.ui.widgets.details import Detail
from merak.ui.widgets.empty import Empty
from merak.ui.widgets.fields import ChoiceField, NoteField, TextField, TickField
from merak.ui.widgets.group_fields import DateField, RadioField
from merak.ui.widgets.item_card import CardValue, ItemCard
from merak.ui.widgets.page import Page
from merak.ui.widgets.progress import Progress, WorkBar
from merak.ui.widgets.secret_field import SecretField
from merak.ui.widgets.section_nav import SectionNav, SectionValue
from merak.ui.widgets.texts import body, eyebrow, heading, lead, muted, pill, strong
from merak.ui.widgets.timeline import Entry, Timeline
from merak.ui.widgets.values import Action, Option, Tone

ANSWERS = (
    Option(key="yes", text="Yes", icon="check"),
    Option(key="no", text="No", icon="minus"),
    Option(key="unknown", text="Not known", icon="circle-question-mark"),
    Option(key="declined", text="Chose not to say", icon="ban"),
    Option(key="not_asked", text="Not asked", icon="ban"),
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


def card_value(item: str, chosen: str = "", note: str = "") -> CardValue:
    return CardValue(
        item=item,
        number=f"Question {item}",
        prompts=(
            "Who decides when you can go out, or who you can talk to?",
            "What happens if you want to leave?",
        ),
        second=("¿Quién decide cuándo puedes salir o con quién puedes hablar?",),
        statement="Someone else controls where the young person goes and who they speak to.",
        look_for="locked doors, being watched, asking for permission, fear of a certain person",
        options=ANSWERS,
        chosen=chosen,
        flag="Must be answered" if item == "4" else "",
        details=(
            Detail(
                which="source",
                label="From",
                options=(
                    Option(key="youth", text="Young person"),
                    Option(key="observed", text="I saw it"),
                ),
                chosen="youth",
            ),
            Detail(
                which="basis",
                label="Based on",
                options=(Option(key="evidence", text="Evidence"),),
                chosen="evidence",
            ),
            Detail(
                which="when",
                label="When",
                options=(
                    Option(key="now", text="Now"),
                    Option(key="past_year", text="In the past year"),
                ),
                chosen="past_year",
            ),
        ),
        note=note,
    )


def sections() -> QWidget:
    side = Panel(12, (0, 20, 0, 16))
    progress = Progress("Progress")
    progress.present(12, 19)
    holder = Panel(0, (20, 0, 20, 4))
    holder.body.addWidget(progress)
    side.body.addWidget(holder)
    nav = SectionNav("Sections")
    nav.present(
        (
            SectionValue(key="a", title="Safety now", icon="circle-check", done=4, total=4),
            SectionValue(key="b", title="Travel and people", icon="map-pin", done=5, total=5),
            SectionValue(
                key="c", title="Control and freedom of movement", icon="lock", done=2, total=5
            ),
            SectionValue(key="d", title="Work and money", icon="briefcase", done=1, total=5),
            SectionValue(key="e", title="Finish", icon="clipboard-check"),
        ),
        "c",
    )
    side.body.addWidget(nav, 1)
    return side


def screening() -> QWidget:
    page = Page(
        "Control and freedom of movement",
        "Signs that somebody else decides where this young person goes or who they speak to.",
        "Section 3 of 5",
    )
    page.set_side(sections(), "Sections")
    rail = Panel(12, (20, 22, 20, 20))
    rail.body.addWidget(heading("What is missing", 3))
    rail.body.addWidget(body("Three questions of this section have no answer yet."))
    rail.body.addStretch(1)
    page.set_rail(rail, "What is missing")
    cards = [
        ItemCard(card_value("3", "yes", "Says “he keeps my phone”. Looked at the door.")),
        ItemCard(card_value("4")),
        ItemCard(card_value("5", "unknown")),
    ]
    for card in cards:
        page.body.addWidget(card)
    cards[1].present_current(current=True)
    page.set_foot(
        back=Button("Back", icon="arrow-left"),
        note="3 left in this section",
        forward=Button("Next: Work and money", Kind.PRIMARY, "arrow-right", Side.AFTER),
    )
    bar = TopBar("Case 2F7-K41")
    bar.present(BarValue(title="Case 2F7-K41", subtitle="Started 14:05", saved="Saved 14:32"))
    for words, name in (
        ("Display", "sun"),
        ("Stop here", "pause"),
        ("Quick exit", "eye-off"),
    ):
        bar.add_button(Button(words, Kind.CHROME, name))
    window = Panel(0)
    window.body.addWidget(bar)
    window.body.addWidget(page, 1)
    window.setProperty("extent", [1440, 900])
    window.setProperty("first", cards[1])
    return window


def lists() -> QWidget:
    page = Panel(18, (24, 24, 24, 24))
    table = DataTable("Cases")
    table.present(
        (
            Column(title="Case"),
            Column(title="What is next", fit=Fit.STRETCH),
            Column(title="Answers", fit=Fit.NUMBER),
        ),
        [
            Row(key=str(n), cells=(f"2F7-K4{n}", "Tell the hotline, due in 2 hours", str(n * 7)))
            for n in range(1, 5)
        ],
    )
    table.choose("2")
    table.fit_rows()
    page.body.addWidget(table)
    timeline = Timeline("What happened")
    timeline.present(
        (
            Entry(
                key="1",
                when="Nov 22, 2026, 10:00 AM",
                title="Screening finished",
                icon="clipboard-check",
                text="Result and rules are on the screening's own page.",
                flag="Not handed over",
                flag_tone="warn",
                actions=(Action(key="open", text="Open"), Action(key="print", text="Print")),
            ),
            Entry(key="2", when="Nov 22, 2026, 9:10 AM", title="Case opened", icon="folder-open"),
        )
    )
    page.body.addWidget(timeline)
    work = WorkBar()
    work.present("Checking 3 of 12 files, about a minute left", 3, 12)
    page.body.addWidget(work)
    card = Card()
    card.body.addWidget(Empty("inbox", "No drafts", "What you begin shows up here.", "Begin"))
    page.body.addWidget(card)
    page.body.addStretch(1)
    return page


PAGES: dict[str, Callable[[], QWidget]] = {
    "texts": texts,
    "banners": banners,
    "fields": fields,
    "choices": choices,
    "screening": screening,
    "lists": lists,
}
