-- One row per decision; a later revision supersedes, nothing is overwritten. The highest revision holds.
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
CREATE INDEX decisions_by_time ON decisions (decided_at_ms, id);                    -- lists and exports
CREATE INDEX decisions_by_model ON decisions (model_version, verdict);              -- roll-back
CREATE TRIGGER decisions_are_never_updated BEFORE UPDATE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are immutable'); END;
CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
    BEGIN SELECT RAISE(ABORT, 'decisions are immutable'); END;

CREATE VIEW current_decisions AS
    SELECT d.* FROM decisions d
    WHERE d.revision = (SELECT max(r.revision) FROM decisions r WHERE r.event_id = d.event_id);

-- Questions put to people; one pending item per session.
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
) STRICT;
CREATE UNIQUE INDEX review_items_one_pending ON review_items (session) WHERE state = 'pending';
CREATE INDEX review_items_by_due ON review_items (priority DESC, due_at_ms, id) WHERE state = 'pending';  -- the queue
CREATE INDEX review_items_by_event ON review_items (event_id);

-- Leases on items. Bookkeeping.
CREATE TABLE claims (
    item_id     TEXT PRIMARY KEY REFERENCES review_items (id),
    person_id   TEXT NOT NULL REFERENCES people (id),
    until_ms    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Items a person would rather not answer now. Bookkeeping.
CREATE TABLE skips (
    item_id   TEXT NOT NULL REFERENCES review_items (id),
    person_id TEXT NOT NULL REFERENCES people (id),
    at_ms     INTEGER NOT NULL,
    PRIMARY KEY (item_id, person_id)
) STRICT, WITHOUT ROWID;

-- What reviewers did, in order.
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

-- What is known to be right. A label is withdrawn by a row, never changed.
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

-- Decisions on their way out: held back, written as a file, marked applied by a receipt.
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
