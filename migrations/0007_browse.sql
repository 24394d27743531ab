-- What a filter asks of a decision stands in the index of their order, so that looking through 100,000 of them reads no
-- rows but those shown. The place of the key columns is as before.
DROP INDEX decisions_by_time;
CREATE INDEX decisions_by_time ON decisions                                          -- lists, exports, counts
    (decided_at_ms, id, event_id, revision, verdict, reason, intent, queue);

-- Few columns of a wide row that lists and counts ask for, by event.
CREATE INDEX events_facts ON events (id, channel, received_at_ms, segment);

CREATE INDEX responses_by_decision ON responses (decision_id) WHERE decision_id IS NOT NULL;   -- who answered
