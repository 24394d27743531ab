### What every screen says: failures, buttons.

product = Countersign
cancel = Cancel
close = Close
reading = Reading
retry = Try again

## A view failed

fault-title = This view failed
fault-text = Nothing you recorded is lost, and the engine goes on working. Draw the view again; report the line below if it fails once more.
fault-retry = Draw it again

## Failures, by code

failure-claim-lost = Somebody else has this item now, or it was answered or changed meanwhile. Your answer was not recorded; look at it again.
failure-undo-refused = The hold-back is over or the answer has left, so it can no longer be taken back.
failure-not-allowed = Your roles do not include this. Somebody with the right to do it must sign in.
failure-signed-out = Nobody is signed in any more. Sign in again; what was recorded stands.
failure-wrong-credentials = Name and password do not belong together. Type the password again.
failure-held = Another process holds the workspace.
failure-no-workspace = There is no workspace in this folder. Make one with “countersign workspace init”, or start the console with another folder.
failure-disk-full = The disk is full. Nothing more can be recorded, and nothing is routed without a person, until there is room.
failure-input = This cannot be used as it was given. Nothing was recorded.
failure-key-unavailable = The key of the workspace cannot be reached. Unlock the keyring of your desktop, then try again.
failure-database-too-new = This workspace was written by a newer version of Countersign. Install that version; this one changes nothing in it.
failure-internal = Something failed in the program. What was recorded before stands; nothing was routed without a person because of it.

## Filters

filter-is = { $label }: { $title }
filter-clear = { $label }: any
filter-find = Find: { $label }
filter-find-hint = Type to find
span-1d = Last 24 hours
span-7d = Last 7 days
span-30d = Last 30 days
span-90d = Last 90 days
filter-time = Time
filter-model = Model
filter-version = { $version } ({ $since })
filter-none = Nothing to choose from.
filters-clear = Clear all filters

## Shares

rate-percent = { $share } %
rate-points = { $points } points
rate-interval = [{ $low }, { $high }]
rate-n = n { $n }
rate-unknown = not known yet
