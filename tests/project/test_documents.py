"""What the pages of the project say about the tree is so."""

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent.parent
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
LEFT_OUT = {".git", ".venv", "node_modules", "dist", "practice"}


def pages() -> list[Path]:
    found = TOP.rglob("*.md")
    return sorted(path for path in found if not LEFT_OUT & set(path.relative_to(TOP).parts))


def broken_links(page: Path) -> list[str]:
    links = LINK.findall(page.read_text())
    inside = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    return [link for link in inside if not (page.parent / link).exists()]


def test_every_link_between_the_pages_leads_somewhere() -> None:
    found = {str(page.relative_to(TOP)): broken_links(page) for page in pages()}
    assert {page: links for page, links in found.items() if links} == {}


def test_a_planted_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "[here](page.md) [away](https://example.org) [gone](gone.md#part) ![no](no.png)"
    )
    assert broken_links(page) == ["gone.md", "no.png"]


def test_every_decision_is_listed_and_has_its_three_parts() -> None:
    folder = TOP / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    for record in sorted(folder.glob("[0-9]*.md")):
        text = record.read_text()
        assert f"({record.name})" in index, record.name
        assert text.startswith(f"# {record.name[:3]}: "), record.name
        headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequence"], record.name


def test_the_glossary_has_each_word_once() -> None:
    rows = re.findall(r"^\| ([^|]+?) \|", (TOP / "docs" / "glossary.md").read_text(), re.MULTILINE)
    words = [word for row in rows if row != "Word" for word in row.split(", ")]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("target", ["run", "test", "format", "lock", "wheel", "pictures"])
def test_every_target_of_make_does_something(target: str) -> None:
    assert re.search(rf"^{target}:\n\t", (TOP / "Makefile").read_text(), re.MULTILINE)


def test_every_script_can_be_run() -> None:
    for script in (TOP / ".ci").iterdir():
        assert script.stat().st_mode & 0o100, script.name
        assert script.read_text().startswith("#!"), script.name


def said_by_the_program() -> list[re.Pattern[str]]:
    """Give every text of the program and of the shipped sets, with room where values go."""
    calls = [
        node
        for path in (TOP / "desktop" / "merak" / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"t", "n"}
    ]
    values = [word.value for call in calls for word in call.args if isinstance(word, ast.Constant)]
    texts = [value for value in values if isinstance(value, str)]
    for path in (TOP / "indicators").glob("*.yaml"):
        texts += re.findall(r'label: \{en: "([^"]+)"', path.read_text("utf-8"))
    # A text of values alone, like "{when}, {name}", would look like anything.
    return [pattern_of(text) for text in texts if re.search(r"\w", re.sub(r"\{\w+\}", "", text))]


def pattern_of(text: str) -> re.Pattern[str]:
    """Give what a text may look like; "Saved {time}" is also spoken of as "Saved"."""
    pattern = re.sub(r"\\ \\\{\w+\\\}$", "( .+)?", re.escape(text))
    return re.compile(re.sub(r"\\\{\w+\\\}", ".+", pattern))


def named_in(page: str) -> list[str]:
    """Give what a guide says stands on the screen: in bold or in curly quotation marks."""
    return re.findall(r"\*\*(.+?)\*\*|“(.+?)”", page.replace("\n", " "))


def not_on_the_screen(page: str, texts: list[re.Pattern[str]]) -> list[str]:
    """Say which of these phrases the program never shows."""
    phrases = [" ".join("".join(found).split()) for found in named_in(page)]
    return [phrase for phrase in phrases if not any(text.fullmatch(phrase) for text in texts)]


@pytest.mark.parametrize(("name", "least"), [("users-guide.md", 80), ("office-guide.md", 40)])
def test_every_button_of_a_guide_is_in_the_window(name: str, least: int) -> None:
    guide = (TOP / "docs" / name).read_text("utf-8")
    assert len(named_in(guide)) > least
    assert not_on_the_screen(guide, said_by_the_program()) == []


def test_a_planted_button_that_is_nowhere_is_found() -> None:
    texts = said_by_the_program()
    planted = "Press **Start now**, then **Start\nthen**, and read “Finish” and “Fin”."
    assert not_on_the_screen(planted, texts) == ["Start then", "Fin"]
    assert not_on_the_screen(
        "**Saved** **Saved 10:04 AM** **Put X1 in its place** **Save**", texts
    ) == ["Save"]


def test_every_picture_is_shown_on_a_page_and_none_is_large() -> None:
    shown = {
        (page.parent / link).resolve()
        for page in pages()
        for link in LINK.findall(page.read_text("utf-8"))
        if link.endswith(".png")
    }
    pictures = set((TOP / "docs" / "images").glob("*"))
    assert pictures == shown
    assert {picture.name for picture in pictures if picture.stat().st_size > 150_000} == set()
