"""Sealed copies: what of identities and free text travels, readable for the addressee alone.

A copy is made once for each version and addressee, so that whoever goes on after a crash finds it
again and a bundle never carries the same words twice.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from merak.domain.exchange import Address
from merak.domain.ids import RecordId
from merak.domain.record import PRIVATE_KINDS, SEALED, Kind, Record
from merak.formats import sealed
from merak.services.session import Pen, Session
from merak.storage import former_selves, records, sealings

Chosen = Callable[[Record], bool]


def make(
    session: Session,
    pen: Pen,
    to: Mapping[Kind, Sequence[Address]],
    addressee: str,
    chosen: Chosen = lambda _: True,
) -> int:
    """Seals each chosen plain record of this device that has no copy yet; gives how many.

    `to` says to whom each kind is sealed.
    """
    known = sealings.of(pen.work, addressee)
    made = 0
    for plain in sorted(_own(session), key=lambda record: record.n):
        if plain.id in known or not chosen(plain):
            continue
        body = sealed.seal(
            plain.body,
            case=plain.case,
            device=plain.author_device,
            user=plain.author_user,
            recipients=to[Kind(plain.kind)],
        )
        # What it replaces was sealed before it, and is known outside by its copy.
        refers_to = tuple(known.get(other, other) for other in plain.refers_to)
        known[plain.id] = pen.seal(plain, body, refers_to, addressee).id
        made += 1
    return made


def lacking(session: Session, addressee: str) -> int:
    """Gives how many plain records have no copy yet."""
    known = sealings.of(session.work, addressee)
    return sum(record.id not in known for record in _own(session))


def plain_of(session: Session, cases: Collection[str]) -> tuple[RecordId, ...]:
    """Gives every record of these cases that this vault can read and that is not in codes."""
    return tuple(record.id for record in records.every(session.private) if record.case in cases)


def _own(session: Session) -> tuple[Record, ...]:
    ours = former_selves.own_devices(session.work)
    return tuple(
        record
        for record in records.every(session.private)
        if record.author_device in ours
        and record.kind in PRIVATE_KINDS
        and SEALED not in record.body
    )
