"""Where things lie: what ships with the program, and the vault's own folder."""

import os
from pathlib import Path

from merak.errors import MerakError

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


class NotShipped(MerakError):
    """Says which folder of the program is missing: the installation is incomplete."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


def indicators() -> Path:
    """Return the folder of the shipped indicator sets; raises NotShipped."""
    return _shipped("indicators")


def resources() -> Path:
    """Return the folder of directory, duties, words, fonts, icons; raises NotShipped."""
    return _shipped("resources")


def data_place(override: Path | None) -> Path:
    """Return the folder meant for the vault: the one given, else MERAK_HOME, else the system's.

    The system's is the user's local application data, never a roaming folder, because a
    roaming profile would copy the vault to a server. The folder need not exist yet.
    """
    if override is not None:
        return override.absolute()
    from_environment = os.environ.get("MERAK_HOME", "")
    if from_environment:
        return Path(from_environment).absolute()
    # Loaded here, because mostly a place is given and every start would pay for it.
    import platformdirs

    return platformdirs.user_data_path("merak", appauthor=False, roaming=False)


def _shipped(folder: str, package: Path = _PACKAGE, checkout: Path = _CHECKOUT) -> Path:
    # In the wheel the folders lie beside the code; in a checkout, at its top.
    for parent in (package, checkout):
        if (parent / folder).is_dir():
            return parent / folder
    raise NotShipped(folder)
