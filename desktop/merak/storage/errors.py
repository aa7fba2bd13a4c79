"""What can be wrong with a vault; each error carries facts, the words live in ui."""

from collections.abc import Mapping
from enum import StrEnum

from merak.errors import MerakError


class Part(StrEnum):
    """The parts of a vault that can be missing or damaged."""

    CURRENT = "current"
    HEAD = "head"
    SLOT = "slot"
    WORK_KEY = "work_key"
    WORK = "work"
    PRIVATE_KEY = "private_key"
    PRIVATE = "private"


KEY_PARTS: Mapping[Part, Part] = {Part.WORK: Part.WORK_KEY, Part.PRIVATE: Part.PRIVATE_KEY}
"""For each of the two files the part that is its sealed key."""


class Damage(StrEnum):
    """How a part is damaged."""

    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NOT_ENCRYPTED = "not_encrypted"
    NOT_OURS = "not_ours"


class VaultMissing(MerakError):
    """A part that must be there is not; nothing is made in its place."""

    def __init__(self, part: Part) -> None:
        super().__init__(part.value)
        self.part = part


class VaultDamaged(MerakError):
    """A part is not what was written; nothing is made in its place."""

    def __init__(self, part: Part, damage: Damage = Damage.UNREADABLE) -> None:
        super().__init__(f"{part.value}: {damage.value}")
        self.part = part
        self.damage = damage


class NewerVault(MerakError):
    """The vault was written by a later version of the program."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"{found}>{known}")
        self.found = found
        self.known = known


class VaultExists(MerakError):
    """A new vault was asked for where there is one, whole or not."""


class VaultInUse(MerakError):
    """Another process holds the vault."""


class NoSuchUser(MerakError):
    """The vault has no slot for the name, or their key was taken out."""


class OtherVault(MerakError):
    """What an office has granted is meant for another laptop."""


class WrongSheet(MerakError):
    """The words are a whole recovery sheet, but not the one of this vault."""


class NameTaken(MerakError):
    """A user of that name is there already."""


class LastKeeper(MerakError):
    """Without this user nobody could add or remove users."""


class DiskFull(MerakError):
    """Nothing was saved: the disk is full."""


class ReadOnly(MerakError):
    """Nothing was saved: the folder or the disk cannot be written."""


class DiskTrouble(MerakError):
    """Nothing was saved; carries SQLite's or the system's name of what went wrong."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class RecipeNotHeld(MerakError):
    """A connection does not have a property that every connection must have."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class NotLogged(MerakError):
    """Records were about to be saved without an entry in the log."""


class NotInTransaction(MerakError):
    """A change was tried outside a transaction of the vault."""


class UnknownDraft(MerakError):
    """Carries the id of a draft that is not there."""

    def __init__(self, draft: str) -> None:
        super().__init__(draft)
        self.draft = draft


class UnknownRecord(MerakError):
    """Carries the id of a record that is not there."""

    def __init__(self, record: str) -> None:
        super().__init__(record)
        self.record = record


class UnknownSet(MerakError):
    """Carries the hash of an indicator set that is not there."""

    def __init__(self, sha256: str) -> None:
        super().__init__(sha256)
        self.sha256 = sha256
