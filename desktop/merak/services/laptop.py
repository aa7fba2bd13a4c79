"""What can be known of a laptop before its vault is opened."""

from enum import StrEnum
from pathlib import Path

from merak.storage import place
from merak.storage.place import State


class Found(StrEnum):
    """What the folder holds."""

    NOTHING = "nothing"
    VAULT = "vault"


def found(folder: Path) -> Found:
    """Says whether there is a vault, whole or damaged; raises PlaceRefused and VaultInUse."""
    with place.take(folder) as held:
        return Found.NOTHING if held.state() is State.EMPTY else Found.VAULT
