"""The invented people of a practice agency, and what they say in an invented screening."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count, cycle, islice

from merak.domain.answer import Answer, Basis, Given, Missing, Source, WhyMissing
from merak.domain.case_facts import Care, Gender, Runs
from merak.domain.duty import How, Proof, Told
from merak.domain.facts import Age
from merak.domain.fold import DutyState
from merak.domain.identity import Identity
from merak.domain.ids import CaseId, ScreeningId
from merak.domain.screening import Assent, Mode, Preparation, SafeNow
from merak.services import finish, screen, tell
from merak.services.practice_clock import PracticeClock
from merak.services.screen import Beginning
from merak.services.session import NewCase, Session
from merak.storage import views

# Given names, and stars for surnames: nobody is called so.
_GIVEN = (
    *("Amara", "Bruno", "Celia", "Darius", "Elena", "Farid", "Gloria", "Hector", "Imani", "Jonah"),
    *("Keiko", "Luis", "Marisol", "Nadia", "Omar", "Paloma", "Quinn", "Rafael", "Sunita", "Tomas"),
)
_STARS = (
    *("Alcor", "Alioth", "Alkaid", "Altair", "Capella", "Deneb", "Dubhe", "Electra", "Hadar"),
    *("Izar", "Kochab", "Maia", "Megrez", "Mizar", "Naos", "Phecda", "Rigel", "Talitha", "Vega"),
)
_CASEWORKERS = ("Rosa Jimenez", "Ben Okafor", "Lena Fischer", "Ana Whitehorse", "Sam Tran")
_NOTES = (
    "Says the money has to be paid back before going home.",
    "Looked at the door whenever the older friend was named.",
    "Has a second phone and does not want to say whose it is.",
    "Slept at three places in the last month.",
    "Asked whether a brother would get into trouble for this.",
    "Likes drawing; wants to finish school.",
)
_YES, _NO = "yes", "no"
_YES_RATES = (0.02, 0.10, 0.30)
"""How often three kinds of young people say yes to an indicator."""
_KINDS = (60, 28, 12)
_AGES = (
    *(Age(at_least=years, at_most=years) for years in range(12, 18)),
    Age(at_least=13, at_most=17),
)
_ASKED, _NOTED, _NUMBERED, _UNSURE_RATE, _EVIDENT, _TOLD = 0.9, 0.35, 0.5, 0.12, 0.7, 0.8
_UNSURE = (WhyMissing.UNKNOWN, WhyMissing.DECLINED, WhyMissing.NOT_ASKED)


def caseworkers(number: int) -> tuple[str, ...]:
    """Gives so many names; from the sixth on with a number, so that no two are the same."""
    rounds = (f" {again}" if again > 1 else "" for again in count(1) for _ in _CASEWORKERS)
    names = zip(cycle(_CASEWORKERS), rounds, strict=False)
    return tuple(name + again for name, again in islice(names, number))


def screen_somebody(
    session: Session, rng: random.Random, clock: PracticeClock, lasts: timedelta
) -> None:
    """Screens an invented young person from beginning to end, and often tells somebody."""
    draft = _begin(session, rng)
    opened = screen.load(session, draft)
    case = opened.draft.case
    screen.identify(session, draft, _identity(rng))
    known = opened.indicator_set
    items = tuple(known.items())
    codes = {
        name: tuple(choice.code for choice in scale.choices) for name, scale in known.scales.items()
    }
    yes = rng.choices(_YES_RATES, _KINDS)[0]
    for item in items:
        if rng.random() < _ASKED:
            screen.answer(session, draft, item.id, _answer(rng, codes[item.scale], yes))
    if rng.random() < _NOTED:
        screen.note(session, draft, rng.choice(items).id, rng.choice(_NOTES))
    clock.moment += lasts
    finish.finish(session, draft)
    clock.moment += lasts
    _tell(session, rng, case)


def _begin(session: Session, rng: random.Random) -> ScreeningId:
    mode = rng.choices(tuple(Mode), (9, 1))[0]
    talk = mode is Mode.INTERVIEW
    draft = screen.start(
        session,
        Beginning(
            set_hash=screen.sets(session)[0].hash,
            preparation=Preparation(
                mode=mode,
                private_place=talk,
                safe_now=SafeNow.YES if talk else SafeNow.NOT_KNOWN,
                limits_explained=talk,
                assent=Assent.GIVEN if talk else Assent.NOT_ASKED,
            ),
            age=rng.choice(_AGES),
            case=NewCase(),
        ),
    )
    known = screen.load(session, draft).draft.facts
    known = replace(
        known,
        gender=rng.choices(tuple(Gender), (55, 35, 3, 2, 5))[0],
        care=rng.choice(tuple(Care)),
        runs=rng.choices(tuple(Runs), (4, 2, 2, 1))[0],
    )
    screen.facts(session, draft, known)
    return draft


def _identity(rng: random.Random) -> Identity:
    return Identity(
        name=f"{rng.choice(_GIVEN)} {rng.choice(_STARS)}",
        facility_number=f"P-{rng.randrange(10_000):04}" if rng.random() < _NUMBERED else "",
    )


def _answer(rng: random.Random, codes: Sequence[str], yes: float) -> Answer:
    source = rng.choices(tuple(Source), (12, 4, 3, 1, 2))[0]
    if rng.random() < _UNSURE_RATE:
        return Answer(value=Missing(why=rng.choice(_UNSURE)), source=source)
    code = _YES if rng.random() < yes else _NO
    if code not in codes:
        code = rng.choice(codes)
    basis = Basis.EVIDENCE if rng.random() < _EVIDENT else Basis.IMPRESSION
    return Answer(value=Given(code=code), source=source, basis=basis)


def _tell(session: Session, rng: random.Random, case: CaseId) -> None:
    duties = [one for one in views.duties(session.work, case) if one.state is DutyState.OPEN]
    if not duties or rng.random() >= _TOLD:
        return
    proof = Proof(
        told=rng.choice((Told.SUPERVISOR, Told.SPECIALIST, Told.AUTHORITY)),
        how=rng.choice(tuple(How)),
        told_at=session.now(),
        who=f"{rng.choice(_GIVEN)}, on duty",
        reference=f"R-{rng.randrange(100_000):05}",
    )
    tell.done(session, tuple(one.record for one in duties), proof)
