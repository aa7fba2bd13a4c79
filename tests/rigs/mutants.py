"""Ways of making a bundle wrong: of its bytes, its lines, its values, signed again or not."""

import base64
import copy
import json
import random
from collections.abc import Callable
from typing import Any

from tests.rigs.plain_bundle import HEADER_TYPE, TRAILER_TYPE, envelope, identified, pack, sha
from tests.rigs.vectors_agency import LAPTOP, REVOKED, STATE, STRANGER, THREE

KINDS = ("purge", "review", "identity", "text", "screening", "kind_to_come", "Kind")
ODD: list[object] = [
    None, True, False, 0, 1, -1, 2**53, 2**64, 0.5, -0.0, 1e300, "", "x", "é", "\udc80", "\u0000",
    "0" * 32, "f" * 64, "purge", "identity", "2026-11-22T10:00:00Z", [], {}, [[]], {"": 0},
    ["x"] * 3, "y" * 70_000, "merak-bundle/2",
]  # fmt: skip


DEEP: list[object] = [1]
for _ in range(20):
    DEEP = [DEEP]
ODD.append(DEEP)


def of_bytes(data: bytes, chance: random.Random, upto: int = 0) -> bytes:
    """Flip, cut, repeat, insert or move some bytes among the first `upto` (0 is all)."""
    size = min(upto or len(data), len(data))
    at, length = chance.randrange(size), chance.choice((1, 1, 2, 4, 16, 64, 300))
    match chance.randrange(7):
        case 0:
            bit = 1 << chance.randrange(8)
            return data[:at] + bytes([data[at] ^ bit]) + data[at + 1 :]
        case 1:
            return data[:at]
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            return data[: at + length] + data[at : at + length] + data[at + length :]
        case 4:
            return data[:at] + chance.randbytes(length) + data[at:]
        case 5:
            return data[:at] + chance.randbytes(length) + data[at + length :]
        case _:
            other = chance.randrange(size)
            return data[:at] + data[other : other + length] + data[at + length :]


def of_value(value: object, chance: random.Random) -> object:
    """Change one place of a JSON value: another value, a member more, fewer or renamed."""
    value = copy.deepcopy(value)
    places: list[tuple[Any, Any]] = []

    def walk(inner: object) -> None:
        if isinstance(inner, dict | list):
            keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
            for key in keys:
                places.append((inner, key))
                walk(inner[key])

    walk(value)
    if not places:
        return chance.choice(ODD)
    holder, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[chance.choice(("extra", "é", "format", "id", str(key).upper()))] = holder[key]
        case 1 | 2 if isinstance(holder, list):
            holder.append(holder[key])
        case 3 if isinstance(holder[key], int):
            holder[key] += chance.choice((-1, 1, 2**31, 2**53))
        case 3 if isinstance(holder[key], str):
            holder[key] = of_text(holder[key], chance)
        case 4:
            other, name = chance.choice(places)
            holder[key] = copy.deepcopy(other[name]) if name in _names(other) else None
        case _:
            holder[key] = chance.choice(ODD)
    return value


def _names(holder: Any) -> list[object]:
    return list(holder) if isinstance(holder, dict) else list(range(len(holder)))


