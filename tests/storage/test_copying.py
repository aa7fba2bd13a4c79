"""A copy of a whole file that goes wrong says so in the vault's own errors."""

import pytest
from tests.rigs.faulty_disk import Disk, How

from merak.storage import connection as connections
from merak.storage import files, schema
from merak.storage.errors import DiskFull, DiskTrouble, Part


@pytest.mark.parametrize("how", [How.ONCE, How.FULL])
def test_a_disk_that_is_full_while_a_file_is_copied_is_told(tmp_path, how):
    disk, seen = Disk(), set()
    with disk.sqlite_watched():
        for step in range(0, 400, 9):
            one, other = tmp_path / f"{step}-one", tmp_path / f"{step}-other"
            for path in (one, other):
                files.make(path)
            source = connections.create(one, bytes(32), Part.WORK)
            schema.bring_up(source, schema.shipped())
            target = connections.create(other, bytes(32), Part.WORK)
            with disk.failing_at(step, how):
                try:
                    source.copy_to(target)
                except (DiskFull, DiskTrouble) as error:
                    seen.add(type(error))
            target.close()
            source.close()
            if not disk.happened:
                break
    assert DiskFull in seen
    assert not disk.happened
