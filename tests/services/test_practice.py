"""A practice agency is made by the real services, and stays among itself."""

import json
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.services.agency import Stop, ignore

from merak.domain.exchange import Why
from merak.domain.fold import ScreeningRow
from merak.formats.refused import FileRefused
from merak.services import current, enrol, practice, reviews, take_in
from merak.services.enrol import KitRefused
from merak.services.practice_clock import PracticeClock
from merak.services.practice_days import Agency, Lies, Member, Plan, Step, open_vault
from merak.services.session import Session
from merak.storage import ledger, peers, records, travels, views
from merak.storage.errors import VaultExists
from merak.storage.travels import OFFICE

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PLAN = Plan(laptops=2, screenings=7, seed=5)


@dataclass
class Made:
    agency: Agency
    told: list[tuple[Step, int, int]]

    def opened(self, member: Member) -> AbstractContextManager[Session]:
        return open_vault(self.agency, member, PracticeClock(NOW), os.urandom)


def make(folder: Path, plan: Plan = PLAN) -> Made:
    told: list[tuple[Step, int, int]] = []
    agency = practice.make(folder, plan, NOW, os.urandom, lambda *step: told.append(step))
    return Made(agency=agency, told=told)


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("practice") / "agency")


def everything(practised: Made, member: Member) -> tuple[ScreeningRow, ...]:
    with practised.opened(member) as session:
        return views.last_screenings(session.work)


def test_the_office_has_every_screening_of_every_laptop(practised: Made) -> None:
    at_office = everything(practised, practised.agency.office)
    at_laptops = [row for one in practised.agency.laptops for row in everything(practised, one)]
    assert len(at_office) == PLAN.screenings
    assert {row.record for row in at_laptops} == {row.record for row in at_office}
    assert sorted(len(everything(practised, one)) for one in practised.agency.laptops) == [3, 4]


def test_all_days_lie_in_the_thirty_before_now(practised: Made) -> None:
    days = [row.finished_at for row in everything(practised, practised.agency.office)]
    assert min(days) > "2026-10-23"
    assert max(days) <= "2026-11-22T12:00:00Z"


def test_the_receipts_came_home_and_are_durable(practised: Made) -> None:
    for member in practised.agency.laptops:
        with practised.opened(member) as session:
            assert ledger.confirmed(session.work, OFFICE) == 2
            assert travels.waiting(session.work, OFFICE) == 0
            assert travels.durable(session.work, OFFICE)


def test_laptops_have_sealed_who_it_was_and_the_office_knows(practised: Made) -> None:
    with practised.opened(practised.agency.office) as desk:
        cases = records.cases(desk.work)
        assert all(current.identity(desk, case).name for case in cases)
    readable = 0
    for member in practised.agency.laptops:
        with practised.opened(member) as laptop:
            readable += sum(
                bool(current.identity(laptop, case).name) for case in records.cases(laptop.work)
            )
    assert readable < len(cases)


def test_what_the_supervisor_reviewed_is_on_the_laptop(practised: Made) -> None:
    found = 0
    for member in practised.agency.laptops:
        with practised.opened(member) as session:
            found += sum(
                len(reviews.of_case(session, case)) for case in records.cases(session.work)
            )
    assert found == 2


def test_no_vault_finds_anything_wrong_with_its_log(practised: Made) -> None:
    for member in (practised.agency.office, *practised.agency.laptops):
        with practised.opened(member) as session:
            assert not session.log_broken


def test_the_page_beside_it_names_every_vault_and_who_opens_it(practised: Made) -> None:
    said = json.loads((practised.agency.folder / practice.AGENCY_FILE).read_text())
    passphrase = (practised.agency.folder / said["passphrase_file"]).read_text()
    assert passphrase == practised.agency.passphrase + "\n"
    for one, member in zip(
        (said["office"], *said["laptops"]),
        (practised.agency.office, *practised.agency.laptops),
        strict=True,
    ):
        assert (practised.agency.folder / one["vault"], one["name"]) == (member.place, member.name)


def test_only_its_owner_reads_the_files_that_open_it(practised: Made) -> None:
    for name in (practice.PASSPHRASE, practice.SHEETS):
        assert (practised.agency.folder / name).stat().st_mode & 0o077 == 0


def test_each_step_is_told_to_its_end(practised: Made) -> None:
    last = {step: (done, of) for step, done, of in practised.told}
    assert last == {Step.VAULTS: (3, 3), Step.SCREENINGS: (7, 7), Step.BUNDLES: (4, 4)}


def said_in(practised: Made) -> list[tuple[object, ...]]:
    """Give all that a seed decides."""
    with practised.opened(practised.agency.office) as desk:
        return sorted(
            (
                row.case,
                row.screening,
                row.level,
                row.finished_at,
                views.case(desk.work, row.case).code,
            )
            for row in views.last_screenings(desk.work)
        )


def test_the_same_seed_gives_the_same_screenings_under_other_keys(
    practised: Made, tmp_path: Path
) -> None:
    again = make(tmp_path / "again")
    assert said_in(again) == said_in(practised)
    assert again.agency.passphrase != practised.agency.passphrase
    with (
        practised.opened(practised.agency.office) as here,
        again.opened(again.agency.office) as there,
    ):
        ours, theirs = peers.every(here.work), peers.every(there.work)
        assert not {one.signing for one in ours} & {one.signing for one in theirs}
        assert not {one.device for one in ours} & {one.device for one in theirs}


def test_another_seed_gives_others(practised: Made, tmp_path: Path) -> None:
    other = make(tmp_path / "other", Plan(laptops=1, screenings=2, seed=6))
    assert not {one[0] for one in said_in(other)} & {one[0] for one in said_in(practised)}


def test_no_real_office_takes_its_bundles(practised: Made, at_office) -> None:
    before = records.count(at_office.session.work)
    bundles = sorted(practised.agency.place(Lies.BUNDLES).iterdir())
    assert len(bundles) == 4
    for path in bundles:
        with pytest.raises(FileRefused) as refused:
            take_in.preview(at_office.session, path, ignore, Stop())
        assert refused.value.why is Why.NOT_FOR_US
    assert records.count(at_office.session.work) == before


def test_no_laptop_of_a_real_office_takes_its_kit(practised: Made, enrolled) -> None:
    for path in practised.agency.place(Lies.KITS).iterdir():
        with pytest.raises((KitRefused, FileRefused)):
            enrol.read_kit(enrolled.session, path)


def test_nothing_is_written_over(practised: Made) -> None:
    with pytest.raises(VaultExists):
        make(practised.agency.folder)


def test_a_laptop_that_screened_nobody_hands_over_nothing_and_is_confirmed(tmp_path: Path) -> None:
    idle = make(tmp_path / "idle", Plan(laptops=2, screenings=1))
    assert sorted(len(everything(idle, one)) for one in idle.agency.laptops) == [0, 1]
