"""A full disk while answering: nothing half done, and the next answer is saved.

The files are held to the pages they have, on the real connections: SQLite then says what it says
of a full disk, and needs no right to mount one.
"""

import secrets
from contextlib import contextmanager

import pytest

from merak.domain.identity import Identity
from merak.domain.ids import ItemId
from merak.domain.log_entry import Act
from merak.services import cases, finish, home, results, screen, tell
from merak.services.session import NewCase
from merak.storage.errors import DiskFull

# Records are packed: a text that packs well would still fit.
LONG = secrets.token_hex(20_000)


def pages(connection):
    return connection.value("PRAGMA page_count")


@contextmanager
def full(*connections):
    before = [connection.value("PRAGMA max_page_count") for connection in connections]
    for connection in connections:
        connection.rows(f"PRAGMA max_page_count = {pages(connection)}")
    try:
        yield
    finally:
        for connection, most in zip(connections, before, strict=True):
            connection.rows(f"PRAGMA max_page_count = {most}")


def fill(laptop):
    """Use up the room inside the pages that are there, with rows that nobody needs."""
    work, private = laptop.session.work, laptop.session.private
    draft = work.value("SELECT id FROM draft")
    setting = "INSERT INTO setting (name, value) VALUES (hex(randomblob(8)), hex(randomblob(?)))"
    text = (
        "INSERT INTO draft_text (draft, area, name, content)"
        f" VALUES ('{draft}', 'text', hex(randomblob(8)), hex(randomblob(?)))"
    )
    with full(work, private):
        for connection, sql in ((work, setting), (private, text)):
            for size in (400, 40, 1):
                while fits(connection, sql, size):
                    pass
        # What the lists, the records and the log have left over in pages of their own.
        return disclose_until_full(laptop)


def disclose_until_full(laptop):
    """Record disclosures until there is no room for one more, and give how many were saved."""
    case = home.load(laptop.session).cases[0].case
    for saved in range(10_000):
        try:
            tell.disclosed(laptop.session, case, "")
        except DiskFull:
            return saved
    raise AssertionError


def fill_log(session):
    """Enter the shortest act until there is no room for one, wherever its hash may lie."""
    refused = 0
    while refused < 40:
        try:
            with session.change() as pen:
                pen.log(Act.PRINTED)
        except DiskFull:
            refused += 1


def fits(connection, sql, size):
    connection.begin()
    try:
        connection.run(sql, (size,))
        connection.commit()
    except DiskFull:
        connection.roll_back()
        return False
    return True


def content(session):
    """Everything that is in both files."""
    found = {}
    for connection in (session.work, session.private):
        for (table,) in connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            rows = connection.rows(f"SELECT * FROM {table}")
            found[connection.part, table] = sorted(map(repr, rows))
    return found


@pytest.fixture
def crowded(laptop):
    """A laptop with an open screening and no room in the pages that are there."""
    screening = laptop.start()
    laptop.answer_all(screening, yes=("debt",))
    screen.note(laptop.session, screening, ItemId("threats"), LONG)
    fill(laptop)
    return laptop, screening


ACTS = {
    "note": lambda session, screening: screen.note(session, screening, ItemId("debt"), LONG),
    "text": lambda session, screening: screen.text(session, screening, "interpreter", LONG),
    "identity": lambda session, screening: screen.identify(
        session, screening, Identity(name=LONG, birth_date="2012-01-01")
    ),
    "finish": finish.finish,
    "disclosure": lambda session, _: tell.disclosed(session, NewCase(), LONG),
}


@pytest.mark.parametrize("act", list(ACTS))
def test_a_full_disk_leaves_nothing_half_done(crowded, act):
    laptop, screening = crowded
    before = content(laptop.session)
    with full(laptop.session.work, laptop.session.private), pytest.raises(DiskFull):
        ACTS[act](laptop.session, screening)
    assert content(laptop.session) == before
    # There is room again: the same act is saved, and the vault is whole.
    ACTS[act](laptop.session, screening)
    after = content(laptop.session)
    assert after != before
    laptop.unlock()
    assert not laptop.session.log_broken
    kept = content(laptop.session)
    for table in ("draft", "draft_answer", "record", "duty_view", "draft_text"):
        assert [kept[key] for key in kept if key[1] == table] == [
            after[key] for key in after if key[1] == table
        ]


def test_what_was_saved_until_the_disk_was_full_is_there_and_nothing_more(laptop):
    laptop.start()
    saved = fill(laptop)
    assert saved > 0
    laptop.unlock()
    assert len(home.load(laptop.session).duties) == saved
    assert not laptop.session.log_broken


def test_an_answer_whose_duty_finds_no_room_is_not_half_saved(laptop):
    # More of them than the pages that are there can hold: one of them meets the end.
    screenings = [laptop.start() for _ in range(20)]
    laptop.answer_all(screenings[0])
    fill(laptop)
    before = len(home.load(laptop.session).duties)
    saved = []
    with full(laptop.session.work, laptop.session.private):
        for screening in screenings:
            kept = content(laptop.session)
            try:
                laptop.answer(screening, "commercial_sex_minor", "yes")
            except DiskFull:
                break
            saved.append(screening)
    refused = screenings[len(saved)]
    assert content(laptop.session) == kept
    laptop.unlock()
    assert len(home.load(laptop.session).duties) == before + len(saved)
    for screening in saved:
        assert screen.load(laptop.session, screening).draft.answers
    opened = screen.load(laptop.session, refused)
    assert opened.alerts == ()
    # There is room again: the same answer is saved, and its duty starts.
    assert laptop.answer(refused, "commercial_sex_minor", "yes").alerts
    laptop.unlock()
    assert screen.load(laptop.session, refused).alerts
    assert len(home.load(laptop.session).duties) == before + len(saved) + 1
    assert not laptop.session.log_broken


def test_a_full_private_file_loses_no_record_of_the_work_file(crowded):
    laptop, screening = crowded
    with full(laptop.session.private), pytest.raises(DiskFull):
        tell.disclosed(laptop.session, laptop.case_of(screening), LONG)
    before = len(home.load(laptop.session).duties)
    tell.disclosed(laptop.session, laptop.case_of(screening), LONG)
    assert len(home.load(laptop.session).duties) == before + 1


def test_results_and_cases_can_be_read_on_a_full_disk(crowded):
    laptop, screening = crowded
    record = finish.finish(laptop.session, screening)
    laptop.start()
    fill(laptop)
    laptop.unlock()
    case = home.load(laptop.session).cases[0].case
    with full(laptop.session.work, laptop.session.private):
        fill_log(laptop.session)
        before = laptop.log
        for _ in range(3):
            assert results.load(laptop.session, record).replaced is False
            assert cases.load(laptop.session, case).case == case
        assert laptop.log == before
    # There is room again: now it is entered that somebody reads.
    cases.load(laptop.session, case)
    assert laptop.log[-1].act == Act.CASE_READ


def test_a_full_disk_keeps_nobody_from_locking(crowded):
    laptop, screening = crowded
    for connection in (laptop.session.work, laptop.session.private):
        connection.rows(f"PRAGMA max_page_count = {pages(connection)}")
    fill_log(laptop.session)
    laptop.lock()
    laptop.unlock()
    assert len(screen.load(laptop.session, screening).draft.answers) == 19
    assert not laptop.session.log_broken
    assert laptop.acts()[-2:] == [Act.PRINTED, Act.VAULT_UNLOCKED]
