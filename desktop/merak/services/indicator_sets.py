"""The indicator sets of a vault: those that came with the program and those that drafts pinned."""

from contextlib import suppress
from functools import lru_cache

from merak import paths
from merak.codec import digest
from merak.domain.bodies import SetUsed
from merak.domain.ids import SetHash
from merak.domain.indicator_set import IndicatorSet
from merak.domain.log_entry import Act
from merak.domain.record import NO_CASE
from merak.errors import MerakError
from merak.formats import indicator_yaml
from merak.formats.problem import SetRefused
from merak.services import kits
from merak.services.session import Pen, Session
from merak.storage import sets as kept_sets
from merak.storage.errors import UnknownSet


class NoSet(MerakError):
    """No usable indicator set came with the program."""


def read(session: Session, sha256: SetHash) -> IndicatorSet:
    """Gives a set that the vault keeps, or that kit or program brought; raises UnknownSet."""
    if sha256 not in session.sets:
        try:
            # The vault first: what a draft has pinned stays readable whatever is shipped now.
            content = kept_sets.content(session.work, sha256)
        except UnknownSet:
            content = _offered_as(session, sha256)
        session.sets[sha256] = _parsed(content, sha256)
    return session.sets[sha256]


def every(session: Session) -> tuple[IndicatorSet, ...]:
    """Gives the sets to screen with that can be used: the office's, else the program's.

    Raises NoSet where none came, and SetRefused where none can be used.
    """
    refused: list[SetRefused] = []
    for source in (_offered(session), _shipped()):
        found: list[IndicatorSet] = []
        for content in source:
            try:
                found.append(_of_file(session, content))
            except SetRefused as error:
                refused.append(error)
        if found:
            return tuple(found)
    raise refused[0] if refused else NoSet


def refused(session: Session) -> int:
    """Counts the sets that are offered and not used, because they have errors."""
    count = 0
    for content in _offered(session):
        try:
            _of_file(session, content)
        except SetRefused:
            count += 1
    return count


def shipped() -> tuple[tuple[bytes, IndicatorSet], ...]:
    """Gives the sets that came with the program, with their bytes; raises SetRefused."""
    return tuple((content, indicator_yaml.read(content, digest(content))) for content in _shipped())


def pin(session: Session, pen: Pen, sha256: SetHash) -> None:
    """Keeps the set's bytes in the vault, with a record, before its first use.

    Raises UnknownSet where neither vault, kit nor program has it any more.
    """
    if any(kept.sha256 == sha256 for kept in kept_sets.every(pen.work)):
        return
    content = _offered_as(session, sha256)
    known = _of_file(session, content)
    kept_sets.add(pen.work, content=content, id=known.id, version=known.version, at=pen.at)
    body = SetUsed(id=known.id, version=known.version, sha256=sha256, yaml=content.decode("utf-8"))
    pen.write(body, NO_CASE)
    pen.log(Act.SET_ADDED, sha256)


def prepare() -> None:
    """Reads what came with the program before there is a session, so that home need not wait."""
    # What is wrong with a set is said where it is wanted.
    with suppress(MerakError):
        for content in _shipped():
            _parsed(content, SetHash(digest(content)))


@lru_cache(maxsize=8)
def _parsed(content: bytes, sha256: SetHash) -> IndicatorSet:
    # The same bytes always give the same set, and there is nothing of a person in it.
    return indicator_yaml.read(content, sha256)


def _shipped() -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted(paths.indicators().glob("*.yaml")))


def _offered(session: Session) -> tuple[bytes, ...]:
    # What an office gives its laptops is what it has checked and can review.
    if kits.is_office(session):
        return _shipped()
    from_kit = (one.text.encode() for kit in kits.trusted(session) for one in kit.sets)
    return tuple(from_kit) or _shipped()


def _offered_as(session: Session, sha256: SetHash) -> bytes:
    for content in (*_offered(session), *_shipped()):
        if digest(content) == sha256:
            return content
    raise UnknownSet(sha256)


def _of_file(session: Session, content: bytes) -> IndicatorSet:
    sha256 = SetHash(digest(content))
    if sha256 not in session.sets:
        session.sets[sha256] = _parsed(content, sha256)
    return session.sets[sha256]
