"""The kit of an office: changes are shown in words, signed, and written to a folder."""

from tests.ui.pages.office_desk import OfficeDesk

from merak.domain.kit import ClearWhen, SealWhen
from merak.services import kit_desk, kits
from merak.ui.hands import Hands
from merak.ui.pages.kit_office import KitOfficePage


def page_of(at_office: OfficeDesk) -> Hands:
    return at_office.show(KitOfficePage(at_office.tasks))[1]


def test_a_change_is_shown_before_it_is_signed_and_then_holds(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press("Some hours after a screening is finished")
    hands.rewrite("Hours after a screening is finished", "48")
    hands.press("Show what would change")
    assert hands.shows("some hours after a screening is finished")
    assert at_office.do(kits.current).serial == 1
    hands.press("Sign this kit")
    hands.wait("Kit 2 is signed")
    policy = at_office.do(kits.current).policy
    assert (policy.seal, policy.seal_hours) == (SealWhen.AFTER_HOURS, 48)


def test_nothing_is_signed_where_nothing_would_change(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press("Show what would change")
    assert hands.shows("Nothing would change")
    assert not hands.has("Sign this kit")


def test_a_change_that_is_not_signed_changes_nothing(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press("By itself, some days after the receipt")
    hands.press("Show what would change")
    hands.press("Do not sign")
    assert not hands.has("Sign this kit")
    assert at_office.do(kits.current).policy.clear is ClearWhen.BY_HAND


def test_another_decision_after_the_look_asks_for_another_look(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press("When a screening is finished")
    hands.press("Show what would change")
    assert hands.has("Sign this kit")
    hands.press("When it is handed over to the office")
    assert not hands.has("Sign this kit")


def test_a_number_that_is_none_is_asked_for_again(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press("By itself, some days after the receipt")
    hands.rewrite("Days after the receipt", "soon")
    hands.press("Show what would change")
    assert hands.shows("Type a whole number up to 3650.")
    assert hands.shows("soon")


def test_a_kit_without_any_set_is_not_offered_to_be_signed(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.press(hands.begins_with(_title_of_set(at_office)))
    hands.press("Show what would change")
    assert hands.shows("Choose one set at least")
    assert not hands.has("Sign this kit")


def test_the_kit_is_written_to_a_folder_as_it_was_signed(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.write("Stick or folder", str(at_office.stick))
    hands.press("Write the kit")
    hands.wait("Written and read back")
    (file,) = at_office.stick.glob("*.kit")
    laptop = at_office.laptop()
    laptop.take_kit(at_office.stick)
    assert hands.shows(f"The file is called {file.name}.")
    assert kits.current(laptop.session).serial == 1


def test_a_folder_that_is_gone_is_said_and_nothing_is_left(at_office: OfficeDesk) -> None:
    hands = page_of(at_office)
    hands.write("Stick or folder", str(at_office.stick / "gone"))
    hands.press("Write the kit")
    assert not hands.shows("Written and read back")
    assert hands.has("Write the kit")
    assert list(at_office.stick.iterdir()) == []


def _title_of_set(at_office: OfficeDesk) -> str:
    return at_office.do(kit_desk.load).sets[0].title["en"]
