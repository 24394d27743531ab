-- The engine writes nearly every entry; what people did is looked for most. Found in the canonical text and not by its
-- JSON, so that an entry which somebody has damaged is listed with the others.
CREATE INDEX ledger_of_people ON ledger (sequence) WHERE instr(entry, '"actor":"engine"') = 0;
