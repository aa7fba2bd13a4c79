"""The log: a chain in which every act carries the hash of the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from merak.codec import canonical, digest
from merak.domain.ids import RecordId, UserId

START = "0" * 64
"""What the first entry carries as the hash of the one before."""


class Act(StrEnum):
    """What was done; each service that reads, shows, writes or gives away has its own."""

    VAULT_CREATED = "vault_created"
    VAULT_UNLOCKED = "vault_unlocked"
    VAULT_LOCKED = "vault_locked"
    VAULT_RECOVERED = "vault_recovered"
    VAULT_MIGRATED = "vault_migrated"
    VIEWS_REBUILT = "views_rebuilt"
    RECOVERY_RENEWED = "recovery_renewed"
    USER_ADDED = "user_added"
    USER_REMOVED = "user_removed"
    USER_CHANGED = "user_changed"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105 - an act, not a passphrase
    SITE_CHANGED = "site_changed"
    POLICY_CHANGED = "policy_changed"
    SET_ADDED = "set_added"
    CASE_OPENED = "case_opened"
    CASE_READ = "case_read"
    CASE_GIVEN = "case_given"
    CASE_FACTS_CHANGED = "case_facts_changed"
    MNEMONIC_CHOSEN = "mnemonic_chosen"
    MNEMONIC_FORGOTTEN = "mnemonic_forgotten"
    IDENTITY_READ = "identity_read"
    IDENTITY_CHANGED = "identity_changed"
    DRAFT_STARTED = "draft_started"
    DRAFT_TAKEN_OVER = "draft_taken_over"
    DRAFT_DISCARDED = "draft_discarded"
    SCREENING_FINISHED = "screening_finished"
    SCREENING_CLOSED = "screening_closed"
    SCREENING_REOPENED = "screening_reopened"
    SCREENING_READ = "screening_read"
    JUDGEMENT_ADDED = "judgement_added"
    ADDENDUM_ADDED = "addendum_added"
    ENTERED_IN_ERROR = "entered_in_error"
    DISCLOSURE_NOTED = "disclosure_noted"
    DUTY_STARTED = "duty_started"
    DUTY_DONE = "duty_done"
    PRINTED = "printed"
    EXPORTED = "exported"
    IMPORTED = "imported"
    KIT_MADE = "kit_made"
    KIT_TAKEN = "kit_taken"
    ENROLMENT_ASKED = "enrolment_asked"
    BEGUN_ANEW = "begun_anew"
    DEVICE_ENROLLED = "device_enrolled"
    DEVICE_REVOKED = "device_revoked"
    RECEIPT_TAKEN = "receipt_taken"
    BACKED_UP = "backed_up"
    PUT_BACK = "put_back"
    REVIEWED = "reviewed"
    SEALED = "sealed"
    CLEARED = "cleared"
    PURGED = "purged"
    HELD = "held"
    HOLD_ENDED = "hold_ended"
    LOG_READ = "log_read"
    LOG_FAULT_SEEN = "log_fault_seen"


FORGETTING = frozenset({Act.SEALED.value, Act.CLEARED.value, Act.PURGED.value})
"""Acts whose entry is about the digest of the ids of the records that went with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One act; `act` may be one that this version does not know."""

    seq: int
    """1, 2, 3 without gaps."""
    at: str
    """UTC ISO time."""
    user: UserId
    act: str
    about: str
    """The id of the case, draft, record or user it was done to, or empty."""
    records: str
    """Digest of the ids of the records written with it."""
    previous: str
    """Hash of the entry before, or START."""


class FaultKind(StrEnum):
    """How the log or the records fail to be what was written."""

    GAP = "gap"
    LINK = "link"
    CONTENT = "content"
    RECORDS = "records"
    RECORD_MISSING = "record_missing"
    RECORD_CHANGED = "record_changed"
    RECORD_UNLOGGED = "record_unlogged"
    HEAD_MISSING = "head_missing"
    HEAD_UNKNOWN = "head_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFault:
    """One thing that was noticed; `seq` is the entry's, or 0 where it belongs to none."""

    seq: int
    kind: FaultKind


def hash_of(entry: LogEntry) -> str:
    """Gives the hash that the next entry carries."""
    return digest(
        canonical(
            {
                "seq": entry.seq,
                "at": entry.at,
                "user": entry.user,
                "act": entry.act,
                "about": entry.about,
                "records": entry.records,
                "previous": entry.previous,
            }
        )
    )


def digest_of(records: Iterable[RecordId]) -> str:
    """Gives the digest of the ids, whatever their order."""
    return digest(canonical(sorted(records)))


def faults_in(entries: Iterable[tuple[LogEntry, str]]) -> tuple[LogFault, ...]:
    """Finds where the chain does not hold; each entry comes with the hash kept beside it."""
    found: list[LogFault] = []
    seq, previous = 0, START
    for entry, kept in entries:
        seq += 1
        if entry.seq != seq:
            found.append(LogFault(seq=entry.seq, kind=FaultKind.GAP))
            seq = entry.seq
        if entry.previous != previous:
            found.append(LogFault(seq=entry.seq, kind=FaultKind.LINK))
        if hash_of(entry) != kept:
            found.append(LogFault(seq=entry.seq, kind=FaultKind.CONTENT))
        previous = kept
    return tuple(found)
