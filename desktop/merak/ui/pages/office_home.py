"""Home of an office: what waits, its laptops, and what came last."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from merak.services import office_overview, review_queue
from merak.services.office_overview import BundleLine, KitState, LaptopLine, Overview
from merak.ui import accessibility, words
from merak.ui.pages import office_words
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import Banner, BannerValue
from merak.ui.widgets.boxes import Card, Flow, Line, Panel, clear, column, row
from merak.ui.widgets.buttons import Button, Kind
from merak.ui.widgets.sides import Sides
from merak.ui.widgets.texts import heading, muted, pill, strong
from merak.ui.widgets.values import Action, Tone
from merak.ui.widgets.wide_page import WidePage
from merak.ui.words import n, t

_SHEETS, _KIT, _LAPTOPS, _REVIEW = "sheets", "kit", "laptops", "review"
_IMPORT = "import"


class OfficeHomePage(WidePage):
    """What somebody at the office sees first; no names of young people."""

    sheets_asked = Signal()
    laptops_asked = Signal()
    kit_asked = Signal()
    import_asked = Signal()
    review_asked = Signal()
    retention_asked = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(t("Home"), gap=16)
        self._tasks = tasks
        self._waits = Panel(12)
        self.body.addWidget(self._waits)
        self._queue = Banner()
        self._queue.acted.connect(self._go)
        self.body.addWidget(self._queue)
        self.body.addWidget(self._acts())
        self._sides = Sides()
        self._sides.hide()
        self.body.addWidget(self._sides)
        self._laptops, self._newest = Card(12), Card(12)
        self._laptops.body.addWidget(heading(t("Laptops"), 2))
        self._newest.body.addWidget(heading(t("Last bundles"), 2))
        self._lines, self._bundles = Panel(10), Panel(10)
        accessibility.role(self._lines, "List")
        accessibility.role(self._bundles, "List")
        self._laptops.body.addWidget(self._lines)
        self._newest.body.addWidget(self._bundles)
        self._sides.first.body.addWidget(self._laptops)
        self._sides.second.body.addWidget(self._newest)
        tasks.read(self, office_overview.load, self._present)
        tasks.read(self, review_queue.waiting, self._present_queue)

    def title(self) -> str:
        """Returns the words for the top of the window."""
        return t("Home")

    def first_focus(self) -> None:
        """Puts the keyboard on what is done most often."""
        self._first.setFocus()

    def flush(self, then: Callable[[], None]) -> None:
        """Has nothing to save."""
        then()

    def _acts(self) -> QWidget:
        made, line = QWidget(), Flow(10)
        self._first = Button(t("Take in bundles"), Kind.PRIMARY, "inbox")
        review = Button(t("Review"), Kind.DEFAULT, "clipboard-check")
        laptops = Button(t("Laptops"), Kind.DEFAULT, "laptop")
        kit = Button(t("Kit"), Kind.DEFAULT, "briefcase")
        retention = Button(t("Retention"), Kind.DEFAULT, "archive")
        for button, signal in (
            (self._first, self.import_asked),
            (review, self.review_asked),
            (laptops, self.laptops_asked),
            (kit, self.kit_asked),
            (retention, self.retention_asked),
        ):
            line.addWidget(button)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit())
        made.setLayout(line)
        return made

    def _present(self, shown: Overview) -> None:
        self.present_title(
            t("Hello, {name}").format(name=shown.user_name),
            t("Office of {agency}").format(agency=shown.agency),
        )
        clear(self._waits.body)
        for value in _waiting(shown):
            banner = Banner()
            banner.acted.connect(self._go)
            self._waits.body.addWidget(banner)
            banner.present(value)
        self._fill(self._lines, [_laptop(line) for line in shown.laptops], _no_laptops())
        self._fill(self._bundles, [_bundle(line) for line in shown.newest], _no_bundles())
        self._sides.show()

    def _present_queue(self, count: int) -> None:
        value = BannerValue()
        if count:
            title = n(
                "{count} screening waits for a review",
                "{count} screenings wait for a review",
                count,
            )
            value = BannerValue(
                title=title.format(count=count),
                text=t("Open duties come first. What you say goes back to the laptop."),
                actions=(Action(key=_REVIEW, text=t("Go to the reviews"), icon="clipboard-check"),),
            )
        self._queue.present(value)

    def _fill(self, panel: Panel, rows: list[QWidget], none: str) -> None:
        clear(panel.body)
        for number, made in enumerate(rows):
            if number:
                panel.body.addWidget(Line())
            panel.body.addWidget(made)
        if not rows:
            panel.body.addWidget(muted(none, 14))

    def _go(self, key: str) -> None:
        {
            _SHEETS: self.sheets_asked,
            _KIT: self.kit_asked,
            _LAPTOPS: self.laptops_asked,
            _REVIEW: self.review_asked,
            _IMPORT: self.import_asked,
        }[key].emit()


def _waiting(shown: Overview) -> list[BannerValue]:
    waits: list[BannerValue] = []
    if shown.log_broken:
        waits.append(
            BannerValue(
                tone=Tone.HIGH,
                title=t("Something was changed from outside"),
                text=t("The log of this office does not fit its records. Do not go on alone."),
            )
        )
    if not shown.sheets_tried:
        waits.append(
            BannerValue(
                tone=Tone.WARN,
                title=t("The recovery sheets were not tried"),
                text=t("Until two of the three were typed from paper, no kit can be signed."),
                actions=(Action(key=_SHEETS, text=t("Make the three sheets"), icon="key-round"),),
            )
        )
    else:
        waits += _of_kit(shown.kit)
    return [*_of_backup(shown), *waits, *_of_laptops(shown)]


def _of_backup(shown: Overview) -> list[BannerValue]:
    back = shown.restored
    if not back.owed:
        return []
    check = t("Look also whether laptops or people were added or taken out since then.")
    return [
        BannerValue(
            tone=Tone.WARN,
            title=t("This office was put back from a backup"),
            text=f"{office_words.restored(back.until, back.labels)} {check}",
            actions=(
                Action(key=_IMPORT, text=t("Take in bundles"), icon="inbox"),
                Action(key=_LAPTOPS, text=t("Go to the laptops"), icon="laptop"),
            ),
        )
    ]


def _of_kit(state: KitState) -> list[BannerValue]:
    if state is KitState.HOLDS:
        return []
    tone, title, text, button = {
        KitState.NONE: (
            Tone.INFO,
            t("There is no kit yet"),
            t("A kit tells laptops whom they belong to. Sign the first, then enrol them."),
            t("Make the first kit"),
        ),
        KitState.BEHIND: (
            Tone.WARN,
            t("The kit still names old keys or sheets"),
            t("Sign a new kit, and give it to every laptop."),
            t("Go to the kit"),
        ),
        KitState.EXPIRED: (
            Tone.WARN,
            t("The kit has expired"),
            t("Laptops go on working with it, and say so. Sign a new one."),
            t("Go to the kit"),
        ),
    }[state]
    action = Action(key=_KIT, text=button, icon="briefcase")
    return [BannerValue(tone=tone, title=title, text=text, actions=(action,))]


def _of_laptops(shown: Overview) -> list[BannerValue]:
    troubled = [
        line
        for line in shown.laptops
        if office_words.is_forked(line) or (line.missing and not office_words.is_revoked(line))
    ]
    if not troubled:
        return []
    return [
        BannerValue(
            tone=Tone.WARN,
            title=n(
                "{count} laptop needs a look", "{count} laptops need a look", len(troubled)
            ).format(count=len(troubled)),
            text=t("Bundles are missing, or a laptop needs a new key."),
            actions=(Action(key=_LAPTOPS, text=t("Go to the laptops"), icon="laptop"),),
        )
    ]


def _laptop(line: LaptopLine) -> QWidget:
    made, whole, head = QWidget(), column(2), row(10)
    accessibility.role(made, "ListItem")
    made.setAccessibleName(line.label)
    head.addWidget(strong(line.label, 15), 1)
    if office_words.state(line):
        tone = "high" if office_words.is_forked(line) else "neutral"
        head.addWidget(pill(office_words.state(line), tone), 0, Qt.AlignmentFlag.AlignVCenter)
    whole.addLayout(head)
    parts = (office_words.last_bundle(line), office_words.gaps(line.missing))
    whole.addWidget(muted(" · ".join(filter(None, parts))))
    made.setLayout(whole)
    return made


def _bundle(line: BundleLine) -> QWidget:
    made, whole = QWidget(), column(2)
    accessibility.role(made, "ListItem")
    made.setAccessibleName(line.label)
    whole.addWidget(strong(line.label))
    records = n("{count} record", "{count} records", line.records).format(count=line.records)
    number = t("Bundle {number}").format(number=line.sequence)
    whole.addWidget(muted(" · ".join((number, records, words.moment(line.taken_at)))))
    made.setLayout(whole)
    return made


def _no_laptops() -> str:
    return t("No laptop is enrolled yet.")


def _no_bundles() -> str:
    return t("Nothing was taken in yet.")
