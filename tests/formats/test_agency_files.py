"""Files of duties and of sites: read whole, or refused with the place of every flaw."""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from merak import paths
from merak.domain.duty import DutyRules
from merak.domain.site import Site, SiteKind, Sites
from merak.formats import directory, duties, sites
from merak.formats.problem import DocumentRefused

ROOT = Path(__file__).parents[2]
Reader = Callable[[bytes, str], object]


def example(folder: str) -> bytes:
    """Take the example of a format from the page that describes it."""
    page = (paths.resources() / folder / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert found
    return found[1].encode()


DUTIES, SITES = example("duties"), example("sites")


def refusals(read: Reader, data: bytes) -> list[str]:
    with pytest.raises(DocumentRefused) as refused:
        read(data, "mine.yaml")
    return [str(problem) for problem in refused.value.problems]


def test_the_examples_on_the_pages_read_as_they_are_written() -> None:
    rules: DutyRules = duties.read(DUTIES, "duties.yaml")
    (rule,) = rules.values()
    assert (rule.id, rule.hours, rule.states, rule.confirmed) == (
        "police_report",
        24,
        ("TX", "MO"),
        True,
    )
    known: Sites = sites.read(SITES, "sites.yaml")
    assert [one.site for one in known.values()] == [
        Site(state="TX", kind=SiteKind.SHELTER),
        Site(state="MO", kind=SiteKind.DETENTION),
    ]


@pytest.mark.parametrize(("folder", "form"), [("duties", duties._Rule), ("sites", sites._Site)])
def test_the_pages_name_every_key(folder: str, form: type[msgspec.Struct]) -> None:
    page = (paths.resources() / folder / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(named) == sorted(
        ["format", folder, *(one.name for one in msgspec.structs.fields(form))]
    )


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (b"format: 1", b"format: 2", "1:9: format"),
        (b"id: police_report", b"id: Police", "3:9: duties[0].id"),
        (b"[report_identified_victim]", b"[]", "4:13: duties[0].starts"),
        (b"kinds: [child_welfare]", b"kinds: []", "5:12: duties[0].kinds"),
        (b"kinds: [child_welfare]", b"kinds: [not_set]", "5:12: duties[0].kinds"),
        (b"[TX, MO]", b"[TX, Missouri]", "6:18: duties[0].states[1]"),
        (b'en: "The police of the place where the young person lives"', b"es: X", "7:10: duties"),
        (b"hours: 24", b"hours: -1", "8:12: duties[0].hours"),
        (b"hours: 24", b"hours: 99999999999999999999", "8:12: duties[0].hours"),
        (b'source: "the statute, as our counsel reads it"', b'source: " "', "10:13: duties"),
        (b"confirmed: true", b"run: rm", "3:5: duties[0]"),
    ],
)
def test_a_flaw_in_duties_is_named_with_its_place(before: bytes, after: bytes, where: str) -> None:
    assert before in DUTIES
    assert refusals(duties.read, DUTIES.replace(before, after))[0].startswith(f"mine.yaml:{where}")


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        (b"kind: shelter", b"kind: not_set", "5:11: sites[0].kind"),
        (b"state: TX", b"state: Texas", "6:12: sites[0].state"),
        (b"county_detention", b"north_shelter", "7:9: sites[1].id"),
        (b'en: "North shelter"', b'en: ""', "4:11: sites[0].name"),
        (b"format: 1", b"format: 1\nadded: 2", "1:1: "),
    ],
)
def test_a_flaw_in_sites_is_named_with_its_place(before: bytes, after: bytes, where: str) -> None:
    assert before in SITES
    assert refusals(sites.read, SITES.replace(before, after))[0].startswith(f"mine.yaml:{where}")


def test_a_site_may_have_no_state() -> None:
    known = sites.read(SITES.replace(b"    state: TX\n", b""), "mine.yaml")
    assert known["north_shelter"].site == Site(kind=SiteKind.SHELTER)


SHIPPED = (paths.resources() / "directory" / "emergency.yaml").read_bytes()
EVERY: tuple[tuple[Reader, bytes, bytes], ...] = (
    (directory.read, SHIPPED, b"Emergency services"),
    (duties.read, DUTIES, b"The police"),
    (sites.read, SITES, b"North shelter"),
)


@pytest.mark.parametrize(("read", "good", "word"), EVERY)
@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("a\u202eb".encode(), id="turned around"),
        pytest.param("a\u2066b".encode(), id="isolated"),
        pytest.param(b"a\x00b", id="null"),
        pytest.param(b"x" * 2_000, id="long"),
        pytest.param(b"x" * 300_000, id="huge"),
        pytest.param(b'", b: *c, d: "', id="alias"),
        pytest.param(b'", e: !!python/object/apply:os.system ["true"], f: "', id="code"),
        pytest.param(b'", g: ' + b"[" * 5_000 + b', h: "', id="deep"),
        pytest.param(b'", en: "', id="twice"),
        pytest.param(b"\xff", id="no text"),
    ],
)
def test_what_is_hostile_is_refused_with_a_place_and_a_sentence(
    read: Reader, good: bytes, word: bytes, hostile: bytes
) -> None:
    assert word in good
    said = refusals(read, good.replace(word, hostile, 1))
    assert all(re.match(r"mine\.yaml:\d+:\d+: .+\. .+\.$", one) for one in said)
