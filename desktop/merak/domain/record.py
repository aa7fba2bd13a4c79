"""A record: what happened, once and for all, named by the hash of its content."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType, cast

import msgspec

from merak.codec import DEEPEST, Fault, NotCanonical, Value, canonical, digest, is_deeper, parse
from merak.domain.ids import CaseId, DeviceId, RecordId, UserId
from merak.errors import MerakError


class Kind(StrEnum):
    """What a record tells."""

    INDICATOR_SET = "indicator_set"
    CASE_OPENED = "case_opened"
    CASE_FACTS = "case_facts"
    IDENTITY = "identity"
    TEXT = "text"
    SCREENING = "screening"
    DISCLOSURE = "disclosure"
    ADDENDUM = "addendum"
    ENTERED_IN_ERROR = "entered_in_error"
    JUDGEMENT = "judgement"
    RELATED_TO = "related_to"
    RUN_EPISODE = "run_episode"
    DUTY = "duty"
    DUTY_DONE = "duty_done"
    REFERRAL = "referral"
    REFERRAL_UPDATE = "referral_update"
    CONSULTATION = "consultation"
    CONSULTATION_ANSWER = "consultation_answer"
    PLACEMENT = "placement"
    RELEASE = "release"
    RELEASE_ENDED = "release_ended"
    PLAN_STEP = "plan_step"
    OUTCOME = "outcome"
    REVIEW = "review"
    TRAINING = "training"
    PROVIDER_EVALUATION = "provider_evaluation"
    SAME_PERSON = "same_person"
    PURGE = "purge"


UnknownKind = NewType("UnknownKind", str)
"""A kind of a later version: kept, shown to no rule, and never sent out of the agency."""

NO_CASE = CaseId("")
"""What records carry that belong to no case: indicator sets, training."""

PRIVATE_KINDS = frozenset({Kind.IDENTITY, Kind.TEXT})
"""Kinds that live in the private file until they are sealed."""

SEALED = "sealed"
"""The member of a body that is an age file, in base64, in place of what it says."""

_KINDS = {kind.value: kind for kind in Kind}
_ID, _SHORT = 64, 32
_SHAPE = re.compile(
    r"(?:[0-9a-f]{64} )+[0-9a-f]{32} (?:[0-9a-f]{32})?"
    r" \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ [a-z][a-z_]{0,63}"
)
"""Ids, nonce, case, time and kind, each parted from the next by one blank."""


class Refusal(StrEnum):
    """Why bytes are no record."""

    MALFORMED = "malformed"
    NOT_ITS_HASH = "not_its_hash"
    TOO_DEEP = "too_deep"


class RecordRefused(MerakError):
    """Carries why, never a value of the record."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record; `canonical` is its line, byte for byte as it came, id included."""

    id: RecordId
    kind: Kind | UnknownKind
    case: CaseId
    author_device: DeviceId
    author_user: UserId
    at: str
    """UTC ISO time, to the second."""
    offset: int
    """Minutes that the author's local time was ahead of UTC."""
    n: int
    """The device's counter: one device's records are ordered by it, never by clock."""
    nonce: str
    """32 lower-case hex digits: equal events stay two, a purged id cannot be guessed."""
    refers_to: tuple[RecordId, ...]
    body: Mapping[str, Value]
    canonical: bytes


class Author(msgspec.Struct, frozen=True, gc=False):
    """Who wrote a record, and on which device."""

    device: DeviceId
    user: UserId


class _Line(msgspec.Struct, frozen=True, gc=False):
    """What every record has; further members are kept in `canonical` and mean nothing yet."""

    id: RecordId
    kind: str
    case: CaseId
    author: Author
    at: str
    offset: int
    n: int
    nonce: str
    refers_to: tuple[RecordId, ...]
    body: dict[str, object]


class Told(msgspec.Struct, frozen=True, gc=False):
    """What lists take from a record; its body is read by whoever knows the kind."""

    id: RecordId
    kind: str
    case: CaseId
    author: Author
    at: str
    n: int
    refers_to: tuple[RecordId, ...]
    body: msgspec.Raw


