"""A forgotten passphrase in the field: the laptop asks, the office answers, nothing old opens."""

import base64
import json
import secrets
from dataclasses import replace

import pytest
from tests.services.agency import make_office, some_of

from merak.crypto import age_file
from merak.crypto.age_file import NotForThisKey
from merak.crypto.slot import WrongPassphrase
from merak.domain.exchange import Address, PublicKey, Why
from merak.domain.ids import DeviceId
from merak.domain.log_entry import Act
from merak.formats import sealed_line
from merak.formats.refused import FileRefused
from merak.services import home, laptops, make_kit, reopen, reopen_office, unlock
from merak.services.laptops import WordsDiffer
from merak.services.reopen_office import Approval, SheetsTooOld
from merak.storage import asking, connection, peers, place
from merak.storage.asking import NothingAsked
from merak.storage.errors import NoSuchUser, OtherVault, Part, VaultDamaged
from merak.storage.peers import UnknownDevice

NEW = b"eleven paper boats and a yellow door"


@pytest.fixture
def locked(enrolled):
    """Give an enrolled laptop that nobody has open, with a finished screening."""
    enrolled.screened()
    enrolled.device = DeviceId(enrolled.session.vault.device)
    enrolled.lock()
    return enrolled


def ask(laptop, stick, name="Ana", passphrase=NEW):
    return reopen.ask(
        laptop.folder, stick, name, bytearray(passphrase), laptop.clock, secrets.token_bytes
    )


def take(laptop, path, passphrase=NEW):
    return reopen.take(
        laptop.folder, path, bytearray(passphrase), laptop.clock, secrets.token_bytes
    )


def asked_of(at_office, laptop, stick, name="Ana"):
    """Bring the kit there and the request back."""
    make_kit.save(at_office.session, stick)
    asked = ask(laptop, stick, name)
    return asked, reopen_office.read_request(at_office.session, asked.path)


def approval(at_office, device, words, sheets=None):
    return Approval(device=device, typed=some_of(words), sheets=sheets or at_office.sheets[:2])


def granted(at_office, laptop, stick, **changed):
    asked, read = asked_of(at_office, laptop, stick)
    decided = approval(at_office, changed.get("device", laptop.device), asked.words)
    return reopen_office.grant(at_office.session, read, decided, stick)


def content(laptop):
    return {path.name: path.read_bytes() for path in laptop.folder.iterdir() if path.is_file()}


def test_a_forgotten_passphrase_is_replaced_with_the_offices_help(at_office, locked, stick):
    asked, read = asked_of(at_office, locked, stick)
    assert read.words == asked.words
    decided = approval(at_office, locked.device, asked.words)
    path = reopen_office.grant(at_office.session, read, decided, stick)
    session = take(locked, path)
    assert session.user.name == "Ana"
    assert not session.log_broken
    assert home.load(session).not_handed_over == 1
    session.close()
    assert not reopen.is_asking(locked.folder)
    again = unlock.unlock(locked.folder, "Ana", bytearray(NEW), locked.clock, secrets.token_bytes)
    again.close()
    locked.unlock("Ben")
    assert Act.VAULT_RECOVERED in locked.acts()


def test_the_old_passphrase_and_the_grant_open_nothing_afterwards(at_office, locked, stick):
    before = content(locked)
    path = granted(at_office, locked, stick)
    take(locked, path).close()
    after = content(locked)
    for name, data in after.items():
        if name.endswith(".key"):
            with pytest.raises(NotForThisKey):
                age_file.decrypt(data, locked.keys["Ana"])
    assert not {name for name in after if name.endswith((".key", ".db"))} & set(before)
    with pytest.raises(WrongPassphrase):
        unlock.unlock(
            locked.folder,
            "Ana",
            bytearray(b"correct horse battery staple"),
            locked.clock,
            secrets.token_bytes,
        )
    with pytest.raises(NothingAsked):
        take(locked, path)


def test_asking_changes_nothing_of_the_vault_and_keeps_no_open_key(at_office, locked, stick):
    before = content(locked)
    make_kit.save(at_office.session, stick)
    asked = ask(locked, stick)
    after = content(locked)
    kept = after.pop("asking")
    assert after == before
    assert reopen.is_asking(locked.folder)
    for word in (b"Practice agency", b"Ana", b"device", locked.device.encode()):
        assert word not in kept
        assert word not in asked.path.read_bytes()
    locked.unlock("Ben")


def test_wrong_words_grant_nothing(at_office, locked, stick):
    asked, read = asked_of(at_office, locked, stick)
    there = sorted(stick.iterdir())
    words = list(asked.words)
    words[1] = "zero"
    with pytest.raises(WordsDiffer):
        reopen_office.grant(
            at_office.session, read, approval(at_office, locked.device, words), stick
        )
    assert sorted(stick.iterdir()) == there


