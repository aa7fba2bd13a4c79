"""The canonical form: one value has one byte form, and only that form is read."""

import hashlib
import json
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak import codec
from merak.codec import (
    DEEPEST,
    LARGEST,
    Fault,
    NotCanonical,
    canonical,
    digest,
    is_deeper,
    parse,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
NAMES = st.text(st.characters(max_codepoint=127))
NUMBERS = st.integers(min_value=-LARGEST, max_value=LARGEST)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


class Colour(StrEnum):
    RED = "red"


@given(VALUES)
def test_what_is_written_is_read_back_the_same(value: codec.Value) -> None:
    assert parse(canonical(value)) == value


@given(VALUES)
def test_another_json_reader_reads_the_same_value(value: codec.Value) -> None:
    assert json.loads(canonical(value)) == value


@given(VALUES)
def test_the_form_is_that_of_the_standard_library_without_spaces(value: codec.Value) -> None:
    expected = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert canonical(value) == expected.encode()


def test_control_characters_are_written_as_rfc_8785_says() -> None:
    every = "".join(map(chr, range(0x20))) + '"\\/\x7f'
    short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r"}
    expected = "".join(short.get(n, f"\\u{n:04x}") for n in range(0x20)) + '\\"\\\\/\x7f'
    assert canonical(every) == f'"{expected}"'.encode()


def test_names_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"b": 1, "a": [True, None, "ñ"]}) == '{"a":[true,null,"ñ"],"b":1}'.encode()


def test_tuples_and_named_words_are_written_as_what_they_stand_for() -> None:
    assert canonical({"of": (Colour.RED, 2)}) == b'{"of":["red",2]}'


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ({"ñ": 1}, Fault.NAME),
        ({1: 1}, Fault.NAME),
        (0.5, Fault.NUMBER),
        (1.0, Fault.NUMBER),
        (float("nan"), Fault.NUMBER),
        (LARGEST + 1, Fault.NUMBER),
        (-LARGEST - 1, Fault.NUMBER),
        ("\ud800", Fault.TEXT),
        (b"bytes", Fault.KIND),
        ({1, 2}, Fault.KIND),
        (object(), Fault.KIND),
    ],
)
def test_what_has_no_canonical_form_is_refused(value: object, fault: Fault) -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical([value])
    assert refused.value.fault is fault


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b'{"a":1} ',
        b'{"a": 1}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b"-0",
        b"01",
        b"1e2",
        b"NaN",
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
    ],
)
def test_any_other_form_of_a_value_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


@pytest.mark.parametrize(
    "data", [b"9007199254740992", b"1.5", b"1" + b"0" * 400, '{"ñ":1}'.encode()]
)
def test_canonical_json_outside_the_subset_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(data)


def test_nesting_has_a_limit_on_both_sides() -> None:
    deep: codec.Value = 1
    for _ in range(DEEPEST):
        deep = [deep]
    assert parse(canonical(deep)) == deep
    with pytest.raises(NotCanonical) as refused:
        canonical([deep])
    assert refused.value.fault is Fault.DEPTH
    with pytest.raises(NotCanonical):
        parse(b"[" + canonical(deep) + b"]")


def test_a_refusal_never_repeats_the_value() -> None:
    with pytest.raises(NotCanonical) as refused:
        canonical({"name": "Ana\ud800"})
    assert "Ana" not in str(refused.value)


def test_the_digest_is_sha_256_in_hex() -> None:
    assert digest(b"merak") == hashlib.sha256(b"merak").hexdigest()


LINES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=20,
).map(lambda value: json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False))


@given(LINES | LINES.map(lambda line: "[" * 70 + line + "]" * 70))
def test_what_is_read_without_a_closer_look_is_what_a_closer_look_gives(line: str) -> None:
    data = line.encode("utf-8", "surrogatepass")
    try:
        looked_at = canonical(json.loads(data))
    except (NotCanonical, UnicodeDecodeError):
        looked_at = b""
    if looked_at == data:
        assert parse(data) == json.loads(data)
    else:
        with pytest.raises(NotCanonical):
            parse(data)


def nesting(value: object) -> int:
    match value:
        case dict():
            return 1 + max(map(nesting, value.values()), default=0)
        case list():
            return 1 + max(map(nesting, value), default=0)
    return 0


BRACKETED = st.recursive(
    st.text('{[}]"\\a', max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text('{]"\\', max_size=3), inner)
    ),
    max_leaves=30,
)


@given(BRACKETED, st.integers(0, 6))
def test_nesting_is_seen_without_reading_whatever_stands_in_texts(
    value: codec.Value, most: int
) -> None:
    data = json.dumps(value).encode()
    assert is_deeper(data, most) is (nesting(value) > most)


@pytest.mark.parametrize("text", ["{[}]" * 9, '{"[' * 9, "a{b" * 9])
def test_brackets_in_a_text_are_no_nesting(text: str) -> None:
    assert not is_deeper(json.dumps([{"a": text}, [], {}]).encode(), 2)
    assert is_deeper(json.dumps([{"a": [text]}]).encode(), 2)


@pytest.mark.parametrize("text", ["0" * 16, "a" + "9" * 40])
def test_a_long_number_in_a_text_is_a_text(text: str) -> None:
    assert parse(canonical({"a": text, "n": LARGEST})) == {"a": text, "n": LARGEST}
    with pytest.raises(NotCanonical):
        parse(b'{"a":"%s","n":%d}' % (text.encode(), LARGEST + 1))
