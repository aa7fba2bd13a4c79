"""From an empty folder to a vault with a sheet that was tried, on the real derivation."""

import secrets
from pathlib import Path

import pytest

from merak.crypto.recovery import WordsMiscounted, WordsMistyped, WordsUnknown
from merak.crypto.strength import Verdict
from merak.domain.site import Site, SiteKind
from merak.errors import MerakError
from merak.services import first_start, home, unlock
from merak.services.first_start import Choices, NoSheetShown, SheetWordWrong
from merak.services.laptop import Found, found
from merak.services.session import NotKeeper
from merak.storage.errors import NoSuchUser, VaultExists, VaultInUse, WrongSheet
from merak.storage.refusal import PlaceRefused, Reason

NEW = b"a new long passphrase it is"
CHOICES = Choices(keeper_name="Ana", site=Site(state="TX", kind=SiteKind.SHELTER))


def create(laptop, folder):
    passphrase = bytearray(b"correct horse battery staple")
    return first_start.create(folder, CHOICES, passphrase, laptop.clock, secrets.token_bytes)


def recover(laptop, words, name="Ana"):
    return unlock.recover(
        laptop.folder, words, name, bytearray(NEW), laptop.clock, secrets.token_bytes
    )


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_empty_folder_holds_nothing_and_a_made_one_a_vault(tmp_path, closed):
    assert found(tmp_path / "new") is Found.NOTHING
    assert found(closed.folder) is Found.VAULT


def test_a_damaged_vault_is_a_vault(closed):
    (closed.folder / "current").unlink()
    assert found(closed.folder) is Found.VAULT


def test_a_vault_that_somebody_has_open_says_so(laptop):
    with pytest.raises(VaultInUse):
        found(laptop.folder)


@pytest.mark.parametrize("name", ["Dropbox", "OneDrive - Agency", "AppData/Roaming"])
def test_a_folder_that_is_copied_away_is_refused_and_nothing_is_made(tmp_path, closed, name):
    folder = tmp_path / name / "vault"
    for act in (found, lambda place: create(closed, place)):
        with pytest.raises(PlaceRefused) as refused:
            act(folder)
        assert refused.value.reason in {Reason.SYNCED, Reason.ROAMING}
    assert not folder.exists()


def test_a_new_vault_knows_its_keeper_its_site_and_that_no_sheet_is_on_paper(tmp_path, closed):
    session = create(closed, tmp_path / "new")
    try:
        assert session.user.name == "Ana"
        assert first_start.site(session) == CHOICES.site
        assert not first_start.is_sheet_confirmed(session)
        assert not session.log_broken
    finally:
        session.close()


def test_a_vault_is_never_made_over_another(closed):
    before = (closed.folder / "current").read_bytes()
    with pytest.raises(VaultExists):
        create(closed, closed.folder)
    assert (closed.folder / "current").read_bytes() == before
    closed.unlock()


def test_a_vault_whose_files_are_gone_is_not_made_anew(closed):
    for path in closed.folder.glob("*.db"):
        path.unlink()
    with pytest.raises(VaultExists):
        create(closed, closed.folder)


def test_a_proposed_passphrase_has_six_words_and_passes():
    proposed = first_start.propose_passphrase(secrets.token_bytes)
    assert len(proposed.split()) == 6
    assert first_start.weigh(bytearray(proposed.encode())).verdict is Verdict.STRONG


def test_the_owners_name_makes_no_passphrase():
    assert first_start.weigh(bytearray(b"anagarciaanagarcia"), "Ana Garcia").verdict is not (
        Verdict.STRONG
    )


def test_a_sheet_is_confirmed_by_words_from_the_paper(laptop):
    session = laptop.session
    words = first_start.make_sheet(session)
    assert not first_start.is_sheet_confirmed(session)
    first_start.confirm_sheet(session, {1: f" {words[0].upper()} ", len(words): words[-1]})
    assert first_start.is_sheet_confirmed(session)


def test_a_wrong_word_says_which_and_confirms_nothing(laptop):
    session = laptop.session
    words = first_start.make_sheet(session)
    with pytest.raises(SheetWordWrong) as wrong:
        first_start.confirm_sheet(session, {2: words[1], 7: "never"})
    assert wrong.value.position == 7
    assert words[6] not in str(wrong.value)
    assert not first_start.is_sheet_confirmed(session)


@pytest.mark.parametrize("position", [0, -1, 1000])
def test_a_position_that_is_not_on_the_sheet_confirms_nothing(laptop, position):
    words = first_start.make_sheet(laptop.session)
    with pytest.raises(SheetWordWrong):
        first_start.confirm_sheet(laptop.session, {position: words[position % len(words)]})
    assert not first_start.is_sheet_confirmed(laptop.session)


def test_nothing_typed_confirms_nothing(laptop):
    first_start.make_sheet(laptop.session)
    with pytest.raises(SheetWordWrong):
        first_start.confirm_sheet(laptop.session, {})
    assert not first_start.is_sheet_confirmed(laptop.session)


def test_a_sheet_that_was_not_shown_cannot_be_confirmed(laptop):
    with pytest.raises(NoSheetShown):
        first_start.confirm_sheet(laptop.session, {1: "word"})


def test_only_a_keeper_makes_a_sheet(laptop):
    session = laptop.unlock("Ben")
    with pytest.raises(NotKeeper):
        first_start.make_sheet(session)


def test_a_new_sheet_opens_and_the_one_before_opens_nothing(laptop):
    words = first_start.make_sheet(laptop.session)
    laptop.lock()
    with pytest.raises(WrongSheet):
        recover(laptop, laptop.sheet)
    session = recover(laptop, words)
    session.close()


def test_the_sheet_opens_for_any_user_and_gives_them_a_new_passphrase(laptop):
    case = laptop.case_of(laptop.start())
    laptop.lock()
    session = recover(laptop, laptop.sheet, "BEN")
    assert session.user.name == "Ben"
    assert first_start.is_sheet_confirmed(session)
    session.close()
    arguments = (laptop.clock, secrets.token_bytes)
    session = unlock.unlock(laptop.folder, "Ben", bytearray(NEW), *arguments)
    assert case in {line.case for line in home.load(session).cases}
    session.close()
    for name, passphrase in (("Ben", b"another long passphrase here"), ("Ana", NEW)):
        with pytest.raises(MerakError):
            unlock.unlock(laptop.folder, name, bytearray(passphrase), *arguments)
    session = unlock.unlock(
        laptop.folder, "Ana", bytearray(b"correct horse battery staple"), *arguments
    )
    session.close()


def test_the_sheet_makes_no_user(closed):
    with pytest.raises(NoSuchUser):
        recover(closed, closed.sheet, "Nobody")
    closed.unlock()


def test_mistyped_words_open_nothing_and_are_not_repeated(closed):
    swapped = (closed.sheet[1], closed.sheet[0], *closed.sheet[2:])
    unknown = ("qwertz", *closed.sheet[1:])
    for words, error in (
        (swapped, WordsMistyped),
        (unknown, WordsUnknown),
        (closed.sheet[:-1], WordsMiscounted),
    ):
        with pytest.raises(error) as refused:
            recover(closed, words)
        assert "qwertz" not in str(refused.value)
        assert closed.sheet[2] not in str(refused.value)


def test_a_changed_site_is_kept(laptop):
    first_start.set_site(laptop.session, Site(state="FL", kind=SiteKind.DETENTION))
    laptop.unlock("Ben")
    assert first_start.site(laptop.session) == Site(state="FL", kind=SiteKind.DETENTION)
