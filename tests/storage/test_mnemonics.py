"""Words for a case live with the case: in every generation, and no longer than its records."""

from typing import Any

import pytest

from merak.domain.log_entry import Act
from merak.storage import forgotten, mnemonics, records
from merak.storage.errors import Part
from merak.storage.forgotten import Why

WORDS = "canyon lamp"


def test_words_are_kept_in_place_of_those_before_and_taken_away(desk: Any) -> None:
    vault = desk.create()
    case, other = desk.open_case(vault), desk.open_case(vault)
    with vault.transaction():
        mnemonics.put(vault.work, case, "first")
        mnemonics.put(vault.work, case, WORDS)
        mnemonics.put(vault.work, other, "boat")
    assert mnemonics.of(vault.work, case) == WORDS
    assert mnemonics.every(vault.work) == {case: WORDS, other: "boat"}
    with vault.transaction():
        mnemonics.drop(vault.work, case)
    assert mnemonics.of(vault.work, case) == ""


def test_words_survive_a_new_generation_and_a_rebuild_of_the_views(desk: Any) -> None:
    vault = desk.create()
    case = desk.open_case(vault)
    with vault.transaction():
        mnemonics.put(vault.work, case, WORDS)
        forgotten.put_to_renew(vault.work, (Part.WORK, Part.PRIVATE))
    vault.renew()
    vault.rebuild(desk.at)
    assert mnemonics.of(vault.work, case) == WORDS


@pytest.mark.parametrize("why", [Why.CLEARED, Why.PURGED])
def test_words_go_with_the_last_record_of_a_case_and_no_sooner(desk: Any, why: Why) -> None:
    vault = desk.create()
    case, kept = desk.open_case(vault), desk.open_case(vault)
    act = {Why.CLEARED: Act.CLEARED, Why.PURGED: Act.PURGED}[why]
    with vault.transaction():
        mnemonics.put(vault.work, case, WORDS)
        mnemonics.put(vault.work, kept, "boat")
    *gone, last = [one.id for one in records.all_of_case(vault.work, case)]
    with vault.transaction() as change:
        change.forget(gone, why, act, at=desk.at)
    assert mnemonics.of(vault.work, case) == WORDS
    with vault.transaction() as change:
        change.forget([last], why, act, at=desk.at)
    assert mnemonics.every(vault.work) == {kept: "boat"}
