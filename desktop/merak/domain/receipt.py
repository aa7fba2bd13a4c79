"""What the office gives back for a bundle. Receipts are cumulative: the next mends a lost one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from merak.domain.exchange import AgencyId, BundleId, TrailerHash
from merak.domain.ids import DeviceId, RecordId
from merak.domain.ledger import Gap
from merak.domain.shape import COUNT, HEX_32, HEX_64, KIND, NUMBER, TIME


class Keeping(StrEnum):
    """How safely the office has what it confirms."""

    TAKEN_IN = "taken_in"
    DURABLE = "durable"
    """Its own backup has been written and verified: a laptop may forget now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """One bundle confirmed, and with it where the office stands with this device."""

    agency: Annotated[AgencyId, HEX_32]
    office: Annotated[DeviceId, HEX_32]
    device: Annotated[DeviceId, HEX_32]
    bundle: Annotated[BundleId, HEX_32]
    sequence: Annotated[int, NUMBER]
    trailer: Annotated[TrailerHash, HEX_64]
    content: Annotated[str, HEX_64]
    counts: Mapping[Annotated[str, KIND], Annotated[int, NUMBER]]
    refused: tuple[Annotated[RecordId, HEX_64], ...]
    """Records that the office does not keep, because they were purged there."""
    contiguous: Annotated[int, COUNT]
    """Up to this number nothing is missing."""
    missing: tuple[Gap, ...]
    keeping: Keeping
    """Of everything up to `contiguous`, and of this bundle."""
    created: Annotated[str, TIME]

    def has(self, sequence: int) -> bool:
        """Says whether the office has what the bundle with this number was the first to carry."""
        return sequence <= self.sequence and not any(
            gap.first <= sequence <= gap.last for gap in self.missing
        )

    def is_sound(self) -> bool:
        """Says whether its parts go together."""
        ends = [self.contiguous, *(end for gap in self.missing for end in (gap.first, gap.last))]
        begins = [gap.first for gap in self.missing]
        return (
            all(gap.first <= gap.last for gap in self.missing)
            and ends == sorted(ends)
            and len(set(begins)) == len(begins)
            and (not begins or begins[0] == self.contiguous + 1)
            and list(self.refused) == sorted(set(self.refused))
        )


def confirmed(receipts: Iterable[Receipt]) -> int:
    """Gives the number up to which the office has everything: the next bundle's `since`."""
    return max((one.contiguous for one in receipts), default=0)


def durable(receipts: Iterable[Receipt]) -> int:
    """Gives the number up to which the office has everything, and has it safely."""
    return confirmed(one for one in receipts if one.keeping is Keeping.DURABLE)


def rolled_back(receipts: Iterable[Receipt], spent: int) -> bool:
    """Says whether the office has had a bundle that this vault never made.

    `spent` is the last number that the vault knows of: then an older copy of it was put back.
    """
    return any(max(one.sequence, one.contiguous) > spent for one in receipts)
