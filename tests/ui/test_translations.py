"""Every text of the program is said in every language, and says the same."""

import ast
import io
import re
import string
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from merak import paths

CODE = Path(__file__).parent.parent.parent / "desktop" / "merak"
FILES = sorted((paths.resources() / "translations").glob("*/LC_MESSAGES/merak.po"))
LANGUAGES = [file.parts[-3] for file in FILES]

# How many texts each function takes before anything else.
CALLS = {"t": 1, "n": 2}

# Words for a person, or for a number, that would judge one; in Spanish also second names for
# what the glossary has a name for.
FORBIDDEN = {
    "en": re.compile(r"\b(score|suspect|victim|prostitut|offender|perpetrator)", re.IGNORECASE),
    "es": re.compile(
        r"\b(puntaje|puntuaci|puntos\b|sospech|víctima|prostitu|delincuente|culpable|laptop|"
        r"ordenador|cribado|tamizaje|usuari)",
        re.IGNORECASE,
    ),
}
# Abuse may be suspected; a person is not.
ALLOWED = {"report suspected abuse"}

# What is the same in both languages: names, marks and numbers.
SAME = {
    "es": {
        "{number}",
        "{when}, {name}",
        "“{text}”",
        "TTY {number}",
        "No",
        "Ctrl+N",
        "Ctrl+L",
        "Ctrl+R",
        "Tab",
        "Esc",
        "F1",
        "F8",
        "F9",
        "F12",
        "{beginning} …",
        "Merak {version}",
        "Hindi",
        "Urdu",
        "{code} ({words})",
        "{example}: {level}",
    }
}


def texts_of(source: str) -> Iterator[tuple[str, ...]]:
    """Gives what `t` and `n` are called with; raises ValueError where no extraction finds it."""
    tree = ast.parse(source)
    f_strings = [part for part in ast.walk(tree) if isinstance(part, ast.JoinedStr)]
    lost = {part for f_string in f_strings for part in ast.walk(f_string)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or (name := _called(call)) not in CALLS:
            continue
        texts = call.args[: CALLS[name]]
        if call in lost:
            raise ValueError(f"line {call.lineno}: {name}() inside an f-string")
        if len(texts) < CALLS[name] or not all(map(_is_text, texts)):
            raise ValueError(f"line {call.lineno}: {name}() of something that is no plain text")
        yield tuple(text.value for text in texts if isinstance(text, ast.Constant))


def _called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id="words"), attr=name):
            return name
    return ""


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def in_code() -> dict[tuple[str, ...], str]:
    """Gives every text of the program with the file it stands in."""
    found: dict[tuple[str, ...], str] = {}
    for file in sorted(CODE.rglob("*.py")):
        try:
            for texts in texts_of(file.read_text(encoding="utf-8")):
                found.setdefault(texts, str(file.relative_to(CODE)))
        except ValueError as fault:
            raise AssertionError(f"{file.relative_to(CODE)}: {fault}") from None
    return found


def catalog(language: str) -> Catalog:
    file = FILES[LANGUAGES.index(language)]
    return read_po(io.BytesIO(file.read_bytes()), abort_invalid=True)


def messages(language: str) -> list[Message]:
    return [message for message in catalog(language) if message.id]


