"""What taking a kit would change, as facts; the page that shows it has the words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from merak.domain.kit import Addressee, Kit, documents
from merak.domain.roster import Device, Member


class Part(StrEnum):
    """What of a kit changes."""

    NAME = "name"
    EXPIRES = "expires"
    BUNDLES = "bundles"
    IDENTITIES = "identities"
    SETS = "sets"
    DUTIES = "duties"
    DIRECTORY = "directory"
    SITES = "sites"
    POLICY = "policy"
    DEVICES = "devices"
    USERS = "users"


class How(StrEnum):
    """In which way."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference. `id` is what changes inside the part (empty where the part is one thing),
    `before` and `after` are values as the kit has them, empty on the side that has none."""

    part: Part
    how: How
    id: str
    before: str
    after: str


def changes(old: Kit, new: Kit) -> tuple[Change, ...]:
    """Lists every difference that matters to a laptop, in the order of the parts."""
    before, after = _facts(old), _facts(new)
    return tuple(change for part in Part for change in _differ(part, before[part], after[part]))


def _differ(part: Part, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:
    for id_ in sorted(before.keys() | after.keys()):
        was, now = before.get(id_, ""), after.get(id_, "")
        if was == now:
            continue
        how = How.ADDED if id_ not in before else How.REMOVED if id_ not in after else How.CHANGED
        yield Change(part=part, how=how, id=id_, before=was, after=now)


def _facts(kit: Kit) -> dict[Part, dict[str, str]]:
    policy = kit.policy
    return {
        Part.NAME: {"": kit.name},
        Part.EXPIRES: {"": kit.expires},
        Part.BUNDLES: {one.address: _addressee(one) for one in kit.bundles},
        Part.IDENTITIES: {one.address: _addressee(one) for one in kit.identities},
        Part.POLICY: {name: str(getattr(policy, name)) for name in policy.__slots__},
        Part.DEVICES: {one.id: _device(one) for one in kit.devices},
        Part.USERS: {one.id: _member(one) for one in kit.users},
        # The hash too: a version that was kept while the text was changed is a change.
        **{
            Part(name): {one.id: f"{one.version} {one.sha256}".strip() for one in group}
            for name, group in documents(kit).items()
        },
    }


def _addressee(one: Addressee) -> str:
    return f"{one.purpose.value} {one.programme.value}"


def _device(one: Device) -> str:
    told = (one.kind.value, one.standing.value, one.revoked_after, one.signing, one.address)
    return " ".join(map(str, (*told, *one.formerly)))


def _member(one: Member) -> str:
    return " ".join(role.value for role in one.roles)
