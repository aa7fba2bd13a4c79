"""The two files of a vault while they are opened, and brought to this program's version."""

from collections.abc import Mapping
from dataclasses import replace

from merak.domain.record import RecordRefused
from merak.storage import connection as connections
from merak.storage import generations, schema, views
from merak.storage.connection import KEY_BYTES, Connection
from merak.storage.errors import Part, VaultDamaged
from merak.storage.place import Current, Place
from merak.storage.schema import Schema
from merak.storage.transaction import Chance
from merak.storage.vault import PARTS, recipients


class OpenedFiles:
    """The two files while they are being opened: closed together where anything goes wrong."""

    def __init__(
        self, place: Place, current: Current, file_keys: Mapping[Part, bytes], steps: Schema
    ) -> None:
        self.place = place
        self.current = current
        self.steps = steps
        self.keys = dict(file_keys)
        self.connections: dict[Part, Connection] = {}
        try:
            for part in PARTS:
                self._open(part)
            # Both are looked at before either is touched.
            self.old = [part for part in PARTS if self._version(part) < steps.version(part)]
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Closes both."""
        for connection in self.connections.values():
            connection.close()

    def migrate(self, chance: Chance) -> None:
        """Brings each file that is older to this program's version, in its next generation."""
        for part in self.old:
            old = self.connections[part]
            key = chance(KEY_BYTES)
            to = recipients(self.connections[Part.WORK])
            following = generations.write_next(
                self.place,
                self.current,
                old,
                key,
                to,
                self._bring_up,
            )
            kept = f"{part.value}-{self.current.generation(part)}"
            following = replace(following, kept=(*self.current.kept, kept))
            self.place.switch(following)
            self.current = following
            self.keys[part] = key
            old.close()
            self._open(part)

    def _bring_up(self, connection: Connection) -> None:
        schema.bring_up(connection, self.steps)
        if connection.part is not Part.WORK:
            return
        connection.begin()
        try:
            views.rebuild(connection)
            connection.commit()
        except (VaultDamaged, RecordRefused):
            # Lists that lack something keep nobody out: the check at unlock tells of the damage.
            connection.roll_back()

    def _open(self, part: Part) -> None:
        path = self.place.database(part, self.current.generation(part))
        self.connections[part] = connections.open_existing(path, self.keys[part], part)

    def _version(self, part: Part) -> int:
        return schema.version_of(self.connections[part], self.steps)
