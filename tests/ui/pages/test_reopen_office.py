"""The office opens a laptop again: only after words, the right laptop and two right sheets."""

from pathlib import Path

import pytest
from tests.ui.pages.forgotten_desk import Help, forgotten_made, helped
from tests.ui.pages.office_desk import OfficeDesk

from merak.domain.ids import DeviceId
from merak.domain.log_entry import Act
from merak.services import laptops
from merak.services.session import Session
from merak.storage import log, outside

__all__ = ["forgotten_made", "helped"]


def grants(office: OfficeDesk) -> int:
    """Count what the log says was given."""

    def count(session: Session) -> int:
        return sum(one.act == Act.VAULT_RECOVERED for one in log.entries(session.work, most=999))

    return office.do(count)


def files(office: OfficeDesk) -> list[Path]:
    return sorted(office.stick.iterdir())


def test_an_answer_is_written_and_the_sheets_are_emptied(helped: Help) -> None:
    request = helped.laptop.ask()
    hands, words = helped.read(request)
    before = files(helped.office)
    helped.type(hands, words, *helped.made.sheets[:2])
    hands.press("Write the answer")
    hands.wait("Written and read back")
    (answer,) = set(files(helped.office)) - set(before)
    assert grants(helped.office) == 1
    assert not any(hands.shows(word) for word in helped.made.sheets[0][3:6])
    helped.laptop.take(answer)
    helped.laptop.hands.until(lambda: helped.laptop.opened, "opened")


def test_words_that_differ_write_nothing(helped: Help) -> None:
    hands, words = helped.read(helped.laptop.ask())
    before = files(helped.office)
    helped.type(hands, words, *helped.made.sheets[:2])
    place = next(one for one in range(1, 8) if hands.asks(f"Word {one}"))
    hands.rewrite(f"Word {place}", "zzz")
    hands.press("Write the answer")
    hands.wait("This is another word. If the words differ, do not go on.")
    assert files(helped.office) == before
    assert grants(helped.office) == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("unknown", "Sheet 2: word 5 is on no recovery sheet."),
        ("swapped", "The words of sheet 2 do not belong together."),
        ("same", "Two different sheets are needed."),
        ("missing", "One word is missing"),
    ],
)
def test_a_sheet_that_is_mistyped_is_said_and_can_be_corrected(
    helped: Help, typed: str, said: str
) -> None:
    first, second = helped.made.sheets[:2]
    wrong = {
        "unknown": (*second[:4], "zzzz", *second[5:]),
        "swapped": (*second[:16], second[17], second[16], *second[18:]),
        "same": first,
        "missing": (*second[:4], "", *second[5:]),
    }[typed]
    hands, words = helped.read(helped.laptop.ask())
    before = files(helped.office)
    helped.type(hands, words, first, wrong)
    hands.press("Write the answer")
    hands.wait(said)
    assert files(helped.office) == before
    assert grants(helped.office) == 0
    for at, word in enumerate(second, 1):
        hands.rewrite(f"Another sheet, word {at}", word)
    hands.press("Write the answer")
    hands.wait("Written and read back")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("stray", "This is not a file that was made for you."),
        ("kit", "This is not a file that was made for you."),
        ("answer", "This file is for somebody else."),
    ],
)
def test_a_file_that_is_no_request_is_said(helped: Help, name: str, said: str) -> None:
    stray = helped.office.stick / "stray.age"
    stray.write_bytes(b"nothing of ours")
    path = {"stray": stray, "kit": next(helped.office.stick.glob("*.kit"))}.get(name)
    if path is None:
        path = helped.grant(helped.laptop.ask())
    _, hands = helped.decide()
    hands.write("The laptop’s request to be opened", str(path))
    hands.press("Read the request")
    hands.wait(said)
    assert not hands.shows("Who is asking?")


def test_a_laptop_that_was_taken_out_cannot_be_chosen(helped: Help) -> None:
    request = helped.laptop.ask()
    helped.office.do(laptops.revoke, DeviceId(helped.made.devices[0]))
    hands, _ = helped.read(request)
    assert hands.shows("Who is asking?")
    assert not any(text.startswith("Laptop of the north") for text in hands.texts())


def test_a_full_stick_is_said_and_the_next_press_writes(
    helped: Help, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, words = helped.read(helped.laptop.ask())
    before = files(helped.office)
    helped.type(hands, words, *helped.made.sheets[:2])

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(outside, "_sha256", full)
    hands.press("Write the answer")
    hands.wait("full")
    monkeypatch.undo()
    assert files(helped.office) == before
    hands.press("Write the answer")
    hands.wait("Written and read back")
    assert len(files(helped.office)) == len(before) + 1
