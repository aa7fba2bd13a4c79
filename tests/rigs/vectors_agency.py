"""The agency of the vectors, and the good bundle that each of them changes in one way."""

import base64
from dataclasses import dataclass, replace
from pathlib import Path

from tests.rigs import plain_bundle
from tests.rigs.plain_bundle import AT, Party, Recipe, by_id, canonical, hexed, record

FOLDER = Path(__file__).parents[1] / "data" / "bundles"

OFFICE, RECOVERY, LAPTOP, REVOKED = map(Party, ("office", "recovery", "laptop", "revoked laptop"))
RENEWED = Party("renewed laptop")
"""What goes on in place of the revoked one, under a new key."""
STATE, OTHERS, STRANGER, ROOT = map(Party, ("state office", "other office", "stranger", "root"))
AGENCY = hexed("agency")
ENDED_AFTER = 4
THREE = by_id(record(number, LAPTOP.id) for number in (1, 2, 3))
BASE = Recipe(sender=LAPTOP, to=[OFFICE, RECOVERY], agency=AGENCY, records=THREE)


def kit() -> bytes:
    """Give the kit that every reader of the vectors holds."""
    policy = {
        "seal": "at_hand_over",
        "seal_hours": 24,
        "seal_limit_hours": 72,
        "idle_lock_minutes": 5,
        "screening_lock_minutes": 15,
        "training": "warn",
        "clear": "by_hand",
        "clear_days": 30,
    }
    addressees = [
        {"address": one.address, "purpose": purpose, "programme": "same"}
        for one, purpose in ((OFFICE, "office"), (RECOVERY, "recovery"))
    ]
    devices = [
        {
            "id": one.id,
            "kind": kind,
            "signing": one.verify.hex(),
            "address": one.address,
            "standing": "revoked" if one is REVOKED else "enrolled",
            "revoked_after": ENDED_AFTER if one is REVOKED else 0,
            **({"formerly": [REVOKED.id]} if one is RENEWED else {}),
        }
        for one, kind in (
            (OFFICE, "office"),
            (STATE, "office"),
            (LAPTOP, "laptop"),
            (REVOKED, "laptop"),
            (RENEWED, "laptop"),
        )
    ]
    members = {
        "format": "merak-kit/1",
        "agency": AGENCY,
        "name": "Test agency",
        "root": ROOT.verify.hex(),
        "serial": 3,
        "created": AT,
        "expires": "2027-11-22T10:00:00Z",
        "bundles": addressees,
        "identities": addressees,
        **{name: [] for name in ("sets", "duties", "directory", "sites")},
        "policy": policy,
        "devices": devices,
        "users": [{"id": hexed("user"), "roles": ["caseworker"]}],
    }
    return plain_bundle.envelope(canonical(members), plain_bundle.KIT_TYPE, ROOT)


@dataclass(frozen=True)
class Vector:
    """A file, who reads it, and what must come of it: "good", or a reason of the closed list."""

    file: str
    expect: str
    line: int
    what: str
    data: bytes
    reader: str = "office"
    stored_only: bool = False


def text(
    name: str, expect: str, line: int, what: str, recipe: Recipe, reader: str = "office"
) -> Vector:
    """Give a vector of the text alone, which people can read; how it is packed does not matter."""
    return Vector(f"{name}.text", expect, line, what, b"".join(recipe.lines()), reader)


def sealed_body(kind: str, number: int, device: str) -> bytes:
    blob = plain_bundle.sealed(canonical({"kind": kind}), [OFFICE, RECOVERY], f"{kind} {number}")
    body = {"sealed": base64.b64encode(blob).decode()}
    return record(number, device, kind=kind, body=body)


def as_sent(**changes: object) -> Recipe:
    """Give the good bundle, made otherwise in these ways."""
    return replace(BASE, **changes)  # type: ignore[arg-type]
