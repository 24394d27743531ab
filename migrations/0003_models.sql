-- Routing policies and taxonomies, by the digest of their text.
CREATE TABLE policies (
    version TEXT PRIMARY KEY,                                         -- SHA-256 of text, hexadecimal
    kind    TEXT NOT NULL CHECK (kind IN ('routing', 'taxonomy')),
    text    TEXT NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE policy_activations (
    id      INTEGER PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('routing', 'taxonomy')),
    version TEXT NOT NULL REFERENCES policies (version),
    at_ms   INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Frozen sets of labels; the id is a digest over the members, so the set can be proven after texts are gone.
CREATE TABLE training_sets (
    id            TEXT PRIMARY KEY,
    members       INTEGER NOT NULL,
    frozen_at_ms  INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TABLE training_set_members (
    training_set_id TEXT NOT NULL REFERENCES training_sets (id) DEFERRABLE INITIALLY DEFERRED,
    event_id        TEXT NOT NULL,
    intent          TEXT NOT NULL,
    text_digest     BLOB NOT NULL,                                    -- SHA-256 of the pseudonymized text
    PRIMARY KEY (training_set_id, event_id)
) STRICT, WITHOUT ROWID;

-- Model versions: content-addressed bundles.
CREATE TABLE models (
    version         TEXT PRIMARY KEY,                                 -- SHA-256 of manifest, hexadecimal
    manifest        TEXT NOT NULL CHECK (json_valid(manifest)),       -- digests of all parts, settings, lineage
    classifier      BLOB NOT NULL,
    evaluation      TEXT NOT NULL CHECK (json_valid(evaluation)),
    training_set_id TEXT NOT NULL REFERENCES training_sets (id) DEFERRABLE INITIALLY DEFERRED,
    trained_by      TEXT NOT NULL,
    trained_at_ms   INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TRIGGER models_are_never_updated BEFORE UPDATE ON models
    BEGIN SELECT RAISE(ABORT, 'model versions are immutable'); END;

-- Who was live when: append-only.
CREATE TABLE deployments (
    id            INTEGER PRIMARY KEY,
    model_version TEXT REFERENCES models (version),                   -- NULL: no model live
    cause         TEXT NOT NULL CHECK (cause IN ('promoted', 'rolled_back')),
    replaces      TEXT,                                               -- the version that was live before
    by            TEXT NOT NULL,
    reason        TEXT,
    at_ms         INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE TRIGGER deployments_are_never_updated BEFORE UPDATE ON deployments
    BEGIN SELECT RAISE(ABORT, 'the deployment timeline is append-only'); END;
CREATE TRIGGER deployments_are_never_deleted BEFORE DELETE ON deployments
    BEGIN SELECT RAISE(ABORT, 'the deployment timeline is append-only'); END;

-- Automatic routing paused and resumed; the last row is what holds.
CREATE TABLE pauses (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('paused', 'resumed')),
    by     TEXT NOT NULL,
    reason TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;
