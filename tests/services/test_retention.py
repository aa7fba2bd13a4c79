"""What an office keeps: its list, holds on both sides, and a purge that fails or waits."""

import pytest
from tests.services.agency import Stop, bring, give_receipt, hand_over_to, ignore
from tests.services.test_disk_full import content
from tests.services.test_seal import NAME, SECOND, before_and_after_unlocking, screened

from merak.domain.decision import Decision, PurgeReason
from merak.domain.identity import NOBODY
from merak.domain.record import NO_CASE, Kind
from merak.services import (
    answers,
    current,
    finish,
    from_office,
    holds,
    kits,
    purge,
    purged,
    retention,
    reviews,
    seal,
    tell,
    users,
)
from merak.services.purge import CaseHeld
from merak.services.purged import StillOnDisk
from merak.services.retention import Which
from merak.services.seal import Occasion
from merak.services.session import NotKeeper
from merak.storage import generations, records, views
from merak.storage.connection import Connection
from merak.storage.errors import DiskFull, UnknownRecord
from merak.storage.users import Role


@pytest.fixture
def two(at_office):
    """The office, with a second person who may open it."""
    users.add(at_office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    return at_office


def purge_of(two, *cases):
    reason = PurgeReason.ORDERED
    return purge.purge(two.session, cases, reason, "Rosa", bytearray(SECOND))


def brought(two, laptop, stick):
    """Bring all that the laptop has to the office."""
    return bring(two.session, hand_over_to(stick, laptop.session).path)


def sent_back(two, laptop, stick):
    """Write what the office has for laptops since, and take it there."""
    for done in answers.write(two.session, stick, ignore, Stop(), Kind.PURGE):
        from_office.take(laptop.session, done.path, ignore, Stop())


def codes(kept):
    return [line.code for line in kept.cases]


def test_the_list_shows_each_case_with_what_there_is_of_it(enrolled, two, stick):
    case, record = screened(enrolled)
    tell.unsafe(enrolled.session, case, tell.Danger.NOT_SAFE, "")
    brought(two, enrolled, stick)
    holds.hold(two.session, case)
    (line,) = retention.first(two.session).cases
    shown = views.case(two.session.work, case)
    assert (line.case, line.code, line.last_at) == (case, shown.code, shown.row.last_at)
    assert (line.screenings, line.open_duties) == (1, 1)
    assert line.laptops == ("Laptop of the north wing",)
    assert line.records == len(records.all_of_case(two.session.work, case))
    assert (line.hold.since, line.hold.by_name) == (two.session.now(), "Olga")
    (going,) = retention.going(two.session, [case])
    assert going.unreviewed == 1
    reviews.review(two.session, record, Decision.CONFIRMED, "")
    (going,) = retention.going(two.session, [case])
    assert going.unreviewed == 0


def test_the_list_goes_on_page_by_page_from_either_end(enrolled, two, stick):
    for _ in range(3):
        screened(enrolled)
        enrolled.clock.forward(minutes=1)
    brought(two, enrolled, stick)
    every = codes(retention.first(two.session))
    for which, wanted in ((Which.LAST_TOUCHED, every), (Which.LONGEST_UNTOUCHED, every[::-1])):
        first = retention.first(two.session, which, most=2)
        assert (codes(first), first.more) == (wanted[:2], True)
        rest = retention.following(two.session, which, first.cases[-1], most=2)
        assert (codes(rest), rest.more) == (wanted[2:], False)
    found = retention.find(two.session, every[1].lower())
    assert codes(found) == [every[1]]
    assert retention.find(two.session, "").cases == ()


def test_what_is_held_is_listed_apart(enrolled, two, stick):
    for _ in range(3):
        screened(enrolled)
        enrolled.clock.forward(minutes=1)
    brought(two, enrolled, stick)
    every = retention.first(two.session).cases
    assert retention.first(two.session, Which.HELD).cases == ()
    for line in every[1:]:
        holds.hold(two.session, line.case)
    first = retention.first(two.session, Which.HELD, most=1)
    assert (codes(first), first.more) == ([every[1].code], True)
    rest = retention.following(two.session, Which.HELD, first.cases[0], most=1)
    assert (codes(rest), rest.more) == ([every[2].code], False)


def test_what_is_gone_by_now_is_not_purged_again(enrolled, two, stick):
    case, _ = screened(enrolled)
    brought(two, enrolled, stick)
    purge_of(two, case)
    assert retention.going(two.session, [case]) == ()
    with pytest.raises(UnknownRecord):
        retention.case(two.session, case)


def test_who_decides_is_a_keeper_with_a_colleague(at_office):
    alone = retention.deciding(at_office.session)
    assert (alone.user_name, alone.keeper, alone.colleagues) == ("Olga", True, 0)
    users.add(at_office.session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    assert retention.deciding(at_office.session).colleagues == 1


def test_a_laptop_has_no_list_of_what_is_kept(enrolled):
    for act in (retention.deciding, retention.first, lambda s: retention.going(s, ())):
        with pytest.raises(kits.NotAnOffice):
            act(enrolled.session)


def test_only_a_keeper_holds_a_case(enrolled):
    case, _ = screened(enrolled)
    assert holds.load(enrolled.session, case).keeper
    session = enrolled.unlock("Ben")
    assert not holds.load(session, case).keeper
    for act in (holds.hold, holds.end):
        with pytest.raises(NotKeeper):
            act(session, case)
    assert not holds.is_held(session, case)


def test_one_held_case_among_many_stops_the_purge_of_all(enrolled, two, stick):
    free, _ = screened(enrolled)
    held, _ = screened(enrolled)
    brought(two, enrolled, stick)
    holds.hold(two.session, held)
    with pytest.raises(CaseHeld) as refused:
        purge_of(two, free, held)
    assert refused.value.cases == 1
    assert len(retention.first(two.session).cases) == 2


def test_a_laptop_is_told_of_a_purge_once_a_file_is_written_for_it(enrolled, two, stick):
    case, _ = screened(enrolled)
    brought(two, enrolled, stick)
    assert answers.for_laptops(two.session, Kind.PURGE) == ()
    purge_of(two, case)
    (waits,) = answers.for_laptops(two.session, Kind.PURGE)
    assert (waits.label, waits.unsent) == ("Laptop of the north wing", 1)
    assert answers.for_laptops(two.session) == ()
    sent_back(two, enrolled, stick)
    (waits,) = answers.for_laptops(two.session, Kind.PURGE)
    assert waits.unsent == 0
    assert not views.has(enrolled.session.work, case)


def test_the_laptop_drops_sealed_copies_and_an_older_bundle_brings_nothing_back(
    enrolled, two, stick
):
    case, _ = screened(enrolled)
    older = hand_over_to(stick, enrolled.session).path
    bring(two.session, older)
    seal.by_policy(enrolled.session, Occasion.HANDED_OVER)
    count = purge_of(two, case)
    again = hand_over_to(stick, enrolled.session).path
    assert bring(two.session, again).refused == count
    told = give_receipt(two.session, enrolled.session, stick)
    assert (len(told.refused), told.waiting) == (count, 0)
    sent_back(two, enrolled, stick)
    for file in (enrolled.session.work, enrolled.session.private):
        assert records.all_of_case(file, case) == ()
    assert retention.first(two.session).cases == ()


def test_a_purge_waits_on_a_laptop_for_the_end_of_its_own_hold(enrolled, two, stick):
    case, _ = screened(enrolled)
    other, _ = screened(enrolled, "Somebody Else")
    brought(two, enrolled, stick)
    holds.hold(enrolled.session, case)
    purge_of(two, case, other)
    sent_back(two, enrolled, stick)
    for session in before_and_after_unlocking(enrolled):
        assert views.has(session.work, case)
        assert not views.has(session.work, other)
        assert current.identity(session, case).name == NAME
        assert holds.load(session, case).purge_waits
        assert not session.log_broken
    # Every file of the office carries the purge again; the hold goes on all the same.
    sent_back(two, enrolled, stick)
    seal.now(enrolled.session, [case])
    assert holds.end(enrolled.session, case) > 0
    for session in before_and_after_unlocking(enrolled):
        assert not views.has(session.work, case)
        assert current.identity(session, case) == NOBODY
        assert records.count(session.private) == 0
        assert not session.log_broken


def test_a_hold_that_ends_without_a_purge_takes_nothing_away(enrolled):
    case, _ = screened(enrolled)
    holds.hold(enrolled.session, case)
    shown = holds.load(enrolled.session, case)
    assert (shown.hold.by_name, shown.purge_waits) == ("Ana", False)
    assert holds.end(enrolled.session, case) == 0
    assert holds.of(enrolled.session, case) == holds.Hold()
    assert views.has(enrolled.session.work, case)


def test_a_draft_goes_with_a_case_whose_hold_has_ended(enrolled, two, stick):
    case, record = screened(enrolled)
    brought(two, enrolled, stick)
    holds.hold(enrolled.session, case)
    draft = enrolled.start(case=case)
    purge_of(two, case)
    sent_back(two, enrolled, stick)
    enrolled.answer(draft, "debt", "no")
    holds.end(enrolled.session, case)
    left = enrolled.session.work.rows("SELECT id FROM draft")
    assert [row[0] for row in left] == []
    with pytest.raises(UnknownRecord):
        finish.reopen(enrolled.session, record)


def failing_at(monkeypatch, step):
    """Let the n-th write to a database find the disk full."""
    left = [step]

    def counting(function):
        def counted(*given):
            left[0] -= 1
            if left[0] == -1:
                raise DiskFull
            return function(*given)

        return counted

    for name in ("run", "run_many", "commit"):
        monkeypatch.setattr(Connection, name, counting(getattr(Connection, name)))


def test_a_disk_that_is_full_at_any_write_of_a_purge_leaves_all_as_it_was(
    enrolled, two, stick, monkeypatch
):
    case, _ = screened(enrolled)
    brought(two, enrolled, stick)
    before, refused = content(two.session), 0
    for step in range(100):
        with monkeypatch.context() as broken:
            failing_at(broken, step)
            try:
                purge_of(two, case)
            except DiskFull:
                refused += 1
            except StillOnDisk:
                break
        assert content(two.session) == before
    assert refused > 10
    assert not views.has(two.session.work, case)
    session = two.unlock()
    assert retention.first(session).cases == ()
    assert not session.log_broken


def test_an_old_file_that_could_not_be_written_anew_goes_at_the_next_unlock(
    enrolled, two, stick, monkeypatch
):
    case, _ = screened(enrolled)
    brought(two, enrolled, stick)
    generation = two.session.vault.current

    def refuse(*_):
        raise DiskFull

    with monkeypatch.context() as broken:
        broken.setattr(generations, "write_without", refuse)
        with pytest.raises(StillOnDisk):
            purge_of(two, case)
    assert not views.has(two.session.work, case)
    assert two.session.vault.current == generation
    session = two.unlock()
    assert session.vault.current != generation
    assert not session.log_broken


def test_a_purge_in_a_later_versions_form_takes_nothing_away(enrolled, two, stick):
    case, _ = screened(enrolled)
    brought(two, enrolled, stick)
    purge_of(two, case)
    (made,) = records.of_case(two.session.work, NO_CASE, (Kind.PURGE,))
    assert purged.listed(two.session.work, made)
    (opened,) = records.of_case(enrolled.session.work, case, (Kind.CASE_OPENED,))
    assert purged.listed(two.session.work, opened) == frozenset()
