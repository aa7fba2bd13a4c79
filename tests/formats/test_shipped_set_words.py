"""The words of the shipped set: in both languages, kind to whoever reads them, and our own."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from merak import paths
from merak.domain.indicator_set import IndicatorSet
from merak.domain.text import Text
from merak.formats.indicator_yaml import read

FILE = paths.indicators() / "merak-child-2015.yaml"
EXPECTED = Path(__file__).parents[1] / "data" / "indicators" / "merak-child-2015.expected"
THE_SET = read(FILE.read_bytes(), FILE.name)
LANGUAGES = ("en", "es")
RUN = 6
"""Words in a row that may not be the fact sheet's."""

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


def test_no_text_uses_a_word_that_judges_or_counts_a_person() -> None:
    assert [(where, words) for where, _, words in texts(THE_SET) if FORBIDDEN.search(words)] == []
    assert [example.say for example in THE_SET.examples if FORBIDDEN.search(example.say)] == []


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


def test_every_rule_is_one_sentence() -> None:
    said = [rule.say for rule in THE_SET.rules] + [override.say for override in THE_SET.overrides]
    for words in (words for text in said for words in text.values()):
        assert words.endswith(".")
        assert words.count(". ") == 0
