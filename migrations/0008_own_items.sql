-- A conversation may have more than one open item: what left and is put right, and an audit, are asked by themselves, so
-- that no later turn takes their place. About one event there is one at most.
DROP INDEX review_items_one_pending;
CREATE UNIQUE INDEX review_items_one_pending ON review_items (event_id) WHERE state = 'pending';
CREATE INDEX review_items_by_session ON review_items (session) WHERE state = 'pending';
