"""What is typed into a draft: who it is about, notes and other texts."""

import re

import msgspec
import pytest

from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import ItemId
from merak.services import cases, finish, screen
from merak.services.screen import BirthDateRefused

KEISHA = Identity(
    name="Keisha Brown",
    other_names="Kiki",
    facility_number="D-4471",
    birth_date="2010-03-01",
    gender_words="girl",
    tag="green jacket",
)


def reloaded(laptop, screening, name="Ana"):
    """What is there after somebody has locked and unlocked."""
    laptop.unlock(name)
    return screen.load(laptop.session, screening)


def rows_of_work(laptop):
    """Everything in the work file as one text, documents unpacked."""
    from merak.storage.records import line_of

    work = laptop.session.work
    tables = [row[0] for row in work.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = []
    for table in tables:
        for row in work.rows(f"SELECT * FROM {table}"):
            for value in row:
                raw = value if isinstance(value, bytes) else str(value).encode()
                found += [raw, line_of(raw)] if isinstance(value, bytes) else [raw]
    return b"\n".join(found)


def test_of_who_it_is_only_the_age_reaches_the_work_file(laptop):
    screening = laptop.start()
    saved = screen.identify(laptop.session, screening, KEISHA)
    assert saved.saved_at == laptop.session.now()
    opened = reloaded(laptop, screening)
    assert opened.identity == KEISHA
    assert opened.draft.facts.age == Age(at_least=16, at_most=16)
    finish.finish(laptop.session, screening)
    # Ids and hashes are hex by chance: any four digits stand in them now and then.
    content = re.sub(rb"[0-9a-f]{16,}", b"", rows_of_work(laptop))
    assert msgspec.json.encode(opened.draft.facts) in content.replace(b" ", b"")
    for secret in (b"Keisha", b"Brown", b"Kiki", b"4471", b"2010-03-01", b"2010", b"green"):
        assert secret not in content


@pytest.mark.parametrize("typed", ["01.03.2010", "2010-02-30", "2031-01-01", "1801-01-01", "x"])
def test_a_birth_date_that_cannot_be_saves_nothing_and_is_not_repeated(laptop, typed):
    screening = laptop.start()
    screen.identify(laptop.session, screening, KEISHA)
    with pytest.raises(BirthDateRefused) as refused:
        screen.identify(laptop.session, screening, Identity(name="Other", birth_date=typed))
    assert typed not in repr(refused.value)
    assert refused.value.__cause__ is None
    assert screen.load(laptop.session, screening).identity == KEISHA


def test_a_note_is_kept_at_its_item_and_an_empty_one_goes(laptop):
    screening = laptop.start()
    screen.note(laptop.session, screening, ItemId("debt"), "owes for the bus")
    screen.note(laptop.session, screening, ItemId("threats"), "says little")
    opened = reloaded(laptop, screening)
    assert opened.notes == {"debt": "owes for the bus", "threats": "says little"}
    assert opened.draft.at_item == "threats"
    screen.note(laptop.session, screening, ItemId("debt"), "")
    assert reloaded(laptop, screening).notes == {"threats": "says little"}


def test_a_name_in_a_note_is_pointed_out(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, KEISHA)
    saved = screen.note(laptop.session, screening, ItemId("debt"), "He told KEISHA to pay.")
    assert [(name.start, name.end) for name in saved.names] == [(8, 14)]
    assert screen.note(laptop.session, screening, ItemId("debt"), "He told her.").names == ()
    saved = screen.text(laptop.session, screening, "interpreter", "knows Kiki")
    assert [(name.start, name.end) for name in saved.names] == [(6, 10)]


def test_a_name_typed_after_the_note_is_pointed_out_as_well(laptop):
    screening = laptop.start()
    saved = screen.note(laptop.session, screening, ItemId("debt"), "Keisha pays")
    assert saved.names == ()
    screen.note(laptop.session, screening, ItemId("threats"), "nothing")
    identified = screen.identify(laptop.session, screening, KEISHA)
    assert identified.notes_with_names == ("debt",)


def test_half_a_letter_costs_no_note(laptop):
    screening = laptop.start()
    screen.note(laptop.session, screening, ItemId("debt"), "pays \ud83d\ude00 and \ud800 more")
    screen.identify(laptop.session, screening, Identity(name="Kei\udfffsha"))
    opened = reloaded(laptop, screening)
    assert opened.notes == {"debt": "pays \U0001f600 and \ufffd more"}
    assert opened.identity.name == "Kei\ufffdsha"
    assert cases.find(laptop.session, "\ud800") == ()


def test_other_texts_are_kept_by_field(laptop):
    screening = laptop.start()
    laptop.clock.forward(minutes=1)
    saved = screen.text(laptop.session, screening, "interpreter", "service 3, call 12")
    opened = reloaded(laptop, screening)
    assert opened.texts == {"interpreter": "service 3, call 12"}
    assert opened.draft.saved_at == saved.saved_at
