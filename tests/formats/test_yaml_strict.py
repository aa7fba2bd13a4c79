"""YAML in which nothing is guessed."""

from pathlib import Path

import pytest
import yaml

from merak.formats import yaml_strict
from merak.formats.yaml_strict import NOTHING, Entry, Place, Scalar, Sequence, Table, load

SHIPPED = Path(__file__).parents[2] / "indicators" / "merak-child-2015.yaml"


def scalar(text: str) -> str:
    root = load(f"key: {text}\n".encode()).root
    assert isinstance(root, Table)
    value = next(root.find("key"))
    assert isinstance(value, Scalar)
    return value.text


@pytest.mark.parametrize("text", ["yes", "no", "on", "1.10", "2026-01-01", "~", "0o17", "12:30:00"])
def test_bare_words_stay_the_text_they_are(text: str) -> None:
    assert scalar(text) == text


def test_every_part_knows_its_place() -> None:
    root = load(b"a: [x,\n  y]\nb: 'z'\n").root
    assert root == Table(
        entries=(
            Entry(
                key=Scalar(text="a", bare=True, place=Place(line=1, column=1)),
                value=Sequence(
                    entries=(
                        Scalar(text="x", bare=True, place=Place(line=1, column=5)),
                        Scalar(text="y", bare=True, place=Place(line=2, column=3)),
                    ),
                    place=Place(line=1, column=4),
                ),
            ),
            Entry(
                key=Scalar(text="b", bare=True, place=Place(line=3, column=1)),
                value=Scalar(text="z", bare=False, place=Place(line=3, column=4)),
            ),
        ),
        place=Place(line=1, column=1),
    )


def test_a_key_that_is_not_there_gives_nothing() -> None:
    root = load(b"a: b\n").root
    assert isinstance(root, Table)
    assert not list(root.find("c"))


def test_columns_count_characters_and_not_bytes() -> None:
    root = load("ñandú: á\n".encode()).root
    assert isinstance(root, Table)
    assert next(root.find("ñandú")).place == Place(line=1, column=8)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    plain = load(b"a: b\nc:\n  - d\n")
    assert load(b"\xef\xbb\xbfa: b\r\nc:\r\n  - d\r\n") == plain
    assert not plain.flaws


def test_a_text_in_quotes_may_be_called_like_a_merge_key() -> None:
    assert not load(b'"<<": {a: b}\n').flaws


def test_an_empty_file_has_nothing_and_no_flaw() -> None:
    assert load(b"") == load(b"# only words\n") == load(b"\n\n")
    assert load(b"").root is NOTHING


def test_deep_nesting_is_refused_before_it_is_read() -> None:
    flaws = load(b"[" * 200_000).flaws
    assert [flaw.wrong for flaw in flaws] == ["this is nested more than 32 levels deep"]
    assert not load(b"[" * 32 + b"]" * 32).flaws


def test_the_largest_file_is_read_and_one_byte_more_is_not() -> None:
    whole = b"a: b #" + b"x" * (yaml_strict.LARGEST - 6)
    assert not load(whole).flaws
    assert load(whole + b"x").flaws


def test_both_parsers_give_the_same_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    data = SHIPPED.read_bytes()
    fast = load(data)
    assert not fast.flaws
    monkeypatch.setattr(yaml_strict, "_LOADER", yaml.SafeLoader)
    assert load(data) == fast
