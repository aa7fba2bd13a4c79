"""A second, plain implementation of bundle 1: everything in memory, nothing shared with ours.

It makes the stored vectors, the same bytes each time, and is what the fuzz compares ours with.
The secrets in here are for tests only: they are derived from words that everyone can read.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import bech32
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

FLOOR, CHUNK = 256 * 1024, 64 * 1024
HEADER_TYPE = "application/vnd.merak.bundle-header+json"
TRAILER_TYPE = "application/vnd.merak.bundle-trailer+json"
KIT_TYPE = "application/vnd.merak.kit+json"
AT = "2026-11-22T10:00:00Z"

Json = dict[str, object]


def chance(name: str, length: int = 32) -> bytes:
    """Give bytes that are the same each time, and no secret."""
    return hashlib.shake_256(b"merak test vector " + name.encode()).digest(length)


def hexed(name: str) -> str:
    return chance(name, 16).hex()


def canonical(value: object) -> bytes:
    """Write JSON in the one form; right for the values used here."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True)
class Party:
    """A device of the test agency, or another: two key pairs made from its name."""

    name: str

    @property
    def id(self) -> str:
        return hexed(f"{self.name} id")

    @property
    def signing(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(chance(f"{self.name} signing"))

    @property
    def verify(self) -> bytes:
        return self.signing.public_key().public_bytes_raw()

    @property
    def secret(self) -> bytes:
        return chance(f"{self.name} sealing")

    @property
    def public(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()

    @property
    def address(self) -> str:
        return bech32.bech32_encode("age", bech32.convertbits(self.public, 8, 5) or [])

    @property
    def pem(self) -> bytes:
        return self.signing.public_key().public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )

    @property
    def key_file(self) -> str:
        words = bech32.convertbits(self.secret, 8, 5) or []
        secret = bech32.bech32_encode("age-secret-key-", words).upper()
        return (
            f"# TEST KEY of {self.name}: everyone has it\n# public key: {self.address}\n{secret}\n"
        )


def envelope(payload: bytes, kind: str, by: Party, keyid: str = "") -> bytes:
    """Give a DSSE line with its LF."""
    signed = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signature = {
        "keyid": keyid or sha(by.verify)[:32],
        "sig": base64.b64encode(by.signing.sign(signed)).decode(),
    }
    text = base64.b64encode(payload).decode()
    return canonical({"payload": text, "payloadType": kind, "signatures": [signature]}) + b"\n"


def identified(members: Json) -> bytes:
    """Give a record's line, with its id and LF."""
    return canonical(members | {"id": sha(canonical(members))}) + b"\n"


def record(number: int, device: str, **changes: object) -> bytes:
    members: Json = {
        "kind": "case_opened",
        "case": hexed(f"case {number}"),
        "author": {"device": device, "user": hexed("user")},
        "at": AT,
        "offset": -300,
        "n": number,
        "nonce": hexed(f"nonce {number}"),
        "refers_to": [],
        "body": {"site": {"kind": "shelter", "state": "FL"}},
    }
    return identified(members | changes)


def by_id(lines: Iterable[bytes]) -> list[bytes]:
    return sorted(lines, key=lambda line: str(json.loads(line)["id"]))


@dataclass
class Recipe:
    """How a bundle is made; every step can be made to go wrong."""

    sender: Party
    to: list[Party]
    agency: str
    records: list[bytes]
    header: Json = field(default_factory=dict)
    trailer: Json = field(default_factory=dict)
    on_header: Callable[[bytes], bytes] = bytes
    on_lines: Callable[[list[bytes]], list[bytes]] = list
    """All lines, header and trailer included, before they are packed."""

    def lines(self) -> list[bytes]:
        kinds = [str(json.loads(line)["kind"]) for line in self.records]
        days = sorted(str(json.loads(line)["at"])[:10] for line in self.records) or [AT[:10]]
        header: Json = {
            "format": "merak-bundle/1",
            "bundle": hexed("bundle"),
            "agency": self.agency,
            "device": self.sender.id,
            "sequence": 1,
            "previous": None,
            "since": 0,
            "to": sorted(sha(one.address.encode()) for one in self.to),
            "kit": 3,
            "created": AT,
            "app": "0.1.0",
            "counts": {kind: kinds.count(kind) for kind in kinds},
            "days": [days[0], days[-1]],
            "critical": [],
        }
        first = self.on_header(envelope(canonical(header | self.header), HEADER_TYPE, self.sender))
        content = b"".join(self.records)
        trailer: Json = {
            "format": "merak-bundle-end/1",
            "header": sha(first[:-1]),
            "records": len(self.records),
            "bytes": len(content),
            "content": sha(content),
        }
        last = envelope(canonical(trailer | self.trailer), TRAILER_TYPE, self.sender)
        return self.on_lines([first, *self.records, last])

    def payload(self) -> bytes:
        return pack(b"".join(self.lines()))


def pack(text: bytes) -> bytes:
    """Give a payload of this text."""
    return padded(stored(text))


def stored(text: bytes, window: int = 0x38) -> bytes:
    """Give a zstd frame that holds the text as it is, so that no compressor's version matters."""
    blocks = [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)] or [b""]
    heads = [(len(block) << 3).to_bytes(3, "little") for block in blocks[:-1]]
    heads.append((len(blocks[-1]) << 3 | 1).to_bytes(3, "little"))
    body = b"".join(head + block for head, block in zip(heads, blocks, strict=True))
    return b"\x28\xb5\x2f\xfd\x00" + bytes([window]) + body


def padded(frames: bytes) -> bytes:
    size = padme(max(len(frames) + 8, FLOOR)) - len(frames) - 8
    return frames + b"\x50\x2a\x4d\x18" + size.to_bytes(4, "little") + bytes(size)


def padme(length: int) -> int:
    # As in the paper, with logarithms written out.
    e = length.bit_length() - 1
    s = e.bit_length()
    step = 1 << (e - s)
    return -(-length // step) * step


def sealed(payload: bytes, to: Iterable[Party], name: str) -> bytes:
    """Give a binary age v1 file, the same each time for the same name."""
    file_key = chance(f"{name} file key", 16)
    head = b"age-encryption.org/v1\n"
    for one in to:
        ephemeral = X25519PrivateKey.from_private_bytes(chance(f"{name} {one.name} ephemeral"))
        share = ephemeral.public_key().public_bytes_raw()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(one.public))
        wrap = _hkdf(shared, share + one.public, b"age-encryption.org/v1/X25519")
        body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
        head += b"-> X25519 %s\n%s\n" % (_unpadded(share), _unpadded(body))
    mac = hmac.digest(_hkdf(file_key, b"", b"header"), head + b"---", "sha256")
    nonce = chance(f"{name} nonce", 16)
    stream = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
    chunks = [payload[at : at + CHUNK] for at in range(0, len(payload), CHUNK)]
    body = b"".join(
        stream.encrypt(at.to_bytes(11) + bytes([at == len(chunks) - 1]), chunk, None)
        for at, chunk in enumerate(chunks)
    )
    return head + b"--- %s\n" % _unpadded(mac) + nonce + body


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _unpadded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")
