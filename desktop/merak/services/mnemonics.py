"""Words that a case is known by on this laptop; they stay when its name is sealed.

They lie in the work file, never travel, and go when the case is cleared or purged.
"""

from collections.abc import Collection, Sequence
from contextlib import suppress
from enum import StrEnum

from merak.domain.ids import CaseId
from merak.domain.log_entry import Act
from merak.domain.mnemonic import LONGEST, tidy
from merak.domain.names import carries, fold
from merak.errors import MerakError
from merak.services import kits, names
from merak.services.session import Pen, Session
from merak.services.typed import whole
from merak.storage import forgotten, views
from merak.storage import mnemonics as kept
from merak.storage.errors import DiskFull, DiskTrouble, Part, ReadOnly

_TRIES = 64
_BYTES = 4


class Unfit(StrEnum):
    """Why words are no mnemonic."""

    EMPTY = "empty"
    LONG = "long"
    NAME = "name"
    """They carry a part of a name, of the number or of the birth date that can be read here."""
    TAKEN = "taken"
    """Another case is known by them."""


class WordsUnfit(MerakError):
    """Carries why the words were not kept, never the words."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


def call(session: Session, case: CaseId, words: str) -> str:
    """Keeps words to know a case by, in place of those before, and gives them as they are kept.

    Raises NotALaptop, UnknownRecord and WordsUnfit.
    """
    kits.laptop_only(session)
    said = tidy(whole(words))
    _check(session, case, said)
    before = kept.of(session.work, case)
    if said == before:
        return said
    with session.change() as pen:
        kept.put(pen.work, case, said)
        _take_off_the_disk(pen, before)
        pen.log(Act.MNEMONIC_CHOSEN, case)
    _renew(session)
    return said


def forget(session: Session, case: CaseId) -> None:
    """Takes the words of a case away, where it has any."""
    before = kept.of(session.work, case)
    if not before:
        return
    with session.change() as pen:
        kept.drop(pen.work, case)
        _take_off_the_disk(pen, before)
        pen.log(Act.MNEMONIC_FORGOTTEN, case)
    _renew(session)


def of(session: Session, case: CaseId) -> str:
    """Gives the words that a case is known by here, or an empty text."""
    return kept.of(session.work, case)


def suggest(session: Session, case: CaseId, words: Sequence[str]) -> str:
    """Draws two of these words that fit this case; an empty text where no two do."""
    for _ in range(_TRIES):
        said = " ".join(words[int.from_bytes(session.chance(_BYTES)) % len(words)] for _ in "ab")
        with suppress(WordsUnfit):
            if len(set(said.split(" "))) > 1:
                _check(session, case, said)
                return said
    return ""


def leave_no_name(session: Session, pen: Pen, cases: Collection[CaseId]) -> None:
    """Takes away words that turned out to be a name: who it is may be found out after them."""
    for case, said in kept.every(pen.work).items():
        if case in cases and _is_a_name(session, case, said):
            kept.drop(pen.work, case)
            _take_off_the_disk(pen, said)


def _check(session: Session, case: CaseId, said: str) -> None:
    views.case(session.work, case)
    if not said:
        raise WordsUnfit(Unfit.EMPTY)
    if len(said) > LONGEST:
        raise WordsUnfit(Unfit.LONG)
    if _is_a_name(session, case, said):
        raise WordsUnfit(Unfit.NAME)
    others = (words for other, words in kept.every(session.work).items() if other != case)
    if any(fold(said) == fold(words) for words in others):
        raise WordsUnfit(Unfit.TAKEN)


def _is_a_name(session: Session, case: CaseId, said: str) -> bool:
    return any(carries(said, identity) for identity in names.identities(session, case))


def _take_off_the_disk(pen: Pen, before: str) -> None:
    # Somebody who takes words back may have typed a name: the file is written anew without them.
    if before:
        forgotten.put_to_renew(pen.work, {*forgotten.to_renew(pen.work), Part.WORK})


def _renew(session: Session) -> None:
    # What is kept is kept; what is left of the words before goes at the next unlock at the latest.
    with suppress(DiskFull, ReadOnly, DiskTrouble):
        session.vault.renew()
