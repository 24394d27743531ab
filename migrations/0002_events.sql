-- One file (or standard input) on its way in. Bookkeeping: how far we are, so that an interrupted import goes on.
CREATE TABLE imports (
    id             TEXT PRIMARY KEY,
    source         TEXT NOT NULL,                                     -- 'folder', 'file' or 'stdin'
    name           TEXT NOT NULL,                                     -- file name, masked where it holds personal data
    fingerprint    BLOB NOT NULL,                                     -- keyed digest of size, times and inode
    rows_done      INTEGER NOT NULL,                                  -- rows accounted for by committed batches
    state          TEXT NOT NULL CHECK (state IN ('running', 'finished', 'kept', 'cancelled', 'failed')),
                                                                      -- kept: finished, but the file holds a row too large to seal
    started_at_ms  INTEGER NOT NULL,
    finished_at_ms INTEGER                                            -- NULL while running
) STRICT;
CREATE INDEX imports_by_fingerprint ON imports (fingerprint);         -- resume after a crash, know a file again

-- Rows of one import that were committed together; the ledger entry carries counts and root.
CREATE TABLE batches (
    id          TEXT PRIMARY KEY,
    import_id   TEXT NOT NULL REFERENCES imports (id),
    first_row   INTEGER NOT NULL,
    taken       INTEGER NOT NULL,
    duplicates  INTEGER NOT NULL,
    quarantined INTEGER NOT NULL,
    root        BLOB NOT NULL CHECK (length(root) = 32),              -- Merkle root (RFC 6962) of the row digests
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX batches_by_import ON batches (import_id, first_row);

-- What became of each row of each file: exactly one of three.
CREATE TABLE batch_rows (
    batch_id TEXT NOT NULL REFERENCES batches (id) DEFERRABLE INITIALLY DEFERRED,
    row      INTEGER NOT NULL,                                        -- 1-based data row of the file
    digest   BLOB NOT NULL CHECK (length(digest) = 32),               -- keyed digest of the row's bytes
    became   TEXT NOT NULL CHECK (became IN ('event', 'duplicate', 'quarantined')),
    PRIMARY KEY (batch_id, row)
) STRICT, WITHOUT ROWID;

-- Keyed index of a value → the surrogate that stands for it. Deleting a row unlinks a returning person.
CREATE TABLE pseudonyms (
    index_key BLOB PRIMARY KEY CHECK (length(index_key) = 32),
    surrogate TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Support events, pseudonymized. Immutable.
CREATE TABLE events (
    id               TEXT PRIMARY KEY,
    batch_id         TEXT NOT NULL REFERENCES batches (id) DEFERRABLE INITIALLY DEFERRED,
    event_type       TEXT NOT NULL CHECK (event_type IN ('message', 'conversation_closed', 'ticket_created', 'ticket_updated', 'survey')),
    at_ms            INTEGER NOT NULL,
    channel          TEXT NOT NULL CHECK (channel IN ('chat', 'email', 'ticket', 'voice_transcript', 'social')),
    session          TEXT NOT NULL,                                   -- surrogate
    subject          TEXT NOT NULL,                                   -- surrogate
    account          TEXT,                                            -- surrogate
    agent            TEXT,                                            -- surrogate
    turns            TEXT NOT NULL CHECK (json_valid(turns)),         -- [{speaker, text}], identifiers replaced by tokens
    receipts         TEXT NOT NULL CHECK (json_valid(receipts)),      -- which recognizer fired where; no text
    outcome          TEXT,
    satisfaction     REAL,
    resolved         INTEGER CHECK (resolved IN (0, 1)),
    segment          TEXT NOT NULL CHECK (json_valid(segment)),
    training_allowed INTEGER CHECK (training_allowed IN (0, 1)),      -- NULL: not said
    legal_basis      TEXT,
    content_digest   BLOB NOT NULL CHECK (length(content_digest) = 32), -- keyed; tells a duplicate from a conflict
    recognizer_version TEXT NOT NULL,
    received_at_ms   INTEGER NOT NULL,
    ledger_sequence  INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX events_by_session ON events (session, at_ms);            -- a conversation
CREATE INDEX events_by_subject ON events (subject, at_ms);            -- history of a customer
CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;

-- Sensitive features, apart: read by the fairness and coverage queries, and `vulnerable` by routing towards people.
CREATE TABLE sensitive_features (
    event_id TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    feature  TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (event_id, feature)
) STRICT, WITHOUT ROWID;

-- Events that wait for a decision. Bookkeeping: a row goes when the decision commits.
CREATE TABLE undecided (
    position INTEGER PRIMARY KEY,                                     -- order of arrival
    event_id TEXT NOT NULL UNIQUE REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Rows that were not taken, sealed under a key of their own; both go when discarded or after 30 days.
CREATE TABLE quarantine (
    id         TEXT PRIMARY KEY,
    import_id  TEXT NOT NULL REFERENCES imports (id),
    row        INTEGER NOT NULL,
    line       INTEGER NOT NULL,                                      -- first physical line, from 1
    reason     TEXT NOT NULL,
    field      TEXT,                                                  -- NULL: the row as a whole
    shape      TEXT,                                                  -- letters as a, digits as 9
    sealed_row BLOB,                                                  -- NULL once destroyed
    sealed_key BLOB,                                                  -- the row's key, sealed under the workspace's
    state      TEXT NOT NULL CHECK (state IN ('held', 'discarded', 'expired')),
    at_ms      INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((state = 'held') = (sealed_row IS NOT NULL AND sealed_key IS NOT NULL))
) STRICT;
CREATE INDEX quarantine_held ON quarantine (at_ms) WHERE state = 'held';
