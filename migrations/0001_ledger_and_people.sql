-- Every recorded act, in order. An entry is canonical JSON (RFC 8785, strings and integers only) and holds ids and
-- digests, never personal data; leaf = SHA-256(0x00 ‖ entry), chain = SHA-256(0x02 ‖ previous chain ‖ leaf).
CREATE TABLE ledger (
    sequence INTEGER PRIMARY KEY,                                     -- 1, 2, 3 … without gaps
    entry    TEXT NOT NULL,
    leaf     BLOB NOT NULL CHECK (length(leaf) = 32),
    chain    BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
CREATE TRIGGER ledger_is_never_updated BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_is_never_deleted BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

-- The one workspace that this file is.
CREATE TABLE workspace (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- What the firm sets; a key without a row has its default.
CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- People who sign in. A person is disabled, never deleted: the ledger names them.
CREATE TABLE people (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL UNIQUE COLLATE NOCASE,
    password_hash  TEXT NOT NULL,                                     -- Argon2id, PHC string
    disabled_at_ms INTEGER,                                           -- NULL: may sign in
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE person_roles (
    person_id TEXT NOT NULL REFERENCES people (id),
    role      TEXT NOT NULL CHECK (role IN ('supervisor', 'compliance_officer', 'model_steward', 'administrator', 'auditor')),
    PRIMARY KEY (person_id, role)
) STRICT, WITHOUT ROWID;

-- Acts that wait for a second person.
CREATE TABLE approvals (
    id              TEXT PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('promotion', 'policy')),
    subject         TEXT NOT NULL,                                    -- id of what is to be done: model version, policy version
    evidence        TEXT NOT NULL CHECK (json_valid(evidence)),       -- figures the second person decides on
    requested_by    TEXT NOT NULL REFERENCES people (id),
    requested_at_ms INTEGER NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('pending', 'approved', 'refused')),
    decided_by      TEXT REFERENCES people (id),                      -- NULL while pending
    decided_at_ms   INTEGER,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED,
    CHECK (decided_by IS NULL OR decided_by <> requested_by)
) STRICT;
CREATE UNIQUE INDEX approvals_one_pending ON approvals (kind, subject) WHERE state = 'pending';

-- STOP and its lifting, in order; the last row is what holds.
CREATE TABLE stops (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('engaged', 'lifted')),
    by     TEXT NOT NULL,                                             -- person id, or the file's owner as 'file:<uid>'
    reason TEXT,
    at_ms  INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
