"""Memory with a screening open, beside a bare window; each in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.table import Row, under
from tests.rigs import rig_vault

_MOST_MB = 120.0


def rows(folder: Path) -> Iterator[Row]:
    """Measures both after all is painted."""
    place = folder / "memory"
    rig_vault.make(place)
    ours = _megabytes("screening", str(place))
    yield Row(
        work="Memory with a screening open",
        measured=ours,
        beside="bare PySide6 window",
        limit=_megabytes("bare"),
        unit="MB",
        aim=f"at most {_MOST_MB:.0f} MB",
        met=under(ours, _MOST_MB),
    )


def _megabytes(*what: str) -> float:
    said = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.memory", *what],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return float(said.stdout.split()[-1])


def resident() -> float:
    """What of this process is in memory, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError("VmRSS")


def _say(what: str, place: str = "") -> None:
    # Each child loads only what it shows.
    if what == "bare":
        from tests.benchmarks.bare_window import show

        shown: object = show()
    else:
        from tests.rigs.type_for_ever import open_window

        shown = open_window(Path(place))
    print(resident(), flush=True)
    assert shown
    os._exit(0)


if __name__ == "__main__":
    _say(*sys.argv[1:])
