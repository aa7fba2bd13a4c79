"""A bundle's first and last line as values: who sends what to whom, and what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from merak.domain.exchange import AddressHash, AgencyId, BundleId, TrailerHash
from merak.domain.ids import DeviceId
from merak.domain.shape import COUNT, DAY, HEX_32, HEX_64, KIND, MAYBE_HEX_64, NUMBER, TIME

NO_BUNDLE = TrailerHash("")
"""What a device's first bundle carries as the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a bundle says of itself before its records; `counts` are records by kind."""

    bundle: Annotated[BundleId, HEX_32]
    agency: Annotated[AgencyId, HEX_32]
    device: Annotated[DeviceId, HEX_32]
    sequence: Annotated[int, NUMBER]
    previous: Annotated[TrailerHash, MAYBE_HEX_64]
    """The trailer of this device's bundle before, or NO_BUNDLE."""
    since: Annotated[int, COUNT]
    """The last number that a receipt has confirmed: the bundle holds everything after it."""
    to: tuple[Annotated[AddressHash, HEX_64], ...]
    kit: Annotated[int, NUMBER]
    created: Annotated[str, TIME]
    app: str
    counts: Mapping[Annotated[str, KIND], Annotated[int, NUMBER]]
    days: tuple[Annotated[str, DAY], Annotated[str, DAY]]
    """First and last day of its records; of a bundle without any, the day it was made, twice."""
    critical: tuple[Annotated[str, KIND], ...] = ()
    """Kinds without which the rest would be misunderstood."""

    def is_sound(self) -> bool:
        """Says whether its parts go together."""
        return (
            self.since < self.sequence
            and (self.sequence > 1 or self.previous == NO_BUNDLE)
            and self.days[0] <= self.days[1]
            and list(self.to) == sorted(set(self.to))
            and len(self.to) >= LEAST_RECIPIENTS
            and list(self.critical) == sorted(set(self.critical))
        )


LEAST_RECIPIENTS = 2
"""An office, and the key that opens it when the office's is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """What the records came to: `content` is the SHA-256 over their lines, each with its LF."""

    header: Annotated[str, HEX_64]
    records: Annotated[int, COUNT]
    bytes: Annotated[int, COUNT]
    content: Annotated[str, HEX_64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the ledger keeps of a bundle that was written or read to its end."""

    header: Header
    trailer: Trailer
    trailer_hash: TrailerHash
