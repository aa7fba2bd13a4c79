"""On planted copies of what Linux says about its disks."""

from pathlib import Path

import pytest

from merak.domain.machine import Machine, Protection
from merak.storage import machine

SWAPS = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class Planted:
    """A made-up machine: its disks, mounts and swaps."""

    def __init__(self, folder: Path) -> None:
        self.proc, self.sys = folder / "proc", folder / "sys"
        (self.proc / "self").mkdir(parents=True)
        for part in ("dev/block", "class/block", "devices"):
            (self.sys / part).mkdir(parents=True)
        self._mounts = ""
        (self.proc / "swaps").write_text(SWAPS)

    def disk(self, name: str, number: str, below: tuple[str, ...] = (), uuid: str = "") -> None:
        folder = self.sys / "devices" / name
        self._plant(folder, name, number)
        if uuid:
            (folder / "dm").mkdir()
            (folder / "dm" / "uuid").write_text(uuid + "\n")
        (folder / "slaves").mkdir()
        for slave in below:
            (folder / "slaves" / slave).symlink_to((self.sys / "class/block" / slave).resolve())

    def partition(self, disk: str, name: str, number: str) -> None:
        folder = self.sys / "devices" / disk / name
        self._plant(folder, name, number)
        (folder / "partition").write_text("1\n")

    def mount(self, point: str, number: str, source: str) -> None:
        self._mounts += f"36 35 {number} / {point} rw,noatime shared:1 - ext4 {source} rw\n"
        (self.proc / "self" / "mountinfo").write_text(self._mounts)

    def swap(self, path: str, kind: str) -> None:
        with (self.proc / "swaps").open("a") as file:
            file.write(f"{path}\t{kind}\t\t8388604\t\t0\t\t-2\n")

    def measure(self, place: str = "/home/someone/vault") -> Machine:
        return machine.measure(Path(place), self.proc, self.sys)

    def _plant(self, folder: Path, name: str, number: str) -> None:
        folder.mkdir(parents=True)
        (self.sys / "class/block" / name).symlink_to(folder)
        (self.sys / "dev/block" / number).symlink_to(folder)


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    made = Planted(tmp_path)
    made.disk("sda", "8:0")
    made.partition("sda", "sda1", "8:1")
    made.partition("sda", "sda2", "8:2")
    return made


def test_a_bare_partition_is_plain(planted: Planted) -> None:
    planted.mount("/", "8:1", "/dev/sda1")
    assert planted.measure() == Machine(disk=Protection.PLAIN, swap=Protection.NONE)


def test_a_partition_under_dm_crypt_is_encrypted(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-LUKS2-0a1b-root")
    planted.mount("/", "254:0", "/dev/mapper/root")
    assert planted.measure().disk == Protection.ENCRYPTED


def test_a_volume_inside_an_encrypted_disk_is_encrypted(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-LUKS2-0a1b-disk")
    planted.disk("dm-1", "254:1", ("dm-0",), "LVM-xyz")
    planted.mount("/", "254:1", "/dev/mapper/vg-root")
    assert planted.measure().disk == Protection.ENCRYPTED


def test_a_volume_with_one_plain_part_is_plain(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-LUKS2-0a1b-disk")
    planted.disk("dm-1", "254:1", ("dm-0", "sda1"), "LVM-xyz")
    planted.mount("/", "254:1", "/dev/mapper/vg-root")
    assert planted.measure().disk == Protection.PLAIN


def test_the_mount_that_holds_the_place_counts(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-LUKS2-0a1b-home")
    planted.mount("/", "8:1", "/dev/sda1")
    planted.mount("/home", "254:0", "/dev/mapper/home")
    assert planted.measure("/home/someone/vault").disk == Protection.ENCRYPTED
    assert planted.measure("/homes/vault").disk == Protection.PLAIN


def test_a_file_system_with_its_own_number_is_found_by_its_device(planted: Planted) -> None:
    planted.mount("/", "0:32", "/dev/sda1")
    assert planted.measure().disk == Protection.PLAIN


def test_a_place_on_no_disk_is_unknown(planted: Planted) -> None:
    planted.mount("/", "0:45", "overlay")
    assert planted.measure().disk == Protection.UNKNOWN


def test_a_machine_that_says_nothing_is_unknown(tmp_path: Path) -> None:
    said = machine.measure(Path("/home"), tmp_path / "proc", tmp_path / "sys")
    assert said == Machine(disk=Protection.UNKNOWN, swap=Protection.UNKNOWN)


def test_swap_on_a_bare_partition_is_plain(planted: Planted) -> None:
    planted.swap("/dev/sda2", "partition")
    assert planted.measure().swap == Protection.PLAIN


def test_swap_under_dm_crypt_is_encrypted(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-PLAIN-swap")
    planted.swap("/dev/dm-0", "partition")
    assert planted.measure().swap == Protection.ENCRYPTED


def test_a_swap_file_is_as_its_disk(planted: Planted) -> None:
    planted.mount("/", "8:1", "/dev/sda1")
    planted.swap("/swap\\040file", "file")
    assert planted.measure().swap == Protection.PLAIN


def test_one_plain_swap_among_encrypted_ones_is_plain(planted: Planted) -> None:
    planted.disk("dm-0", "254:0", ("sda2",), "CRYPT-PLAIN-swap")
    planted.swap("/dev/dm-0", "partition")
    planted.swap("/dev/sda1", "partition")
    assert planted.measure().swap == Protection.PLAIN


def test_swap_in_memory_is_no_swap_on_a_disk(planted: Planted) -> None:
    planted.swap("/dev/zram0", "partition")
    assert planted.measure().swap == Protection.NONE


def test_a_swap_device_nobody_knows_is_unknown(planted: Planted) -> None:
    planted.swap("/dev/nvme9n9", "partition")
    assert planted.measure().swap == Protection.UNKNOWN


def test_this_machine_can_be_measured() -> None:
    assert machine.measure(Path.home()).disk in Protection
