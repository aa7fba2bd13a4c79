"""What a laptop shows of its office's kit: its places, its contacts, its duties, its minutes."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.ui.audit import audit
from tests.ui.pages.exchange_desk import ExchangeDesk, between, made_exchange

from merak import paths
from merak.domain.contact import Need
from merak.domain.duty import How, Proof, Told
from merak.domain.kit import Policy, document
from merak.domain.site import Site, SiteKind
from merak.services import enrol, home, make_kit, sites, tell
from merak.services.session import NewCase, Session
from merak.services.tell import Danger
from merak.ui import focus, theme
from merak.ui.hands import Hands
from merak.ui.idle import Idle
from merak.ui.lock_times import LockTimes
from merak.ui.pages import case_contacts
from merak.ui.pages.home import HomePage
from merak.ui.pages.kit_field import OfficeSection
from merak.ui.pages.settings_place import PlaceSection
from merak.ui.pages.unsafe import UnsafePage
from merak.ui.shown import ShownAs

__all__ = ["between", "made_exchange"]

CONTACTS = """format: 1
contacts:
  - id: county
    name: {en: "County desk"}
    helps: {en: "Advice."}
    needs: [disclosure, not_safe, self_harm]
    phones: [{way: voice, number: "1-800-555-0100"}]
    source: "the county"
    checked_on: 2025-01-02
    confirmed: true
