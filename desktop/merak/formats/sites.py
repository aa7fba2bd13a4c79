"""Reads a file of site profiles: whole, or not at all."""

import re
from collections.abc import Iterator
from typing import Annotated

import msgspec

from merak.domain.site import Site, SiteKind, SiteProfile, Sites
from merak.formats import plain_yaml
from merak.formats.plain_yaml import Fault, Words

STATE = re.compile(r"[A-Z]{2}")
_LIKE = "resources/sites/README.md"


class _Site(msgspec.Struct, forbid_unknown_fields=True):
    id: str
    name: Words
    kind: SiteKind
    state: str = ""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: int
    sites: Annotated[list[_Site], msgspec.Meta(max_length=1000)]


def read(data: bytes, name: str) -> Sites:
    """Reads the profiles of a file called `name`; raises DocumentRefused."""
    file, root = plain_yaml.read(data, name, _File, _LIKE)
    plain_yaml.refuse(name, root, _wrong(file))
    return {
        one.id: SiteProfile(id=one.id, name=one.name, site=Site(state=one.state, kind=one.kind))
        for one in file.sites
    }


def _wrong(file: _File) -> Iterator[Fault]:
    yield from plain_yaml.format_faults(file.format)
    yield from plain_yaml.id_faults("sites", [one.id for one in file.sites])
    for index, one in enumerate(file.sites):
        path = f"sites[{index}]"
        yield from plain_yaml.english_faults(f"{path}.name", one.name)
        if one.kind is SiteKind.NOT_SET:
            yield f"{path}.kind", "nothing says what kind of site it is", "Name its kind"
        if one.state and not STATE.fullmatch(one.state):
            yield f"{path}.state", "this is no state", "Write its two letters, like TX"
