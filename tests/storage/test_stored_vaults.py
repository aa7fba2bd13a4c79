"""A vault of each released version opens with this program and loses nothing."""

import secrets
import shutil
from pathlib import Path

import pytest

from merak.domain.record import Kind
from merak.storage import drafts, opening, place, records, secret_keys, settings, travels, views
from merak.storage.secret_keys import KeyName
from merak.storage.vault import Vault

STORED = Path(__file__).parent.parent / "data" / "vaults"


def opened(stored: str, folder: Path) -> Vault:
    if not folder.exists():
        shutil.copytree(STORED / stored, folder)
    page = (STORED / stored / "README").read_text("utf-8")
    passphrase = page.split("Passphrase: ")[1].split("\n")[0]
    with place.take(folder) as held:
        return opening.unlock(
            held,
            name="Ana",
            passphrase=passphrase.encode(),
            at="2026-11-23T10:00:00Z",
            chance=secrets.token_bytes,
        )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


def test_a_vault_of_the_first_version_keeps_every_record_and_draft(folder: Path) -> None:
    vault = opened("v1", folder)
    assert vault.findings == ()
    (draft,) = drafts.every(vault.work)
    kinds = [record.kind for case in records.cases(vault.private)
             for record in records.of_case(vault.private, case)]  # fmt: skip
    assert sorted(kinds) == [Kind.IDENTITY, Kind.TEXT]
    assert len(views.cases(vault.work)) == 2
    assert views.last_screenings(vault.work)[0].case != draft.case
    vault.close()


def test_an_old_vault_becomes_a_field_vault_whose_records_have_gone_nowhere(folder: Path) -> None:
    vault = opened("v1", folder)
    assert settings.get(vault.work, settings.VAULT_KIND) == "field"
    assert travels.waiting(vault.work, travels.OFFICE) == records.count(vault.work)
    vault.close()


def test_an_old_vault_gets_keys_of_its_own_once(folder: Path) -> None:
    first = opened("v1", folder)
    made = [secret_keys.current(first.work, name) for name in (KeyName.SIGNING, KeyName.BOX)]
    first.close()
    again = opened("v1", folder)
    assert made == [secret_keys.current(again.work, one) for one in (KeyName.SIGNING, KeyName.BOX)]
    assert again.findings == ()
    again.close()
