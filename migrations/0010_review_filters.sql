-- What a filter of the queue asks for stands beside each item, so that looking through 100,000 of them reads one index.
ALTER TABLE review_items ADD COLUMN position INTEGER;                 -- order in which they were opened; the row of its words
ALTER TABLE review_items ADD COLUMN intent TEXT;                      -- the suggestion, as in its decision; NULL without a model
ALTER TABLE review_items ADD COLUMN channel TEXT;                     -- as in its event
UPDATE review_items SET position = rowid,
    intent = (SELECT d.intent FROM decisions d WHERE d.id = review_items.decision_id),
    channel = (SELECT e.channel FROM events e WHERE e.id = review_items.event_id);
CREATE UNIQUE INDEX review_items_by_position ON review_items (position);
DROP INDEX review_items_by_due;
CREATE INDEX review_items_by_due ON review_items                      -- the queue, filtered or not
    (priority DESC, due_at_ms, id, queue, reason, intent, channel, position) WHERE state = 'pending';
CREATE INDEX review_items_alike ON review_items                       -- how many wait, by what filters ask for
    (queue, reason, intent, channel, due_at_ms, id, position) WHERE state = 'pending';

-- Words of what is asked about in waiting items, for searching; no text. A placeholder is one word, so that nobody who looks
-- for an address finds every masked one. An item that no longer waits is taken out: from what is found at once, from the
-- file when the index is next merged; what erases an event merges it (`optimize`).
CREATE VIRTUAL TABLE waiting_words USING fts5
    (text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2 tokenchars '_·⟦⟧'");
INSERT INTO waiting_words (rowid, text)
    SELECT i.position, (SELECT group_concat(t.value ->> 'text', ' ') FROM json_each(e.turns) t)
    FROM review_items i JOIN events e ON e.id = i.event_id
    WHERE i.state = 'pending';
