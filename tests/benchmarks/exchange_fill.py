"""An agency to measure with, and a fast way to fill its laptop: real bodies, many to a commit."""

import json
import os
import random
from collections.abc import Sequence
from pathlib import Path

from tests.rigs.rig_vault import RigClock

from merak.domain import record
from merak.domain.answer import Answer, Given
from merak.domain.assessment import assess
from merak.domain.bodies import (
    CaseOpened,
    DutyStarted,
    FactsKnown,
    IdentityKnown,
    ScreeningDone,
    SetRef,
    form_of,
    to_body,
)
from merak.domain.case_facts import CaseFacts, for_rules
from merak.domain.duty import Cause
from merak.domain.exchange import Address
from merak.domain.facts import Age
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ScreeningId
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.record import Kind
from merak.domain.screening import Completeness, Preparation
from merak.formats import sealed
from merak.services import indicator_sets, kits, practice, screen, unlock
from merak.services.practice_clock import PracticeClock
from merak.services.practice_days import Plan
from merak.services.session import Pen, Session
from merak.storage.travels import OFFICE

PER_CASE = 5
"""Records of one case: opened, facts, screening, duty, and a name that is sealed."""
_CASES_A_COMMIT = 500


def make(folder: Path) -> None:
    """Makes an office with one laptop."""
    now = RigClock().now()
    practice.make(folder, Plan(laptops=1, screenings=1), now, os.urandom, lambda *_: None)


def opened(folder: Path, vault: str, place: Path | None = None) -> Session:
    """Unlocks one of the two, or a copy of it that lies in another place."""
    said = json.loads((folder / practice.AGENCY_FILE).read_text())
    names = {one["vault"]: one["name"] for one in (said["office"], *said["laptops"])}
    typed = bytearray((folder / practice.PASSPHRASE).read_bytes().rstrip())
    clock = PracticeClock(RigClock().now())
    return unlock.unlock(place or folder / vault, names[vault], typed, clock, os.urandom)


def fill(session: Session, records: int) -> None:
    """Writes so many records, five to a case."""
    kit = kits.current(session)
    to = kits.inside(kit.identities)
    known = indicator_sets.read(session, screen.sets(session)[0].hash)
    rng = random.Random(records)
    cases = records // PER_CASE
    while cases:
        many = min(cases, _CASES_A_COMMIT)
        with session.change() as pen:
            for _ in range(many):
                case = _case(session, pen, known, rng)
                _name(session, pen, case, to)
            pen.log(Act.SCREENING_FINISHED)
        cases -= many


def _case(session: Session, pen: Pen, known: IndicatorSet, rng: random.Random) -> CaseId:
    case, screening = CaseId(session.new_id()), ScreeningId(session.new_id())
    facts = CaseFacts(age=Age(at_least=16, at_most=16))
    answers = {
        item.id: Answer(value=Given(code="yes" if rng.random() < 0.2 else "no"))
        for item in known.items()
    }
    held = assess(known, for_rules(facts), answers)
    pen.write(CaseOpened(), case)
    pen.write(FactsKnown(facts=facts, owner=session.user.id), case)
    done = ScreeningDone(
        screening=screening,
        version=1,
        set=SetRef(id=known.id, version=known.version, sha256=known.sha256),
        completeness=Completeness.COMPLETE,
        preparation=Preparation(),
        facts=facts,
        answers={item: form_of(answer) for item, answer in answers.items()},
        level=held.level,
        concerns={concern.value: level for concern, level in held.concerns.items()},
        overrides=tuple(one.id for one in held.overrides),
        rules=tuple(one.id for one in held.rules),
        assumed=held.assumed,
        starts=held.starts,
        language="",
        started_at=pen.at,
        finished_at=pen.at,
    )
    pen.write(done, case)
    pen.write(DutyStarted(screening=screening, cause=Cause.LEVEL, received_at=pen.at), case)
    return case


def _name(session: Session, pen: Pen, case: CaseId, to: Sequence[Address]) -> None:
    """The sealed copy of a name, without the plain one: as after sealing."""
    plain = record.make(
        kind=Kind.IDENTITY,
        case=case,
        author_device=session.vault.device,
        author_user=session.user.id,
        at=pen.at,
        offset=pen.offset,
        n=1,
        nonce=session.new_id(),
        body=to_body(IdentityKnown(identity=Identity(name="Nobody Invented"))),
    )
    device, user = plain.author_device, plain.author_user
    body = sealed.seal(plain.body, case=case, device=device, user=user, recipients=to)
    pen.seal(plain, body, (), OFFICE)