"""


def example(folder: str) -> str:
    page = (paths.resources() / folder / "README.md").read_text(encoding="utf-8")
    return str(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])


RULES = example("duties").replace("[report_identified_victim]", "[unsafe]")
DUTIES = RULES.replace("[child_welfare]", "[shelter]").replace("[TX, MO]", "[FL, TX]")


def _take(session: Session, path: Path) -> None:
    enrol.take_kit(session, enrol.read_kit(session, path))


def sign(between: ExchangeDesk, **texts: str) -> None:
    """The office signs a kit with these documents."""
    contents = make_kit.contents(between.office)
    for part, text in texts.items():
        held = (document(part, "2026-11-22", text),)
        contents = replace(
            contents,
            directory=held if part == "directory" else contents.directory,
            duties=held if part == "duties" else contents.duties,
            sites=held if part == "sites" else contents.sites,
        )
    make_kit.sign(between.office, contents)


def give(between: ExchangeDesk, **texts: str) -> None:
    """The office signs a kit, and the laptop takes it without its window."""
    sign(between, **texts)
    between.on_laptop(_take, between.give_kit())


def unsafe(session: Session) -> None:
    tell.unsafe(session, NewCase(), Danger.NOT_SAFE, "")


@pytest.fixture
def ours(between: ExchangeDesk) -> ExchangeDesk:
    """Give a laptop that belongs to the office."""
    between.enrol()
    return between


def test_home_asks_for_the_place_once_the_office_names_its_places(ours: ExchangeDesk) -> None:
    give(ours, sites=example("sites"))
    page = HomePage(ours.tasks)
    hands = ours.show(page)
    asked: list[bool] = []
    page.place_asked.connect(lambda: asked.append(True))
    assert hands.shows("Choose the place of this laptop again")
    hands.press("Choose the place")
    assert asked == [True]
    ours.on_laptop(sites.choose, "north_shelter")
    assert not ours.show(HomePage(ours.tasks)).shows("Choose the place of this laptop again")


def test_the_place_is_chosen_among_those_of_the_office(ours: ExchangeDesk) -> None:
    give(ours, sites=example("sites"))
    hands = ours.show(PlaceSection(ours.tasks, ours.stick))
    assert hands.shows("this one is not chosen yet")
    assert not hands.shows("State or territory")
    hands.press("Save the place")
    assert hands.shows("Choose one of the places.")
    hands.pick("Place", "County detention center")
    hands.press("Save the place")
    assert hands.shows("Saved")
    assert not hands.shows("this one is not chosen yet")
    assert ours.on_laptop(sites.here) == Site(state="MO", kind=SiteKind.DETENTION)
    assert not ours.on_laptop(home.load).site_open


def test_a_place_that_went_meanwhile_is_refused_in_words(ours: ExchangeDesk) -> None:
    give(ours, sites=example("sites"))
    hands = ours.show(PlaceSection(ours.tasks, ours.stick))
    hands.pick("Place", "North shelter")
    give(ours, sites=example("sites").replace("north_shelter", "other"))
    hands.press("Save the place")
    assert hands.shows("Your office does not name this place any more.")


def test_without_places_of_the_office_state_and_kind_are_asked_for(ours: ExchangeDesk) -> None:
    hands = ours.show(PlaceSection(ours.tasks, ours.stick))
    assert hands.shows("State or territory")
    hands.press("Child welfare office")
    hands.press("Save the place")
    assert ours.on_laptop(sites.here) == Site(state="FL", kind=SiteKind.CHILD_WELFARE)


def test_the_cards_show_whom_the_office_says_to_call_with_the_day_it_was_checked(
    ours: ExchangeDesk,
) -> None:
    give(ours, directory=CONTACTS)
    hands = ours.show(UnsafePage(ours.tasks, NewCase()))
    assert hands.shows("County desk")
    assert hands.shows("1-800-555-0100")
    assert not hands.shows("988")
    (shown,) = ours.on_laptop(case_contacts.load, (Need.SELF_HARM,))
    assert shown.doubt == "Last checked over a year ago: the number may have changed."


def test_a_reminder_says_whom_the_offices_rules_tell_and_until_when(ours: ExchangeDesk) -> None:
    give(ours, duties=DUTIES)
    ours.on_laptop(unsafe)
    hands = ours.show(HomePage(ours.tasks))
    assert hands.shows("Tell your supervisor now")
    assert hands.shows("To be told by")
    assert not hands.shows("The police")
    hands.press("Show why")
    due = ours.clock.now() + timedelta(hours=24)
    assert hands.shows("The police of the place where the young person lives, by ")
    assert hands.shows(str(due.day))
    assert hands.shows("42 U.S.C. 671(a)(34)(A)")


def test_a_rule_at_once_that_nobody_confirmed_says_to_ask_first(ours: ExchangeDesk) -> None:
    at_once = DUTIES.replace("hours: 24", "hours: 0").replace("confirmed: true", "confirmed: false")
    give(ours, duties=at_once.replace('cite: "42 U.S.C. 671(a)(34)(A)"', 'cite: ""'))
    ours.on_laptop(unsafe)
    hands = ours.show(HomePage(ours.tasks))
    hands.press("Show why")
    assert hands.shows("lives, at once. Nobody has confirmed this rule: ask your supervisor first.")


def test_at_a_place_that_is_not_known_a_reminder_names_nobody_but_the_supervisor(
    ours: ExchangeDesk,
) -> None:
    give(ours, duties=DUTIES, sites=example("sites"))
    ours.on_laptop(unsafe)
    hands = ours.show(HomePage(ours.tasks))
    hands.press("Show why")
    assert hands.shows("Tell your supervisor now")
    assert not hands.shows("The police")
    assert not hands.shows("To be told by")


def test_what_a_kit_changes_inside_its_documents_is_said_before_it_is_taken(
    ours: ExchangeDesk,
) -> None:
    shipped = (paths.resources() / "directory" / "emergency.yaml").read_text("utf-8")
    sign(ours, directory=shipped.replace("1-800-843-5678", "1-800-843-0000"), sites="format: 9\n")
    hands = ours.show(OfficeSection(ours.tasks, bytes))
    hands.rewrite("The kit’s file", str(ours.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("Whom to call: your office’s own, of")
    assert hands.shows("1-800-843-0000 now. Before it was 1-800-843-5678.")
    assert hands.shows("Places: what the kit says cannot be read by this version of the program.")
    hands.press("Take this kit")
    hands.wait("is taken")
    assert hands.shows("Places: what the kit says cannot be read by this version of the program.")
    assert ours.on_laptop(sites.here) == Site(state="FL", kind=SiteKind.SHELTER)


def test_entries_without_end_are_counted_and_changed_ones_are_all_named(ours: ExchangeDesk) -> None:
    places = "".join(f"  - {{id: s{n}, name: {{en: Site {n}}}, kind: other}}\n" for n in range(30))
    sign(ours, sites=f"format: 1\nsites:\n{places}")
    hands = ours.show(OfficeSection(ours.tasks, bytes))
    hands.rewrite("The kit’s file", str(ours.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("Places: Site 19 is new, another kind.")
    assert not hands.shows("Site 20")
    assert hands.shows("Places: 10 more are new.")
    hands.press("Take this kit")
    hands.wait("is taken")
    sign(ours, sites=f"format: 1\nsites:\n{places.replace('kind: other', 'kind: shelter')}")
    hands.rewrite("The kit’s file", str(ours.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("Places: Site 29: shelter now. Before it was another kind.")


def test_the_window_locks_after_the_minutes_of_the_kit(
    ours: ExchangeDesk, qapp: QApplication
) -> None:
    contents = make_kit.contents(ours.office)
    policy = Policy(idle_lock_minutes=2, screening_lock_minutes=30)
    make_kit.sign(ours.office, replace(contents, policy=policy))
    idle = Idle(qapp, ours.tasks)
    locks = LockTimes(idle, ours.tasks)

    def minutes() -> int:
        assert ours.tasks.drain(20)
        timers = idle.findChildren(QTimer)
        return max(one.interval() for one in timers if one.isActive()) // 60_000

    locks.present(ShownAs.OPEN)
    assert minutes() == 5
    ours.on_laptop(_take, ours.give_kit())
    locks.present(ShownAs.OPEN)
    assert minutes() == 2
    locks.present(ShownAs.SCREENING)
    assert minutes() == 30
    locks.present(ShownAs.LOCKED)
    assert ours.tasks.drain(20)
    assert not any(one.isActive() for one in idle.findChildren(QTimer))


@pytest.fixture
def ring(qapp: QApplication):
    made = focus.FocusRing(qapp)
    yield
    made.deleteLater()
    theme.apply(qapp, theme.Look())


@pytest.mark.usefixtures("ring")
def test_what_the_kit_adds_to_pages_can_be_read_and_reached(
    ours: ExchangeDesk, qapp: QApplication
) -> None:
    long = "the Department of Families and Neighbourhoods of the northern counties " * 3
    where = "The police of the place where the young person lives"
    give(ours, duties=DUTIES.replace(where, long))
    ours.on_laptop(unsafe)
    give(ours, sites=example("sites"), directory="format: 2\n")
    shown = (
        HomePage(ours.tasks),
        PlaceSection(ours.tasks, ours.stick),
        OfficeSection(ours.tasks, bytes),
    )
    for page in shown:
        hands = ours.show(page)
        if hands.has("Show why"):
            hands.press("Show why")
        for look in (theme.Look(), theme.Look(dark=True), theme.Look(scale=2.0)):
            theme.apply(qapp, look)
            Hands(page, ours.tasks).settle()
            # The quiet button of a reminder hangs over its edge, as it did before.
            found = [one for one in audit(page) if "This was a mistake" not in one.widget]
            assert found == []
        page.hide()


def test_what_others_must_be_told_stays_open_when_the_supervisor_was_told(
    ours: ExchangeDesk,
) -> None:
    give(ours, duties=DUTIES)

    def both(session: Session) -> None:
        case = tell.unsafe(session, NewCase(), Danger.NOT_SAFE, "")
        tell.disclosed(session, case, "")

    ours.on_laptop(both)
    hands = ours.show(HomePage(ours.tasks))
    cards = [one for one in hands.texts() if one == "Tell your supervisor now"]
    assert len(cards) == 2
    lines = ours.on_laptop(home.load).duties
    ours.on_laptop(
        lambda session: tell.done(
            session,
            tuple(one.duty.id for one in lines if not one.duty.tell),
            Proof(told=Told.SUPERVISOR, how=How.BY_PHONE, told_at=session.now()),
        )
    )
    hands = ours.show(HomePage(ours.tasks))
    assert hands.shows("To be told by")
