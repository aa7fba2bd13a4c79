"""Settings, Office: how a laptop comes to belong to an office, through its window."""

import secrets
from pathlib import Path

from PySide6.QtWidgets import QLineEdit
from tests.ui.pages.exchange_desk import NAME, ExchangeDesk, between, made_exchange

from merak.domain.kit import Policy, SealWhen
from merak.services import belonging, laptops, make_kit, users
from merak.services.enrol import Step
from merak.services.session import Session
from merak.ui.hands import Hands
from merak.ui.pages.kit_field import OfficeSection

__all__ = ["between", "made_exchange"]

FILE, FOLDER = "The kit’s file", "Where the request goes"
NOTHING_LEAVES = "Nothing can be sealed or handed over yet."


def opened(between: ExchangeDesk) -> tuple[OfficeSection, Hands]:
    section = OfficeSection(between.tasks, secrets.token_bytes)
    return section, between.show(section)


def take(hands: Hands, path: Path) -> None:
    hands.rewrite(FILE, str(path))
    hands.press("Read the kit")
    hands.press("Take this kit")


def ask(hands: Hands, stick: Path) -> Path:
    before = set(stick.iterdir())
    hands.write("What the office should call this laptop", "north wing")
    hands.rewrite(FOLDER, str(stick))
    hands.press("Make an enrolment request")
    (written,) = set(stick.iterdir()) - before
    return written


def compare(section: OfficeSection, hands: Hands, words: tuple[str, ...]) -> None:
    for field in section.findChildren(QLineEdit):
        name = field.accessibleName()
        if field.isVisible() and "as the office reads it" in name:
            place = int(name.removeprefix("Word ").split(",")[0])
            hands.rewrite(name, words[place - 1])
    hands.press("The words agree")


def where(between: ExchangeDesk) -> Step:
    step: Step = between.on_laptop(belonging.load).step
    return step


def test_without_a_kit_it_says_that_nothing_can_leave(between: ExchangeDesk) -> None:
    _, hands = opened(between)
    assert hands.shows("This laptop belongs to no office yet.")
    assert hands.shows(NOTHING_LEAVES)
    assert not hands.has("Make an enrolment request")


def test_a_laptop_is_enrolled_from_the_first_kit_to_the_last(between: ExchangeDesk) -> None:
    section, hands = opened(between)
    take(hands, between.give_kit())
    assert hands.shows("Kit 1 is taken")
    assert hands.shows(NOTHING_LEAVES)
    request = ask(hands, between.stick)
    assert hands.shows(f"The request is written: {request.name}")
    words = between.approve(request)
    assert [word for word in words if not hands.shows(word)] == []
    compare(section, hands, words)
    assert hands.shows("Now take the next kit of the office.")
    take(hands, between.give_kit())
    assert hands.shows("This laptop is enrolled.")
    assert not hands.shows(NOTHING_LEAVES)
    assert where(between) is Step.ENROLLED


def test_a_kit_is_shown_before_it_is_taken_and_may_be_left(between: ExchangeDesk) -> None:
    _, hands = opened(between)
    hands.rewrite(FILE, str(between.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("Kit 1 of Practice agency")
    assert hands.shows("Is it really from your office?")
    assert hands.shows("Names are sealed: when you hand over.")
    hands.press("Leave it")
    assert where(between) is Step.NO_KIT


def test_what_the_next_kit_changes_is_said_in_words(between: ExchangeDesk) -> None:
    between.enrol()
    wanted = make_kit.contents(between.office)
    policy = Policy(seal=SealWhen.AT_FINISH, idle_lock_minutes=3)
    make_kit.sign(
        between.office,
        make_kit.Contents(policy=policy, sets=wanted.sets[:1], directory=wanted.directory),
    )
    _, hands = opened(between)
    hands.rewrite(FILE, str(between.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("Names are sealed: when a screening is finished. Before it was:")
    assert hands.shows("Minutes until the program locks: 3. Before it was: 5.")
    gone = wanted.sets[1:]
    assert [one.id for one in gone if not hands.shows(f"{one.id}: no longer in the kit")] == []


def test_an_older_kit_and_what_is_no_kit_are_refused_in_words(between: ExchangeDesk) -> None:
    old = between.give_kit().rename(between.stick.parent / "old.kit")
    between.enrol()
    _, hands = opened(between)
    hands.rewrite(FILE, str(old))
    hands.press("Read the kit")
    assert hands.shows("This kit is older than the one on this laptop.")
    hands.rewrite(FILE, str(between.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("This laptop has this kit already.")
    broken = between.stick / "broken.kit"
    broken.write_bytes(b"no kit at all")
    hands.rewrite(FILE, str(broken))
    hands.press("Read the kit")
    assert not hands.has("Take this kit")
    assert hands.shows("Nothing was taken from it.")


def test_a_wrong_word_does_not_agree_and_the_right_one_still_does(between: ExchangeDesk) -> None:
    section, hands = opened(between)
    take(hands, between.give_kit())
    words = between.approve(ask(hands, between.stick))
    compare(section, hands, ("wrong",) * 7)
    assert hands.shows("These are not the words of this laptop.")
    compare(section, hands, words)
    assert hands.shows("The words agree")


def test_words_that_differ_make_the_kit_forgotten(between: ExchangeDesk) -> None:
    _, hands = opened(between)
    take(hands, between.give_kit())
    ask(hands, between.stick)
    hands.press("They differ: forget this kit")
    assert hands.shows("The kit is forgotten")
    assert where(between) is Step.NO_KIT


def test_an_expired_kit_warns_and_is_taken(between: ExchangeDesk) -> None:
    kit = between.give_kit()
    between.clock.forward(days=400)
    _, hands = opened(between)
    hands.rewrite(FILE, str(kit))
    hands.press("Read the kit")
    assert hands.shows("This kit has expired")
    hands.press("Take this kit")
    assert hands.shows("Kit 1 is taken")


def test_who_leaves_with_a_kit_is_named_before_and_after(between: ExchangeDesk) -> None:
    between.enrol()
    (me,) = between.on_laptop(_ids)
    laptops.remove_from_roster(between.office, me)
    _, hands = opened(between)
    hands.rewrite(FILE, str(between.give_kit()))
    hands.press("Read the kit")
    assert hands.shows("these people can no longer open this laptop")
    hands.press("Take this kit")
    assert hands.shows(f"{NAME} should leave too, but is the last keeper.")


def test_a_request_that_cannot_be_written_says_so_and_keeps_what_was_typed(
    between: ExchangeDesk,
) -> None:
    section, hands = opened(between)
    take(hands, between.give_kit())
    hands.write("What the office should call this laptop", "north wing")
    hands.rewrite(FOLDER, str(between.stick / "not there"))
    hands.press("Make an enrolment request")
    assert hands.shows("Not written")
    typed = [field.text() for field in section.findChildren(QLineEdit)]
    assert "north wing" in typed
    assert where(between) is Step.KIT_TAKEN


def test_a_file_is_found_by_looking_through_folders(between: ExchangeDesk) -> None:
    kit = between.give_kit()
    section, hands = opened(between)
    section._read._place._at = between.stick.parent
    hands.press("Look through folders")
    hands.go_to(between.stick.name)
    hands.go_to(kit.name)
    hands.press("Read the kit")
    assert hands.shows("Kit 1 of Practice agency")


def _ids(session: Session) -> tuple[str, ...]:
    return tuple(user.id for user in users.everyone(session))
