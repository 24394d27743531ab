### Sources: what comes in, from where, and what was refused.

screen-sources = Sources
keys-sources = In Sources
key-open-files = Open files to import

sources-open = Open files
sources-drop = Or drop files on the window
sources-ways = Where rows come from
sources-folder = Watched folder:
sources-folder-hint = Files that end in .jsonl or .csv are taken by themselves: rename them into place, or leave them for two seconds. A file is removed once each of its rows is accounted for.
sources-none-title = Nothing has come in yet
sources-none-text = Each way by which rows came in appears here, with how fresh it is and what became of its rows. Put a file into the watched folder, drop it on the window, or open it.
sources-source = Source
sources-fresh = Last rows
sources-files = Files
sources-taken = Taken
sources-duplicates = Duplicates
sources-quarantined = Quarantined
sources-refused = Refused share
sources-never = never
sources-stale =
    { $hours ->
        [one] Stale: nothing new for over { $hours } hour
       *[other] Stale: nothing new for over { $hours } hours
    }
sources-failed =
    { $count ->
        [one] { $figure } could not be read
       *[other] { $figure } could not be read
    }
source-folder = Watched folder
source-file = Opened files
source-stdin = Command line

imports-title = Last files
imports-file = File
imports-from = From
imports-state = State
imports-began = Began
import-running = under way
import-finished = done
import-kept = done; one row was too large to seal, so the file was left
import-cancelled = cancelled
import-failed = could not be read
fault-unknown_format = left alone: its name ends in neither .jsonl nor .csv
fault-not_plain = left alone: a link, a folder or a device
fault-no_rights = left alone: its rights do not let Countersign read it
fault-not_text = left alone: it holds no text in UTF-8
fault-header = left alone: its header lacks fields, or is not there
fault-read = could not be read to its end; rows before that were taken
fault-changed = changed while it was being read; give it another name
fault-stuck = taken, but it could not be removed from the folder

quarantine-title = Quarantine
quarantine-held =
    { $count ->
        [0] No row is held. A row that cannot be taken is kept sealed here, with its line, field and reason, and destroyed after 30 days.
        [one] { $figure } row is held, sealed. Correct it in its source and import the file again; rows that were taken count once.
       *[other] { $figure } rows are held, sealed. Correct them in their source and import the file again; rows that were taken count once.
    }
quarantine-where = Where
quarantine-why = Why
quarantine-shape = Shape
quarantine-when = When
quarantine-act = Action
quarantine-line = line { $line }
quarantine-more = Show more
quarantine-discard = Discard
quarantine-discard-row = Discard { $file }, { $place }
quarantine-discarded = discarded
quarantine-expired = destroyed after 30 days

refusal-encoding = is not readable as UTF-8
refusal-json = the line is not a JSON object
refusal-csv = the line does not fit the header, or a quote is not closed
refusal-too_large = is larger than allowed
refusal-missing = is missing or empty
refusal-wrong_type = has the wrong type
refusal-unknown_value = names nothing that the schema knows
refusal-time = is no time that can be read
refusal-id = is an id of a shape that is not accepted
refusal-personal_data = holds personal data where it would be stored as it is
refusal-conflict = is known already, with other content
refusal-two_subjects = two identities point to two different people
refusal-pseudonymization = a recognizer failed, so nothing was stored

offers-title =
    { $count ->
        [one] Import this file?
       *[other] Import these { $count } files?
    }
offers-text = What identifies a person is replaced before anything is stored. The files themselves are left alone.
offers-import =
    { $count ->
        [one] Import
       *[other] Import { $count } files
    }
offers-drop = Drop the files to import them
offers-not-allowed = Your roles do not include importing. A model steward or an administrator can do it.
offer-json_lines = events, JSON Lines
offer-csv = events, CSV
offer-labels = texts with labels, CSV
offer-unknown = its name ends in neither .jsonl nor .csv, so it is not read
offer-no_file = not a file that can be read: a folder, a link or a device
offer-text-column = Column with the text
offer-label-column = Column with the label
