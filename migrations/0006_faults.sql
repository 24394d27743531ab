-- Why a file was left where it is: every file that somebody put in gets an answer. NULL where nothing was wrong.
ALTER TABLE imports ADD COLUMN fault TEXT CHECK (fault IN (
    'unknown_format', 'not_plain', 'no_rights', 'not_text', 'header', 'read', 'changed', 'stuck'
));

-- An event that made deciding fail and could not even be left to a person: it waits here and holds nothing else up.
-- Tried again when the worker starts. NULL: it waits for its turn.
ALTER TABLE undecided ADD COLUMN set_aside_at_ms INTEGER;
CREATE INDEX undecided_set_aside ON undecided (set_aside_at_ms) WHERE set_aside_at_ms IS NOT NULL;
