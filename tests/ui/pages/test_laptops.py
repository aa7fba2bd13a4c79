"""The laptops of an office: enrolled by file and words, given the new kit, revoked."""

import secrets

import pytest
from tests.ui.pages.office_desk import NORTH, FieldLaptop, OfficeDesk, numbered

from merak.domain.ledger import PeerState
from merak.services import enrol, kits, make_kit, office_overview
from merak.services.enrol import Request, Step
from merak.ui.hands import Hands
from merak.ui.pages.laptops import LaptopsPage


def page_of(at_office: OfficeDesk) -> tuple[LaptopsPage, Hands]:
    return at_office.show(LaptopsPage(at_office.tasks, secrets.token_bytes))


def asking(at_office: OfficeDesk, label: str = NORTH) -> tuple[FieldLaptop, Request]:
    """A laptop that has taken the kit and saved its request."""
    laptop = at_office.laptop()
    at_office.do(make_kit.save, at_office.stick)
    laptop.take_kit(at_office.stick)
    return laptop, laptop.ask(at_office.stick, label)


def read(hands: Hands, request: Request) -> None:
    hands.rewrite("The laptop's request", str(request.path))
    hands.press("Read the request")


def type_words(hands: Hands, request: Request, label: str = NORTH) -> None:
    for place, word in enumerate(request.words, 1):
        if hands.asks(f"Word {place}, {label}"):
            hands.rewrite(f"Word {place}, {label}", word)


def test_a_laptop_is_enrolled_with_two_words_and_takes_the_new_kit(at_office: OfficeDesk) -> None:
    laptop, request = asking(at_office)
    page, hands = page_of(at_office)
    read(hands, request)
    assert numbered(page, "The seven words of this laptop") == request.words
    assert hands.shows("Used by Ana Ruiz.")
    type_words(hands, request)
    hands.press("Enrol this laptop")
    hands.wait("One laptop is enrolled")
    hands.write("Stick or folder", str(at_office.stick))
    hands.press("Write the kit")
    hands.wait("Written and read back")
    enrol.agree(laptop.session, {1: request.words[0], 2: request.words[1]})
    laptop.take_kit(at_office.stick)
    assert enrol.step(laptop.session) is Step.ENROLLED
    assert hands.shows("Nothing has come from it yet")


def test_a_wrong_word_enrols_nobody_and_what_was_typed_stays(at_office: OfficeDesk) -> None:
    _, request = asking(at_office)
    _, hands = page_of(at_office)
    read(hands, request)
    asked = [place for place in range(1, 8) if hands.asks(f"Word {place}, {NORTH}")]
    assert len(asked) == 2
    hands.write(f"Word {asked[0]}, {NORTH}", request.words[asked[0] - 1])
    hands.write(f"Word {asked[1]}, {NORTH}", "zzz")
    hands.press("Enrol this laptop")
    assert hands.shows("If the two screens differ, do not enrol it.")
    assert hands.shows("zzz")
    assert at_office.do(office_overview.load).laptops == ()


def test_laptops_in_one_room_are_enrolled_together_with_one_kit(at_office: OfficeDesk) -> None:
    requests = [asking(at_office, label)[1] for label in ("First", "Second")]
    before = at_office.do(kits.current).serial
    _, hands = page_of(at_office)
    for request in requests:
        read(hands, request)
    for request, label in zip(requests, ("First", "Second"), strict=True):
        type_words(hands, request, label)
    hands.press("Enrol these 2 laptops")
    hands.wait("2 laptops are enrolled")
    assert at_office.do(kits.current).serial == before + 1
    assert len(at_office.do(office_overview.load).laptops) == 2


def test_a_request_that_is_left_enrols_nobody(at_office: OfficeDesk) -> None:
    _, request = asking(at_office)
    _, hands = page_of(at_office)
    read(hands, request)
    hands.press(f"Do not enrol {NORTH}")
    assert not hands.has("Enrol this laptop")
    assert at_office.do(office_overview.load).laptops == ()


def test_a_file_that_is_no_request_is_refused_in_words(at_office: OfficeDesk) -> None:
    stray = at_office.stick / "stray.age"
    stray.write_bytes(b"nothing of ours")
    _, hands = page_of(at_office)
    hands.write("The laptop's request", str(stray))
    hands.press("Read the request")
    assert hands.shows("This is not a file that was made for you.")


def test_a_revoked_laptop_is_revoked_after_a_second_press(at_office: OfficeDesk) -> None:
    at_office.enrolled()
    _, hands = page_of(at_office)
    hands.press(f"Revoke {NORTH}")
    assert at_office.do(office_overview.load).laptops[0].state is PeerState.ENROLLED
    hands.press("Yes, revoke it")
    hands.wait("The laptop is revoked")
    assert at_office.do(office_overview.load).laptops[0].state is PeerState.REVOKED
    assert not hands.has(f"Revoke {NORTH}")


@pytest.mark.parametrize("answer", ["Keep it"])
def test_a_laptop_that_is_kept_stays_enrolled(at_office: OfficeDesk, answer: str) -> None:
    at_office.enrolled()
    _, hands = page_of(at_office)
    hands.press(f"Revoke {NORTH}")
    hands.press(answer)
    assert at_office.do(office_overview.load).laptops[0].state is PeerState.ENROLLED
