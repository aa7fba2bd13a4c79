"""What an office adds to its kit from files, and whom it adds as a recipient."""

from dataclasses import replace

import pytest
from tests.services.agency import hand_over_to
from tests.services.test_kit_contents import NEWER, OWN_SET, SITES, contacts

from merak.crypto import age_file
from merak.domain.kit import Programme, Purpose, document
from merak.domain.kit_change import Part
from merak.formats.problem import DocumentRefused, SetRefused
from merak.services import enrol, indicator_sets, kit_additions, kit_desk, kits, make_kit, partners
from merak.services.kits import NotAnOffice
from merak.services.partners import KeyKnown, KeyRefused, LabelNeeded
from merak.storage import kits as kept_kits
from merak.storage.errors import DiskTrouble


def a_key(number: int = 7) -> str:
    return age_file.identity(bytes([number]) * 32).recipient


def test_a_set_from_a_file_is_read_and_each_of_its_examples_tried(at_office, tmp_path):
    file = tmp_path / "own.yaml"
    file.write_text(OWN_SET, encoding="utf-8")
    read = kit_additions.read_set(at_office.session, file)
    known = indicator_sets.shipped()[0][1]
    assert (read.document.id, read.document.version, read.items) == (
        "county-intake",
        "1.0.0",
        len(tuple(known.items())),
    )
    assert len(read.tried) == len(known.examples)
    assert [one.level.get("en") for one in read.tried[:2]] == ["No indicator seen", "Noted"]
    assert read.document == document("county-intake", "1.0.0", OWN_SET)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("level: possible", "level: clear", "this example gives"),
        ("languages:", "langages:", "there is no key"),
        ("format: 1", "format: 7", "this Merak cannot read this format"),
    ],
)
def test_a_set_with_a_problem_or_an_example_that_fails_is_refused(
    at_office, tmp_path, before, after, said
):
    file = tmp_path / "own.yaml"
    at = OWN_SET.rindex(before) if before.startswith("level") else OWN_SET.index(before)
    file.write_text(OWN_SET[:at] + after + OWN_SET[at + len(before) :], encoding="utf-8")
    with pytest.raises(SetRefused) as refused:
        kit_additions.read_set(at_office.session, file)
    assert any(said in str(problem) for problem in refused.value.problems)


def test_a_document_is_known_by_the_day_it_came_in(at_office, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(contacts(), encoding="utf-8")
    read = kit_additions.read_document(at_office.session, Part.DIRECTORY, file)
    assert (read.document.id, read.document.version, read.entries) == ("directory", "2026-11-23", 1)
    with pytest.raises(DocumentRefused):
        kit_additions.read_document(at_office.session, Part.SITES, file)
    with pytest.raises(DiskTrouble):
        kit_additions.read_document(at_office.session, Part.SITES, tmp_path)


def test_a_laptop_adds_nothing_to_a_kit(laptop, tmp_path):
    for act in (
        lambda: kit_additions.read_set(laptop.session, tmp_path),
        lambda: kit_additions.read_document(laptop.session, Part.SITES, tmp_path),
        lambda: partners.labels(laptop.session),
        lambda: partners.read(laptop.session, a_key(), "County"),
    ):
        with pytest.raises(NotAnOffice):
            act()


def test_the_desk_shows_what_the_kit_has_and_what_it_cannot_read(at_office):
    session = at_office.session
    desk = kit_desk.load(session)
    assert desk.documents == ()
    assert [one.is_shipped for one in desk.sets] == [True]
    later = document("later", "9.0.0", "format: 9\n")
    wanted = replace(
        desk.contents,
        sets=(*desk.contents.sets, document("county-intake", "1.0.0", OWN_SET), later),
        directory=(document("directory", "2026-11-22", NEWER),),
        sites=(document("sites", "2026-11-22", SITES),),
    )
    make_kit.sign(session, wanted)
    desk = kit_desk.load(session)
    assert [(one.part, one.entries, one.is_readable) for one in desk.documents] == [
        (Part.DIRECTORY, 0, False),
        (Part.SITES, 2, True),
    ]
    shown = {one.document.id: (bool(one.title), one.is_shipped, one.is_in) for one in desk.sets}
    assert shown == {
        "merak-child-2015": (True, True, True),
        "county-intake": (True, False, True),
        "later": (False, False, True),
    }


def test_a_second_office_is_added_by_its_key_and_its_name_is_in_no_kit(at_office):
    session = at_office.session
    one = partners.read(session, f" {a_key()[:20]}\n{a_key()[20:]} ", "County office")
    assert (one.address, one.purpose, one.programme) == (
        a_key(),
        Purpose.PARTNER,
        Programme.SAME,
    )
    contents = make_kit.contents(session)
    kit = make_kit.sign(session, replace(contents, partners=(one,)))
    assert kit.bundles[-1] == one
    assert one not in kit.identities
    assert b"County" not in kept_kits.current(session.work)
    shown = kit_desk.load(session).recipients
    assert [(one.addressee.purpose, one.label) for one in shown] == [
        (Purpose.OFFICE, ""),
        (Purpose.RECOVERY, ""),
        (Purpose.PARTNER, "County office"),
    ]
    make_kit.sign(session, replace(make_kit.contents(session), partners=()))
    assert len(kits.current(session).bundles) == 2


@pytest.mark.parametrize(
    "key", ["", "age1", "age1notakey", "AGE-SECRET-KEY-1XYZ", a_key() + "q", "ssh-ed25519 AAAA"]
)
def test_what_is_no_key_is_refused(at_office, key):
    with pytest.raises(KeyRefused):
        partners.read(at_office.session, key, "County office")
    assert partners.labels(at_office.session) == {}


def test_a_key_of_this_office_and_one_without_a_name_are_refused(at_office):
    own = kits.current(at_office.session)
    for address in {one.address for one in (*own.bundles, *own.identities)}:
        with pytest.raises(KeyKnown):
            partners.read(at_office.session, address, "Ourselves")
    with pytest.raises(LabelNeeded):
        partners.read(at_office.session, a_key(), "  ")


def test_a_laptop_seals_its_bundle_to_the_second_office_too(at_office, enrolled, stick):
    second = age_file.identity(b"\x09" * 32)
    one = partners.read(at_office.session, second.recipient, "County office")
    contents = make_kit.contents(at_office.session)
    make_kit.sign(at_office.session, replace(contents, partners=(one,)))
    session = enrolled.session
    enrol.take_kit(session, enrol.read_kit(session, make_kit.save(at_office.session, stick)))
    enrolled.screened()
    written = hand_over_to(stick, session)
    assert age_file.decrypt(written.path.read_bytes(), second)
