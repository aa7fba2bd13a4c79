"""Drafts: what changes with every answer and never leaves the laptop.

Codes lie in the work file, everything typed freely in the private one.
"""

from collections.abc import Iterable, Mapping

import msgspec

from merak.domain.answer import Answer, Basis, Given, Missing, Source, When, WhyMissing
from merak.domain.case_facts import CaseFacts
from merak.domain.ids import CaseId, ItemId, ScreeningId, SetHash, UserId
from merak.domain.screening import Draft, Preparation
from merak.storage.connection import Connection, Row
from merak.storage.errors import UnknownDraft

_COLUMNS = (
    "k, id, case_id, set_hash, owner, started_at, saved_at, preparation, facts, at_item, reopens"
)


def start(work: Connection, draft: Draft) -> None:
    """Begins a draft, with the answers it already has (a reopened screening's)."""
    work.run(
        "INSERT INTO draft (id, case_id, set_hash, owner, started_at, saved_at, preparation,"
        " facts, at_item, reopens) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            draft.id,
            draft.case,
            draft.set_hash,
            draft.owner,
            draft.started_at,
            draft.saved_at,
            _codes(draft.preparation),
            _codes(draft.facts),
            draft.at_item,
            draft.reopens,
        ),
    )
    for item, answer in draft.answers.items():
        put_answer(work, draft.id, item, answer, draft.saved_at)


def by_id(work: Connection, draft: ScreeningId) -> Draft:
    """Gives a draft with its answers; raises UnknownDraft."""
    row = work.row(f"SELECT {_COLUMNS} FROM draft WHERE id = ?", (draft,))  # noqa: S608
    if row is None:
        raise UnknownDraft(draft)
    return _draft(work, row)


def every(work: Connection) -> tuple[Draft, ...]:
    """Gives all drafts with their answers, the last saved first."""
    rows = work.rows(f"SELECT {_COLUMNS} FROM draft ORDER BY saved_at DESC, id")  # noqa: S608
    return tuple(_draft(work, row) for row in rows)


def of_case(work: Connection, case: CaseId) -> tuple[ScreeningId, ...]:
    """Gives the ids of a case's drafts, the last saved first."""
    rows = work.rows("SELECT id FROM draft WHERE case_id = ? ORDER BY saved_at DESC, id", (case,))
    return tuple(ScreeningId(row[0]) for row in rows)


def put_answer(work: Connection, draft: ScreeningId, item: ItemId, answer: Answer, at: str) -> None:
    """Saves an answer in the place of the one before."""
    given = answer.value
    status = "answered" if isinstance(given, Given) else given.why.value
    code = given.code if isinstance(given, Given) else None
    work.run(
        "INSERT INTO draft_answer (draft, item, status, code, source, basis, happened)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (draft, item) DO UPDATE SET status = excluded.status, code = excluded.code,"
        " source = excluded.source, basis = excluded.basis, happened = excluded.happened",
        (_touch(work, draft, at), item, status, code, answer.source, answer.basis, answer.when),
    )


def take_answer_back(work: Connection, draft: ScreeningId, item: ItemId, at: str) -> None:
    """Makes the item one that nobody has answered yet."""
    work.run(
        "DELETE FROM draft_answer WHERE draft = ? AND item = ?", (_touch(work, draft, at), item)
    )


def put_preparation(
    work: Connection, draft: ScreeningId, preparation: Preparation, at: str
) -> None:
    """Saves what was settled before the first question."""
    k = _touch(work, draft, at)
    work.run("UPDATE draft SET preparation = ? WHERE k = ?", (_codes(preparation), k))


def put_facts(work: Connection, draft: ScreeningId, facts: CaseFacts, at: str) -> None:
    """Saves what is known of the case so far."""
    k = _touch(work, draft, at)
    work.run("UPDATE draft SET facts = ? WHERE k = ?", (_codes(facts), k))


def put_at_item(work: Connection, draft: ScreeningId, item: str, at: str) -> None:
    """Saves where in the set the work stands."""
    k = _touch(work, draft, at)
    work.run("UPDATE draft SET at_item = ? WHERE k = ?", (item, k))


def put_owner(work: Connection, draft: ScreeningId, owner: UserId, at: str) -> None:
    """Gives the draft to another user."""
    k = _touch(work, draft, at)
    work.run("UPDATE draft SET owner = ? WHERE k = ?", (owner, k))


def put_set(work: Connection, draft: ScreeningId, set_hash: SetHash, at: str) -> None:
    """Pins the draft to another version of its set."""
    k = _touch(work, draft, at)
    work.run("UPDATE draft SET set_hash = ? WHERE k = ?", (set_hash, k))


def drop(work: Connection, draft: ScreeningId) -> None:
    """Takes the draft away; its free text goes from the private file after the commit."""
    if not work.run("DELETE FROM draft WHERE id = ?", (draft,)):
        raise UnknownDraft(draft)


def _touch(work: Connection, draft: ScreeningId, at: str) -> int:
    if not work.run("UPDATE draft SET saved_at = ? WHERE id = ?", (at, draft)):
        raise UnknownDraft(draft)
    return int(work.value("SELECT k FROM draft WHERE id = ?", (draft,)))


def _draft(work: Connection, row: Row) -> Draft:
    k, id_, case, set_hash, owner, started_at, saved_at, preparation, facts, at_item, reopens = row
    return Draft(
        id=ScreeningId(id_),
        case=CaseId(case),
        set_hash=SetHash(set_hash),
        owner=UserId(owner),
        started_at=started_at,
        saved_at=saved_at,
        preparation=msgspec.json.decode(preparation, type=Preparation),
        facts=msgspec.json.decode(facts, type=CaseFacts),
        answers=_answers(
            work.rows(
                "SELECT item, status, code, source, basis, happened FROM draft_answer"
                " WHERE draft = ? ORDER BY item",
                (k,),
            )
        ),
        at_item=at_item,
        reopens=reopens,
    )


def _answers(rows: Iterable[Row]) -> Mapping[ItemId, Answer]:
    return {
        ItemId(item): Answer(
            value=Given(code=code) if status == "answered" else Missing(why=WhyMissing(status)),
            source=Source(source),
            basis=Basis(basis),
            when=When(happened),
        )
        for item, status, code, source, basis, happened in rows
    }


def _codes(value: Preparation | CaseFacts) -> str:
    return msgspec.json.encode(value).decode("ascii")
