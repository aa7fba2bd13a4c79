-- What waits for a review is found by an index and counted without being read; what travels is
-- counted by kind without reading the records.

-- A view: computed anew from the records after this migration.
DROP TABLE screening_view;

CREATE TABLE screening_view (
    record TEXT PRIMARY KEY,
    case_id TEXT NOT NULL,
    screening TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    waits INTEGER NOT NULL CHECK (waits IN (0, 1)),
    open_duty INTEGER NOT NULL CHECK (open_duty IN (0, 1)),
    set_hash TEXT NOT NULL,
    level TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX screening_view_case ON screening_view (case_id, finished_at);
CREATE INDEX screening_view_finished ON screening_view (finished_at DESC, record DESC);
CREATE INDEX screening_view_screening ON screening_view (screening);
CREATE INDEX screening_view_waits
    ON screening_view (open_duty, set_hash, level, finished_at, record) WHERE waits = 1;

-- How many of them there are: counting them would take longer the more wait.
CREATE TABLE waiting_view (
    open_duty INTEGER NOT NULL CHECK (open_duty IN (0, 1)),
    set_hash TEXT NOT NULL,
    level TEXT NOT NULL,
    waiting INTEGER NOT NULL,
    PRIMARY KEY (open_duty, set_hash, level)
) STRICT, WITHOUT ROWID;

ALTER TABLE travel ADD COLUMN kind TEXT NOT NULL DEFAULT '';
UPDATE travel
    SET kind = coalesce((SELECT record.kind FROM record WHERE record.id = travel.record), '');

-- What was taken in last is found without going through all that ever came.
CREATE INDEX bundle_in_taken ON bundle_in (taken_at DESC, sequence DESC);
