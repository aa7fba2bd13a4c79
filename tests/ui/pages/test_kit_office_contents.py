"""What an office puts into its kit: sets that were tried, files of its own, minutes, offices."""

import re

import pytest
from tests.ui.pages.office_desk import OfficeDesk

from merak import paths
from merak.crypto import age_file
from merak.domain.kit import Kit, Purpose
from merak.services import kits
from merak.ui.hands import Hands
from merak.ui.pages.kit_office import KitOfficePage

SHIPPED = (paths.indicators() / "merak-child-2015.yaml").read_text(encoding="utf-8")
OWN = SHIPPED.replace("id: merak-child-2015", "id: county-intake")
TITLE = "19 indicators for young people, version 1.0.0"
EMERGENCY = paths.resources() / "directory" / "emergency.yaml"


@pytest.fixture
def hands(at_office: OfficeDesk) -> Hands:
    return at_office.show(KitOfficePage(at_office.tasks))[1]


def written(at_office: OfficeDesk, text: str, name: str = "mine.yaml") -> str:
    file = at_office.tmp / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def example(folder: str) -> str:
    page = (paths.resources() / folder / "README.md").read_text(encoding="utf-8")
    return str(re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)[0])


def add_set(hands: Hands, file: str) -> None:
    hands.press("Add a set from a file")
    hands.write("File of the set", file)
    hands.press("Check and try the set")


def read_file(hands: Hands, what: str, file: str) -> None:
    hands.press(f"Take your own {what} from a file")
    hands.write(f"File of {what}", file)
    hands.press("Read the file")


def sign(hands: Hands) -> None:
    hands.press("Show what would change")
    hands.press("Sign this kit")
    hands.wait("is signed")


def kit(at_office: OfficeDesk) -> Kit:
    return at_office.do(kits.current)


def test_a_set_from_a_file_is_tried_and_goes_into_the_next_kit(
    at_office: OfficeDesk, hands: Hands
) -> None:
    add_set(hands, written(at_office, OWN))
    count = OWN.count("\n  - say: ")
    assert hands.shows(f"{count} examples were tried and came out as the file says.")
    assert hands.has(f"{TITLE}, from a file")
    hands.press("Show the examples that were tried")
    assert hands.shows("15, everything asked and nothing found: No indicator seen")
    hands.press("Show what would change")
    assert hands.shows("Indicator set county-intake: new, version 1.0.0.")
    hands.press("Sign this kit")
    hands.wait("Kit 2 is signed")
    assert [one.id for one in kit(at_office).sets] == ["merak-child-2015", "county-intake"]


def test_a_newer_version_takes_the_place_of_the_one_before(
    at_office: OfficeDesk, hands: Hands
) -> None:
    newer = SHIPPED.replace('version: "1.0.0"', 'version: "1.0.1"', 1)
    assert newer != SHIPPED
    add_set(hands, written(at_office, newer))
    sign(hands)
    assert [(one.id, one.version) for one in kit(at_office).sets] == [("merak-child-2015", "1.0.1")]
    # The shipped one can come back, and the other go.
    hands.press(hands.begins_with(TITLE))
    hands.press("19 indicators for young people, version 1.0.1, from a file")
    sign(hands)
    assert [one.version for one in kit(at_office).sets] == ["1.0.0"]


def test_a_set_whose_example_fails_is_refused_with_the_place_of_it(
    at_office: OfficeDesk, hands: Hands
) -> None:
    at = OWN.rindex("level: possible")
    line = OWN[:at].count("\n") + 1
    add_set(hands, written(at_office, OWN[:at] + "level: clear" + OWN[at + 15 :]))
    assert hands.shows("The file is not taken: it has 1 problem.")
    assert hands.shows(f"Line {line}, column")
    assert hands.shows('this example gives "possible", not "clear"')
    assert not hands.has(f"{TITLE}, from a file")


def test_a_file_that_is_not_there_or_no_set_is_said(at_office: OfficeDesk, hands: Hands) -> None:
    hands.press("Add a set from a file")
    hands.press("Check and try the set")
    assert hands.shows("Choose a file.")
    hands.write("File of the set", str(at_office.tmp / "gone.yaml"))
    hands.press("Check and try the set")
    assert hands.shows("The file is not there.")
    hands.rewrite("File of the set", written(at_office, "format: 1\n" * 40_000))
    hands.press("Check and try the set")
    assert hands.shows("the file is larger than 256 KiB")


