"""Answers on their way: written for each laptop in the office, and shown on the laptop."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from merak.domain.decision import Decision
from merak.domain.fold import ScreeningRow
from merak.domain.ids import CaseId, DeviceId, LevelId
from merak.domain.indicator_set import INSUFFICIENT
from merak.domain.ledger import PeerState
from merak.domain.record import Kind
from merak.domain.text import Text
from merak.formats.bundle_writer import Stop
from merak.services import case_lines, hand_over, indicator_sets, kits, reviews
from merak.services.hand_over import HandedOver, Progress
from merak.services.reviews import Review
from merak.services.session import Session, utc
from merak.storage import kinds, mnemonics, peers, travels, views

_RECENT = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForLaptop:
    """How much answers a laptop's records; `unsent` was in no file yet."""

    device: DeviceId
    label: str
    answers: int
    unsent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the office said to a screening of this laptop; the label is empty where it is gone."""

    review: Review
    case: CaseId
    code: str
    mnemonic: str
    level: Text
    insufficient: bool


def for_laptops(session: Session, kind: Kind = Kind.REVIEW) -> tuple[ForLaptop, ...]:
    """Gives the laptops that have something of a kind to come to them; raises NotAnOffice."""
    kits.office_only(session)
    told = {one.id for one in kinds.of_kind(session.work, kind)}
    found = []
    for peer in peers.every(session.work):
        if peer.state is not PeerState.ENROLLED:
            continue
        going = travels.ids(session.work, peer.device) & told
        if going:
            unsent = len(going - travels.sent(session.work, peer.device))
            found.append(
                ForLaptop(device=peer.device, label=peer.label, answers=len(going), unsent=unsent)
            )
    return tuple(found)


def write(
    session: Session, folder: Path, progress: Progress, stop: Stop, kind: Kind = Kind.REVIEW
) -> tuple[HandedOver, ...]:
    """Writes a file for each laptop with something new of a kind, or for all where none is new."""
    found = for_laptops(session, kind)
    chosen = [one for one in found if one.unsent] or found
    return tuple(hand_over.export_to(session, one.device, folder, progress, stop) for one in chosen)


def load(session: Session) -> tuple[Answer, ...]:
    """Gives what came back to this laptop: what the office waits for, then the last two weeks'."""
    until = utc(session.clock.now() - _RECENT)
    cases = dict.fromkeys(one.case for one in kinds.of_kind(session.work, Kind.REVIEW))
    found = [
        answer
        for case in cases
        for answer in _of_case(session, case)
        if is_waiting(answer.review) or answer.review.at >= until
    ]
    found.sort(key=lambda one: one.review.at, reverse=True)
    found.sort(key=lambda one: not is_waiting(one.review))
    return tuple(found)


def is_waiting(review: Review) -> bool:
    """Says whether the office waits for something."""
    return review.decision is Decision.RETURNED and not review.followed


def _of_case(session: Session, case: CaseId) -> tuple[Answer, ...]:
    rows = {row.record: row for row in views.screenings(session.work, case)}
    return tuple(
        _answer(session, one, rows[one.screening])
        for one in reviews.of_case(session, case)
        # What was cleared here, or turned out to be a mistake, needs no answer any more.
        if one.screening in rows and not rows[one.screening].mistaken
    )


def _answer(session: Session, review: Review, row: ScreeningRow) -> Answer:
    return Answer(
        review=review,
        case=row.case,
        code=views.case(session.work, row.case).code,
        mnemonic=mnemonics.of(session.work, row.case),
        level=_label(session, row, row.level),
        insufficient=row.level == INSUFFICIENT,
    )


def _label(session: Session, row: ScreeningRow, level: LevelId) -> Text:
    return case_lines.label_of(indicator_sets.read(session, row.set.sha256), level)
