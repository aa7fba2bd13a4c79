"""What is current of a case: what no other record refers to."""

from collections.abc import Sequence
from typing import TypeVar

from merak.domain.bodies import (
    KINDS,
    Body,
    BodyRefused,
    IdentityKnown,
    TextWritten,
    from_body,
)
from merak.domain.case_facts import CaseFacts
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import CaseId, RecordId
from merak.domain.record import Kind, Record, RecordRefused
from merak.services import kits, opened
from merak.services.session import Session
from merak.storage import draft_texts, drafts, records, sealings, views
from merak.storage.errors import UnknownRecord, VaultDamaged

Some = TypeVar("Some", bound=Body)


def facts(session: Session, case: CaseId) -> CaseFacts:
    """Gives what is known of the case."""
    return views.case(session.work, case).row.facts


def identity(session: Session, case: CaseId) -> Identity:
    """Gives who the case is about, as far as this laptop can read it.

    One that was damaged is nobody: the check at unlock has said so, and lists must still show.
    """
    try:
        found = latest(opened.of_case(session, case, Kind.IDENTITY))
        return from_body(found[-1].body, IdentityKnown).identity if found else NOBODY
    except (VaultDamaged, RecordRefused, BodyRefused):
        return NOBODY


def tag(session: Session, case: CaseId) -> str:
    """Gives the private mark of a case, of its draft where nothing is finished yet."""
    # A mark tells young people apart on their laptop; no list of an office opens an identity.
    if kits.is_office(session):
        return ""
    for draft in drafts.of_case(session.work, case):
        if found := draft_texts.identity(session.private, draft).tag:
            return found
    return identity(session, case).tag


def mistaken(found: Sequence[Record]) -> frozenset[RecordId]:
    """Gives what the records of kind entered_in_error among these refer to."""
    return frozenset(
        other for one in found if one.kind == Kind.ENTERED_IN_ERROR for other in one.refers_to
    )


def latest(found: Sequence[Record]) -> tuple[Record, ...]:
    """Leaves out the records that another of them replaces, oldest first."""
    replaced = {other for record in found for other in record.refers_to}
    return tuple(
        sorted((one for one in found if one.id not in replaced), key=lambda one: (one.at, one.n))
    )


def texts(session: Session, case: CaseId) -> dict[RecordId, tuple[TextWritten, ...]]:
    """Gives the free texts of a case by the record they belong to."""
    by_record: dict[RecordId, list[TextWritten]] = {}
    for record in latest(opened.of_case(session, case, Kind.TEXT)):
        for other in record.refers_to:
            by_record.setdefault(other, []).append(from_body(record.body, TextWritten))
    return {record: tuple(found) for record, found in by_record.items()}


def sealed_away(session: Session, case: CaseId) -> frozenset[RecordId]:
    """Gives the records of a case of which words were sealed away from this laptop."""
    found = (records.by_id(session.work, one) for one in sealings.away(session.work, case))
    return frozenset(other for one in found if one.kind == Kind.TEXT for other in one.refers_to)


def body(session: Session, record: RecordId, form: type[Some]) -> tuple[Record, Some]:
    """Gives a record of the work file with its body; raises UnknownRecord and BodyRefused."""
    found = records.by_id(session.work, record)
    if found.kind != KINDS[form]:
        raise UnknownRecord(record)
    return found, from_body(found.body, form)
