"""Two offices that take in the same bundles in different orders show the same, in every view."""

import random
from dataclasses import replace
from itertools import chain

import pytest
from tests.services.agency import KEEPER as SUPERVISOR
from tests.services.agency import Office, bring, copy_of
from tests.services.agency_days import SECOND, Agency, make_agency
from tests.services.conftest import COLLEAGUE, KEEPER, Clock, Laptop

from merak.domain.decision import Decision, PurgeReason
from merak.domain.fold import fold
from merak.domain.record import Kind
from merak.services import (
    backup,
    current,
    maintain,
    office_overview,
    purge,
    review_queue,
    reviews,
)
from merak.storage import ledger, peers, records, views

VIEWS = ("case_view", "screening_view", "duty_view", "waiting_view")
OWN = (Kind.PURGE,)
"""What each office writes for itself, under its own moment and chance."""


@pytest.fixture(scope="session")
def made_agency(made, tmp_path_factory):
    """Give an office and two laptops of its own, all locked."""
    return make_agency(made, tmp_path_factory.mktemp("agency"))


@pytest.fixture
def agency(made_agency):
    """Give days of work on both laptops, all handed over and nothing brought yet."""
    agency = Agency(made_agency)
    chance = random.Random(7)
    for day in range(4):
        for who in (0, 1):
            agency.screens(who)
            agency.discloses(who, day)
            agency.gives(who, (KEEPER, COLLEAGUE)[(who + day) % 2])
            if chance.random() < 0.5:
                agency.tells(who)
            agency.hands_over(who)
        agency.waits(20)
        agency.laptops[0].screened(yes=("debt", "threats"))
        agency.here[0].acts[_newest(agency)] = 1
    agency.hands_over(0)
    yield agency
    agency.end()


def _newest(agency):
    (case,) = set(records.cases(agency.laptops[0].session.work)) - set(agency.here[0].acts)
    agency.names[case] = ""
    return case


def files_of(agency):
    return [file.path for here in agency.here for file in here.files]


def shown(session):
    """Give everything that people see, and what it is computed from."""
    work = session.work
    rows = {name: work.rows(f"SELECT * FROM {name} ORDER BY 1") for name in VIEWS}
    cases = records.cases(work)
    told = records.told_of_cases(work, cases)
    return {
        **rows,
        "records": sorted(one.id for one in chain(*told.values()) if one.kind not in OWN),
        "fold": {case: fold(case, found) for case, found in told.items()},
        "queue": review_queue.load(session, most=1000),
        "identities": {case: current.identity(session, case) for case in cases},
        "texts": {case: current.texts(session, case) for case in cases},
        "laptops": [replace(line, last_at="") for line in office_overview.load(session).laptops],
        "ledger": [ledger.entries(work, peer.device) for peer in peers.every(work)],
    }


def assert_same(sessions):
    first, *others = [shown(session) for session in sessions]
    for other in others:
        for name, value in first.items():
            assert other[name] == value, name
    for session, before in zip(sessions, (first, *others), strict=True):
        maintain.rebuild(session)
        after = shown(session)
        assert {name: after[name] for name in VIEWS} == {name: before[name] for name in VIEWS}
    return first


def purged(session, case):
    purge.purge(session, [case], PurgeReason.ORDERED, "Rosa", bytearray(SECOND))


@pytest.fixture
def another(made_agency, tmp_path):
    """Open further offices, each a copy of the first before it had anything."""
    opened: list[Office] = []

    def open_one():
        folder = tmp_path / f"office-{len(opened)}"
        office = copy_of(made_agency[0], folder, Laptop, Clock())
        opened.append(office)
        return office.unlock()

    yield open_one
    for office in opened:
        assert not office.unlock().log_broken
        office.lock()


@pytest.mark.parametrize("seed", range(3))
def test_two_offices_agree_whatever_order_bundles_come_in(agency, another, seed):
    paths = files_of(agency)
    chance = random.Random(seed)
    mixed = [*paths, *chance.sample(paths, 4)]
    chance.shuffle(mixed)
    sessions = [another(), another(), another()]
    for session, order in zip(sessions, (paths, paths[::-1], mixed), strict=True):
        for path in order:
            bring(session, path)
    seen = assert_same(sessions)
    assert len(seen["case_view"]) == 13
    assert seen["queue"].waiting == 13
    assert len(seen["duty_view"]) > 8
    assert any(one.case.conflict for one in seen["fold"].values())
    assert {one.name for one in seen["identities"].values()} == set(agency.names.values())


def test_they_agree_after_purges_and_repeats_in_any_order(agency, another):
    paths = files_of(agency)
    case = next(one for one in sorted(agency.here[0].acts) if one != agency.shared)
    other = next(one for one in sorted(agency.here[1].acts) if one != agency.shared)
    first, second, third = another(), another(), another()
    for path in paths:
        bring(first, path)
    purged(first, case)
    purged(first, other)
    # Purged before its last records come: those come, and are purged as well.
    for path in paths[::-1]:
        bring(second, path)
        for one in {case, other} & set(records.cases(second.work)):
            purged(second, one)
    for one in (*paths, *paths):
        bring(third, one)
    purged(third, other)
    for one in paths:
        bring(third, one)
    purged(third, case)
    seen = assert_same([first, second, third])
    assert {case, other}.isdisjoint(seen["fold"])
    assert len(seen["fold"]) == 11


def test_an_office_put_back_from_its_backup_agrees_with_the_one_that_went_on(
    agency, another, tmp_path, made_agency
):
    paths = files_of(agency)
    half = len(paths) // 2
    went_on = another()
    for path in paths[:half]:
        bring(went_on, path)
    (row, *_) = views.last_screenings(went_on.work)
    reviews.review(went_on, row.record, Decision.CONFIRMED, "well seen")
    made = backup.write(went_on, tmp_path)
    for path in paths[half:]:
        bring(went_on, path)
    backup.restore(made.path, tmp_path / "put-back")
    desk = replace(made_agency[0].desk, folder=tmp_path / "put-back", clock=Clock(), _session=None)
    put_back = desk.unlock(SUPERVISOR)
    for path in paths[::-1]:
        bring(put_back, path)
    seen = assert_same([went_on, put_back])
    assert len(seen["fold"]) == 13
    assert seen["queue"].waiting == 12
    assert not desk.unlock(SUPERVISOR).log_broken
    desk.lock()


def test_a_view_that_depends_on_the_order_is_caught(agency, another, monkeypatch):
    paths = files_of(agency)
    sessions = [another(), another()]

    told = records.told_of_cases

    def last(work, cases):
        # As if the last that came were all that counts.
        return {case: found[-1:] for case, found in told(work, cases).items()}

    monkeypatch.setattr(records, "told_of_cases", last)
    for session, order in zip(sessions, (paths, paths[::-1]), strict=True):
        for path in order:
            bring(session, path)
    monkeypatch.undo()
    with pytest.raises(AssertionError):
        assert_same(sessions)
