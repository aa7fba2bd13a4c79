"""A second reader of bundle 1, as plain as can be: all in memory, standard library and OpenSSL.

The fuzz asks it whether what our reader took may be taken. It raises whatever it likes.
"""

import base64
import json
import re
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from tests.rigs.plain_bundle import FLOOR, HEADER_TYPE, TRAILER_TYPE, canonical, padme, sha

from merak.formats import zstd

OFFICE_ONLY = {"consultation_answer", "review", "provider_evaluation", "same_person", "purge"}
KINDS = OFFICE_ONLY | {
    "indicator_set",
    "case_opened",
    "case_facts",
    "identity",
    "text",
    "screening",
    "disclosure",
    "addendum",
    "entered_in_error",
    "judgement",
    "related_to",
    "run_episode",
    "duty",
    "duty_done",
    "referral",
    "referral_update",
    "consultation",
    "placement",
    "release",
    "release_ended",
    "plan_step",
    "outcome",
    "training",
}
HEADER = {
    "format",
    "bundle",
    "agency",
    "device",
    "sequence",
    "previous",
    "since",
    "to",
    "kit",
    "created",
    "app",
    "counts",
    "days",
    "critical",
}
TRAILER = {"format", "header", "records", "bytes", "content"}
RECORD = {"id", "kind", "case", "author", "at", "offset", "n", "nonce", "refers_to", "body"}
HEX32, HEX64 = re.compile("[0-9a-f]{32}"), re.compile("[0-9a-f]{64}")
KIND = re.compile("[a-z][a-z_]{0,63}")


class Wrong(Exception):
    """Something may not be."""


def must(holds: object) -> None:
    if not holds:
        raise Wrong


def text_of(payload: bytes) -> bytes:
    """Unpack frames, and hold the padding to its length and its zeros."""
    rest, text = payload, b""
    while rest.startswith(zstd.MAGIC):
        frame = zstd.decompressor()
        text += frame.decompress(rest)
        must(frame.eof)
        rest = frame.unused_data
    length = len(payload) - len(rest)
    size = padme(max(length + 8, FLOOR)) - length - 8
    must(rest == b"\x50\x2a\x4d\x18" + size.to_bytes(4, "little") + bytes(size))
    return text


def json_of(line: bytes) -> Any:
    """Read canonical JSON."""

    def pairs(found: list[tuple[str, object]]) -> dict[str, object]:
        must(all(name.isascii() for name, _ in found))
        must(len(dict(found)) == len(found))
        return dict(found)

    def whole(digits: str) -> int:
        must(abs(int(digits)) < 2**53)
        return int(digits)

    def never(_: str) -> None:
        raise Wrong

    value = json.loads(
        line, object_pairs_hook=pairs, parse_int=whole, parse_float=never, parse_constant=never
    )
    must(canonical(value) == line)
    return value


def signed(line: bytes, kind: str, keys: dict[str, bytes]) -> tuple[dict[str, Any], str]:
    """Check an envelope and give what it holds, and the name of its key."""
    envelope = json_of(line)
    must(envelope.keys() == {"payload", "payloadType", "signatures"})
    must(envelope["payloadType"] == kind)
    [one] = envelope["signatures"]
    must(one.keys() == {"keyid", "sig"})
    payload, signature = unbase64(envelope["payload"]), unbase64(one["sig"])
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    Ed25519PublicKey.from_public_bytes(keys[one["keyid"]]).verify(signature, message)
    found = json_of(payload)
    must(isinstance(found, dict))
    return found, one["keyid"]


def unbase64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    must(base64.b64encode(data).decode() == text)
    return data


def read(text: bytes, kit: dict[str, Any], ours: str) -> list[bytes]:
    """Give the record lines of a text that an office of this kit may take."""
    must(text.endswith(b"\n"))
    first, *records, last = text[:-1].split(b"\n")
    must(len(first) < 2**16)
    must(all(len(line) < 2**20 for line in (*records, last)))
    devices = {sha(bytes.fromhex(one["signing"]))[:32]: one for one in kit["devices"]}
    keys = {name: bytes.fromhex(one["signing"]) for name, one in devices.items()}
    header, by = signed(first, HEADER_TYPE, keys)
    sender = devices[by]
    hold_header(header, sender, kit, ours)
    trailer, end_by = signed(last, TRAILER_TYPE, keys)
    content = b"".join(line + b"\n" for line in records)
    must(end_by == by)
    must(
        trailer
        == {
            "format": "merak-bundle-end/1",
            "header": sha(first),
            "records": len(records),
            "bytes": len(content),
            "content": sha(content),
        }
    )
    found = [hold_record(line, sender) for line in records]
    ids = [one["id"] for one in found]
    must(ids == sorted(set(ids)))
    kinds = [one["kind"] for one in found]
    must(header["counts"] == {kind: kinds.count(kind) for kind in kinds})
    days = sorted(one["at"][:10] for one in found)
    must(not days or header["days"] == [days[0], days[-1]])
    return records


def hold_header(
    header: dict[str, Any], sender: dict[str, Any], kit: dict[str, Any], ours: str
) -> None:
    must(header.keys() == HEADER)
    must(header["format"] == "merak-bundle/1")
    must(HEX32.fullmatch(header["bundle"]))
    must(header["agency"] == kit["agency"])
    must(header["device"] == sender["id"])
    sequence, since = header["sequence"], header["since"]
    must(type(sequence) is int and type(since) is int and 0 <= since < sequence)
    must(sender["standing"] == "enrolled" or sequence <= sender["revoked_after"])
    previous = header["previous"]
    must(previous is None or (sequence > 1 and HEX64.fullmatch(previous)))
    must(len(header["to"]) >= 2 and header["to"] == sorted(set(header["to"])))
    must(all(HEX64.fullmatch(one) for one in header["to"]))
    must(ours in header["to"])
    must(type(header["kit"]) is int and header["kit"] >= 1)
    datetime.strptime(header["created"], "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007 - only its form
    must(isinstance(header["app"], str))
    must(all(KIND.fullmatch(kind) for kind in header["counts"]))
    first, last = header["days"]
    must(first <= last and all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for day in (first, last)))
    must(header["critical"] == sorted(set(header["critical"])))
    must(set(header["critical"]) <= KINDS)


def hold_record(line: bytes, sender: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = json_of(line)
    must(one.keys() >= RECORD)
    must(depth(one) <= 16)
    must(sha(canonical({name: one[name] for name in one if name != "id"})) == one["id"])
    must(KIND.fullmatch(one["kind"]))
    must(one["case"] == "" or HEX32.fullmatch(one["case"]))
    must(HEX32.fullmatch(one["nonce"]))
    must(all(HEX64.fullmatch(other) for other in one["refers_to"]))
    must(type(one["n"]) is int and one["n"] > 0 and type(one["offset"]) is int)
    must(isinstance(one["author"]["user"], str))
    must(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one["at"]))
    must(isinstance(one["body"], dict))
    if sender["kind"] == "laptop":
        must(one["author"]["device"] in [sender["id"], *sender.get("formerly", [])])
        must(one["kind"] not in OFFICE_ONLY)
    if one["kind"] in ("identity", "text"):
        must(one["body"].keys() == {"sealed"})
        must(base64.b64decode(one["body"]["sealed"]).startswith(b"age-encryption.org/v1\n"))
    return one


def depth(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0
