"""Answers to try a set with are read whole or refused by name and line."""

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merak.domain.answer import Answer, Basis, Given, Missing, Source, WhyMissing
from merak.domain.facts import UNKNOWN_AGE, Age
from merak.domain.ids import ItemId
from merak.formats.answers_json import AnswersRefused, Tried, read
from merak.formats.indicator_yaml import read as read_set

DATA = Path(__file__).parents[1] / "data" / "indicators"
SET = read_set((DATA / "undamaged.yaml").read_bytes(), "undamaged.yaml")


def tried(text: str) -> Tried:
    return read(text.encode(), "answers.json", SET)


def refusal(data: str | bytes) -> list[str]:
    whole = data.encode() if isinstance(data, str) else data
    with pytest.raises(AnswersRefused) as refused:
        read(whole, "answers.json", SET)
    return [str(problem) for problem in refused.value.problems]


def test_facts_and_answers_are_read() -> None:
    result = tried(
        '{"age": 16, "facts": {"in_care": true, "foreign_national": false},\n'
        '\t"answers": {"debt": {"why_missing": "declined"}, "trusted_adult": "no",\n'
        '\t\t"paid_for_sex": {"code": "yes", "source": "record", "basis": "impression",'
        ' "note": "words"}}}'
    )
    assert result.facts.age == Age(at_least=16, at_most=16)
    assert result.facts.known == {"in_care": True, "foreign_national": False}
    assert result.answers == {
        ItemId("debt"): Answer(value=Missing(why=WhyMissing.DECLINED)),
        ItemId("trusted_adult"): Answer(value=Given(code="no")),
        ItemId("paid_for_sex"): Answer(
            value=Given(code="yes"), source=Source.RECORD, basis=Basis.IMPRESSION
        ),
    }


def test_an_age_may_be_a_range_or_left_out() -> None:
    assert tried('{"age": [13, 15], "answers": {}}').facts.age == Age(at_least=13, at_most=15)
    assert tried('{"answers": {}}').facts.age == UNKNOWN_AGE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"answers": {\n  "dept": "yes"}}', '2:11: answers.dept: there is no item "dept".'),
        ('{"answers": {"debt": "maybe"}}', '1:22: answers.debt: there is no answer "maybe".'),
        (
            '{"answers": {"debt": {"cod": "yes"}}}',
            '1:23: answers.debt.cod: there is no key "cod" here.',
        ),
        ('{"answers": {}, "agge": 3}', '1:17: agge: there is no key "agge" here.'),
        ('{"answers": {}, "age": 300}', '1:24: age: "300" is not a whole number that fits.'),
        ('{"answers": {}, "age": true}', '1:24: age: "true" is not a whole number that fits.'),
        ('{"answers": {}, "age": [9]}', "1:24: age: an age is a number, or the youngest and"),
        (
            '{"answers": {}, "facts": {"rich": true}}',
            '1:35: facts.rich: there is no fact "rich".',
        ),
        (
            '{"answers": {}, "facts": {"in_care": "yes"}}',
            '1:38: facts.in_care: "yes" is neither true nor false.',
        ),
        (
            '{"answers": {"debt": {"code": "yes", "why_missing": "unknown"}}}',
            "1:22: answers.debt: an answer has either a code or why_missing.",
        ),
        ('{"answers": {"debt": "no", "debt": "yes"}}', '1:28: "debt" is here twice'),
        ('{"age": 3}', '1:1: "answers" is missing.'),
        ("[]", "1:1: a map is wanted here, not a list."),
        ('{"answers": {}', "1:15: this is not JSON: expecting"),
        ("answers: {}", "1:1: this is not JSON: expecting value."),
        ("", "1:1: this is not JSON: expecting value."),
        ("[" * 100_000, "1:1: this is nested too deep."),
        ("[" * 40 + "]" * 40, "1:33: this is nested more than 32 levels deep."),
    ],
)
def test_what_does_not_fit_is_refused_by_name_and_place(text: str, said: str) -> None:
    assert refusal(text)[0].startswith(f"answers.json:{said}")


def test_other_encodings_are_refused() -> None:
    assert refusal(b'{"answers": "\xfa"}')[0].startswith("answers.json:1:1: this is not UTF-8")


def test_a_huge_file_is_refused() -> None:
    assert "larger than 256 KiB" in refusal(b'{"answers": {}}' + b" " * 300_000)[0]


def test_everything_wrong_is_said_in_the_order_of_the_file() -> None:
    said = refusal('{"age": "x",\n "answers": {"dept": "yes",\n "debt": "maybe"}}')
    assert [line.split(":")[1] for line in said] == ["1", "2", "3"]


def test_the_refusal_itself_repeats_nothing_that_was_typed() -> None:
    with pytest.raises(AnswersRefused) as refused:
        tried('{"answers": {"ana": "yes"}}')
    assert str(refused.value) == "1"


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["answers", "age", "debt", "code", "x"]), inner)
        ),
        max_leaves=8,
    ),
    st.booleans(),
)
def test_any_json_is_read_or_refused(value: object, as_ascii: bool) -> None:
    data = json.dumps(value, ensure_ascii=as_ascii).encode()
    with contextlib.suppress(AnswersRefused):
        assert isinstance(read(data, "answers.json", SET), Tried)
