"""What docs/indicator-sets.md shows is what the program reads and prints."""

import ast
import io
import json
import re
from pathlib import Path

import pytest

from merak.formats import example_yaml, indicator_yaml, rules_yaml
from merak.formats.condition_check import AN_ACTION, Use, check_condition
from merak.formats.condition_yaml import condition
from merak.formats.indicator_yaml import read
from merak.formats.notes import Notes
from merak.formats.yaml_part import Part
from merak.formats.yaml_strict import load
from merak.services import try_sets

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "indicator-sets.md").read_text(encoding="utf-8")
SHAPES = ROOT / "tests" / "data" / "indicators" / "shapes"
FORMATS = ROOT / "desktop" / "merak" / "formats"


def section(title: str) -> str:
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


WALK = "".join(blocks(section("A set from an empty file"), "yaml"))


def test_the_parts_of_the_walk_are_a_whole_set() -> None:
    whole = read(WALK.encode(), "first-steps.yaml")
    assert whole.id == "first-steps"
    assert len(whole.examples) == 8


def test_the_problem_shown_is_the_one_reported(tmp_path: Path) -> None:
    file = tmp_path / "first-steps.yaml"
    file.write_text(WALK.replace("{concerns: [labor]}", "{concerns: [labour]}"), encoding="utf-8")
    out = io.StringIO()
    assert try_sets.check([file], out) == 1
    said = out.getvalue().replace(f"{tmp_path}/", "")
    assert f"$ merak check first-steps.yaml\n{said}" in PAGE


def test_the_answers_shown_print_what_is_shown(tmp_path: Path) -> None:
    answers, prints = blocks(section("Trying it"), "json")
    set_file, answers_file = tmp_path / "first-steps.yaml", tmp_path / "answers.json"
    set_file.write_text(WALK, encoding="utf-8")
    answers_file.write_text(answers, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    assert try_sets.assess(set_file, answers_file, out, err) == 0, err.getvalue()
    printed = json.loads(out.getvalue())
    printed["set"]["sha256"] = "…"
    assert printed == json.loads(prints)


def test_the_conditions_shown_can_be_written() -> None:
    (shown,) = blocks(section("Conditions"), "yaml")
    indicator_set = read(WALK.encode(), "first-steps.yaml")
    notes = Notes(file="conditions")
    document = load(shown.encode())
    notes.learn(document.root)
    use = Use(what=AN_ACTION, items=frozenset(item.id for item in indicator_set.items()))
    entries = Part(node=document.root, path="", notes=notes).entries()
    for entry in entries:
        check_condition(condition(entry), use, entry.path, indicator_set, notes)
    assert not document.flaws
    assert not notes.problems
    assert len(entries) == 9


@pytest.mark.parametrize("file", sorted(SHAPES.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_shape_is_shown_by_lines_of_its_example(file: Path) -> None:
    shown = section("The shapes of published tools").split(f"`{file.name}`")[1]
    (lines, *_) = blocks(shown, "yaml")
    written = {line.strip() for line in file.read_text(encoding="utf-8").splitlines()}
    assert {line.strip() for line in lines.splitlines()} <= written


def keys_of_the_format() -> set[str]:
    keys = {*indicator_yaml._REQUIRED, *indicator_yaml._OPTIONAL, *example_yaml._EXPECTED}
    keys |= set(rules_yaml._COUNTS)
    for module in FORMATS.glob("*_yaml.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "fields":
                for part in ast.walk(node):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        keys.add(part.value)
    return keys


def test_every_keyword_is_explained() -> None:
    keys = keys_of_the_format()
    assert {"opens_when", "sum_of", "why_missing"} < keys
    words = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    explained = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]+`", words))))
    explained |= set(re.findall(r"[a-z_]+", "".join(blocks(section("Conditions"), "yaml"))))
    assert keys - explained == set()
