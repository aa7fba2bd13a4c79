-- Who the cases are about and everything typed freely, until it is sealed.

-- Free text of drafts, in the areas identity, note and text; mutable.
CREATE TABLE draft_text (
    draft TEXT NOT NULL CHECK (length(draft) = 32),
    area TEXT NOT NULL CHECK (area IN ('identity', 'note', 'text')),
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (draft, area, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    k INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('identity', 'text')),
    case_id TEXT NOT NULL,
    document BLOB NOT NULL
) STRICT;

CREATE INDEX record_case ON record (case_id, kind);