def forms(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Gives a message or its translation as one or more texts."""
    return (value or "",) if isinstance(value, str | None) else tuple(value)


def places(text: str) -> set[str]:
    """Gives the names of the placeholders in a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def faults_of(english: tuple[str, ...], translated: tuple[str, ...]) -> list[str]:
    """Gives what a translation does not keep of the text it stands for."""
    if not all(translated):
        return ["missing"]
    if (len(english) > 1) != (len(translated) > 1):
        return ["plural"]
    found = []
    wanted = places(english[-1])
    for text in translated:
        # A text for one may say "one" where the others give the number.
        may_lack = {"count"} if "count" not in places(english[0]) else set()
        if not wanted - may_lack <= places(text) <= wanted:
            found.append("placeholder")
        ends = (" ", "\n", ":", "…", "?", ",")
        unlike = (end for end in ends if english[-1].endswith(end) != text.endswith(end))
        found += [f"ends with {end!r}" for end in unlike]
        if '"' in text or "'" in text:
            found.append("straight quote")
        if "  " in text.strip():
            found.append("two spaces")
    return found


def test_there_is_spanish() -> None:
    assert "es" in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_program_is_in_the_language_and_nothing_else(language: str) -> None:
    translated = {forms(message.id) for message in messages(language)}
    code = in_code()
    # A text may be asked for alone and as the first of a pair.
    missing = {file: one for one, file in code.items() if one not in translated}
    assert not missing, "make words, then translate"
    assert not translated - set(code), "make words"
    assert not catalog(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_says_the_same(language: str) -> None:
    found = {
        message.id: faults
        for message in messages(language)
        if (faults := faults_of(forms(message.id), forms(message.string)))
    }
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str) -> None:
    assert not catalog(language).fuzzy
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_count_has_the_forms_of_the_language(language: str) -> None:
    count = catalog(language).num_plurals
    pairs = [message for message in messages(language) if message.pluralizable]
    assert pairs
    assert [one.id for one in pairs if len(forms(one.string)) != count] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stays_english(language: str) -> None:
    same = {
        text
        for message in messages(language)
        for text in forms(message.string)
        if text in forms(message.id)
    }
    assert same == SAME[language]


def test_no_text_has_a_word_that_wrongs_a_young_person() -> None:
    said = [("en", text) for texts in in_code() for text in texts]
    said += [
        (language, text)
        for language in LANGUAGES
        for message in messages(language)
        for text in forms(message.string)
    ]
    wrong = [text for language, text in said if FORBIDDEN[language].search(text)]
    assert set(wrong) == ALLOWED


def test_spanish_names_the_young_person_and_the_screening_by_one_word() -> None:
    for message in messages("es"):
        for english, spanish in zip(forms(message.id), forms(message.string), strict=False):
            if re.search(r"\byoung (person|people)", english):
                assert re.search(r"personas? j[oó]ven", spanish), english
            if re.search(r"\bscreenings?\b", english):
                assert re.search(r"evalua", spanish, re.IGNORECASE), english


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_people_wrote(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalog(language))
    file = FILES[LANGUAGES.index(language)].with_suffix(".mo")
    assert file.read_bytes() == compiled.getvalue(), "make words"


@pytest.mark.parametrize(
    "planted",
    [
        't(f"Case {code}")',
        't("Case " + code)',
        't("Case {}".format(code))',
        't("Case %s" % code)',
        "t(name)",
        "t()",
        "words.t(name)",
        "f\"{t('Case')} {code}\"",
        "f\"{n('{count} case', '{count} cases', 2)}\"",
        'n("{count} case", many, 2)',
        'n(one, "{count} cases", 2)',
        't("Yes" if yes else "No")',
    ],
)
def test_a_text_that_no_extraction_would_find_is_seen(planted: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        list(texts_of(planted))


def test_plain_texts_are_found() -> None:
    source = 't("One")\nwords.t("Two " "lines")\nn("{count} case", "{count} cases", 2)\nsplit("a")'
    found = list(texts_of(source))
    assert found == [("One",), ("Two lines",), ("{count} case", "{count} cases")]


@pytest.mark.parametrize(
    ("english", "translated", "fault"),
    [
        (("Case {code}",), ("Caso {codigo}",), "placeholder"),
        (("Case {code}",), ("Caso",), "placeholder"),
        (("Case",), ("Caso {code}",), "placeholder"),
        (("Case",), ("",), "missing"),
        (("one case", "{count} cases"), ("un caso",), "plural"),
        (("one case", "{count} cases"), ("un caso", ""), "missing"),
        (("{count} case", "{count} cases"), ("un caso", "{count} casos"), "placeholder"),
        (("Why?",), ("¿Por qué",), "ends with '?'"),
        (("The “case”",), ('El "caso"',), "straight quote"),
    ],
)
def test_a_wrong_translation_is_seen(
    english: tuple[str, ...], translated: tuple[str, ...], fault: str
) -> None:
    assert fault in faults_of(english, translated)


@pytest.mark.parametrize("word", ["score", "Suspects", "victims", "prostitute"])
def test_a_planted_word_is_seen_in_english(word: str) -> None:
    assert FORBIDDEN["en"].search(f"The {word} here")


@pytest.mark.parametrize("word", ["puntaje", "Sospechoso", "víctimas", "prostituta"])
def test_a_planted_word_is_seen_in_spanish(word: str) -> None:
    assert FORBIDDEN["es"].search(f"La {word} aquí")
