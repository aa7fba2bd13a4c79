"""A draft keeps every answer as it was given, and nothing typed freely reaches the work file."""

from dataclasses import fields, replace
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.case_facts import (
    Care,
    CaseFacts,
    Citizenship,
    Gender,
    PlaceOfScreening,
    Runs,
    YesNo,
)
from merak.domain.facts import Age
from merak.domain.identity import NOBODY, Identity
from merak.domain.ids import ItemId, ScreeningId, SetHash, UserId
from merak.domain.screening import Assent, Mode, Preparation
from merak.storage import draft_texts, drafts
from merak.storage.errors import NotInTransaction, UnknownDraft

DEBT, TRAVEL = ItemId("debt"), ItemId("travel")
LATER = "2026-11-22T11:00:00Z"
answers = st.builds(
    Answer,
    value=st.builds(Given, code=st.sampled_from(["yes", "no", "2"]))
    | st.builds(Missing, why=st.sampled_from(WhyMissing)),
    source=st.sampled_from(Source),
    basis=st.sampled_from(Basis),
    when=st.sampled_from(When),
)


@pytest.fixture
def vault(desk: Any):
    return desk.create()


@pytest.fixture
def draft(desk: Any, vault: Any) -> ScreeningId:
    begun: ScreeningId = desk.start_draft(vault, desk.open_case(vault))
    return begun


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from([DEBT, TRAVEL]), answers), max_size=8))
def test_the_last_answer_to_each_item_stands(vault, draft, given_answers) -> None:
    for item, answer in given_answers:
        with vault.transaction():
            drafts.put_answer(vault.work, draft, item, answer, LATER)
    kept = drafts.by_id(vault.work, draft).answers
    assert {item: kept[item] for item, _ in given_answers} == dict(given_answers)


def test_everything_of_a_draft_reads_back_after_a_new_start(desk, vault, draft) -> None:
    preparation = Preparation(mode=Mode.RECORDS, assent=Assent.DECLINED, second_language="es")
    facts = CaseFacts(age=Age(at_least=13, at_most=15), care=Care.FOSTER, languages=("es", "en"))
    with vault.transaction():
        drafts.put_preparation(vault.work, draft, preparation, LATER)
        drafts.put_facts(vault.work, draft, facts, LATER)
        drafts.put_at_item(vault.work, draft, "debt", LATER)
        drafts.put_owner(vault.work, draft, UserId("u2"), LATER)
        drafts.put_set(vault.work, draft, SetHash("1" * 64), LATER)
    kept = drafts.by_id(desk.unlock().work, draft)
    assert (kept.preparation, kept.facts) == (preparation, facts)
    assert (kept.at_item, kept.owner, kept.set_hash) == ("debt", "u2", "1" * 64)
    assert (kept.started_at, kept.saved_at) == (desk.at, LATER)


def test_a_reopened_screening_begins_with_its_answers(vault, draft) -> None:
    answer = Answer(value=Missing(why=WhyMissing.DECLINED))
    again = replace(
        drafts.by_id(vault.work, draft),
        id=ScreeningId("ee" * 16),
        answers={DEBT: answer},
        reopens="ab" * 32,
    )
    with vault.transaction():
        drafts.start(vault.work, again)
    assert drafts.by_id(vault.work, again.id) == again


def test_drafts_are_listed_with_the_last_saved_first(desk, vault, draft) -> None:
    other = desk.start_draft(vault, desk.open_case(vault))
    with vault.transaction():
        drafts.put_at_item(vault.work, draft, "debt", LATER)
    assert [one.id for one in drafts.every(vault.work)] == [draft, other]


def test_an_answer_can_be_taken_back(vault, draft) -> None:
    with vault.transaction():
        drafts.put_answer(vault.work, draft, DEBT, Answer(value=Given(code="yes")), LATER)
    with vault.transaction():
        drafts.take_answer_back(vault.work, draft, DEBT, LATER)
    assert drafts.by_id(vault.work, draft).answers == {}