_DECODER = msgspec.json.Decoder(_Line)
_TELLER = msgspec.json.Decoder(Told)


def make(
    *,
    kind: Kind,
    case: CaseId,
    author_device: DeviceId,
    author_user: UserId,
    at: str,
    offset: int,
    n: int,
    nonce: str,
    body: Mapping[str, object],
    refers_to: tuple[RecordId, ...] = (),
) -> Record:
    """Makes a record and its id; raises RecordRefused and NotCanonical."""
    members: dict[str, object] = {
        "kind": kind,
        "case": case,
        "author": {"device": author_device, "user": author_user},
        "at": at,
        "offset": offset,
        "n": n,
        "nonce": nonce,
        "refers_to": refers_to,
        "body": body,
    }
    return read(canonical(members | {"id": digest(canonical(members))}))


def read(line: bytes, deepest: int = DEEPEST) -> Record:
    """Reads a record's line.

    Raises RecordRefused where it is malformed, nests deeper than this, or its id is not its hash.
    """
    try:
        value = parse(line, deepest)
        found = msgspec.convert(value, _Line)
    except NotCanonical as error:
        too_deep = error.fault is Fault.DEPTH
        raise RecordRefused(Refusal.TOO_DEEP if too_deep else Refusal.MALFORMED) from None
    except msgspec.ValidationError:
        raise RecordRefused(Refusal.MALFORMED) from None
    if not _well_formed(found):
        raise RecordRefused(Refusal.MALFORMED)
    if not is_whole(line, found.id):
        raise RecordRefused(Refusal.NOT_ITS_HASH)
    return _record(found, line)


def kept(line: bytes) -> Record:
    """Reads the line of a record that was read in full when the vault took it in.

    It leaves out what cannot have changed since: the check at unlock covers every byte. Raises
    RecordRefused where it is no record at all.
    """
    try:
        found = _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RecordRefused(Refusal.MALFORMED) from None
    return _record(found, line)


def told(line: bytes) -> Told:
    """Reads the line of a kept record as `kept` does, for the lists."""
    try:
        return _TELLER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise RecordRefused(Refusal.MALFORMED) from None


def whole(line: bytes, deepest: int = DEEPEST) -> Record:
    """Reads the line of a kept record and makes sure that it is still the one its id names.

    Then it is, byte for byte, the one that was read in full at first. Raises RecordRefused, also
    where it nests deeper than this.
    """
    if is_deeper(line, deepest):
        raise RecordRefused(Refusal.TOO_DEEP)
    record = kept(line)
    if not is_whole(line, record.id):
        raise RecordRefused(Refusal.NOT_ITS_HASH)
    return record


def _record(found: _Line, line: bytes) -> Record:
    return Record(
        id=found.id,
        kind=_KINDS.get(found.kind) or UnknownKind(found.kind),
        case=found.case,
        author_device=found.author.device,
        author_user=found.author.user,
        at=found.at,
        offset=found.offset,
        n=found.n,
        nonce=found.nonce,
        refers_to=found.refers_to,
        body=cast("dict[str, Value]", found.body),
        canonical=line,
    )


def is_private(record: Record) -> bool:
    """Says whether the record lives in the private file: it says something that is not sealed."""
    return record.kind in PRIVATE_KINDS and SEALED not in record.body


def is_whole(line: bytes, record: RecordId) -> bool:
    """Says whether the line is the one this id names, without reading it.

    A record cannot hold its own hash anywhere else, and in the canonical form `id` is never the
    last member ("kind" follows), so taking that member out gives the bytes that were hashed.
    """
    return digest(line.replace(b'"id":"%s",' % record.encode(), b"", 1)) == record


def _well_formed(line: _Line) -> bool:
    ids = " ".join((line.id, *line.refers_to))
    # With these lengths every blank of the joined text stands where it was put.
    if len(ids) != (_ID + 1) * (len(line.refers_to) + 1) - 1 or len(line.nonce) != _SHORT:
        return False
    if len(line.case) not in (0, _SHORT) or line.n < 1:
        return False
    return _SHAPE.fullmatch(f"{ids} {line.nonce} {line.case} {line.at} {line.kind}") is not None
