"""Folders that a vault must not lie in: network drives, and what other programs copy away."""

import sys
from enum import StrEnum
from itertools import pairwise
from pathlib import Path, PurePath

from merak.errors import MerakError

_MOUNTS = Path("/proc/self/mounts")
_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "9p", "afs", "afpfs", "ceph", "glusterfs"),
        *("davfs", "fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.s3fs", "fuse.glusterfs"),
        *("fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse", "ncpfs", "lustre", "ocfs2", "vboxsf"),
    }
)
_SYNCED_FOLDERS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "box sync": "Box",
    "megasync": "MEGA",
    "syncthing": "Syncthing",
    "seafile": "Seafile",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
}
_STARTS = ("dropbox (", "onedrive - ", "onedrive-", "googledrive-", "nextcloud-")
_DRIVE_REMOTE = 4


class Reason(StrEnum):
    """Why a folder is refused."""

    NETWORK = "network"
    SYNCED = "synced"
    ROAMING = "roaming"
    NOT_WRITABLE = "not_writable"


class PlaceRefused(MerakError):
    """Carries the reason and what shows it: the file system's type, or the syncing program."""

    def __init__(self, reason: Reason, shown_by: str = "") -> None:
        super().__init__(f"{reason.value} {shown_by}".strip())
        self.reason = reason
        self.shown_by = shown_by


def check(folder: Path) -> None:
    """Raises PlaceRefused where the folder, links followed, is no place for a vault."""
    real = folder.resolve()
    for path in (folder.absolute(), real):
        by_name(path)
    if sys.platform == "win32":
        _windows(real)
    elif _MOUNTS.exists():
        by_mounts(real, _MOUNTS.read_text("utf-8", errors="replace"))


def by_name(path: PurePath) -> None:
    """Raises PlaceRefused where a folder in the path belongs to a program that copies it away."""
    parts = [part.casefold() for part in path.parts]
    for part in parts:
        program = _SYNCED_FOLDERS.get(part, "")
        if not program and part.startswith(_STARTS):
            program = next(n for k, n in _SYNCED_FOLDERS.items() if part.startswith(k))
        if program:
            raise PlaceRefused(Reason.SYNCED, program)
    if any(pair == ("appdata", "roaming") for pair in pairwise(parts)):
        raise PlaceRefused(Reason.ROAMING)


def by_mounts(path: PurePath, mounts: str) -> None:
    """Raises PlaceRefused where the path lies on a network drive, by Linux's list of mounts."""
    best, kind = PurePath("/"), ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        # The kernel writes blanks in a path as octal numbers.
        place = PurePath(fields[1].encode("latin-1", "replace").decode("unicode_escape"))
        # Later mounts hide earlier ones at the same place.
        if path.is_relative_to(place) and len(place.parts) >= len(best.parts):
            best, kind = place, fields[2]
    if kind in _NETWORK_TYPES:
        raise PlaceRefused(Reason.NETWORK, kind)


def _windows(path: Path) -> None:
    if path.drive.startswith("\\\\"):
        raise PlaceRefused(Reason.NETWORK, "UNC")
    if sys.platform == "win32":
        import ctypes  # only where it is needed

        if ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _DRIVE_REMOTE:
            raise PlaceRefused(Reason.NETWORK, path.drive)
