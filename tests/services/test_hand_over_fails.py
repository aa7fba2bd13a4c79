"""A hand-over that came to nothing: no name is sealed for it, and nothing counts as handed over."""

import errno
from pathlib import Path

import pytest
from tests.services.agency import Stop, bring, hand_over_to, ignore
from tests.services.test_seal import NAME, screened

from merak.domain.decision import Decision
from merak.services import answers, current, finish, hand_over, home, reviews, seal
from merak.services.seal import Occasion
from merak.storage import ledger, outside
from merak.storage.errors import DiskFull


def full(*_):
    raise OSError(errno.ENOSPC, "full")


@pytest.fixture(params=["while it is written", "before it has its name"])
def failing(request, monkeypatch):
    """Make every hand-over fail, early or at its last step."""
    if request.param == "while it is written":
        monkeypatch.setattr(outside, "_sha256", full)
    else:
        monkeypatch.setattr(Path, "replace", full)
    return monkeypatch


def test_no_name_is_sealed_for_a_hand_over_that_came_to_nothing(enrolled, stick, failing):
    case, record = screened(enrolled)
    with pytest.raises(DiskFull):
        hand_over_to(stick, enrolled.session)
    failing.undo()
    assert home.load(enrolled.session).not_handed_over == 1
    session = enrolled.unlock()
    assert seal.by_policy(session, Occasion.UNLOCKED).cases == 0
    assert current.identity(session, case).name == NAME
    # Nobody has it yet, so it can still be put right.
    assert finish.reopen(session, record)


def test_after_the_next_one_they_are_handed_over_and_sealed(enrolled, at_office, stick, failing):
    case, record = screened(enrolled)
    with pytest.raises(DiskFull):
        hand_over_to(stick, enrolled.session)
    failing.undo()
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    assert home.load(enrolled.session).not_handed_over == 0
    with pytest.raises(finish.NotReopenable):
        finish.reopen(enrolled.session, record)
    assert seal.by_policy(enrolled.session, Occasion.UNLOCKED).cases == 1
    assert current.identity(at_office.session, case).name == NAME


def test_answers_that_were_not_written_are_still_to_be_sent(enrolled, at_office, stick, failing):
    failing.undo()
    _, record = screened(enrolled)
    bring(at_office.session, hand_over_to(stick, enrolled.session).path)
    reviews.review(at_office.session, record, Decision.CONFIRMED, "well seen")
    failing.setattr(outside, "_sha256", full)
    with pytest.raises(DiskFull):
        answers.write(at_office.session, stick, ignore, Stop())
    failing.undo()
    assert [one.unsent for one in answers.for_laptops(at_office.session)] == [1]
    answers.write(at_office.session, stick, ignore, Stop())
    assert [one.unsent for one in answers.for_laptops(at_office.session)] == [0]


def test_a_vault_that_takes_no_more_does_not_unmake_the_file(
    enrolled, at_office, stick, monkeypatch
):
    case, _ = screened(enrolled)

    def refuse(*_):
        raise DiskFull

    monkeypatch.setattr(ledger, "put_written", refuse)
    done = hand_over.export(enrolled.session, stick, ignore, Stop())
    monkeypatch.undo()
    bring(at_office.session, done.path)
    assert current.identity(at_office.session, case).name == NAME
    # The laptop does not count on it: the next one carries it all again, and then it is known.
    assert home.load(enrolled.session).not_handed_over == 1
    assert bring(at_office.session, hand_over_to(stick, enrolled.session).path).new == 0
    assert home.load(enrolled.session).not_handed_over == 0
