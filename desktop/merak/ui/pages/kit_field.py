"""Settings: the office this laptop belongs to, its kit, and the way there."""

from merak.services import belonging, enrol
from merak.services.belonging import Belonging
from merak.services.enrol import KitTaken, Offer, Request, Step
from merak.services.given import Chance
from merak.ui import outside, words
from merak.ui.pages import kit_document_words
from merak.ui.pages.kit_field_anew import AnewCard
from merak.ui.pages.kit_field_offer import OfferCard, ReadKit
from merak.ui.pages.kit_field_pair import AskCard, WordsCard
from merak.ui.pages.kit_field_people import PeopleCard
from merak.ui.pages.settings_parts import Outcome, section_card
from merak.ui.tasks import Tasks
from merak.ui.widgets.banner import BannerValue
from merak.ui.widgets.boxes import Panel
from merak.ui.widgets.marked_text import MarkedText
from merak.ui.widgets.sentences import Sentences
from merak.ui.widgets.texts import body, muted, strong
from merak.ui.widgets.values import Tone
from merak.ui.words import t


class OfficeSection(Panel):
    """Where this laptop stands, and the one next step."""

    def __init__(self, tasks: Tasks, chance: Chance) -> None:
        super().__init__(16)
        self._tasks = tasks
        self._outcome = Outcome()
        self._state = section_card()
        self._office, self._kit = strong("", 16), muted("")
        self._means, self._next = MarkedText(), body("")
        self._unread = Sentences((), "triangle-alert", "warn_mark")
        for line in (self._office, self._kit, self._means, self._unread, self._next):
            self._state.body.addWidget(line)
            line.hide()
        self._ask, self._words = AskCard(tasks), WordsCard(tasks, chance)
        self._read, self._offer = ReadKit(tasks), OfferCard(tasks)
        self._people, self._anew = PeopleCard(tasks), AnewCard(tasks)
        for part in (
            self._outcome,
            self._state,
            self._words,
            self._ask,
            self._offer,
            self._read,
            self._people,
            self._anew,
        ):
            self.body.addWidget(part)
        later = (self._words, self._ask, self._offer, self._read, self._people, self._anew)
        for part in later:
            part.hide()
        self._connect()
        self._load()

    def aim(self) -> None:
        """Leaves the focus where it is: there may be nothing to type here."""

    def _connect(self) -> None:
        self._read.read.connect(self._offered)
        self._offer.taken.connect(self._taken)
        self._offer.left.connect(self._leave)
        self._ask.asked.connect(self._asked)
        self._words.agreed.connect(self._agreed)
        self._words.forgotten.connect(self._forgotten)
        self._people.told.connect(self._told)
        self._anew.begun.connect(self._begun)
        for writes in (self._ask, self._people):
            writes.refused.connect(lambda error: self._say(outside.not_written(error)))
        for part in (self._read, self._offer):
            part.refused.connect(lambda error: self._say(outside.not_read(error)))
        self._words.refused.connect(self._outcome.refused)
        self._anew.refused.connect(self._outcome.refused)

    def _say(self, value: BannerValue) -> None:
        self._outcome.present(value)

    def _load(self) -> None:
        self._tasks.read(self, belonging.load, self._present, failed=self._outcome.refused)

    def _present(self, shown: Belonging) -> None:
        has_kit = shown.step is not Step.NO_KIT
        self._office.setText(shown.office or t("This laptop belongs to no office yet."))
        self._office.show()
        self._kit.setText(_of_kit(shown) if has_kit else "")
        self._kit.setVisible(has_kit)
        self._means.present(*_means(shown))
        self._unread.present(kit_document_words.unread(shown.unread))
        self._unread.setVisible(bool(shown.unread))
        self._next.setText(_next(shown))
        self._next.setVisible(bool(self._next.text()))
        keeper = shown.is_keeper
        comparing = shown.step is Step.ASKED and not shown.words_agreed
        self._ask.present(shown.label)
        asks = shown.step in (Step.KIT_TAKEN, Step.ASKED) and not shown.is_revoked
        self._ask.setVisible(keeper and asks)
        self._people.present(shown)
        self._people.setVisible(keeper and shown.step is Step.ENROLLED)
        self._anew.present(shown)
        self._anew.setVisible(keeper and shown.may_begin_anew)
        self._words.setVisible(keeper and comparing)
        self._read.setVisible(keeper and self._offer.isHidden())
        if keeper and comparing:
            self._tasks.read(self, enrol.words, self._words.present, failed=self._outcome.refused)

    def _offered(self, offer: Offer) -> None:
        self._outcome.forget()
        self._offer.present(offer)
        self._offer.show()
        self._read.hide()
        self._offer.aim()

    def _leave(self) -> None:
        self._offer.hide()
        self._read.show()
        self._read.aim()

    def _taken(self, taken: KitTaken) -> None:
        self._offer.hide()
        self._read.forget()
        text = ""
        if taken.left:
            names = ", ".join(user.name for user in taken.left)
            text = t("{names} can no longer open this laptop.").format(names=names)
        if taken.stays:
            stays = ", ".join(user.name for user in taken.stays)
            more = t(
                "{names} should leave too, but is the last keeper. Make somebody else a keeper,"
                " then remove them."
            )
            text = f"{text} {more.format(names=stays)}".strip()
        self._outcome.done(t("Kit {number} is taken").format(number=taken.kit.serial), text)
        self._load()

    def _asked(self, request: Request) -> None:
        self._outcome.done(
            t("The request is written: {file}").format(file=request.path.name),
            t("Bring it to the office, and compare the words below."),
        )
        self._load()

    def _told(self, request: Request) -> None:
        self._outcome.done(
            t("The list is written: {file}").format(file=request.path.name),
            t("Bring it to the office. It reads it on its page Laptops."),
        )
        self._load()

    def _begun(self) -> None:
        self._outcome.done(
            t("This laptop has a new key"),
            t("Nothing is lost. Now ask the office to enrol it, as you did the first time."),
        )
        self._load()
        self._ask.aim()

    def _agreed(self) -> None:
        self._outcome.done(t("The words agree"))
        self._load()

    def _forgotten(self) -> None:
        self._outcome.done(
            t("The kit is forgotten"), t("Tell your supervisor that the words differed.")
        )
        self._load()


