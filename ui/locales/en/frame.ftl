### What stands around every screen: rail, strip, STOP, keys.
### Where a text names a key, the key is drawn beside it and does not stand in the text.

## Frame

rail = Screens
rail-waiting =
    { $count ->
        [one] { $screen } { $count } needs someone
       *[other] { $screen } { $count } need someone
    }
rail-overdue =
    { $late ->
        [one] { $waiting }, one is overdue
       *[other] { $waiting }, { $late } are overdue
    }
screen-review = Review
screen-decisions = Decisions
screen-fairness = Fairness
screen-monitoring = Monitoring
screen-ledger = Ledger
window-title = { $screen } · Countersign

no-screen-title = Nothing of yours to do here
no-screen-text = Your roles open none of the screens. An administrator can give you a role; STOP is here for everybody.
strip-model = model { $version }
strip-policy = policy { $version }
strip-import = importing { $name }: { $rows } rows
strip-reading = reading the status
strip-unknown = status unknown: { $text }
running-running = running
running-stopped = stopped by { $by }, { $time }
running-stopped-by-file = stopped by the file STOP, { $time }
running-paused = automatic routing paused, { $time }
running-no_model = no model yet: people decide
running-no_guarantee = suggestions only: people decide
strip-fault = { $part } paused, { $time }: { $what }
strip-set-aside = { $count ->
    [one] one event could not be decided and waits; see the log
   *[other] { $count } events could not be decided and wait; see the log
}
fault-part-inbox = taking files in
fault-part-decisions = deciding
fault-part-outbox = sending decisions
promise-valid = promise ≤ { $alpha } errors valid
promise-withdrawn = promise ≤ { $alpha } errors withdrawn: the random sample was wrong too often
promise-none = no promise yet (≤ { $alpha } errors)
promise-labels = promise ≤ { $alpha } errors: { $labels } labels are needed
notice-stopped-title = Nothing is routed without a person any more
notice-stopped-text = Automatic routing has stopped or been paused. The status strip says why.
notice-overdue-title =
    { $count ->
        [one] One item is past its due time
       *[other] { $count } items are past their due time
    }
notice-overdue-text = They are first in Review.
person-menu = Signed in as { $name }
sign-out = Sign out
role-supervisor = Supervisor
role-compliance_officer = Compliance officer
role-model_steward = Model steward
role-administrator = Administrator
role-auditor = Auditor
theme = Theme
theme-system = As the desktop
theme-light = Light
theme-dark = Dark
density = Density
density-work = Compact
density-comfort = Comfortable

## STOP

stop = STOP
stop-ask-title = Send everything to people?
stop-ask-text = From now on nothing is routed without a person, until somebody lifts the stop. What is recorded stays as it is.
stop-now = Stop now
stop-done-title = Stopped
stop-done-text = Every event goes to a person now. Say why, for those who find it stopped.
stop-reason = Reason
stop-reason-add = Record the reason
stop-reason-later = Without a reason
stop-reason-say = Say why
stop-lift = Lift the stop
lift-title = Let the engine route again?
lift-text = What keeps the promise is routed without a person again. The reason is recorded under your name.
lift-reason = Why it is safe again
lift-action = Lift the stop

## Keys

keys-title = Keys
keys-everywhere = Everywhere
keys-lists = In lists
keys-go = Go to
key-palette = Commands: go anywhere, do anything
key-back = Back to where you were
key-help = Show the keys
key-stop = STOP: send everything to people
key-larger = Everything larger
key-smaller = Everything smaller
key-usual-size = Usual size
key-next = Next row
key-previous = Previous row
key-renew = Renew the list
key-clear-filters = Clear all filters: show everything

## Commands

palette = Commands
palette-hint = Type what you want to do or where to go
palette-open = Commands
palette-screens = Go to
palette-here = On this screen
palette-everywhere = Everywhere
palette-choices = Answer this item with
palette-answer = Answer: { $title }
palette-intents = What an intent means
palette-none = Nothing is called like this here.
