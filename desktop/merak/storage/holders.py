"""The identity holders of an office: the key that opens identities is sealed to their own keys.

Every user of an office opens its files, so an opened identity that lay there would be everybody's.
It lies there sealed only, and opens for a holder each time it is shown.
"""

from merak.crypto import age_file
from merak.crypto.age_file import Identity, NotForThisKey, Recipient
from merak.domain.ids import UserId
from merak.errors import MerakError
from merak.storage import secret_keys, settings
from merak.storage.connection import Connection
from merak.storage.secret_keys import KeptKey, KeyName


class NotHolder(MerakError):
    """Only an identity holder may do this."""


class LastHolder(MerakError):
    """Nobody else opens identities: without this user only the recovery sheets would."""


def every(work: Connection) -> frozenset[UserId]:
    """Gives the users who open identities."""
    return frozenset(UserId(row[0]) for row in work.rows("SELECT member FROM identity_holder"))


def add(work: Connection, user: UserId) -> None:
    """Makes a user one who opens identities; their key is given with `reseal`."""
    work.run(
        "INSERT INTO identity_holder (member) VALUES (?) ON CONFLICT (member) DO NOTHING", (user,)
    )


def remove(work: Connection, user: UserId) -> None:
    """Takes it away again; the keys are sealed anew with `reseal`. Raises LastHolder."""
    if every(work) == {user}:
        raise LastHolder
    work.run("DELETE FROM identity_holder WHERE member = ?", (user,))


def make_key(work: Connection, secret: bytes, at: str) -> Recipient:
    """Makes a new identity key of 32 random bytes, sealed to the holders there are."""
    pair = age_file.identity(secret)
    sealed = age_file.encrypt(secret, _recipients(work))
    secret_keys.replace(work, KeyName.IDENTITY, KeptKey(public=pair.recipient, content=sealed), at)
    return pair.recipient


def openers(work: Connection, key: Identity) -> tuple[Identity, ...]:
    """Gives all identity keys, the current one first; raises NotHolder."""
    found = []
    for kept in secret_keys.every(work, KeyName.IDENTITY):
        try:
            found.append(age_file.identity(age_file.decrypt(kept.content, key)))
        except NotForThisKey:
            raise NotHolder from None
    return tuple(found)


def reseal(work: Connection, key: Identity) -> None:
    """Seals the identity keys to the holders there are now; `key` must be one's own.

    Raises NotHolder, and changes nothing then.
    """
    for pair in openers(work, key):
        secret_keys.put_content(
            work, pair.recipient, age_file.encrypt(pair.secret, _recipients(work))
        )


def _recipients(work: Connection) -> tuple[Recipient, ...]:
    rows = work.rows(
        "SELECT recipient FROM member_key JOIN identity_holder USING (member) ORDER BY recipient"
    )
    # With the three sheets as well: a lost passphrase is not a lost name.
    recovery = Recipient(settings.get(work, settings.RECOVERY_RECIPIENT))
    return (*(Recipient(row[0]) for row in rows), recovery)
