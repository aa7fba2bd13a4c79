"""The numbered migrations of each file: what a vault of this version looks like."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from merak.storage.connection import Connection, statements
from merak.storage.errors import NewerVault, Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """For each file its migrations in order; version n is the state after the first n."""

    steps: Mapping[Part, tuple[str, ...]]

    def version(self, part: Part) -> int:
        """Gives the version that this program writes."""
        return len(self.steps[part])


@cache
def shipped() -> Schema:
    """Gives the migrations that came with the program."""
    folder = resources.files("merak.storage").joinpath("migrations")
    return Schema(
        steps={
            part: tuple(
                file.read_text("utf-8")
                for file in sorted(folder.joinpath(part.value).iterdir(), key=lambda f: f.name)
                if file.name.endswith(".sql")
            )
            for part in (Part.WORK, Part.PRIVATE)
        }
    )


def version_of(connection: Connection, schema: Schema) -> int:
    """Gives the file's version; raises NewerVault before anything is touched."""
    found = int(connection.value("PRAGMA user_version"))
    known = schema.version(connection.part)
    if found > known:
        raise NewerVault(found, known)
    return found


def bring_up(connection: Connection, schema: Schema) -> None:
    """Runs the migrations that the file has not had, each in one transaction."""
    # Must be off outside the transaction for tables that are rebuilt; checked by `damage_in`.
    connection.run("PRAGMA foreign_keys = OFF")
    try:
        for number in range(version_of(connection, schema), schema.version(connection.part)):
            connection.begin()
            try:
                for statement in statements(schema.steps[connection.part][number]):
                    connection.run(statement)
                connection.run(f"PRAGMA user_version = {number + 1}")
                connection.commit()
            except BaseException:
                connection.roll_back()
                raise
    finally:
        connection.run("PRAGMA foreign_keys = ON")
