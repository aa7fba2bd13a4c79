"""Makes the stored vectors of tests/data/bundles again: `python -m tests.rigs.bundle_vectors`.

Every file but one is the same bytes each time. `good-compressed.age` is packed by whatever zstd is
there, so it is only written where it is missing.
"""

import json
from collections.abc import Iterator

from tests.rigs import vectors_container, vectors_header, vectors_records
from tests.rigs.plain_bundle import sha
from tests.rigs.vectors_agency import FOLDER, LAPTOP, OFFICE, RECOVERY, STATE, Vector, kit


def everything() -> list[Vector]:
    """Give all vectors, the good ones first."""
    modules = (vectors_records, vectors_header, vectors_container)
    found = [vector for module in modules for vector in module.vectors()]
    return sorted(found, key=lambda one: (one.expect != "good", one.file))


def expectations(vectors: list[Vector]) -> Iterator[dict[str, object]]:
    for one in vectors:
        yield {
            "file": one.file,
            "reader": one.reader,
            "expect": one.expect,
            "line": one.line,
            "what": one.what,
        }


def files() -> dict[str, bytes]:
    """Give every stored file by name."""
    vectors = everything()
    expected = {
        "note": "TEST KEYS. See README.md.",
        "ledger": {
            "device": LAPTOP.id,
            "bundles": [
                {
                    "sequence": 7,
                    "since": 0,
                    "trailer": sha(b"another seventh"),
                    "previous": sha(b"the sixth"),
                }
            ],
        },
        "vectors": list(expectations(vectors)),
    }
    keys = {f"{one.name}.key": one.key_file.encode() for one in (OFFICE, RECOVERY, LAPTOP)}
    return {
        **{one.file: one.data for one in vectors},
        **keys,
        "state-office.key": STATE.key_file.encode(),
        "agency.kit": kit(),
        "laptop.pem": LAPTOP.pem,
        "expected.json": json.dumps(expected, indent=1, ensure_ascii=False).encode() + b"\n",
    }


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    keep = {one.file for one in everything() if one.stored_only}
    for name, data in files().items():
        path = FOLDER / name
        if name not in keep or not path.exists():
            path.write_bytes(data)


if __name__ == "__main__":
    main()
