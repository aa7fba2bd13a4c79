"""The office: its keys, its sheets, who opens identities."""

import secrets

import pytest

from merak.crypto import age_file, shares
from merak.crypto.age_file import Recipient
from merak.services import kits, make_kit, office, office_keys, office_overview, unlock, users
from merak.services.make_kit import KitUnchanged, NotTried
from merak.services.office import SheetsDiffer
from merak.services.office_overview import KitState
from merak.services.session import NotKeeper
from merak.storage import holders, secret_keys
from merak.storage.holders import NotHolder
from merak.storage.secret_keys import KeyName
from merak.storage.users import Role

SECOND = b"another one for the second desk"


def public(session, name):
    return secret_keys.current(session.work, name).public


def second_user(at_office):
    added = users.add(at_office.session, "Rosa", bytearray(SECOND), Role.KEEPER)
    office_folder = at_office.folder
    at_office.lock()
    session = unlock.unlock(
        office_folder, "Rosa", bytearray(SECOND), at_office.desk.clock, secrets.token_bytes
    )
    at_office.desk._session = session
    return added, session


def test_an_office_has_all_its_keys_and_a_kit_that_names_them(at_office):
    session = at_office.session
    kit = kits.current(session)
    assert kits.is_office(session)
    assert kit.bundles[0].address == public(session, KeyName.TRANSPORT)
    assert kit.identities[0].address == public(session, KeyName.IDENTITY)
    assert kits.recovery_of(kit) == shares.combine(at_office.sheets[:2]).recipient
    assert [one.id for one in kit.devices] == [session.vault.device]
    assert kit.sets


def test_no_kit_is_made_before_the_sheets_were_tried(at_office):
    session = at_office.session
    made = office.make_sheets(session)
    wanted = make_kit.contents(session)
    with pytest.raises(NotTried):
        make_kit.sign(session, wanted)
    with pytest.raises(SheetsDiffer):
        office.try_sheets(session, at_office.sheets[:2])
    office.try_sheets(session, made[:2])
    assert make_kit.sign(session, wanted).serial == 2


def test_a_kit_that_would_say_the_same_is_not_made(at_office):
    with pytest.raises(KitUnchanged):
        make_kit.sign(at_office.session, make_kit.contents(at_office.session))


def test_the_keeper_opens_identities_and_another_does_not(at_office):
    session = at_office.session
    assert holders.openers(session.work, session.vault.user_key)
    _, second = second_user(at_office)
    with pytest.raises(NotHolder):
        holders.openers(second.work, second.vault.user_key)


def test_a_holder_lets_another_open_identities_and_only_a_holder_can(at_office):
    added, second = second_user(at_office)
    with pytest.raises(NotHolder):
        office.let_open_identities(second, added.id)
    office.let_open_identities(at_office.unlock(), added.id)
    at_office.lock()
    again = unlock.unlock(
        at_office.folder, "Rosa", bytearray(SECOND), at_office.desk.clock, secrets.token_bytes
    )
    assert holders.openers(again.work, again.vault.user_key)
    again.close()


def test_a_holder_with_a_new_passphrase_still_opens_identities(at_office):
    session = at_office.session
    new = bytearray(b"a much newer one for the office")
    users.change_passphrase(session, bytearray(b"the office opens at eight o'clock"), new)
    before = public(session, KeyName.IDENTITY)
    assert holders.openers(session.work, session.vault.user_key)[0].recipient == before


def test_an_office_opens_again_with_two_of_its_sheets_and_keeps_its_identities(at_office):
    at_office.lock()
    session = unlock.recover_office(
        at_office.folder,
        (at_office.sheets[2], at_office.sheets[0]),
        "Olga",
        bytearray(b"after the old one was forgotten"),
        at_office.desk.clock,
        secrets.token_bytes,
    )
    assert holders.openers(session.work, session.vault.user_key)
    session.close()


def test_old_keys_go_on_opening_what_is_older(at_office):
    session = at_office.session
    old = public(session, KeyName.TRANSPORT)
    older_name = public(session, KeyName.IDENTITY)
    office.renew_keys(session)
    assert public(session, KeyName.TRANSPORT) != old
    sealed = age_file.encrypt(b"from before", [Recipient(old)])
    keys = secret_keys.openers(session.work, KeyName.TRANSPORT)
    assert age_file.decrypt(sealed, *keys) == b"from before"
    named = age_file.encrypt(b"who", [Recipient(older_name)])
    assert age_file.decrypt(named, *holders.openers(session.work, session.vault.user_key)) == b"who"


def test_only_a_keeper_makes_kits(at_office):
    wanted = make_kit.contents(at_office.session)
    session = at_office.session
    users.add(session, "Rosa", bytearray(SECOND), Role.CASEWORKER)
    at_office.lock()
    second = unlock.unlock(
        at_office.folder, "Rosa", bytearray(SECOND), at_office.desk.clock, secrets.token_bytes
    )
    with pytest.raises(NotKeeper):
        make_kit.sign(second, wanted)
    second.close()


def test_the_kit_is_behind_until_new_keys_stand_in_the_next(at_office):
    session = at_office.session
    assert office_overview.load(session).kit is KitState.HOLDS
    office.renew_keys(session)
    assert office_overview.load(session).kit is KitState.BEHIND
    assert office_keys.load(session).kit_is_behind
    make_kit.sign(session, make_kit.contents(session))
    assert office_overview.load(session).kit is KitState.HOLDS
    assert not office_keys.load(session).kit_is_behind


def test_the_kit_is_behind_after_new_sheets(at_office):
    session = at_office.session
    office.try_sheets(session, office.make_sheets(session)[:2])
    assert office_overview.load(session).kit is KitState.BEHIND


def test_the_settings_say_which_keys_hold_and_how_many_are_older(at_office):
    session = at_office.session
    at_office.desk.clock.forward(days=1)
    office.renew_keys(session)
    found = {line.name: line for line in office_keys.load(session).lines}
    assert found[KeyName.ROOT].older == 0
    for name in (KeyName.TRANSPORT, KeyName.IDENTITY):
        assert found[name].public == public(session, name)
        assert (found[name].made_at, found[name].older) == (session.now(), 1)


def test_who_opens_no_names_renews_no_keys(at_office):
    _, second = second_user(at_office)
    keys = office_keys.load(second)
    assert (keys.is_keeper, keys.is_holder) == (True, False)
    with pytest.raises(NotHolder):
        office.renew_keys(second)