def _of_kit(shown: Belonging) -> str:
    day = words.day(words.local_day(shown.expires))
    return t("Kit {number}, good until {day}").format(number=shown.serial, day=day)


def _means(shown: Belonging) -> tuple[str, Tone]:
    if shown.must_begin_anew:
        return (
            t(
                "An older copy of this laptop was put back, or there is a copy of it. Give it a"
                " new key below before you hand over again."
            ),
            Tone.HIGH,
        )
    if shown.step is not Step.ENROLLED and shown.seals:
        return (
            t(
                "Nothing can be handed over until the office has enrolled this laptop under its new"
                " key. Names are sealed as before."
            ),
            Tone.WARN,
        )
    if shown.step is not Step.ENROLLED:
        return (
            t(
                "Nothing can be sealed or handed over yet. Everything stays on this laptop, and"
                " whoever opens it can read the names."
            ),
            Tone.WARN,
        )
    if shown.has_expired:
        return (
            t("The kit has expired. It goes on working; ask the office for a newer one."),
            Tone.WARN,
        )
    return t("This laptop is enrolled. What you hand over goes to this office."), Tone.OK


def _next(shown: Belonging) -> str:
    if not shown.is_keeper:
        return t("Only a keeper takes kits and makes requests.")
    if shown.step is Step.NO_KIT:
        return t("To begin, take the kit that your office gave you.")
    if shown.is_revoked:
        return t("The office takes nothing more from it under this key. Give it a new one below.")
    if shown.step is Step.KIT_TAKEN:
        return t("The next step is to ask the office to enrol this laptop.")
    if shown.step is Step.ASKED and shown.words_agreed:
        return t("The words were compared. Now take the next kit of the office.")
    return ""
