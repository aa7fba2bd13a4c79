"""`merak check` and `merak assess`, without the program around them."""

import hashlib
import io
import json
from pathlib import Path

from merak.services import try_sets

DATA = Path(__file__).parents[1] / "data" / "indicators"
WHOLE = DATA / "undamaged.yaml"


def assessed(set_file: Path, answers: Path) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = try_sets.assess(set_file, answers, out, err)
    return code, out.getvalue(), err.getvalue()


def answers_file(folder: Path, value: object) -> Path:
    file = folder / "answers.json"
    file.write_text(json.dumps(value))
    return file


def test_a_whole_set_says_nothing() -> None:
    out = io.StringIO()
    assert try_sets.check([WHOLE, WHOLE], out) == 0
    assert out.getvalue() == ""


def test_one_damaged_set_among_whole_ones_is_enough_to_refuse() -> None:
    out = io.StringIO()
    damaged = DATA / "damaged" / "bands-gap.yaml"
    assert try_sets.check([WHOLE, damaged, WHOLE], out) == 1
    assert out.getvalue().startswith(f"{damaged}:66:51: ")
    assert out.getvalue().count("\n") == 1


def test_a_file_that_cannot_be_opened_is_told_apart_and_the_others_are_checked(
    tmp_path: Path,
) -> None:
    out = io.StringIO()
    missing, damaged = tmp_path / "missing.yaml", DATA / "damaged" / "bands-gap.yaml"
    assert try_sets.check([missing, tmp_path, damaged], out) == 2
    lines = out.getvalue().splitlines()
    assert lines[0].startswith(f"{missing}: this file cannot be opened: ")
    assert lines[1].startswith(f"{tmp_path}: this file cannot be opened: ")
    assert lines[2].startswith(f"{damaged}:66:51: ")


def test_what_is_printed_has_exactly_these_keys(tmp_path: Path) -> None:
    file = answers_file(
        tmp_path, {"answers": {"paid_for_sex": "yes", "debt": {"why_missing": "declined"}}}
    )
    code, out, err = assessed(WHOLE, file)
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "level": "clear",
        "overrides": ["minor"],
        "rules": [
            {
                "id": "any_sign",
                "concern": "each",
                "level": "possible",
                "say": "One sign or more.",
                "because": ["paid_for_sex"],
            },
            {
                "id": "weight",
                "concern": "each",
                "level": "possible",
                "say": "Possible concern",
                "because": ["paid_for_sex"],
            },
        ],
        "scores": {"weight": 2},
        "concerns": {"sex": "clear", "labor": "possible"},
        "assumed": ["under_18"],
        "unanswered": 2,
        "starts": ["report_identified_victim", "consult_specialist"],
        "set": {
            "id": "damaged",
            "version": "1.0.0",
            "sha256": hashlib.sha256(WHOLE.read_bytes()).hexdigest(),
        },
    }


def test_bad_answers_give_one_clear_sentence(tmp_path: Path) -> None:
    file = answers_file(tmp_path, {"answers": {"dept": "yes"}, "agee": 3})
    code, out, err = assessed(WHOLE, file)
    assert (code, out) == (1, "")
    assert err == (
        f'{file}:1:22: answers.dept: there is no item "dept". '
        'Did you mean "debt"? Otherwise remove it.\n'
    )


def test_a_damaged_set_is_never_tried(tmp_path: Path) -> None:
    damaged = DATA / "damaged" / "references-to-nothing.yaml"
    code, out, err = assessed(damaged, answers_file(tmp_path, {"answers": {}}))
    assert (code, out) == (1, "")
    assert len(err.splitlines()) > 1


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    code, out, err = assessed(WHOLE, missing)
    assert (code, out) == (2, "")
    assert err.startswith(f"{missing}: this file cannot be opened: ")
    code, _, err = assessed(missing, answers_file(tmp_path, {"answers": {}}))
    assert code == 2
    assert err.startswith(f"{missing}: ")
