"""What holds for the whole vault, as names and values in the work file."""

from collections.abc import Mapping
from enum import StrEnum

from merak.storage.connection import Connection

DEVICE = "device"
RECOVERY_RECIPIENT = "recovery_recipient"
KEYS_STALE = "keys_stale"
NEXT_N = "next_n"
KDF = "kdf"
VAULT_KIND = "vault_kind"
AGENCY = "agency"
AGENCY_NAME = "agency_name"
ROOT = "root"
"""The public half of the agency's key, from the first kit on."""
SHARES_TRIED = "shares_tried_at"
ASKED_KIT = "asked_kit"
"""The serial of the kit that the laptop has answered with its request to be enrolled."""
ASKED_LABEL = "asked_label"
"""What the office is asked to call this laptop."""
WORDS_AGREED = "words_agreed_at"
SITE = "site_profile"
"""The id of the site that was chosen from those of the office's kit."""
BACKED_UP = "backed_up"
"""The last entry of the log that a verified backup has."""
BACKED_UP_AT = "backed_up_at"
RECEIPT_CREATED = "receipt_created"
"""When the newest receipt that was taken was written, by the office's clock."""
SEALS_TO = "seals_to"
"""The root of the office to which names are sealed while a new key waits to be enrolled there."""
ROLLED_BACK = "rolled_back_at"
"""When a receipt told that an older copy of this vault was put back; empty once it began anew."""
RESTORED_FROM = "restored_from"
"""The day and time up to which the backup goes that this office was put back from."""
OWED_RECEIPTS = "owed_receipts"
"""Laptops that have had no receipt since then, parted by commas."""
NUMBERS_FROM = "numbers_from"
"""The number that an office which was put back begins with for laptops it does not know yet."""
SERIALS_FROM = "serials_from"
"""The number after which it goes on with its kits."""
DURABLE_AT = "durable_at"
"""When the last receipt came that says the office has all of it in a backup."""
RENEW = "renew"
"""The files that still hold what was forgotten, parted by commas."""


class VaultKind(StrEnum):
    """A laptop in the field, or the office that it sends to."""

    FIELD = "field"
    OFFICE = "office"


def kind(work: Connection) -> VaultKind:
    """Gives which kind of vault it is."""
    return VaultKind(get(work, VAULT_KIND, VaultKind.FIELD))


def get(work: Connection, name: str, default: str = "") -> str:
    """Gives the value, or the default where it was never set."""
    row = work.row("SELECT value FROM setting WHERE name = ?", (name,))
    return str(row[0]) if row else default


def put(work: Connection, name: str, value: str) -> None:
    """Sets the value."""
    work.run(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def every(work: Connection) -> Mapping[str, str]:
    """Gives all that is set."""
    return dict(work.rows("SELECT name, value FROM setting ORDER BY name"))
