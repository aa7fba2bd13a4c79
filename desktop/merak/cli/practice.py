"""Makes a practice agency, and says on the error stream how far it is."""

import os
import sys
from argparse import Namespace
from collections.abc import Mapping

from merak.app import SystemClock
from merak.cli import exchange
from merak.errors import MerakError
from merak.services import practice
from merak.services.practice_days import Agency, Plan, Step
from merak.storage.errors import VaultExists

_LAPTOPS, _SCREENINGS = 3, 30
_TOLD = 10
"""How often each step is told."""
_WORDS: Mapping[Step, str] = {
    Step.VAULTS: "vaults made",
    Step.SCREENINGS: "screenings made",
    Step.BUNDLES: "bundles taken in",
}


def run(words: Namespace) -> int:
    """Makes the agency, writes where everything lies, and gives the exit code."""
    plan = Plan(
        laptops=words.laptops or _LAPTOPS,
        screenings=words.screenings or _SCREENINGS,
        seed=words.seed,
    )
    try:
        agency = practice.make(
            words.folder.absolute(), plan, SystemClock().now(), os.urandom, _tell
        )
    except KeyboardInterrupt:
        return exchange.STOPPED
    except OSError as error:
        return exchange.unreadable(error)
    except VaultExists:
        said = f"merak: {words.folder} is not empty. Name an empty folder."
        print(said, file=sys.stderr)
        return exchange.REFUSED
    except MerakError as error:
        return exchange.refused(error)
    _describe(agency)
    return exchange.DONE


def _tell(step: Step, done: int, of: int) -> None:
    if done == of or done % max(1, of // _TOLD) == 0:
        print(f"{_WORDS[step]}: {done} of {of}", file=sys.stderr, flush=True)


def _describe(agency: Agency) -> None:
    for member in (agency.office, *agency.laptops):
        print(f"{member.place}\t{member.name}")
    print(f"{agency.folder / practice.PASSPHRASE}\tthe passphrase of all of them")
