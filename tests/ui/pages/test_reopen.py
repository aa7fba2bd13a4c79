"""A forgotten passphrase at the laptop's window: what goes wrong is said, and nothing is lost."""

import os
import shutil
from pathlib import Path

import pytest
from tests.ui.pages.forgotten_desk import OLD, Help, forgotten_made, helped

from merak.services import reopen
from merak.storage import outside
from merak.ui.pages.reopen import ReopenPage

__all__ = ["forgotten_made", "helped"]


def content(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir() if path.is_file()}


def test_the_answer_opens_once_and_the_old_passphrase_no_more(helped: Help) -> None:
    laptop = helped.laptop
    answer = helped.grant(laptop.ask())
    laptop.take(answer)
    laptop.hands.until(lambda: laptop.opened, "opened")
    assert laptop.tasks.stop()
    assert not laptop.opens_with(OLD)
    assert laptop.opens_with(b"eleven paper boats and a yellow door")
    # A second time there is nothing it answers to.
    laptop.come()
    assert laptop.hands.has("Make the request")
    assert not laptop.hands.has("Open")


def test_a_used_answer_opens_nothing_even_after_another_request(helped: Help) -> None:
    laptop = helped.laptop
    answer = helped.grant(laptop.ask())
    laptop.hands.press("Make another request")
    laptop.ask()
    before = content(laptop.place)
    laptop.take(answer)
    laptop.hands.wait("This file is for somebody else.")
    assert not laptop.opened
    assert content(laptop.place) == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stray", "This is not a file that was made for you."),
        ("kit", "This is not a file that was made for you."),
        ("request", "This file is for somebody else."),
        ("gone", "The file is not there."),
    ],
)
def test_a_wrong_file_is_said_and_opens_nothing(helped: Help, name: str, said: str) -> None:
    laptop = helped.laptop
    request = laptop.ask()
    stray = laptop.stick / "stray.age"
    stray.write_bytes(b"nothing of ours")
    path = {
        "stray": stray,
        "kit": next(laptop.stick.glob("*.kit")),
        "request": request,
        "gone": laptop.stick / "gone.age",
    }[name]
    before = content(laptop.place)
    laptop.take(path)
    laptop.hands.wait(said)
    assert not laptop.opened
    assert content(laptop.place) == before
    # What was right stays right: the answer still opens.
    laptop.take(helped.grant(request))
    laptop.hands.until(lambda: laptop.opened, "opened")


def test_an_answer_meant_for_another_laptop_opens_nothing(helped: Help) -> None:
    laptop = helped.laptop
    laptop.take(helped.grant(laptop.ask(), device=1))
    laptop.hands.wait("The office took this laptop for another one.")
    assert not laptop.opened
    assert laptop.opens_with(OLD)


def test_the_answer_to_another_laptops_request_opens_nothing(helped: Help, qtbot: object) -> None:
    laptop = helped.laptop
    laptop.ask()
    here, laptop.place = laptop.place, helped.office.tmp / "other"
    shutil.copytree(helped.made.top / "other", laptop.place)
    laptop.come()
    theirs = helped.grant(laptop.ask(), device=1)
    laptop.place = here
    laptop.come()
    laptop.take(theirs)
    laptop.hands.wait("This file is for somebody else.")
    assert not laptop.opened


def test_another_passphrase_than_the_one_chosen_is_said_and_can_be_typed_again(
    helped: Help,
) -> None:
    laptop = helped.laptop
    answer = helped.grant(laptop.ask())
    laptop.take(answer, "some other passphrase altogether")
    laptop.hands.wait("This passphrase does not open")
    assert not laptop.opened
    laptop.take(answer)
    laptop.hands.until(lambda: laptop.opened, "opened")


def test_a_name_that_nobody_has_here_asks_nothing(helped: Help) -> None:
    laptop = helped.laptop
    before = content(laptop.place), sorted(laptop.stick.iterdir())
    laptop.fill(name="Somebody Else")
    laptop.hands.press("Make the request")
    laptop.hands.wait("Nobody of this name opens this vault.")
    assert (content(laptop.place), sorted(laptop.stick.iterdir())) == before


def test_a_stick_without_a_kit_is_said(helped: Help) -> None:
    laptop = helped.laptop
    empty = helped.office.tmp / "empty"
    empty.mkdir()
    laptop.fill(stick=empty)
    laptop.hands.press("Make the request")
    laptop.hands.wait("There is no kit on this stick.")
    assert list(empty.iterdir()) == []
    assert not reopen.is_asking(laptop.place)


@pytest.mark.parametrize("empty", ["Your name", "New passphrase", "Stick with the kit"])
def test_nothing_is_asked_before_all_is_filled_in(helped: Help, empty: str) -> None:
    laptop = helped.laptop
    laptop.fill(without=empty)
    laptop.hands.press("Make the request")
    laptop.hands.settle()
    assert not laptop.hands.shows("Compare seven words with the office")
    assert not reopen.is_asking(laptop.place)


def test_a_full_stick_is_said_and_the_next_try_asks(
    helped: Help, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = helped.laptop

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(outside, "_sha256", full)
    before = sorted(laptop.stick.iterdir())
    laptop.fill()
    laptop.hands.press("Make the request")
    laptop.hands.wait("full")
    monkeypatch.undo()
    assert sorted(laptop.stick.iterdir()) == before
    laptop.hands.press("Make the request")
    laptop.hands.wait("Compare seven words with the office")


def test_a_full_disk_while_it_opens_is_said_and_the_next_try_opens(
    helped: Help, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = helped.laptop
    answer = helped.grant(laptop.ask())
    really = os.write

    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "write", full)
    laptop.take(answer)
    laptop.hands.wait("full")
    monkeypatch.setattr(os, "write", really)
    assert not laptop.opened
    laptop.take(answer)
    laptop.hands.until(lambda: laptop.opened, "opened")


def test_what_was_typed_is_wiped_when_the_page_is_left(helped: Help) -> None:
    laptop = helped.laptop
    laptop.fill()
    left: list[bool] = []
    assert isinstance(laptop.page, ReopenPage)
    laptop.page.flush(lambda: left.append(True))
    assert left == [True]
    laptop.hands.press("Make the request")
    assert not reopen.is_asking(laptop.place)
