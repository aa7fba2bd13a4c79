"""Every act leaves its entry, and what was changed behind our back is noticed at unlock."""

import zlib

import pytest

from merak.domain.bodies import ErrorReason, Relation
from merak.domain.case_facts import CaseFacts
from merak.domain.duty import How, Proof, Told
from merak.domain.identity import Identity
from merak.domain.ids import ItemId, LevelId
from merak.domain.log_entry import Act
from merak.domain.site import Site
from merak.services import cases, finish, first_start, home, maintain, results, screen, tell, users
from merak.services.session import NewCase


def work_long(laptop):
    """Do some of everything, over two users."""
    record = laptop.screened(yes=("commercial_sex_minor", "debt"))
    case = results.load(laptop.session, record).case
    results.judge(laptop.session, record, LevelId("possible"), "a reason")
    screening = finish.reopen(laptop.session, record)
    screen.identify(laptop.session, screening, Identity(name="Keisha Brown"))
    screen.note(laptop.session, screening, ItemId("debt"), "a note")
    laptop.unlock("Ben")
    screen.take_over(laptop.session, screening)
    second = finish.finish(laptop.session, screening)
    other = tell.disclosed(laptop.session, NewCase(), "words")
    tell.unsafe(laptop.session, case, tell.Danger.NOT_SAFE, "words")
    duties = home.load(laptop.session).duties
    proof = Proof(told=Told.OTHER, how=How.IN_WRITING, told_at=laptop.session.now(), who="Pat")
    tell.done(laptop.session, [duties[0].duty.id], proof)
    tell.mistaken(laptop.session, duties[1].duty.id, "a reason")
    cases.link(laptop.session, case, other, Relation.TOGETHER)
    cases.addendum(laptop.session, case, second, "more")
    cases.give_all(laptop.session, users.everyone(laptop.session)[0].id)
    laptop.unlock("Ana")
    cases.give(laptop.session, case, users.everyone(laptop.session)[1].id)
    first_start.set_site(laptop.session, Site(state="FL"))
    maintain.rebuild(laptop.session)
    finish.close_incomplete(laptop.session, laptop.start(other))
    cases.load(laptop.session, case)
    reason = ErrorReason.PRACTICE
    cases.enter_in_error(laptop.session, second, reason, "text", cases.NoCase())
    return case, second


def test_the_chain_holds_after_a_long_day(laptop):
    work_long(laptop)
    laptop.unlock("Ben")
    assert laptop.session.vault.findings == ()
    assert not laptop.session.log_broken
    expected = {
        Act.SET_ADDED,
        Act.CASE_OPENED,
        Act.DRAFT_STARTED,
        Act.DUTY_STARTED,
        Act.SCREENING_FINISHED,
        Act.SCREENING_CLOSED,
        Act.SCREENING_READ,
        Act.SCREENING_REOPENED,
        Act.JUDGEMENT_ADDED,
        Act.DRAFT_TAKEN_OVER,
        Act.DISCLOSURE_NOTED,
        Act.DUTY_DONE,
        Act.ENTERED_IN_ERROR,
        Act.ADDENDUM_ADDED,
        Act.CASE_GIVEN,
        Act.CASE_READ,
        Act.SITE_CHANGED,
        Act.VIEWS_REBUILT,
    }
    assert expected <= set(laptop.acts())


def test_each_entry_names_who_did_it(laptop):
    work_long(laptop)
    names = {user.id: user.name for user in users.everyone(laptop.session)}
    by = {(entry.act, names[entry.user]) for entry in laptop.log}
    assert (Act.DRAFT_TAKEN_OVER, "Ben") in by
    assert (Act.DUTY_DONE, "Ben") in by
    assert (Act.SITE_CHANGED, "Ana") in by
    assert (Act.SITE_CHANGED, "Ben") not in by


def test_every_record_has_its_entry(laptop):
    work_long(laptop)
    logged = {row[0] for row in laptop.session.work.rows("SELECT record FROM log_record")}
    for connection in (laptop.session.work, laptop.session.private):
        kept = {row[0] for row in connection.rows("SELECT id FROM record")}
        assert kept
        assert kept <= logged


def change_a_document(vault):
    k, document = vault.work.row("SELECT k, document FROM record WHERE kind = 'screening'")
    line = zlib.decompress(document).replace(b'"level":"clear"', b'"level":"none"')
    vault.work.run("UPDATE record SET document = ? WHERE k = ?", (zlib.compress(line), k))


def change_a_kind(vault):
    vault.work.run("UPDATE record SET kind = 'addendum' WHERE kind = 'duty'")


def drop_a_record(vault):
    vault.work.run("DELETE FROM record WHERE kind = 'duty'")


def drop_a_text(vault):
    vault.private.run("DELETE FROM record WHERE kind = 'text'")


def drop_the_last_entry(vault):
    vault.work.run("DELETE FROM log_record WHERE seq = (SELECT max(seq) FROM log)")
    vault.work.run("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)")


def change_who(vault):
    vault.work.run("UPDATE log SET member = 'nobody' WHERE seq = 5")


@pytest.mark.parametrize(
    "edit",
    [
        change_a_document,
        change_a_kind,
        drop_a_record,
        drop_a_text,
        drop_the_last_entry,
        change_who,
    ],
)
def test_a_planted_edit_is_noticed_at_unlock_and_kept_in_the_log(laptop, edit):
    work_long(laptop)
    vault = laptop.session.vault
    # Behind the program's back: no entry, no head.
    vault.work.begin()
    vault.private.begin()
    edit(vault)
    vault.private.commit()
    vault.work.commit()
    vault.close()
    vault.place.release()
    laptop._session = None
    laptop.unlock()
    assert laptop.session.log_broken
    assert home.load(laptop.session).log_broken
    assert Act.LOG_FAULT_SEEN in laptop.acts()


def half_done(session):
    with session.change() as pen:
        screen.open_case(session, pen, CaseFacts())
        raise ZeroDivisionError


def test_an_act_that_fails_leaves_no_entry_and_no_record(laptop):
    record = laptop.screened()
    before = laptop.log
    with pytest.raises(results.ReasonNeeded):
        results.judge(laptop.session, record, LevelId("clear"), "")
    with pytest.raises(ZeroDivisionError):
        half_done(laptop.session)
    assert laptop.log == before
    laptop.unlock()
    assert not laptop.session.log_broken
