"""Trying indicator sets without a vault: check their files, and see what a set concludes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from merak.domain.assessment import Assessment, RuleHeld
from merak.domain.assessment import assess as conclude
from merak.domain.indicator_set import IndicatorSet
from merak.domain.text import Text, say
from merak.formats import answers_json, indicator_yaml
from merak.formats.answers_json import AnswersRefused
from merak.formats.problem import SetRefused
from merak.formats.yaml_strict import LARGEST

DONE = 0
REFUSED = 1
UNREADABLE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A worked example of a set, and the level that it gave."""

    say: str
    level: Text


def examples(indicator_set: IndicatorSet) -> tuple[Tried, ...]:
    """Tries every worked example of a set that was read, with the answers the example gives."""
    labels = {level.id: level.label for level in indicator_set.levels}
    return tuple(
        Tried(
            say=one.say,
            level=labels.get(conclude(indicator_set, one.facts, one.answers).level, {}),
        )
        for one in indicator_set.examples
    )


def check(files: Sequence[Path], out: TextIO) -> int:
    """Writes one problem a line; gives 0 when there is none, 1 with problems, 2 for a file that
    cannot be opened."""
    code = DONE
    for file in files:
        try:
            indicator_yaml.read(_bytes(file), str(file))
        except SetRefused as refused:
            out.writelines(f"{problem}\n" for problem in refused.problems)
            code = max(code, REFUSED)
        except OSError as error:
            out.write(_cannot_open(file, error))
            code = UNREADABLE
    return code


def assess(set_file: Path, answers_file: Path, out: TextIO, err: TextIO) -> int:
    """Writes what the set concludes from the answers, as JSON; gives the same numbers as check."""
    path = set_file
    try:
        indicator_set = indicator_yaml.read(_bytes(set_file), str(set_file))
        path = answers_file
        tried = answers_json.read(_bytes(answers_file), str(answers_file), indicator_set)
    except SetRefused as refused:
        err.writelines(f"{problem}\n" for problem in refused.problems)
        return REFUSED
    except AnswersRefused as refused:
        err.write(f"{refused.problems[0]}\n")
        return REFUSED
    except OSError as error:
        err.write(_cannot_open(path, error))
        return UNREADABLE
    outcome = conclude(indicator_set, tried.facts, tried.answers)
    json.dump(_plain(outcome, indicator_set), out, ensure_ascii=False, indent=2)
    out.write("\n")
    return DONE


def _bytes(file: Path) -> bytes:
    # One byte more than may be there, so that a huge file is refused and not read.
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)


def _cannot_open(file: Path, error: OSError) -> str:
    return f"{file}: this file cannot be opened: {error.strerror}. Check its name and rights.\n"


def _plain(outcome: Assessment, indicator_set: IndicatorSet) -> dict[str, object]:
    return {
        "level": outcome.level,
        "overrides": [held.id for held in outcome.overrides],
        "rules": [_rule(held) for held in outcome.rules],
        "scores": {score.id: score.points for score in outcome.scores},
        "concerns": {concern.value: level for concern, level in outcome.concerns.items()},
        "assumed": list(outcome.assumed),
        "unanswered": len(outcome.unanswered),
        "starts": list(outcome.starts),
        "set": {
            "id": indicator_set.id,
            "version": indicator_set.version,
            "sha256": indicator_set.sha256,
        },
    }


def _rule(held: RuleHeld) -> dict[str, object]:
    return {
        "id": held.id,
        "concern": held.concern.value,
        "level": held.level,
        "say": say(held.say, "en"),
        "because": list(held.because),
    }
