"""A vault does not lie where other programs or other machines would copy it."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from merak.storage import place, refusal
from merak.storage.refusal import PlaceRefused, Reason

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
server:/homes /home nfs4 rw 0 0
/dev/sda2 /home/local ext4 rw 0 0
//server/share /mnt/our\040share cifs rw 0 0
ana@host: /mnt/far fuse.sshfs rw 0 0
short line
tmpfs /mnt/far/near tmpfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ana/vault", "nfs4"),
        ("/mnt/our share/vault", "cifs"),
        ("/mnt/far/vault", "fuse.sshfs"),
    ],
)
def test_a_network_drive_is_refused_by_its_type(path: str, kind: str) -> None:
    with pytest.raises(PlaceRefused) as caught:
        refusal.by_mounts(PurePosixPath(path), MOUNTS)
    assert (caught.value.reason, caught.value.shown_by) == (Reason.NETWORK, kind)


@pytest.mark.parametrize("path", ["/var/vault", "/home/local/vault", "/mnt/far/near", "/homes/a"])
def test_a_local_disk_is_taken_even_below_a_network_drive(path: str) -> None:
    refusal.by_mounts(PurePosixPath(path), MOUNTS)


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (PurePosixPath("/home/ana/Dropbox/vault"), "Dropbox"),
        (PurePosixPath("/home/ana/Dropbox (Agency)/vault"), "Dropbox"),
        (PureWindowsPath(r"C:\Users\ana\OneDrive\vault"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\ana\OneDrive - Agency\vault"), "OneDrive"),
        (PurePosixPath("/Users/ana/Library/Mobile Documents/vault"), "iCloud"),
        (PurePosixPath("/home/ana/Nextcloud/a/b"), "Nextcloud"),
    ],
)
def test_a_synced_folder_is_refused_by_its_program(path, program: str) -> None:
    with pytest.raises(PlaceRefused) as caught:
        refusal.by_name(path)
    assert (caught.value.reason, caught.value.shown_by) == (Reason.SYNCED, program)


def test_a_roaming_profile_is_refused() -> None:
    with pytest.raises(PlaceRefused) as caught:
        refusal.by_name(PureWindowsPath(r"C:\Users\ana\AppData\Roaming\merak"))
    assert caught.value.reason is Reason.ROAMING


@pytest.mark.parametrize(
    "path", [PurePosixPath("/home/ana/.local/share/merak"), PurePosixPath("/home/drop/box")]
)
def test_an_ordinary_folder_is_taken(path: PurePosixPath) -> None:
    refusal.by_name(path)


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "Dropbox")
    with pytest.raises(PlaceRefused):
        place.take(tmp_path / "link" / "vault")
    assert not list((tmp_path / "Dropbox").iterdir())
