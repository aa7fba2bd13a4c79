"""Two people delete cases of the office for good."""

import pytest
from tests.ui.pages.cases_desk import heard
from tests.ui.pages.office_desk import OLGA, PASSPHRASE, OfficeDesk
from tests.ui.pages.test_retention import (
    HERS,
    NAME,
    ORDERED,
    ROSA,
    TYPED,
    cases,
    hold,
    laptop,
    left,
    purging,
    second,
    two,
)

from merak.services.retention import KeptCase
from merak.storage import generations
from merak.storage.errors import DiskFull
from merak.ui.pages.retention import RetentionPage
from merak.ui.pages.retention_purge import PurgePage
from merak.ui.tries import FREE_TRIES, Tries
from merak.ui.widgets.new_secret import NewSecretField

__all__ = ["cases", "laptop", "two"]


def test_the_page_says_what_goes_what_stays_and_what_is_still_open(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    _, hands = purging(two, *cases)
    told = next(case for case in cases if case.open_duties)
    screened = next(case for case in cases if case.screenings)
    assert hands.shows("Delete 2 cases for good")
    assert hands.shows(f"{told.code}: somebody must still be told.")
    assert hands.shows(f"{screened.code}: nobody has reviewed its screening.")
    assert hands.shows("Backups made before now still have it.")
    assert hands.shows(f"{OLGA} has opened this office and is the first.")


def test_nothing_goes_before_all_is_filled_in(two: OfficeDesk, cases: tuple[KeptCase, ...]) -> None:
    _, hands = purging(two, *cases)
    hands.press("Delete 2 cases for good")
    assert hands.shows("Choose why.")
    hands.press(ORDERED)
    hands.press("Delete 2 cases for good")
    assert hands.shows("Write the name.")
    hands.write(NAME, ROSA)
    hands.press("Delete 2 cases for good")
    assert hands.shows("Type the passphrase.")
    assert left(two) == 2


@pytest.mark.parametrize(
    ("name", "passphrase", "said"),
    [
        (ROSA, "something else altogether", "This passphrase does not open the vault."),
        ("Nobody", HERS, "Nobody of this name opens this vault."),
        (OLGA, PASSPHRASE.decode(), "Two different people are needed."),
    ],
)
def test_who_is_not_the_second_deletes_nothing(
    two: OfficeDesk, cases: tuple[KeptCase, ...], name: str, passphrase: str, said: str
) -> None:
    page, hands = purging(two, *cases)
    done = heard(page.purged)
    second(hands, name, passphrase)
    hands.wait(said)
    assert hands.has("Delete 2 cases for good")
    assert (done, left(two)) == ([], 2)


def test_wrong_passphrases_make_the_next_try_wait(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    _, hands = purging(two, *cases)
    second(hands, ROSA, "something else altogether")
    for _ in range(FREE_TRIES - 1):
        hands.press("Delete 2 cases for good")
    assert hands.shows("You can try again in")
    _, hands = two.show(PurgePage(two.tasks, (), Tries(two.tasks)))
    assert not hands.shows("You can try again in")


def test_two_people_delete_for_good_and_the_laptop_waits_for_its_file(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    page, hands = purging(two, *cases)
    done = heard(page.purged)
    second(hands)
    hands.until(lambda: bool(done), "that it is done")
    assert left(two) == 0
    (field,) = page.findChildren(NewSecretField)
    assert not field.length()
    ((said,),) = done
    for file in two.stick.iterdir():
        file.unlink()
    _, hands = two.show(RetentionPage(two.tasks, (), said))  # type: ignore[arg-type]
    assert hands.shows("2 cases are deleted for good")
    assert hands.shows("Destroy older backups and make a new one.")
    assert hands.shows("Still to be told: Laptop of the north wing.")
    hands.write("Stick or folder for the laptops", str(two.stick))
    hands.press("Write the files")
    hands.wait("One file is written")
    assert hands.shows("A file was written for each laptop.")
    assert len(list(two.stick.iterdir())) == 1


def test_a_case_that_was_held_meanwhile_stays(two: OfficeDesk, cases: tuple[KeptCase, ...]) -> None:
    _, hands = purging(two, *cases)
    two.do(hold, cases[0].case)
    second(hands)
    hands.wait("1 case is held for a court or an inquiry.")
    assert left(two) == 2


def test_an_old_file_that_is_left_on_the_disk_is_told(
    two: OfficeDesk, cases: tuple[KeptCase, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise DiskFull

    page, hands = purging(two, *cases)
    done = heard(page.purged)
    monkeypatch.setattr(generations, "write_without", refuse)
    second(hands)
    hands.until(lambda: bool(done), "what came of it")
    ((said,),) = done
    assert "still on the disk" in said.title  # type: ignore[attr-defined]
    assert left(two) == 0


def test_what_is_gone_already_is_not_deleted_again(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    page, hands = purging(two, *cases)
    done = heard(page.purged)
    second(hands)
    hands.until(lambda: bool(done), "that it is done")
    _, hands = purging(two, *cases)
    assert hands.shows("These cases are gone already")
    assert not hands.asks(NAME)


def test_leaving_the_page_wipes_what_was_typed(
    two: OfficeDesk, cases: tuple[KeptCase, ...]
) -> None:
    page, hands = purging(two, *cases)
    hands.write(TYPED, HERS)
    (field,) = page.findChildren(NewSecretField)
    assert field.length()
    page.flush(lambda: None)
    assert not field.length()
