"""How a laptop whose passphrases are forgotten is opened again with the office's help.

The laptop is locked, so it asks with key pairs made for this once; nobody but whoever reads the
seven words to the office says whose they are.
"""

from dataclasses import dataclass, field
from typing import Annotated

from merak.domain.exchange import Address, AgencyId, PublicKey
from merak.domain.ids import DeviceId
from merak.domain.shape import ADDRESS, HEX_32, HEX_64, NAME, NUMBER, TIME


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """A key file of the vault as it lies there (base64): an age file to the recovery key, too."""

    name: Annotated[str, NAME]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    """A locked laptop's request: its key files, and the keys to answer to.

    Which laptop it is lies in its vault, so it cannot say: the office chooses.
    """

    agency: Annotated[AgencyId, HEX_32]
    root: Annotated[PublicKey, HEX_64]
    kit: Annotated[int, NUMBER]
    request: Annotated[str, HEX_32]
    signing: Annotated[PublicKey, HEX_64]
    address: Annotated[Address, ADDRESS]
    created: Annotated[str, TIME]
    keys: tuple[KeyFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedKey:
    """What is in a key file: 64 lower-case hex digits, in no repr."""

    name: Annotated[str, NAME]
    secret: Annotated[str, HEX_64] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The office's answer to one request, for the laptop that it takes it to be."""

    agency: Annotated[AgencyId, HEX_32]
    office: Annotated[DeviceId, HEX_32]
    device: Annotated[DeviceId, HEX_32]
    request: Annotated[str, HEX_32]
    created: Annotated[str, TIME]
    keys: tuple[OpenedKey, ...]


def answers(grant: Grant, request: Reopening) -> bool:
    """Says whether the grant is for this request and opens all that it asked for."""
    return (grant.agency, grant.request) == (request.agency, request.request) and {
        one.name for one in grant.keys
    } == {one.name for one in request.keys}
