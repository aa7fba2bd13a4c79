"""Where a laptop stands: which later decides which duties bind."""

from dataclasses import dataclass
from enum import StrEnum


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
