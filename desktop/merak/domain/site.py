"""Where a laptop stands: which decides which duties bind."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from merak.domain.text import Text


class SiteKind(StrEnum):
    """The kind of place, as the people there would call it."""

    DETENTION = "detention"
    SHELTER = "shelter"
    CHILD_WELFARE = "child_welfare"
    FEDERAL = "federal"
    OTHER = "other"
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The state (two letters, or empty where it was not set) and the kind of site."""

    state: str = ""
    kind: SiteKind = SiteKind.NOT_SET


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProfile:
    """One of the sites that an office knows by name."""

    id: str
    name: Text
    site: Site


Sites = Mapping[str, SiteProfile]
"""Profiles by their id, in the order of the file."""
