"""What people look at before they hand over: what goes, to whom, and which names are sealed."""

from dataclasses import dataclass

from merak.domain.ids import CaseId
from merak.domain.kit import SealWhen
from merak.services import current, hand_over, kits, seal
from merak.services.hand_over import Outgoing
from merak.services.seal import Waits
from merak.services.session import Session
from merak.storage import leaving, mnemonics, views
from merak.storage.travels import OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Readable:
    """One case whose name or notes this laptop can read, by its code, and what it waits for."""

    case: CaseId
    code: str
    mnemonic: str
    tag: str
    waits: Waits


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """One case of which something goes, by its code and the words it is known by here."""

    code: str
    mnemonic: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What would leave this laptop now; `days` are empty where nothing waits."""

    outgoing: Outgoing
    office: str
    days: tuple[str, str]
    going: tuple[Going, ...]
    seals: SealWhen
    readable: tuple[Readable, ...]


def load(session: Session) -> Leaving:
    """Gives what would be handed over; raises NoKit and NotEnrolled."""
    outgoing = hand_over.outgoing(session)
    kit = kits.current(session)
    found = seal.readable(session)
    going = leaving.cases(session.work, OFFICE) | {one.case for one in found if not one.handed_over}
    return Leaving(
        outgoing=outgoing,
        office=kit.name,
        days=leaving.days(session.work, OFFICE),
        going=tuple(sorted((_going(session, case) for case in going), key=lambda one: one.code)),
        seals=kit.policy.seal,
        readable=tuple(
            Readable(
                case=one.case,
                code=_code(session, one.case),
                mnemonic=mnemonics.of(session.work, one.case),
                tag=current.tag(session, one.case),
                waits=one.waits,
            )
            for one in found
        ),
    )


def _going(session: Session, case: CaseId) -> Going:
    return Going(code=_code(session, case), mnemonic=mnemonics.of(session.work, case))


def _code(session: Session, case: CaseId) -> str:
    return views.case(session.work, case).code
