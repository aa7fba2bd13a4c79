"""Making a vault where there is none."""

from collections.abc import Mapping

import msgspec

from merak.crypto import age_file, slot
from merak.crypto.age_file import SECRET_BYTES, Recipient
from merak.crypto.passphrase import KdfParameters
from merak.domain.ids import UserId
from merak.domain.log_entry import Act
from merak.storage import connection as connections
from merak.storage import files, keys, log, schema, secret_keys, settings, users
from merak.storage.connection import KEY_BYTES, Connection
from merak.storage.errors import Part
from merak.storage.place import Current, Place
from merak.storage.schema import Schema
from merak.storage.settings import VaultKind
from merak.storage.transaction import Chance
from merak.storage.users import Role, User, UserState
from merak.storage.vault import PARTS, Vault, recipients

_ID_BYTES = 16


@files.trouble_told()
def create(
    place: Place,
    *,
    name: str,
    passphrase: bytes | bytearray,
    recovery_recipient: Recipient,
    parameters: KdfParameters,
    at: str,
    chance: Chance,
    kind: VaultKind = VaultKind.FIELD,
    steps: Schema | None = None,
) -> Vault:
    """Makes a vault whose first user, a keeper, has this name; raises VaultExists.

    Until it returns there is no vault: whatever a crash leaves behind is cleared at the next try.
    """
    place.begin()
    current = Current(vault=chance(_ID_BYTES).hex())
    file_keys = {part: chance(KEY_BYTES) for part in PARTS}
    identity = age_file.identity(chance(SECRET_BYTES))
    user = _keeper(UserId(chance(_ID_BYTES).hex()), name, at)
    settled = {
        settings.DEVICE: chance(_ID_BYTES).hex(),
        settings.RECOVERY_RECIPIENT: recovery_recipient,
        settings.KDF: msgspec.json.encode(parameters).decode("ascii"),
        settings.VAULT_KIND: kind,
    }
    open_files = _make_files(place, current, file_keys, steps or schema.shipped())
    try:
        work = open_files[Part.WORK]
        slot_name = slot.file_name(current.vault, name)
        work.begin()
        for setting, value in settled.items():
            settings.put(work, setting, value)
        head = _begin_with(work, user, slot_name, identity.recipient, chance)
        work.commit()
        for part in PARTS:
            keys.write(place, part, 1, file_keys[part], recipients(work))
        sealed = slot.seal(current.vault, identity, passphrase, parameters, chance)
        files.put_secret(place.slot(slot_name), sealed)
        place.put_head(head)
        place.switch(current)
        return Vault(
            place=place,
            current=current,
            connections=open_files,
            file_keys=file_keys,
            user=user,
            user_key=identity,
            chance=chance,
        )
    except BaseException:
        for connection in open_files.values():
            connection.close()
        raise


def _keeper(user: UserId, name: str, at: str) -> User:
    return User(
        id=user,
        name=name,
        role=Role.KEEPER,
        state=UserState.ACTIVE,
        added_at=at,
        removed_at="",
    )


def _begin_with(
    work: Connection, user: User, slot_name: str, key: Recipient, chance: Chance
) -> str:
    secret_keys.make_device(work, chance, user.added_at)
    users.add(work, user, slot_name)
    users.add_key(work, user.id, key)
    return log.append(
        work, at=user.added_at, user=user.id, act=Act.VAULT_CREATED, about=user.id, records=()
    )


def _make_files(
    place: Place, current: Current, file_keys: Mapping[Part, bytes], steps: Schema
) -> dict[Part, Connection]:
    made: dict[Part, Connection] = {}
    try:
        for part in PARTS:
            path = place.database(part, current.generation(part))
            files.make(path)
            made[part] = connections.create(path, file_keys[part], part)
            schema.bring_up(made[part], steps)
    except BaseException:
        for connection in made.values():
            connection.close()
        raise
    return made
