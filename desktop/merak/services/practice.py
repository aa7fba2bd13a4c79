"""A practice agency: an office, its laptops and invented screenings, all by the real services.

It has a root key of its own, so no real office takes what it sends. Its passphrase and its recovery
sheets lie beside it in plain files: nothing in it is worth protecting, and its keys are derived
with the least work that is allowed.
"""

import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from merak.domain.site import Site, SiteKind
from merak.services import (
    enrol,
    first_start,
    laptops,
    make_kit,
    office,
    practice_days,
    practice_people,
)
from merak.services.given import Chance
from merak.services.practice_clock import PracticeClock
from merak.services.practice_days import SPAN, Agency, Lies, Member, Plan, Progress, Step
from merak.services.practice_days import open_vault as opened
from merak.storage.errors import VaultExists

AGENCY, SUPERVISOR = "Practice agency (nothing here is real)", "Olga Sandoval"
PASSPHRASE, SHEETS, AGENCY_FILE = "passphrase", "recovery-sheets", "agency.json"
_COMPARED = (2, 6)
"""Which of the seven words are typed, on either side."""
_SITES = (
    Site(state="TX", kind=SiteKind.DETENTION),
    Site(state="FL", kind=SiteKind.SHELTER),
    Site(state="OR", kind=SiteKind.CHILD_WELFARE),
)


def make(folder: Path, plan: Plan, now: datetime, chance: Chance, progress: Progress) -> Agency:
    """Makes the agency in an empty folder; the thirty days that it has worked end `now`.

    Raises VaultExists where something is in the folder, PlaceRefused, and the errors of disks.
    """
    if folder.exists() and any(folder.iterdir()):
        raise VaultExists
    agency = _planned(folder, plan, first_start.propose_passphrase(chance))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for lies in Lies:
        agency.place(lies).mkdir(mode=0o700)
    _write(folder / PASSPHRASE, agency.passphrase + "\n")
    begin = PracticeClock(now - SPAN)
    total = plan.laptops + 1
    progress(Step.VAULTS, 0, total)
    _make_office(folder, agency, begin, chance)
    for number, member in enumerate(agency.laptops, start=1):
        progress(Step.VAULTS, number, total)
        _make_laptop(member, _SITES[number % len(_SITES)], agency, begin, chance)
    progress(Step.VAULTS, total, total)
    _enrol(agency, begin, chance)
    practice_days.work(agency, plan, now, chance, progress)
    _write(folder / AGENCY_FILE, json.dumps(_described(agency, plan), indent=1) + "\n")
    return agency


def _planned(folder: Path, plan: Plan, passphrase: str) -> Agency:
    names = practice_people.caseworkers(plan.laptops)
    return Agency(
        folder=folder,
        office=Member(place=folder / "office", name=SUPERVISOR),
        laptops=tuple(
            Member(place=folder / f"laptop-{number:02}", name=name)
            for number, name in enumerate(names, start=1)
        ),
        passphrase=passphrase,
    )


def _make_office(folder: Path, agency: Agency, clock: PracticeClock, chance: Chance) -> None:
    choices = office.Choices(keeper_name=SUPERVISOR, agency_name=AGENCY)
    session = office.create(agency.office.place, choices, agency.typed(), clock, chance)
    try:
        sheets = office.make_sheets(session)
        _write(folder / SHEETS, "".join(" ".join(words) + "\n" for words in sheets))
        office.try_sheets(session, sheets[1:])
        make_kit.sign(session, make_kit.contents(session))
    finally:
        session.close()


def _make_laptop(
    member: Member, site: Site, agency: Agency, clock: PracticeClock, chance: Chance
) -> None:
    choices = first_start.Choices(keeper_name=member.name, site=site)
    session = first_start.create(member.place, choices, agency.typed(), clock, chance)
    try:
        sheet = first_start.make_sheet(session)
        first_start.confirm_sheet(session, dict(enumerate(sheet, start=1)))
    finally:
        session.close()


def _enrol(agency: Agency, clock: PracticeClock, chance: Chance) -> None:
    """All as one batch: kit there, requests back, words compared on both sides, the next kit."""
    asked: list[enrol.Request] = []
    with opened(agency, agency.office, clock, chance) as desk:
        kit = make_kit.save(desk, agency.place(Lies.KITS))
    for number, member in enumerate(agency.laptops, start=1):
        with opened(agency, member, clock, chance) as laptop:
            enrol.take_kit(laptop, enrol.read_kit(laptop, kit))
            asked.append(
                enrol.request(laptop, agency.place(Lies.REQUESTS), f"Practice laptop {number}")
            )
    with opened(agency, agency.office, clock, chance) as desk:
        read = [laptops.read_request(desk, one.path) for one in asked]
        told = [_typed(one.words) for one in asked]
        laptops.approve(desk, list(zip(read, told, strict=True)))
        kit = make_kit.save(desk, agency.place(Lies.KITS))
    for member, one in zip(agency.laptops, read, strict=True):
        with opened(agency, member, clock, chance) as laptop:
            enrol.agree(laptop, _typed(one.words))
            enrol.take_kit(laptop, enrol.read_kit(laptop, kit))


def _typed(words: Sequence[str]) -> Mapping[int, str]:
    return {place: words[place - 1] for place in _COMPARED}


def _described(agency: Agency, plan: Plan) -> dict[str, object]:
    vaults = [agency.office, *agency.laptops]
    described = [{"vault": one.place.name, "name": one.name} for one in vaults]
    return {
        "office": described[0],
        "laptops": described[1:],
        "passphrase_file": PASSPHRASE,
        "screenings": plan.screenings,
        "seed": plan.seed,
    }


def _write(path: Path, text: str) -> None:
    # Practice or not, what opens a vault is for its owner's eyes.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
