"""The shipped set: what it holds, how it speaks, and that its levels are its policy."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merak import paths
from merak.domain.answer import Answer, Given, Missing, WhyMissing
from merak.domain.assessment import Assessment, assess
from merak.domain.facts import UNKNOWN_AGE, Age, Facts
from merak.domain.ids import ItemId
from merak.domain.indicator_set import INSUFFICIENT, IndicatorSet, ValidationStatus
from merak.domain.text import Text
from merak.formats.indicator_yaml import read

FILE = paths.indicators() / "merak-child-2015.yaml"
EXPECTED = Path(__file__).parents[1] / "data" / "indicators" / "merak-child-2015.expected"
THE_SET = read(FILE.read_bytes(), FILE.name)
LANGUAGES = ("en", "es")
LARGEST = 256 * 1024
RUN = 6
"""Words in a row that may not be the fact sheet's."""

# What each item counts for: the policy below is computed from this table, not from the file.
SEX, LABOR, BOTH = ("sex",), ("labor",), ("sex", "labor")
COUNTS_FOR: Mapping[str, tuple[tuple[str, ...], str]] = {
    "lives_with_non_guardians": (BOTH, "context"),
    "pays_or_isolated_at_home": (BOTH, "context"),
    "hotel_stays": (SEX, "context"),
    "running_or_arrests": (BOTH, "context"),
    "school_absence": (BOTH, "context"),
    "long_work_hours": (LABOR, "act"),
    "little_or_no_pay": (LABOR, "act"),
    "employer_deceit_or_abuse": (LABOR, "means"),
    "recruitment_fee": (LABOR, "means"),
    "debt": (BOTH, "means"),
    "untreated_health": (BOTH, "context"),
    "mental_health": (BOTH, "context"),
    "guarded_speech": (BOTH, "context"),
    "abuse_or_neglect": (BOTH, "context"),
    "threats": (BOTH, "means"),
    "marks_of_control": (SEX, "means"),
    "photos_advertised": (SEX, "act"),
    "feels_must_exchange": (SEX, "means"),
    "commercial_sex_minor": (SEX, "act"),
}
CRITICAL = {
    "abuse_or_neglect",
    "threats",
    "photos_advertised",
    "feels_must_exchange",
    "commercial_sex_minor",
}
LEVELS = ("none", "noted", "possible", "clear")

# Words for people whose case is open, and for numbers, that no text of the set may say.
FORBIDDEN = re.compile(
    r"\b(scor(e|es|ed|ing)|suspects?|suspected|victims?|victimiz\w*|prostitut\w*|puntaje\w*|puntuaci\w*|"
    r"sospechos\w*|víctimas?|hooker\w*|pimps?|perpetrator\w*|illegals?|ilegal(es)?)\b",
    re.IGNORECASE,
)
# What a young person must not be asked or read on the screen. The reasons may name the law.
UNASKABLE = re.compile(
    r"\b(traffick\w*|la trata|charges?|cargos?|court|tribunal|arrest\w*|immigra\w*|migratori\w*|"
    r"deport\w*|citizen\w*|ciudadan\w*|visas?|guilty|naked|desnud\w*|por qué|"
    r"why (do|did|didn't|don't|are|were) you)\b",
    re.IGNORECASE,
)
# A question that can only be answered with yes or no, or that puts the answer in the mouth.
INTERROGATION = re.compile(
    r"(^|[.!?] )(did|does|do|are|were|was|isn't|aren't|didn't|don't) (you|he|she|they|your)\b"
    r"|is it true|, right\?|¿verdad\?|, ¿no\?",
    re.IGNORECASE,
)


def texts(whole: IndicatorSet) -> Iterator[tuple[str, str, str]]:
    """Gives every text a person reads: where it stands, its language, its words."""
    named: list[tuple[str, Text]] = [("title", whole.title), ("validation", whole.validation.say)]
    named += [(section.id, section.title) for section in whole.sections]
    named += [(item.id, item.say) for item in whole.items()]
    named += [(f"{item.id} look_for", item.look_for) for item in whole.items()]
    named += [(level.id, level.label) for level in whole.levels]
    named += [(rule.id, rule.say) for rule in whole.rules]
    named += [(override.id, override.say) for override in whole.overrides]
    named += [(c.code, c.label) for scale in whole.scales.values() for c in scale.choices]
    for where, text in named:
        yield from ((where, lang, words) for lang, words in text.items())
    yield from prompts(whole)


def prompts(whole: IndicatorSet) -> Iterator[tuple[str, str, str]]:
    """Gives every prompt: its item, its language, its words."""
    for item in whole.items():
        for lang, several in item.ask.items():
            yield from ((f"{item.id} ask", lang, words) for words in several)


