"""What an answer costs must not grow with what the laptop holds."""

from merak.domain.case_facts import CaseFacts
from merak.domain.identity import Identity
from merak.domain.ids import ItemId
from merak.services import screen


def statements(laptop, act):
    """Count the statements that reach the two files."""
    ran: list[str] = []
    connections = (laptop.session.work, laptop.session.private)
    for connection in connections:
        connection._raw.set_trace_callback(ran.append)
    try:
        act()
    finally:
        for connection in connections:
            connection._raw.set_trace_callback(None)
    return len(ran)


def test_an_answer_runs_as_many_statements_with_hundreds_of_cases_as_with_one(laptop):
    screening = laptop.start()
    screen.identify(laptop.session, screening, Identity(name="Keisha"))
    acts = (
        lambda: laptop.answer(screening, "debt", "no"),
        lambda: screen.note(laptop.session, screening, ItemId("debt"), "Keisha owes"),
        lambda: screen.at(laptop.session, screening, ItemId("threats")),
        lambda: screen.load(laptop.session, screening),
    )
    before = [statements(laptop, act) for act in acts]
    assert 0 < min(before) <= max(before) < 40
    with laptop.session.change() as pen:
        for _ in range(300):
            screen.open_case(laptop.session, pen, CaseFacts())
    for _ in range(5):
        laptop.start()
    assert [statements(laptop, act) for act in acts] == before


def test_no_statement_of_an_answer_goes_through_a_whole_table(laptop):
    screening = laptop.start()
    ran: list[str] = []
    laptop.session.work._raw.set_trace_callback(ran.append)
    laptop.answer(screening, "commercial_sex_minor", "yes")
    laptop.session.work._raw.set_trace_callback(None)
    asked = [sql for sql in ran if sql.startswith(("SELECT", "UPDATE", "DELETE"))]
    assert len(asked) > 5
    whole = {
        sql
        for sql in asked
        for row in laptop.session.work.rows("EXPLAIN QUERY PLAN " + sql)
        if row[3].startswith("SCAN") and "INDEX" not in row[3] and "log" not in row[3]
    }
    assert whole == set()