def test_the_words_of_another_request_are_others(at_office, locked, stick):
    first, _ = asked_of(at_office, locked, stick)
    second, read = asked_of(at_office, locked, stick)
    assert first.words != second.words == read.words


def test_an_answer_to_an_earlier_request_is_not_taken(at_office, locked, stick):
    path = granted(at_office, locked, stick)
    asked_of(at_office, locked, stick)
    with pytest.raises(FileRefused) as refused:
        take(locked, path)
    assert refused.value.why is Why.NOT_FOR_US


def test_another_passphrase_than_the_one_chosen_when_asking_takes_nothing(at_office, locked, stick):
    path = granted(at_office, locked, stick)
    before = content(locked)
    with pytest.raises(WrongPassphrase):
        take(locked, path, b"some other passphrase altogether")
    assert content(locked) == before


def test_a_grant_that_the_office_meant_for_another_laptop_is_not_taken(at_office, locked, stick):
    here = peers.by_id(at_office.session.work, locked.device)
    other = replace(
        here,
        device=DeviceId("0d" * 16),
        signing=PublicKey("0e" * 32),
        address=Address(age_file.identity(b"4" * 32).recipient),
    )
    with at_office.session.change() as pen:
        peers.add(pen.work, other, ())
        pen.log(Act.DEVICE_ENROLLED, other.device)
    path = granted(at_office, locked, stick, device=other.device)
    with pytest.raises(OtherVault):
        take(locked, path)
    locked.unlock()


def test_sheets_of_another_office_open_nothing(at_office, locked, stick, tmp_path):
    other = make_office(tmp_path / "other", type(locked), locked.clock)
    asked, read = asked_of(at_office, locked, stick)
    decided = approval(at_office, locked.device, asked.words, other.sheets[:2])
    with pytest.raises(SheetsTooOld):
        reopen_office.grant(at_office.session, read, decided, stick)


def test_a_laptop_that_was_never_enrolled_cannot_be_opened_by_the_office(at_office, closed, stick):
    asked, read = asked_of(at_office, closed, stick)
    decided = approval(at_office, DeviceId("0d" * 16), asked.words)
    with pytest.raises(UnknownDevice):
        reopen_office.grant(at_office.session, read, decided, stick)


def test_a_laptop_that_was_taken_out_is_not_opened(at_office, locked, stick):
    asked, read = asked_of(at_office, locked, stick)
    laptops.revoke(at_office.session, locked.device)
    there = sorted(stick.iterdir())
    decided = approval(at_office, locked.device, asked.words)
    with pytest.raises(FileRefused) as refused:
        reopen_office.grant(at_office.session, read, decided, stick)
    assert refused.value.why is Why.REVOKED_DEVICE
    assert sorted(stick.iterdir()) == there


def test_the_keys_that_were_granted_open_none_of_the_files_that_follow(at_office, locked, stick):
    path = granted(at_office, locked, stick)
    kept = asking.find(place.Place(locked.folder, -1), bytearray(NEW))
    line = sealed_line.open_line(path.read_bytes(), [kept.key])
    keys = [bytes.fromhex(one["secret"]) for one in dsse_payload(line)["keys"]]
    assert len(keys) == 2
    take(locked, path).close()
    for part in (Part.WORK, Part.PRIVATE):
        (database,) = locked.folder.glob(f"{part.value}-*.db")
        for key in keys:
            with pytest.raises(VaultDamaged):
                connection.open_existing(database, key, part)


def dsse_payload(line):
    return json.loads(base64.b64decode(json.loads(line)["payload"]))


def test_a_name_that_is_not_here_asks_nothing(at_office, locked, stick):
    make_kit.save(at_office.session, stick)
    with pytest.raises(NoSuchUser):
        ask(locked, stick, "Keisha")
    assert not reopen.is_asking(locked.folder)


def test_without_a_kit_nothing_is_asked(locked, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(reopen.KitNeeded):
        ask(locked, tmp_path / "empty")
    assert not reopen.is_asking(locked.folder)


def test_who_left_the_page_sees_the_same_words_with_the_passphrase_chosen_then(
    at_office, locked, stick
):
    with pytest.raises(NothingAsked):
        reopen.words_again(locked.folder, bytearray(NEW))
    asked, _ = asked_of(at_office, locked, stick)
    assert reopen.words_again(locked.folder, bytearray(NEW)) == asked.words
    with pytest.raises(WrongPassphrase):
        reopen.words_again(locked.folder, bytearray(b"another one than that, surely"))