def test_a_draft_that_is_not_there_is_said(vault) -> None:
    nowhere = ScreeningId("0" * 32)
    with pytest.raises(UnknownDraft):
        drafts.by_id(vault.work, nowhere)
    with pytest.raises(UnknownDraft), vault.transaction():
        drafts.put_at_item(vault.work, nowhere, "debt", LATER)
    with pytest.raises(UnknownDraft), vault.transaction() as change:
        change.drop_draft(nowhere)


def test_nothing_is_saved_outside_a_transaction(vault, draft) -> None:
    with pytest.raises(NotInTransaction):
        drafts.put_at_item(vault.work, draft, "debt", LATER)
    with pytest.raises(NotInTransaction):
        draft_texts.put_note(vault.private, draft, DEBT, "words")


def test_free_text_reads_back_and_an_empty_one_takes_it_away(desk, vault, draft) -> None:
    identity = Identity(name="Ana Río", tag="green jacket")
    with vault.transaction():
        draft_texts.put_identity(vault.private, draft, identity)
        draft_texts.put_note(vault.private, draft, DEBT, "owes for the trip")
        draft_texts.put_text(vault.private, draft, "reason", "she was tired")
    vault = desk.unlock()
    assert draft_texts.identity(vault.private, draft) == identity
    assert draft_texts.notes(vault.private, draft) == {DEBT: "owes for the trip"}
    assert draft_texts.texts(vault.private, draft) == {"reason": "she was tired"}
    with vault.transaction():
        draft_texts.put_identity(vault.private, draft, NOBODY)
        draft_texts.put_note(vault.private, draft, DEBT, "")
        draft_texts.put_text(vault.private, draft, "reason", "")
    assert draft_texts.identity(vault.private, draft) == NOBODY
    assert draft_texts.drafts(vault.private) == frozenset()


def test_a_dropped_draft_leaves_no_answer_and_no_text(vault, draft) -> None:
    with vault.transaction():
        drafts.put_answer(vault.work, draft, DEBT, Answer(value=Given(code="yes")), LATER)
        draft_texts.put_note(vault.private, draft, DEBT, "words")
    with vault.transaction() as change:
        change.drop_draft(draft)
    assert drafts.every(vault.work) == ()
    assert vault.work.value("SELECT count(*) FROM draft_answer") == 0
    assert draft_texts.drafts(vault.private) == frozenset()


STATUSES = ("answered", "unknown", "declined", "not_asked", "not_applicable")


@pytest.mark.parametrize(
    ("status", "code"),
    [*((s, "yes") for s in STATUSES[1:]), ("answered", None), ("no", None), ("", "yes")],
)
def test_the_file_itself_refuses_an_answer_that_cannot_be(vault, draft, status, code) -> None:
    with pytest.raises(Exception, match="CHECK"), vault.transaction():
        vault.work.run(
            "INSERT INTO draft_answer (draft, item, status, code, source, basis, happened)"
            " SELECT k, 'debt', ?, ?, 'youth', 'evidence', 'now' FROM draft",
            (status, code),
        )


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (column, text)
        for column in ("facts", "preparation")
        for text in ('{"a":"Ana"}', '{"a":"green jacket"}', '{"a":"río"}', "{")
    ],
)
def test_the_file_itself_refuses_words_among_the_codes(vault, draft, column, text) -> None:
    with pytest.raises(Exception, match=r"CHECK|malformed"), vault.transaction():
        vault.work.run(f"UPDATE draft SET {column} = ?", (text,))


@pytest.mark.parametrize("codes", [Gender, Citizenship, Care, Runs, YesNo, PlaceOfScreening])
def test_every_code_there_is_fits_among_the_codes(vault, draft, codes: type[StrEnum]) -> None:
    [field] = [f for f in fields(CaseFacts) if isinstance(f.default, codes)]
    for code in codes:
        with vault.transaction():
            one: dict[str, Any] = {field.name: code}
            known = replace(CaseFacts(), **one)
            drafts.put_facts(vault.work, draft, known, LATER)
        assert drafts.by_id(vault.work, draft).facts == known
