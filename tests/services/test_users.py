import secrets

import pytest

from merak.crypto.slot import WrongPassphrase
from merak.domain.log_entry import Act
from merak.services import cases, unlock, users
from merak.services.session import NotKeeper
from merak.storage.errors import LastKeeper, NameTaken, NoSuchUser
from merak.storage.users import Role

LONG = b"a third long passphrase here"
ANAS, BENS = b"correct horse battery staple", b"another long passphrase here"


def add(laptop, name="Cleo", role=Role.CASEWORKER):
    return users.add(laptop.session, name, bytearray(LONG), role)


def opens(laptop, name, passphrase):
    laptop.lock()
    arguments = (bytearray(passphrase), laptop.clock, secrets.token_bytes)
    session = unlock.unlock(laptop.folder, name, *arguments)
    session.close()
    return session.user.name


def by_name(laptop, name):
    return next(user for user in users.everyone(laptop.session) if user.name == name)


def test_an_added_user_opens_the_vault_and_the_others_still_do(laptop):
    add(laptop)
    assert opens(laptop, "cleo", LONG) == "Cleo"
    assert opens(laptop, "Ana", ANAS) == "Ana"
    assert opens(laptop, "Ben", BENS) == "Ben"


def test_only_a_keeper_adds_and_removes(laptop):
    laptop.unlock("Ben")
    with pytest.raises(NotKeeper):
        add(laptop)
    with pytest.raises(NotKeeper):
        users.remove(laptop.session, by_name(laptop, "Ana").id)
    assert [user.name for user in users.everyone(laptop.session)] == ["Ana", "Ben"]


@pytest.mark.parametrize("name", ["ana", "  ANA", "\uff21\uff4e\uff41"])
def test_a_name_is_taken_however_it_is_written(laptop, name):
    with pytest.raises(NameTaken):
        add(laptop, name)


def test_an_accent_composed_or_not_is_the_same_name(laptop):
    add(laptop, "Jos\u00e9")
    with pytest.raises(NameTaken):
        add(laptop, "JOSE\u0301")
    assert opens(laptop, "jose\u0301", LONG) == "Jos\u00e9"


def test_a_removed_user_opens_nothing_and_the_others_do(laptop):
    users.remove(laptop.session, by_name(laptop, "Ben").id)
    with pytest.raises(NoSuchUser):
        opens(laptop, "Ben", BENS)
    assert opens(laptop, "Ana", ANAS) == "Ana"


def test_the_last_keeper_stays(laptop):
    with pytest.raises(LastKeeper):
        users.remove(laptop.session, laptop.session.user.id)
    cleo = add(laptop, role=Role.KEEPER)
    users.remove(laptop.session, laptop.session.user.id)
    assert {user.name for user in users.everyone(laptop.session)} == {"Ben", cleo.name}
    with pytest.raises(NoSuchUser):
        opens(laptop, "Ana", ANAS)


def test_a_user_who_is_gone_cannot_be_removed_again(laptop):
    ben = by_name(laptop, "Ben")
    users.remove(laptop.session, ben.id)
    # Somebody of the same name comes later, and has the same slot file.
    users.add(laptop.session, "Ben", bytearray(LONG), Role.CASEWORKER)
    with pytest.raises(NoSuchUser):
        users.remove(laptop.session, ben.id)
    assert opens(laptop, "Ben", LONG) == "Ben"


def test_the_cases_of_a_removed_user_stay(laptop):
    laptop.unlock("Ben")
    case = laptop.case_of(laptop.start())
    laptop.unlock("Ana")
    users.remove(laptop.session, by_name(laptop, "Ben").id)
    view = cases.load(laptop.session, case)
    assert view.owner_name == "Ben"
    cases.give(laptop.session, case, laptop.session.user.id)
    assert cases.load(laptop.session, case).drafts[0].mine


def test_a_changed_passphrase_makes_the_old_one_useless(laptop):
    users.change_passphrase(laptop.session, bytearray(ANAS), bytearray(LONG))
    with pytest.raises(WrongPassphrase):
        opens(laptop, "Ana", ANAS)
    assert opens(laptop, "Ana", LONG) == "Ana"
    assert opens(laptop, "Ben", BENS) == "Ben"


def test_a_passphrase_changes_only_with_the_old_one(laptop):
    with pytest.raises(WrongPassphrase):
        users.change_passphrase(laptop.session, bytearray(BENS), bytearray(LONG))
    assert opens(laptop, "Ana", ANAS) == "Ana"


def test_each_change_of_users_is_in_the_log(laptop):
    before = laptop.log[-1].seq
    cleo = add(laptop)
    users.change_passphrase(laptop.session, bytearray(ANAS), bytearray(LONG))
    users.remove(laptop.session, cleo.id)
    assert laptop.acts(before) == [Act.USER_ADDED, Act.PASSPHRASE_CHANGED, Act.USER_REMOVED]


def test_a_caseworker_is_made_a_keeper_and_one_again(laptop):
    ben = by_name(laptop, "Ben").id
    users.change_role(laptop.session, ben, Role.KEEPER)
    assert laptop.unlock("Ben").user.role is Role.KEEPER
    users.change_role(laptop.session, ben, Role.CASEWORKER)
    assert laptop.session.user.role is Role.CASEWORKER
    with pytest.raises(NotKeeper):
        users.change_role(laptop.session, ben, Role.KEEPER)


def test_the_last_keeper_stays_one(laptop):
    with pytest.raises(LastKeeper):
        users.change_role(laptop.session, laptop.session.user.id, Role.CASEWORKER)


def test_people_are_oneself_and_the_others_by_name(laptop):
    add(laptop, "zoe")
    add(laptop, "Adam")
    people = users.people(laptop.session)
    assert people.me.name == "Ana"
    assert [one.name for one in people.others] == ["Adam", "Ben", "zoe"]
    assert people.holders == frozenset()