def of_text(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    odd = chance.choice(("", "0", "a", "A", " ", "\n", "é", '"', "\\"))
    return text[:at] + odd + text[at + chance.randrange(2) :]


def written(value: object) -> bytes:
    """Write a value, canonical or not quite, whatever is in it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def of_lines(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Swap, drop, repeat or hurt lines, envelopes included; nothing is signed again."""
    lines = list(lines)
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            lines[at], lines[other] = lines[other], lines[at]
        case 1:
            del lines[at]
        case 2:
            lines.insert(other, lines[at])
        case 3:
            lines[at] = written(of_value(json.loads(lines[at]), chance)) + b"\n"
        case 4 | 5:
            at = chance.choice((0, -1))
            lines[at] = _inside(lines[at], chance)
        case _:
            lines[at] = of_bytes(lines[at], chance)
    return lines


def _inside(line: bytes, chance: random.Random) -> bytes:
    """Change what an envelope holds and leave its signature."""
    value = json.loads(line)
    inside = of_value(json.loads(base64.b64decode(value["payload"])), chance)
    return written(value | {"payload": base64.b64encode(written(inside)).decode()}) + b"\n"


def signed_again(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Change header, records or trailer, and sign as an enrolled device would, or nearly."""
    header, trailer = (
        json.loads(base64.b64decode(json.loads(line)["payload"])) for line in (lines[0], lines[-1])
    )
    records = [_record(line, chance) for line in lines[1:-1]]
    if chance.randrange(3) == 0:
        chance.shuffle(records)
    if chance.randrange(3) == 0:
        header = of_value(header, chance)
    by = chance.choice((LAPTOP,) * 9 + (REVOKED, STATE, STRANGER))
    first = envelope(written(header), chance.choice((HEADER_TYPE,) * 9 + (TRAILER_TYPE,)), by)
    content = b"".join(records)
    trailer |= {"header": sha(first[:-1]), "records": len(records)}
    trailer |= {"bytes": len(content), "content": sha(content)}
    if chance.randrange(4) == 0:
        trailer = of_value(trailer, chance)
    return [first, *records, envelope(written(trailer), TRAILER_TYPE, by)]


def _record(line: bytes, chance: random.Random) -> bytes:
    members = json.loads(line)
    match chance.randrange(10):
        case 0:
            return written(of_value(members, chance)) + b"\n"
        case 1 | 2:
            del members["id"]
            changed = of_value(members, chance)
            try:
                return identified(changed)  # type: ignore[arg-type]
            except (TypeError, UnicodeEncodeError):
                return written(changed) + b"\n"
        case 3:
            return of_bytes(line, chance)
        case 4:
            del members["id"]
            members["kind"] = chance.choice(KINDS)
            return identified(members)
        case 5:
            del members["id"]
            members["author"]["device"] = chance.choice((STATE, REVOKED, STRANGER)).id
            return identified(members)
        case 6:
            del members["id"]
            members["body"] = {"odd": chance.choice(ODD[-4:])}
            return identified(members)
        case _:
            return line


def again_by_id(lines: list[bytes], chance: random.Random) -> list[bytes]:
    """Put the records into their order and let header and trailer fit: nearly a true bundle."""
    changed = [_record(line, chance) for line in chance.sample(THREE, chance.randrange(1, 4))]
    try:
        values = sorted((json.loads(line) for line in changed), key=lambda one: str(one["id"]))
        kinds = [str(one["kind"]) for one in values]
        days = sorted(str(one["at"])[:10] for one in values)
    except (ValueError, KeyError, TypeError, RecursionError):
        return signed_again(lines, chance)
    header = json.loads(base64.b64decode(json.loads(lines[0])["payload"]))
    header["counts"] = {kind: kinds.count(kind) for kind in kinds}
    header["days"] = [days[0], days[-1]]
    # A stranger signs under the laptop's name now and then.
    by, name = (STRANGER, sha(LAPTOP.verify)[:32]) if chance.randrange(6) == 0 else (LAPTOP, "")
    first = envelope(written(header), HEADER_TYPE, by, name)
    records = [written(one) + b"\n" for one in values]
    content = b"".join(records)
    trailer = {
        "format": "merak-bundle-end/1",
        "header": sha(first[:-1]),
        "records": len(records),
        "bytes": len(content),
        "content": sha(content),
    }
    return [first, *records, envelope(written(trailer), TRAILER_TYPE, by, name)]


def packed(change: Callable[[list[bytes], random.Random], list[bytes]]) -> Any:
    """Give a way of changing lines as one that gives a payload."""
    return lambda lines, chance: pack(b"".join(change(lines, chance)))
