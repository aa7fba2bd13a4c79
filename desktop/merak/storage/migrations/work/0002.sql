-- What the exchange of files needs: keys of the device and the office, kits, the devices that an
-- office knows, the ledger of bundles, holds, and what was forgotten on purpose.

INSERT INTO setting (name, value) VALUES ('vault_kind', 'field') ON CONFLICT (name) DO NOTHING;

-- Key pairs of the vault itself. All users open this file, so the secret half of `identity` is an
-- age file to the identity holders alone.
CREATE TABLE secret_key (
    k INTEGER PRIMARY KEY,
    name TEXT NOT NULL
        CHECK (name IN ('signing', 'box', 'root', 'transport', 'identity', 'recovery')),
    public TEXT NOT NULL UNIQUE,
    content BLOB NOT NULL,
    made_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('current', 'old'))
) STRICT;

CREATE UNIQUE INDEX secret_key_current ON secret_key (name) WHERE state = 'current';

CREATE TABLE identity_holder (
    member TEXT PRIMARY KEY REFERENCES member (id)
) STRICT, WITHOUT ROWID;

-- Kits that were taken (field) or made (office), byte for byte.
CREATE TABLE kit (
    serial INTEGER PRIMARY KEY CHECK (serial > 0),
    taken_at TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- Devices that this vault exchanges with. What a revoked one numbered higher is refused.
CREATE TABLE peer (
    device TEXT PRIMARY KEY CHECK (length(device) = 32),
    label TEXT NOT NULL,
    signing TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL UNIQUE,
    enrolled_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('enrolled', 'revoked', 'forked')),
    revoked_after INTEGER NOT NULL CHECK (revoked_after >= 0)
) STRICT, WITHOUT ROWID;

-- The users of these devices. Kits carry ids only; names stay here.
CREATE TABLE peer_user (
    member TEXT PRIMARY KEY,
    device TEXT NOT NULL REFERENCES peer (device),
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'removed'))
) STRICT, WITHOUT ROWID;

-- A sender counts for each addressee apart ('' is the office): nobody sees a gap where a bundle
-- went to another. The number is spent before the first byte is written.
CREATE TABLE bundle_out (
    addressee TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    since INTEGER NOT NULL,
    begun_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('spent', 'written', 'taken', 'durable')),
    content TEXT NOT NULL,
    trailer TEXT NOT NULL,
    PRIMARY KEY (addressee, sequence)
) STRICT, WITHOUT ROWID;

-- Which records go to whom; `sent` is the first number that carried the record, 0 before.
CREATE TABLE travel (
    addressee TEXT NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 32),
    sent INTEGER NOT NULL,
    day TEXT NOT NULL, -- of the record, or empty where it is older than this table
    state TEXT NOT NULL CHECK (state IN ('waiting', 'taken', 'durable', 'refused')),
    PRIMARY KEY (addressee, record)
) STRICT, WITHOUT ROWID;

CREATE INDEX travel_record ON travel (record);
CREATE INDEX travel_state ON travel (addressee, state, sent);

-- All that a vault held before it knew of bundles is its own, and has not gone anywhere yet.
INSERT INTO travel (addressee, record, sent, day, state) SELECT '', id, 0, '', 'waiting' FROM record;

-- The sealed record that carries what a plain one says: made once for each, and for whom.
CREATE TABLE sealed_as (
    plain BLOB NOT NULL CHECK (length(plain) = 32),
    addressee TEXT NOT NULL,
    sealed BLOB NOT NULL CHECK (length(sealed) = 32),
    PRIMARY KEY (plain, addressee)
) STRICT, WITHOUT ROWID;

CREATE INDEX sealed_as_sealed ON sealed_as (sealed);

-- `logged` is the entry of the log that took it in: what a backup has covered is durable.
CREATE TABLE bundle_in (
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    content TEXT NOT NULL,
    bundle TEXT NOT NULL,
    since INTEGER NOT NULL,
    trailer TEXT NOT NULL,
    previous TEXT NOT NULL,
    counts TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    logged INTEGER NOT NULL,
    PRIMARY KEY (device, sequence)
) STRICT, WITHOUT ROWID;

-- Records that came and were purged here before; told in receipts, so that they stop coming.
CREATE TABLE refused (
    device TEXT NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 32),
    sequence INTEGER NOT NULL,
    PRIMARY KEY (device, record)
) STRICT, WITHOUT ROWID;

-- A case under a legal hold is neither cleared nor purged.
CREATE TABLE hold (
    case_id TEXT PRIMARY KEY CHECK (length(case_id) = 32),
    since TEXT NOT NULL,
    member TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Records that are gone on purpose. Each set of them is in the log by its digest, so that a record
-- that is missing for another reason is still noticed; import drops what was purged.
CREATE TABLE forgotten (
    record BLOB PRIMARY KEY CHECK (length(record) = 32),
    why TEXT NOT NULL CHECK (why IN ('sealed', 'cleared', 'purged')),
    seq INTEGER NOT NULL REFERENCES log (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX forgotten_seq ON forgotten (seq);