def runs(text: str) -> Iterator[str]:
    """Gives the short hash of each run of six words, as the list of the fact sheet's has them."""
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))
    for start in range(len(words) - RUN + 1):
        run = " ".join(words[start : start + RUN])
        yield hashlib.sha256(run.encode()).hexdigest()[:16]


def fact_sheet_runs() -> frozenset[str]:
    """Gives the short hashes of the fact sheet's runs of six words."""
    lines = (EXPECTED / "fact-sheet-shingles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def copied(text: str) -> bool:
    """Tells whether the text has six words in a row from the fact sheet."""
    return not fact_sheet_runs().isdisjoint(runs(text))


def result(
    present: set[str], *, age: Age = UNKNOWN_AGE, missing: frozenset[str] = frozenset()
) -> Assessment:
    """Assesses with these indicators present, these declined, and "no" to all the others."""
    answers = {}
    for item in COUNTS_FOR:
        value: Given | Missing = Given(code="yes" if item in present else "no")
        if item in missing - present:
            value = Missing(why=WhyMissing.DECLINED)
        answers[ItemId(item)] = Answer(value=value)
    return assess(THE_SET, Facts(age=age), answers)


def policy(present: set[str], concern: str, *, minor: bool) -> str:
    """Says the agency's policy again, apart from the file: the level of one concern."""
    found = Counter(COUNTS_FOR[i][1] for i in present if concern in COUNTS_FOR[i][0])
    if concern == "sex" and minor and "commercial_sex_minor" in present:
        return "clear"
    if found["act"] and found["means"]:
        return "clear"
    if found["act"] or found["means"] or found["context"] >= 2:
        return "possible"
    return "noted" if found["context"] else "none"


def test_the_shipped_set_has_nineteen_indicators_five_sex_four_labor_ten_both() -> None:
    kinds = Counter(tuple(sorted(c.value for c in item.concerns)) for item in THE_SET.items())
    assert kinds == {("sex",): 5, ("labor",): 4, ("labor", "sex"): 10}


def test_each_indicator_of_the_fact_sheet_is_the_source_of_exactly_one_item() -> None:
    lists = {"sex trafficking": 5, "labor trafficking": 4, "sex and labor trafficking": 10}
    wanted = {
        f"fact sheet, {name}, {n}" for name, many in lists.items() for n in range(1, many + 1)
    }
    assert sorted(item.source for item in THE_SET.items()) == sorted(wanted)


def test_each_item_counts_for_the_concerns_and_the_element_it_was_given() -> None:
    held = {
        item.id: (tuple(sorted((c.value for c in item.concerns), reverse=True)), item.element.value)
        for item in THE_SET.items()
    }
    assert held == dict(COUNTS_FOR)


def test_the_critical_items_are_those_where_someone_may_be_in_danger_or_a_clock_starts() -> None:
    assert {item.id for item in THE_SET.items() if item.critical} == CRITICAL
    assert all(item.is_present("yes") and not item.is_present("no") for item in THE_SET.items())


def test_the_file_is_small_enough_to_be_read_anywhere() -> None:
    assert FILE.stat().st_size <= LARGEST


def test_every_text_is_there_in_english_and_in_spanish() -> None:
    assert tuple(sorted(THE_SET.languages)) == LANGUAGES
    by_place = Counter((where, lang) for where, lang, words in texts(THE_SET) if words.strip())
    for where in {where for where, _ in by_place}:
        assert by_place[where, "en"] == by_place[where, "es"] > 0, where
    for item in THE_SET.items():
        assert set(item.say) == set(item.ask) == set(item.look_for) == set(LANGUAGES)


def test_spanish_is_not_the_english_left_in_place() -> None:
    same = [item.id for item in THE_SET.items() if item.say["en"] == item.say["es"]]
    same += [item.id for item in THE_SET.items() if set(item.ask["en"]) & set(item.ask["es"])]
    assert same == []


def test_every_item_has_two_or_three_prompts_in_each_language() -> None:
    for item in THE_SET.items():
        assert len(item.ask["en"]) == len(item.ask["es"])
        assert len(item.ask["en"]) in (2, 3)


def test_every_statement_speaks_of_the_young_person_and_no_prompt_does() -> None:
    for item in THE_SET.items():
        assert "young person" in item.say["en"]
        assert "persona joven" in item.say["es"]
    assert [where for where, _, words in prompts(THE_SET) if "young person" in words.lower()] == []


def test_no_prompt_asks_for_charges_status_or_reasons_to_blame() -> None:
    assert [(where, words) for where, _, words in prompts(THE_SET) if UNASKABLE.search(words)] == []


def test_no_prompt_is_an_interrogation() -> None:
    closed = [words for _, _, words in prompts(THE_SET) if INTERROGATION.search(words)]
    assert closed == []


def test_prompts_are_short_sentences_in_the_second_person() -> None:
    for where, lang, words in prompts(THE_SET):
        for sentence in re.split(r"(?<=[.?!]) ", words):
            assert len(sentence.split()) <= 27, (where, sentence)
        if lang == "es":
            assert not re.search(r"\b(usted|ustedes|vos)\b", words, re.IGNORECASE), where


def test_titles_tell_a_young_person_who_looks_nothing() -> None:
    seen = [*THE_SET.title.values()]
    seen += [text for section in THE_SET.sections for text in section.title.values()]
    assert [text for text in seen if UNASKABLE.search(text) or re.search("sex", text, re.I)] == []


def test_the_heaviest_item_comes_last() -> None:
    assert list(THE_SET.items())[-1].id == "commercial_sex_minor"


def test_no_text_uses_a_word_that_judges_or_counts_a_person() -> None:
    assert [(where, words) for where, _, words in texts(THE_SET) if FORBIDDEN.search(words)] == []


def test_no_text_has_six_words_in_a_row_from_the_fact_sheet() -> None:
    said = [(where, words) for where, lang, words in texts(THE_SET) if lang == "en"]
    said += [("example", example.say) for example in THE_SET.examples]
    assert [(where, words) for where, words in said if copied(words)] == []


@pytest.mark.parametrize(
    ("detector", "fault"),
    [
        (copied, "It seems she frequently stays at or is seen at hotels/motels, he said."),
        (FORBIDDEN.search, "The victim has a high score."),
        (FORBIDDEN.search, "La víctima tiene un puntaje alto."),
        (FORBIDDEN.search, "A suspect who prostituted others."),
        (UNASKABLE.search, "What are the charges in your case?"),
        (UNASKABLE.search, "Why did you not leave?"),
        (UNASKABLE.search, "¿Tienes visa?"),
        (INTERROGATION.search, "Did you go with him?"),
        (INTERROGATION.search, "I see. Were you afraid?"),
        (INTERROGATION.search, "He paid for you, right?"),
    ],
)
def test_the_checks_on_words_notice_a_planted_fault(detector, fault) -> None:
    assert detector(fault)


def test_the_set_says_that_its_levels_are_policy_and_not_validated() -> None:
    assert THE_SET.validation.status is ValidationStatus.NONE
    assert not THE_SET.validation.shows_scores
    assert THE_SET.scores == ()
    assert "agency policy" in THE_SET.validation.say["en"]
    assert "not validated" in THE_SET.validation.say["en"]
    assert "legal definition" in THE_SET.validation.say["en"]
    assert THE_SET.expires > date(2026, 12, 31)


def test_every_rule_is_one_sentence() -> None:
    said = [rule.say for rule in THE_SET.rules] + [override.say for override in THE_SET.overrides]
    for words in (words for text in said for words in text.values()):
        assert words.endswith(".")
        assert words.count(". ") == 0
    assert [o.cite for o in THE_SET.overrides] == ["22 U.S.C. 7102(11)(A)"]


def test_the_set_carries_at_least_twenty_five_examples_and_an_invented_story_among_them() -> None:
    # Reading the set has run them: it is refused when one fails.
    assert len(THE_SET.examples) >= 25
    assert any("an invented story" in example.say for example in THE_SET.examples)
    assert not any("Keisha" in example.say for example in THE_SET.examples)


def test_the_examples_touch_every_rule_and_the_override() -> None:
    held = {rule for example in THE_SET.examples for rule in example.expected.rules}
    assert held == {rule.id for rule in THE_SET.rules}
    assert any(example.expected.overrides for example in THE_SET.examples)


ANY_ITEMS = st.sets(st.sampled_from(sorted(COUNTS_FOR)))
AGES = st.sampled_from([Age(at_least=n, at_most=n) for n in (0, 12, 17, 18)] + [UNKNOWN_AGE])


@settings(deadline=None)
@given(present=ANY_ITEMS, missing=ANY_ITEMS, age=AGES)
def test_for_any_answers_the_levels_are_what_the_policy_says(present, missing, age) -> None:
    found = result(present, age=age, missing=frozenset(missing))
    minor = age.at_least < 18
    said = {concern: policy(present, concern, minor=minor) for concern in BOTH}
    whole = max(said.values(), key=LEVELS.index)
    nothing = INSUFFICIENT if len(missing - present) > 6 else "none"
    assert found.level == (nothing if whole == "none" else whole)
    assert found.concerns == {c: nothing if level == "none" else level for c, level in said.items()}


@settings(deadline=None)
@given(present=ANY_ITEMS, another=st.sampled_from(sorted(COUNTS_FOR)), age=AGES)
def test_another_indicator_never_lowers_a_level(present, another, age) -> None:
    before, after = result(present, age=age), result(present | {another}, age=age)
    assert LEVELS.index(after.level) >= LEVELS.index(before.level)
    for concern in before.concerns:
        assert LEVELS.index(after.concerns[concern]) >= LEVELS.index(before.concerns[concern])
