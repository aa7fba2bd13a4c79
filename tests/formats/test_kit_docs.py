"""docs/kit-format.md names every member of every file, and no other."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from merak.domain.enrolment import Enrolment
from merak.domain.grant import Grant, Reopening
from merak.domain.kit import ClearWhen, Kit, Policy, Programme, Purpose, SealWhen, TrainingRule
from merak.domain.receipt import Keeping, Receipt
from merak.domain.roster import DeviceKind, Role, Standing
from merak.formats import enrolment, grant, kit, receipt, sealed_line
from merak.formats.dsse import PayloadType

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "kit-format.md").read_text(encoding="utf-8")
PREFIX = "application/vnd.merak."


def members(after: str) -> list[str]:
    rows = re.search(r"\|---\|---\|\n((?:\|.*\n)+)", PAGE.split(after, 1)[1])
    assert rows
    return re.findall(r"^\| `(\w+)` \|", rows[1], re.MULTILINE)


@pytest.mark.parametrize(
    ("after", "form"),
    [
        ("## Kit\n", Kit),
        ("else 0.\n", Policy),
        ("## Enrolment\n", Enrolment),
        ("words of those.\n", Reopening),
        ("recovery key opens them |\n", Grant),
        ("## Receipt\n", Receipt),
    ],
)
def test_the_members_on_the_page_are_those_of_the_program(after: str, form: type) -> None:
    assert members(after) == [one.name for one in fields(form)]


def test_each_file_stands_with_its_type_and_format() -> None:
    rows = re.findall(r"^\| \w+ \| `([a-z+]+)` \| `([a-z0-9/-]+)` \|", PAGE, re.MULTILINE)
    assert rows == [
        (kind.value.removeprefix(PREFIX), name)
        for kind, name in (
            (PayloadType.KIT, kit.FORMAT),
            (PayloadType.ENROLMENT, enrolment.FORMAT),
            (PayloadType.REOPENING, grant.REQUEST_FORMAT),
            (PayloadType.GRANT, grant.FORMAT),
            (PayloadType.RECEIPT, receipt.FORMAT),
        )
    ]
    assert f"`{PREFIX}`" in PAGE


@pytest.mark.parametrize(
    "words",
    [ClearWhen, DeviceKind, Keeping, Programme, Purpose, Role, SealWhen, Standing, TrainingRule],
)
def test_every_word_that_a_member_may_be_is_on_the_page(words: type) -> None:
    assert all(f"`{word.value}`" in PAGE for word in words)  # type: ignore[attr-defined]


def test_the_limits_on_the_page_are_those_of_the_program() -> None:
    assert f"at most {kit.LARGEST // 1024**2} MiB" in PAGE
    assert f"of at most {sealed_line.LARGEST // 1024**2} MiB" in PAGE