def test_the_offices_own_files_go_into_the_kit_and_out_again(
    at_office: OfficeDesk, hands: Hands
) -> None:
    assert hands.shows("As shipped. The contacts that came with the program are shown.")
    contacts = EMERGENCY.read_text("utf-8").replace("202-205-4582", "202-205-0000")
    read_file(hands, "contacts", written(at_office, contacts))
    read_file(hands, "duties", written(at_office, example("duties")))
    read_file(hands, "places", written(at_office, example("sites")))
    assert hands.shows("with 1 duty.")
    assert hands.shows("with 2 places.")
    hands.press("Show what would change")
    assert hands.shows("Whom to call: your office’s own, of")
    assert hands.shows(
        "Whom to call: HHS Office on Trafficking in Persons, child protection specialists:"
        " 202-205-0000 now. Before it was 202-205-4582."
    )
    assert hands.shows("lives is new, within 24 hours.")
    assert hands.shows("Places: North shelter is new, shelter, TX.")
    hands.press("Sign this kit")
    hands.wait("Kit 2 is signed")
    held = kit(at_office)
    assert held.directory[0].text == contacts
    assert (len(held.duties), len(held.sites)) == (1, 1)
    hands.press("Use what came with the program: Whom to call")
    hands.press("Show what would change")
    assert hands.shows("The contacts that came with the program are shown.")
    hands.press("Sign this kit")
    hands.wait("Kit 3 is signed")
    assert kit(at_office).directory == ()
    assert len(kit(at_office).duties) == 1


def test_a_file_with_problems_changes_nothing_and_says_where(
    at_office: OfficeDesk, hands: Hands
) -> None:
    bad = example("sites").replace("kind: shelter", "kind: castle").replace("state: MO", "state: x")
    read_file(hands, "places", written(at_office, bad))
    assert hands.shows("The file is not taken: it has 1 problem.")
    assert hands.shows("Line 5, column 11:")
    assert hands.shows("As shipped. Each laptop says its state and kind of place itself.")
    read = written(at_office, example("sites"))
    hands.rewrite("File of places", read)
    hands.press("Read the file")
    assert not hands.shows("The file is not taken")
    assert hands.shows("with 2 places.")


def test_the_minutes_until_a_lock_are_signed_and_kept_in_bounds(
    at_office: OfficeDesk, hands: Hands
) -> None:
    hands.rewrite("Minutes until the program locks", "31")
    hands.rewrite("Minutes until it locks in a screening", "0")
    hands.press("Show what would change")
    assert hands.shows("Type a whole number from 1 to 30.")
    hands.rewrite("Minutes until the program locks", "3")
    hands.rewrite("Minutes until it locks in a screening", "30")
    hands.press("Show what would change")
    assert hands.shows("Minutes until the program locks: 3. Before it was: 5.")
    hands.press("Sign this kit")
    hands.wait("Kit 2 is signed")
    policy = kit(at_office).policy
    assert (policy.idle_lock_minutes, policy.screening_lock_minutes) == (3, 30)


def test_what_no_laptop_does_yet_is_not_asked_and_not_promised(
    at_office: OfficeDesk, hands: Hands
) -> None:
    hands.press("When a screening is finished")
    hands.press("Show what would change")
    assert not any("raining" in text for text in hands.texts())


def test_a_second_office_of_the_programme_is_added_and_removed(
    at_office: OfficeDesk, hands: Hands
) -> None:
    key = str(age_file.identity(b"\x07" * 32).recipient)
    hands.press("Add another office of the same programme")
    hands.write("Whose key it is", "County office")
    hands.write("Its public key", key[:-1])
    hands.press("Add the office")
    assert hands.shows("Only an office of the same programme can be added.")
    hands.press("It belongs to the same programme as this office")
    hands.press("Add the office")
    assert hands.shows("This is no public key of an office.")
    hands.rewrite("Its public key", key)
    hands.press("Add the office")
    hands.wait("County office can go into the kit")
    assert hands.shows(key[-4:])
    hands.press("Show what would change")
    assert hands.shows("What you hand over can also be opened by: a partner.")
    hands.press("Sign this kit")
    hands.wait("Kit 2 is signed")
    assert [
        str(one.address) for one in kit(at_office).bundles if one.purpose is Purpose.PARTNER
    ] == [key]
    assert hands.shows("County office")
    hands.press("Remove: County office")
    hands.press("Show what would change")
    assert hands.shows("What you hand over can no longer be opened by: a partner.")
    hands.press("Sign this kit")
    hands.wait("Kit 3 is signed")
    assert len(kit(at_office).bundles) == 2


def test_nobody_outside_of_the_programme_can_be_added_and_the_page_says_why(hands: Hands) -> None:
    assert hands.shows("34 U.S.C. 12291(b)(2)")
