"""Identities and free text as far as this vault can open them; what it cannot is left out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from merak.crypto.age_file import Identity as KeyPair
from merak.domain.ids import CaseId
from merak.domain.record import SEALED, Kind, Record
from merak.formats import sealed
from merak.formats.refused import FileRefused
from merak.services.kits import is_office
from merak.services.session import Session
from merak.storage import holders, records, secret_keys
from merak.storage.holders import NotHolder
from merak.storage.secret_keys import KeyName


def of_case(session: Session, case: CaseId, kind: Kind) -> tuple[Record, ...]:
    """Gives the identities or texts of a case with what they say, whether they came sealed or not.

    What a laptop has sealed itself it cannot open; what an office sealed to it lies in private.
    """
    found = records.of_case(session.private, case, (kind,))
    if is_office(session):
        found += records.of_case(session.work, case, (kind,))
    return tuple(openable(session, found))


def openable(session: Session, found: Iterable[Record]) -> Iterator[Record]:
    """Gives those of these records that can be read here, opened."""
    for record in found:
        if SEALED not in record.body:
            yield record
            continue
        try:
            body = sealed.open_sealed(record, *_keys(session, Kind(record.kind)))
        except FileRefused:
            continue
        yield replace(record, body=body)


def can_open_identities(session: Session) -> bool:
    """Says whether the user is an identity holder of this office."""
    return bool(is_office(session) and _keys(session, Kind.IDENTITY))


def _keys(session: Session, kind: Kind) -> tuple[KeyPair, ...]:
    if kind not in session.openers:
        session.openers[kind] = _find_keys(session, kind)
    return session.openers[kind]


def _find_keys(session: Session, kind: Kind) -> tuple[KeyPair, ...]:
    if not is_office(session):
        return secret_keys.openers(session.work, KeyName.BOX)
    if kind is Kind.TEXT:
        return secret_keys.openers(session.work, KeyName.TRANSPORT)
    try:
        return holders.openers(session.work, session.vault.user_key)
    except NotHolder:
        return ()
