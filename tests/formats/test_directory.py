from datetime import date, timedelta

import pytest

from merak import paths
from merak.domain.contact import Directory, Need, Phone, Way, for_needs
from merak.formats.directory import read
from merak.formats.problem import DocumentRefused

SHIPPED = paths.resources() / "directory" / "emergency.yaml"

ONE = b"""
format: 1
contacts:
  - id: one
    name: {en: "One"}
    helps: {en: "Helps."}
    needs: [disclosure]
    phones: [{way: voice, number: "1-800-555-0100"}]
    source: "a page"
    checked_on: 2026-11-22
    confirmed: true
"""


@pytest.fixture(scope="module")
def shipped() -> Directory:
    return read(SHIPPED.read_bytes(), SHIPPED.name)


def _refusals(data: bytes) -> list[str]:
    with pytest.raises(DocumentRefused) as refused:
        read(data, "mine.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_the_shipped_contacts_answer_each_card(shipped: Directory) -> None:
    first = {need: for_needs(shipped, (need,))[0].id for need in Need}
    assert first == {
        Need.DISCLOSURE: "trafficking_hotline",
        Need.NOT_SAFE: "emergency",
        Need.SELF_HARM: "emergency",
    }


def test_the_hotline_can_be_called_texted_and_reached_by_teletype(shipped: Directory) -> None:
    assert shipped["trafficking_hotline"].phones == (
        Phone(way=Way.VOICE, number="1-888-373-7888"),
        Phone(way=Way.TEXT, number="233733"),
        Phone(way=Way.TTY, number="711"),
    )


def test_what_was_not_found_in_a_readable_source_says_so(shipped: Directory) -> None:
    unsure = {contact.id for contact in shipped.values() if not contact.confirmed}
    assert unsure == {"childhelp", "runaway_safeline", "suicide_crisis_lifeline", "stronghearts"}


def test_the_shipped_contacts_speak_english_and_spanish(shipped: Directory) -> None:
    texts = [text for contact in shipped.values() for text in (contact.name, contact.helps)]
    assert all(text.get("en") and text.get("es") for text in texts)


def test_an_entry_is_stale_after_a_year(shipped: Directory) -> None:
    contact = shipped["ncmec"]
    assert not contact.is_stale(contact.checked_on + timedelta(days=365))
    assert contact.is_stale(contact.checked_on + timedelta(days=366))


def test_one_contact_reads_as_it_is_written() -> None:
    contact = read(ONE, "mine.yaml")["one"]
    assert (contact.checked_on, contact.confirmed) == (date(2026, 11, 22), True)
    assert not contact.hours


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (b"format: 1", b"format: 2", "2:9: format"),
        (b"id: one", b"id: One", "4:9: contacts[0].id"),
        (b'{en: "One"}', b'{es: "Uno"}', "5:11: contacts[0].name"),
        (b'{en: "Helps."}', b'{en: " "}', "6:12: contacts[0].helps"),
        (b"[disclosure]", b"[]", "7:12: contacts[0].needs"),
        (b"[disclosure]", b"[anything]", "7:13: contacts[0].needs[0]"),
        (b"1-800-555-0100", b"call me", "8:35: contacts[0].phones[0].number"),
        (b'[{way: voice, number: "1-800-555-0100"}]', b"[]", "8:13: contacts[0].phones"),
        (b'"a page"', b'""', "9:13: contacts[0].source"),
        (b"2026-11-22", b"last week", "10:17: contacts[0].checked_on"),
        (b"confirmed: true", b"confirmed: perhaps", "11:16: contacts[0].confirmed"),
        (b"confirmed: true", b"confirmd: true", "4:5: contacts[0]"),
        (b"confirmed: true", b"hours: {de: x}\n    confirmed: true", "11:12: contacts[0].hours"),
        (b"format: 1", b"format: &a 1", "2:9: "),
    ],
)
def test_a_flaw_is_named_with_its_place(before: bytes, after: bytes, where: str) -> None:
    assert before in ONE
    refusals = _refusals(ONE.replace(before, after))
    assert refusals[0].startswith(f"mine.yaml:{where}")


def test_the_same_id_twice_is_refused() -> None:
    twice = ONE + ONE.split(b"contacts:\n")[1]
    assert _refusals(twice)[0].startswith("mine.yaml:12:9: contacts[1].id")


def test_all_flaws_of_the_content_are_told_at_once() -> None:
    assert (
        len(_refusals(ONE.replace(b"id: one", b"id: 1").replace(b"format: 1", b"format: 3"))) == 2
    )


def test_a_list_where_one_text_belongs_is_refused() -> None:
    assert _refusals(b"format: 1\ncontacts: none\n")[0].startswith("mine.yaml:2:11: contacts")
    assert _refusals(ONE.replace(b'"One"', b"[One]"))[0].startswith(
        "mine.yaml:5:11: contacts[0].name"
    )
    assert _refusals(b"none")[0].startswith("mine.yaml:1:1: ")
