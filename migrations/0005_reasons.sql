-- Why a second person was asked, as the one who asked wrote it (identifiers replaced); NULL: not said.
ALTER TABLE approvals ADD COLUMN reason TEXT;
