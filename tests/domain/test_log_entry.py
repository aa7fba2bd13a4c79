"""Every act carries the hash of the one before, so no entry can be changed, cut or moved."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from merak.domain.ids import RecordId, UserId
from merak.domain.log_entry import (
    START,
    Act,
    FaultKind,
    LogEntry,
    LogFault,
    digest_of,
    faults_in,
    hash_of,
)

Chain = list[tuple[LogEntry, str]]


def chain_of(length: int) -> Chain:
    chain: Chain = []
    previous = START
    for seq in range(1, length + 1):
        entry = LogEntry(
            seq=seq,
            at=f"2026-11-22T10:00:{seq:02}Z",
            user=UserId("u1"),
            act=Act.CASE_READ,
            about="ab" * 16,
            records=digest_of(()),
            previous=previous,
        )
        previous = hash_of(entry)
        chain.append((entry, previous))
    return chain


def kinds(chain: Chain) -> set[FaultKind]:
    return {fault.kind for fault in faults_in(chain)}


def test_an_untouched_chain_has_no_fault() -> None:
    assert faults_in(chain_of(9)) == faults_in([]) == ()


@given(
    st.integers(0, 7),
    st.sampled_from(["at", "user", "act", "about", "records", "previous"]),
)
def test_an_entry_that_was_changed_is_noticed(at: int, field: str) -> None:
    chain = chain_of(8)
    entry, kept = chain[at]
    change: dict[str, Any] = {field: "changed"}
    chain[at] = (replace(entry, **change), kept)
    assert FaultKind.CONTENT in kinds(chain)


@given(st.integers(0, 6))
def test_a_changed_entry_with_a_hash_that_fits_breaks_the_link_after_it(at: int) -> None:
    chain = chain_of(8)
    changed = replace(chain[at][0], about="changed")
    chain[at] = (changed, hash_of(changed))
    assert faults_in(chain) == (LogFault(seq=at + 2, kind=FaultKind.LINK),)


@given(st.integers(0, 6))
def test_an_entry_that_was_taken_out_leaves_a_gap(at: int) -> None:
    chain = chain_of(8)
    del chain[at]
    assert kinds(chain) == {FaultKind.GAP, FaultKind.LINK}


@given(st.integers(0, 6))
def test_two_entries_that_changed_places_are_noticed(at: int) -> None:
    chain = chain_of(8)
    chain[at], chain[at + 1] = chain[at + 1], chain[at]
    assert FaultKind.GAP in kinds(chain)


@given(st.permutations(["a", "b", "c"]))
def test_the_digest_of_records_does_not_depend_on_their_order(ids: list[str]) -> None:
    records = [RecordId(one) for one in ids]
    assert digest_of(records) == digest_of([RecordId("a"), RecordId("b"), RecordId("c")])
    assert digest_of(records) != digest_of(records[:2])
