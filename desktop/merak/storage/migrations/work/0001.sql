-- Codes, answers, levels, duties, users, the log. Nothing typed about a young person is in here.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('keeper', 'caseworker')),
    state TEXT NOT NULL CHECK (state IN ('active', 'removed')),
    slot TEXT NOT NULL,
    added_at TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    CHECK ((state = 'removed') = (removed_at <> ''))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX member_slot ON member (slot) WHERE state = 'active';

-- More than one for a user only while a passphrase is being changed.
CREATE TABLE member_key (
    recipient TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator_set (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    id TEXT NOT NULL,
    version TEXT NOT NULL,
    added_at TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Drafts: mutable, on this device only. What is typed freely lies in the private file; the
-- checks let codes and numbers through, and nothing with a capital or a blank.
CREATE TABLE draft (
    k INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 32),
    case_id TEXT NOT NULL CHECK (length(case_id) = 32),
    set_hash TEXT NOT NULL CHECK (length(set_hash) = 64),
    owner TEXT NOT NULL,
    started_at TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    preparation TEXT NOT NULL
        CHECK (json_valid(preparation) AND preparation NOT GLOB '*[^]a-z0-9_:,{}"[-]*'),
    facts TEXT NOT NULL
        CHECK (json_valid(facts) AND facts NOT GLOB '*[^]a-z0-9_:,{}"[-]*'),
    at_item TEXT NOT NULL,
    reopens TEXT NOT NULL CHECK (length(reopens) IN (0, 64))
) STRICT;

CREATE INDEX draft_case ON draft (case_id);

CREATE TABLE draft_answer (
    draft INTEGER NOT NULL REFERENCES draft (k) ON DELETE CASCADE,
    item TEXT NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('answered', 'unknown', 'declined', 'not_asked', 'not_applicable')),
    code TEXT,
    source TEXT NOT NULL
        CHECK (source IN ('youth', 'observed', 'record', 'caregiver', 'professional')),
    basis TEXT NOT NULL CHECK (basis IN ('evidence', 'impression')),
    happened TEXT NOT NULL CHECK (happened IN ('now', 'past_year', 'earlier', 'unknown')),
    CHECK ((status = 'answered') = (code IS NOT NULL)),
    PRIMARY KEY (draft, item)
) STRICT, WITHOUT ROWID;

-- Records: one function inserts, nothing updates.
CREATE TABLE record (
    k INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    kind TEXT NOT NULL,
    case_id TEXT NOT NULL,
    document BLOB NOT NULL
) STRICT;

CREATE INDEX record_case ON record (case_id, kind);

CREATE TABLE log (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    at TEXT NOT NULL,
    member TEXT NOT NULL,
    act TEXT NOT NULL,
    about TEXT NOT NULL,
    records TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE
) STRICT;

-- Which records came with which entry, the private ones too: the work file knows of each.
CREATE TABLE log_record (
    record BLOB PRIMARY KEY CHECK (length(record) = 32),
    seq INTEGER NOT NULL REFERENCES log (seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX log_record_seq ON log_record (seq);

-- Views: computed from records alone, and computed again by "rebuild".
CREATE TABLE case_view (
    case_id TEXT PRIMARY KEY,
    stem TEXT NOT NULL,
    code TEXT NOT NULL,
    last_at TEXT NOT NULL,
    owner TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX case_view_stem ON case_view (stem);
CREATE INDEX case_view_last ON case_view (last_at DESC, case_id DESC);

CREATE TABLE screening_view (
    record TEXT PRIMARY KEY,
    case_id TEXT NOT NULL,
    screening TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX screening_view_case ON screening_view (case_id, finished_at);
CREATE INDEX screening_view_finished ON screening_view (finished_at DESC, record DESC);
CREATE INDEX screening_view_screening ON screening_view (screening);

CREATE TABLE duty_view (
    record TEXT PRIMARY KEY,
    case_id TEXT NOT NULL,
    screening TEXT NOT NULL,
    received_at TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'mistaken')),
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX duty_view_case ON duty_view (case_id, received_at);
CREATE INDEX duty_view_open ON duty_view (received_at) WHERE state = 'open';
