-- Generated from the migrations, for readers. Do not edit.

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

CREATE TABLE workspace (
    id            TEXT PRIMARY KEY,
    name          TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

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
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED, reason TEXT,
    CHECK (decided_by IS NULL OR decided_by <> requested_by)
) STRICT;

CREATE UNIQUE INDEX approvals_one_pending ON approvals (kind, subject) WHERE state = 'pending';

CREATE TABLE stops (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('engaged', 'lifted')),
    by     TEXT NOT NULL,                                             -- person id, or the file's owner as 'file:<uid>'
    reason TEXT,
    at_ms  INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

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
, fault TEXT CHECK (fault IN (
    'unknown_format', 'not_plain', 'no_rights', 'not_text', 'header', 'read', 'changed', 'stuck'
))) STRICT;

CREATE INDEX imports_by_fingerprint ON imports (fingerprint);

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

CREATE TABLE batch_rows (
    batch_id TEXT NOT NULL REFERENCES batches (id) DEFERRABLE INITIALLY DEFERRED,
    row      INTEGER NOT NULL,                                        -- 1-based data row of the file
    digest   BLOB NOT NULL CHECK (length(digest) = 32),               -- keyed digest of the row's bytes
    became   TEXT NOT NULL CHECK (became IN ('event', 'duplicate', 'quarantined')),
    PRIMARY KEY (batch_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE pseudonyms (
    index_key BLOB PRIMARY KEY CHECK (length(index_key) = 32),
    surrogate TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE INDEX events_by_session ON events (session, at_ms);

CREATE INDEX events_by_subject ON events (subject, at_ms);

CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are immutable'); END;

CREATE TABLE sensitive_features (
    event_id TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    feature  TEXT NOT NULL,
    value    TEXT NOT NULL,
    PRIMARY KEY (event_id, feature)
) STRICT, WITHOUT ROWID;

CREATE TABLE undecided (
    position INTEGER PRIMARY KEY,                                     -- order of arrival
    event_id TEXT NOT NULL UNIQUE REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED
, set_aside_at_ms INTEGER) STRICT;

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

CREATE TABLE pauses (
    id     INTEGER PRIMARY KEY,
    kind   TEXT NOT NULL CHECK (kind IN ('paused', 'resumed')),
    by     TEXT NOT NULL,
    reason TEXT NOT NULL,
    at_ms  INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE decisions (
    id                     TEXT PRIMARY KEY,
    event_id               TEXT NOT NULL REFERENCES events (id),
    revision               INTEGER NOT NULL CHECK (revision >= 1),
    verdict                TEXT NOT NULL CHECK (verdict IN ('automatic', 'abstained', 'person')),
    reason                 TEXT,                                      -- why it abstained; NULL otherwise
    intent                 TEXT,                                      -- most probable, or the person's; NULL without a model
    candidates             TEXT NOT NULL CHECK (json_valid(candidates)), -- [{intent, probability}], at most five
    threshold              REAL,
    out_of_scope_score     REAL,
    feature_set_version    TEXT NOT NULL,
    model_version          TEXT REFERENCES models (version),          -- NULL: no model was live
    routing_policy_version TEXT NOT NULL REFERENCES policies (version),
    taxonomy_version       TEXT NOT NULL REFERENCES policies (version),
    recognizer_version     TEXT NOT NULL,
    earlier_contacts       INTEGER NOT NULL,                          -- of the subject, as counted when it was decided
    rule                   TEXT NOT NULL,
    queue                  TEXT NOT NULL,
    action                 TEXT,                                      -- NULL: a person answers
    priority               INTEGER NOT NULL,
    due_at_ms              INTEGER NOT NULL,
    audit_probability      REAL NOT NULL,                             -- share with which it is sent to review as well
    audited                INTEGER NOT NULL CHECK (audited IN (0, 1)),
    decided_at_ms          INTEGER NOT NULL,
    ledger_sequence        INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (event_id, revision)
) STRICT;

CREATE INDEX decisions_by_model ON decisions (model_version, verdict);

CREATE TRIGGER decisions_are_never_updated BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are immutable'); END;

CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are immutable'); END;

CREATE VIEW current_decisions AS
    SELECT d.* FROM decisions d
    WHERE d.revision = (SELECT max(r.revision) FROM decisions r WHERE r.event_id = d.event_id);

CREATE TABLE review_items (
    id          TEXT PRIMARY KEY,
    session     TEXT NOT NULL,
    event_id    TEXT NOT NULL REFERENCES events (id),
    decision_id TEXT NOT NULL REFERENCES decisions (id) DEFERRABLE INITIALLY DEFERRED,
    queue       TEXT NOT NULL,
    reason      TEXT,                                                 -- NULL: the random audit stratum
    priority    INTEGER NOT NULL,
    due_at_ms   INTEGER NOT NULL,
    probability REAL,                                                 -- of the suggestion; NULL without a model
    state       TEXT NOT NULL CHECK (state IN ('pending', 'submitted', 'discarded')),
    version     INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
, position INTEGER, intent TEXT, channel TEXT) STRICT;

CREATE INDEX review_items_by_event ON review_items (event_id);

CREATE TABLE claims (
    item_id     TEXT PRIMARY KEY REFERENCES review_items (id),
    person_id   TEXT NOT NULL REFERENCES people (id),
    until_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE skips (
    item_id   TEXT NOT NULL REFERENCES review_items (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (item_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE responses (
    id          TEXT PRIMARY KEY,
    item_id     TEXT NOT NULL REFERENCES review_items (id),
    decision_id TEXT REFERENCES decisions (id) DEFERRABLE INITIALLY DEFERRED,  -- the decision it made; NULL: escalation
    kind        TEXT NOT NULL CHECK (kind IN ('answer', 'escalate', 'undo')),
    intent      TEXT,
    comment     TEXT,                                                 -- pseudonymized
    undoes      TEXT REFERENCES responses (id),
    queue_before  TEXT NOT NULL,                                      -- where the item goes back to when taken back
    version_after INTEGER NOT NULL,                                   -- of the item; another one since forbids an undo
    by          TEXT NOT NULL REFERENCES people (id),
    at_ms       INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX responses_by_person ON responses (by, at_ms);

CREATE UNIQUE INDEX responses_undone_once ON responses (undoes) WHERE undoes IS NOT NULL;

CREATE TRIGGER responses_are_never_updated BEFORE UPDATE ON responses
    BEGIN SELECT RAISE(ABORT, 'responses are immutable'); END;

CREATE TABLE labels (
    id          TEXT PRIMARY KEY,
    event_id    TEXT NOT NULL REFERENCES events (id) DEFERRABLE INITIALLY DEFERRED,
    intent      TEXT NOT NULL,
    provenance  TEXT NOT NULL CHECK (provenance IN ('imported', 'reviewed', 'audited')),
    by          TEXT REFERENCES people (id),                          -- NULL: imported
    response_id TEXT REFERENCES responses (id) DEFERRABLE INITIALLY DEFERRED,
    at_ms       INTEGER NOT NULL,
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX labels_by_event ON labels (event_id, at_ms);

CREATE TRIGGER labels_are_never_updated BEFORE UPDATE ON labels
    BEGIN SELECT RAISE(ABORT, 'labels are immutable'); END;

CREATE TRIGGER labels_are_never_deleted BEFORE DELETE ON labels
    BEGIN SELECT RAISE(ABORT, 'labels are immutable'); END;

CREATE TABLE label_withdrawals (
    label_id TEXT PRIMARY KEY REFERENCES labels (id),
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE VIEW current_labels AS
    SELECT l.* FROM labels l
    WHERE NOT EXISTS (SELECT 1 FROM label_withdrawals w WHERE w.label_id = l.id)
      AND l.ledger_sequence = (SELECT max(m.ledger_sequence) FROM labels m WHERE m.event_id = l.event_id
          AND NOT EXISTS (SELECT 1 FROM label_withdrawals w WHERE w.label_id = m.id));

CREATE TABLE deliveries (
    id              TEXT PRIMARY KEY,                                 -- also the file's name
    lines           INTEGER NOT NULL,
    released_at_ms  INTEGER NOT NULL,
    written         INTEGER NOT NULL CHECK (written IN (0, 1)),       -- whether the file is in place
    ledger_sequence INTEGER NOT NULL REFERENCES ledger (sequence) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE outbox (
    decision_id      TEXT PRIMARY KEY REFERENCES decisions (id) DEFERRABLE INITIALLY DEFERRED,
    release_after_ms INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('held', 'released', 'applied', 'withdrawn')),
    delivery_id      TEXT REFERENCES deliveries (id) DEFERRABLE INITIALLY DEFERRED,
    CHECK ((delivery_id IS NOT NULL) = (state IN ('released', 'applied')))
) STRICT, WITHOUT ROWID;

CREATE INDEX outbox_due ON outbox (release_after_ms) WHERE state = 'held';

CREATE INDEX outbox_by_delivery ON outbox (delivery_id) WHERE delivery_id IS NOT NULL;

CREATE INDEX undecided_set_aside ON undecided (set_aside_at_ms) WHERE set_aside_at_ms IS NOT NULL;

CREATE INDEX decisions_by_time ON decisions                                          -- lists, exports, counts
    (decided_at_ms, id, event_id, revision, verdict, reason, intent, queue);

CREATE INDEX events_facts ON events (id, channel, received_at_ms, segment);

CREATE INDEX responses_by_decision ON responses (decision_id) WHERE decision_id IS NOT NULL;

CREATE UNIQUE INDEX review_items_one_pending ON review_items (event_id) WHERE state = 'pending';

CREATE INDEX review_items_by_session ON review_items (session) WHERE state = 'pending';

CREATE INDEX ledger_of_people ON ledger (sequence) WHERE instr(entry, '"actor":"engine"') = 0;

CREATE UNIQUE INDEX review_items_by_position ON review_items (position);

CREATE INDEX review_items_by_due ON review_items                      -- the queue, filtered or not
    (priority DESC, due_at_ms, id, queue, reason, intent, channel, position) WHERE state = 'pending';

CREATE INDEX review_items_alike ON review_items                       -- how many wait, by what filters ask for
    (queue, reason, intent, channel, due_at_ms, id, position) WHERE state = 'pending';

CREATE VIRTUAL TABLE waiting_words USING fts5
    (text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2 tokenchars '_·⟦⟧'");

CREATE TABLE 'waiting_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'waiting_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'waiting_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'waiting_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;
