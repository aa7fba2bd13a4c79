"""Reads a file of duties, who must be told by when: whole, or not at all."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import msgspec

from merak.domain.duty import DutyRule, DutyRules
from merak.domain.site import SiteKind
from merak.formats import plain_yaml
from merak.formats.plain_yaml import Fault, Line, Words
from merak.formats.sites import STATE

_LIKE = "resources/duties/README.md"
_A_YEAR = 24 * 365


class _Rule(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    starts: Annotated[list[Line], msgspec.Meta(max_length=50)]
    kinds: list[SiteKind]
    who: Words
    hours: Annotated[int, msgspec.Meta(ge=0, le=_A_YEAR)]
    cite: Line
    source: Line
    checked_on: date
    confirmed: bool
    states: Annotated[list[str], msgspec.Meta(max_length=60)] = []


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    duties: Annotated[list[_Rule], msgspec.Meta(max_length=500)]


def read(data: bytes, name: str) -> DutyRules:
    """Reads the rules of a file called `name`; raises DocumentRefused."""
    file, root = plain_yaml.read(data, name, _File, _LIKE)
    plain_yaml.refuse(name, root, _wrong(file))
    return {one.id: _rule(one) for one in file.duties}


def _rule(one: _Rule) -> DutyRule:
    return DutyRule(
        id=one.id,
        starts=tuple(one.starts),
        kinds=tuple(one.kinds),
        states=tuple(one.states),
        who=one.who,
        hours=one.hours,
        cite=one.cite,
        source=one.source,
        checked_on=one.checked_on,
        confirmed=one.confirmed,
    )


def _wrong(file: _File) -> Iterator[Fault]:
    yield from plain_yaml.format_faults(file.format)
    yield from plain_yaml.id_faults("duties", [one.id for one in file.duties])
    for index, one in enumerate(file.duties):
        path = f"duties[{index}]"
        yield from plain_yaml.english_faults(f"{path}.who", one.who)
        if not one.starts:
            yield f"{path}.starts", "nothing says what it follows from", "Name what starts it"
        if not one.kinds or SiteKind.NOT_SET in one.kinds:
            # A site that nobody knows has no duty to call anybody.
            yield f"{path}.kinds", "nothing says at which sites it holds", "Name kinds of site"
        for place, state in enumerate(one.states):
            if not STATE.fullmatch(state):
                where = f"{path}.states[{place}]"
                yield where, "this is no state", "Write its two letters, like TX"
        if not one.source.strip():
            yield f"{path}.source", "nothing says where it is from", "Name the source"
