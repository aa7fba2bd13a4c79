"""What the pages of the project say about the tree is so."""

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
