"""A stick with bundles and requests on it: each file is called what it is."""

import secrets

from tests.services.agency import Stop, hand_over_to, ignore
from tests.services.conftest import PASSPHRASES
from tests.services.test_exchange import screened

from merak.domain.exchange import Why
from merak.formats.refused import FileRefused
from merak.services import enrol, make_kit, reopen, take_in, take_in_many
from merak.services.no_bundle import Asks, NoBundle


def nothing(_done, _total):
    """Take progress and do nothing with it."""


def refused(found):
    return {one.path.name: one.error for one in found if isinstance(one, take_in.NotTaken)}


def test_a_request_among_bundles_is_called_what_it_is(enrolled, at_office, stick):
    screened(enrolled)
    hand_over_to(stick, enrolled.session)
    told = enrol.tell_people(enrolled.session, stick).path.name
    make_kit.save(at_office.session, stick)
    enrolled.lock()
    chosen = bytearray(PASSPHRASES["Ana"])
    asked = reopen.ask(
        enrolled.folder, stick, "Ana", chosen, enrolled.clock, secrets.token_bytes
    ).path.name
    (stick / "zz-broken.age").write_bytes(b"nothing of ours")
    office = at_office.session
    for found in (
        take_in.preview_folder(office, stick, ignore, Stop()),
        take_in_many.look(office, [stick], nothing, Stop()),
        take_in_many.look(office, sorted(stick.glob("*.age")), nothing, Stop()),
    ):
        errors = refused(found)
        assert len(found) == 5  # with the request by which it was enrolled
        requests = {name: error.asks for name, error in errors.items() if type(error) is NoBundle}
        assert requests.pop(asked) is Asks.TO_BE_OPENED
        assert requests.pop(told) is Asks.TO_BELONG
        assert set(requests.values()) == {Asks.TO_BELONG}
        (other,) = [error for error in errors.values() if type(error) is not NoBundle]
        assert isinstance(other, FileRefused)
        assert other.why is Why.NOT_AGE


def test_what_is_damaged_keeps_its_own_words(enrolled, at_office, stick):
    path = enrol.tell_people(enrolled.session, stick).path
    path.write_bytes(path.read_bytes()[:-1])
    found = take_in_many.look(at_office.session, [path], nothing, Stop())
    (error,) = refused(found).values()
    assert isinstance(error, FileRefused)
    assert error.why is Why.DAMAGED
