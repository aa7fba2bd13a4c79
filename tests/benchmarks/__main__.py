"""`python -m tests.benchmarks --date 2026-11-22` measures, prints, and writes docs/benchmarks.md.

From the top of the checkout with desktop/ on PYTHONPATH. `--only exchange` measures one section of
the page and writes that alone; `--only start answer` is no whole section and writes nothing.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from tests.benchmarks.table import Row, markdown

Measure = Callable[[Path], Iterable[Row]]
WINDOW, EXCHANGE = ("start", "pages", "answer", "memory"), ("exchange", "office_lists")
PARTS = (*WINDOW, *EXCHANGE)
_EXCHANGE = "## Exchange\n"
PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def words(rows: Iterable[Row], date: str, load: float) -> str:
    """Writes the page."""
    qt = import_module("PySide6").__version__
    python = platform.python_version()
    return f"""# Benchmarks

Each figure stands beside its limit, measured in the same run on the same machine, in turn with
it; the ratio is what counts. Medians unless it says otherwise. The aims are for a machine with
nothing else to do.

Measured on {date}: {os.cpu_count()} shared cores, {platform.system()} on {platform.machine()},
Python {python}, PySide6 {qt}, offscreen unless it says X11. Before the run {load:.1f} processes
were at work on average: above {os.cpu_count()}, times by the clock are longer and the 99th of 100
is mostly somebody else's work. Processor time stands beside for that.

{markdown(rows)}
- *Start*: the whole process by the clock on the wall, compiled code, warm files, median of 11
  alternating runs; offscreen to the line that says the window is shown, on X11 to the first
  picture that an onlooker sees on the screen, the same onlooker for every program.
- *Key derived to home*: what follows the slow key derivation, which is slow on purpose.
- *Click to "Saved" painted*: a mouse click on an answer in the real window until the word is on
  the screen, which the commit alone puts there; 400 answers, each followed by one bare insert.
- *Insert*: one row committed in WAL with synchronous FULL on the same file system.

To measure again, from the top of the checkout after `make test` has set everything up:

```
PYTHONPATH=desktop QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks --date YYYY-MM-DD
```

The comparison on X11 is made where Xvfb is installed, the one with KeePassXC where it is too.
No test fails for a time.
"""


def exchange_words(rows: Iterable[Row], date: str, load: float) -> str:
    """Writes the section on handing over and taking in."""
    return f"""
Measured on {date} on the same machine, after {load:.1f} processes at work on average.

{markdown(rows)}
- *Records*: of five to a case: opened, facts, a screening with all its answers, a duty, and a name
  sealed to two keys, which no compression makes smaller. Three runs of 10,000, one of 100,000.
- *Hand over*: from the vault to a file that is synced, read back and renamed. Beside it
  `zstd -3 | age` with the same recipients, over the same lines from a plain file, synced; the two
  run at the same time, on a core each, and look at nothing. Then the sum of two that do what has to
  be done: reading the documents out of plain `sqlite3` in the order of their ids, and writing the
  format from a plain file, each record held to its id and to what its reader will ask.
- *Take in*: what the second reading does, all of it verified again and committed in a vault with
  its lists. Beside it the sum of two: decrypting, decompressing, verifying and parsing the file and
  keeping nothing; and the rows that the vault then has, with their indexes, into plain `sqlite3`
  in one commit with synchronous FULL. KeePassXC merges a database with as many entries of as much
  text into an empty one; its opening, key derivation and saving are taken off.
- *Look first*: the reading before anybody has agreed to take it in.
- *Peak memory*: of the process during the act, the interpreter and the open vault included, without
  the 64 MB that unlocking takes and gives back.
- *Home of an office, review queue*: all that the page asks the vault, without its painting; nothing
  that waits has been reviewed. Median of 15.
- *One more bundle*: the same one, into copies of an office that has 10 thousand records and of
  one that has 100 thousand.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default="", help="written on the page; without it none is")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    load = os.getloadavg()[0]
    rows: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in options.only:
            # Each loads only what it measures.
            measure: Measure = import_module(f"tests.benchmarks.{part}").rows
            rows[part] = []
            for row in measure(Path(folder)):
                rows[part].append(row)
                print(markdown([row]).splitlines()[-1], flush=True)
    if options.date:
        before, _, after = PAGE.read_text(encoding="utf-8").partition(_EXCHANGE)
        if set(WINDOW) <= set(rows):
            before = words(_of(rows, WINDOW), options.date, load) + "\n"
        if set(EXCHANGE) <= set(rows):
            after = exchange_words(_of(rows, EXCHANGE), options.date, load)
        PAGE.write_text(f"{before.rstrip()}\n\n{_EXCHANGE}{after}", encoding="utf-8")
    return 0


def _of(rows: dict[str, list[Row]], parts: Iterable[str]) -> list[Row]:
    return [row for part in parts for row in rows[part]]


if __name__ == "__main__":
    sys.exit(main())
