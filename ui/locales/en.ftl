### Every string of the console, in English. German is in de.ftl with the same ids.
### Where a text names a key, the key is drawn beside it and does not stand in the text.

product = Countersign
cancel = Cancel
close = Close
retry = Try again

## A view failed

fault-title = This view failed
fault-text = Nothing you recorded is lost, and the engine goes on working. Draw the view again; report the line below if it fails once more.
fault-retry = Draw it again

## Before the console: unlock, sign in

entrance-workspace = { $name } · { $folder }
entrance-local = Everything stays on this computer. The program opens no network connection.
signin-title = Sign in
signin-hint = What you decide is recorded under your name.
signin-name = Name
signin-password = Password
signin-action = Sign in
unlock-title = Unlock the workspace
unlock-hint = This computer has no keyring, so the key is made from the passphrase each time. Without it nobody can read the workspace, and nobody can restore it.
unlock-passphrase = Passphrase
unlock-action = Unlock
unlock-refused = This passphrase does not open the workspace. Type it again.
held-title = The workspace is in use
held-by = { $holder } holds it. One process holds a workspace at a time.
held-by-unknown = Another process holds it. One process holds a workspace at a time.
held-hint-wait = End that program, then try again. Nothing is lost meanwhile.
held-hint = If you take over, it finishes what it has begun, releases the workspace and ends. Nothing is lost.
held-action = Take over
cannot-open-title = The workspace cannot be opened
cannot-open-hint = Nothing in it was changed.
cannot-open-retry = Try again

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

## Frame

rail = Screens
rail-review = Review
no-screen-title = Nothing of yours to do here
no-screen-text = Your roles do not include Review, the screen there is so far. What you may do is in the command “countersign”; STOP is here for everybody.
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
promise-valid = promise ≤ { $alpha } errors valid
promise-none = no promise yet (≤ { $alpha } errors)
promise-labels = promise ≤ { $alpha } errors: { $labels } labels are needed
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
keys-review = In Review
keys-everywhere = Everywhere
key-help = Show the keys
key-stop = STOP: send everything to people
key-larger = Everything larger
key-smaller = Everything smaller
key-usual-size = Usual size
key-accept = Accept the suggestion
key-choose = Choose an intent
key-find = Find another intent by typing
key-escalate = Escalate: hand it to somebody who may decide more
key-skip = Skip: leave it for later or for others
key-undo = Undo the last answer
key-comment = Add a comment to the answer
key-next = Next item
key-previous = Previous item
key-chart = Show how far the figure can be trusted
key-renew = Renew the list
key-list = Show the list, where there is no room for it

## Review: the list

review-title = Review
review-queue = Queue
review-list = Waiting items
review-left = { $count } left
review-done = { $count } done today
review-claimed-by = { $name } has it
review-reading = You may read here; answering needs another role.
due-late = { $time } late
mark-answered = Answered
mark-escalated = Escalated
mark-skipped = Skipped
mark-gone = Closed
newcomers =
    { $count ->
        [one] { $count } new item: renew the list
       *[other] { $count } new items: renew the list
    }
newcomers-none = Renew the list

## Review: the item

review-item = Item
due-in = due in { $time }
due-since = { $time } late
claim-free = not claimed yet
claim-mine = yours until { $until }
claim-other = { $by } has it until { $until }
channel-chat = Chat
channel-email = E-mail
channel-ticket = Ticket
channel-voice_transcript = Telephone
channel-social = Social network
conversation = Conversation
conversation-empty = There is no text. Decide by what else is known, or escalate.
speaker-customer = Customer
speaker-agent = Agent
speaker-system = System
evidence-for = spoke for the suggestion
evidence-against = spoke against it
answer = Answer
suggested = Suggested: { $title }
right-of-100 = Of 100 like this, { $right } were right (judged on { $n } cases).
right-unknown = How often suggestions like this are right is not known yet.
accept = Accept
no-suggestion-title = No suggestion
no-suggestion-text = The engine has no guess here. Choose what the customer wants; each answer is something a model can learn from.
example = “{ $text }”
find-intent = Another intent
find-intent-hint = Type a part of its name or meaning
find-intent-none = No intent is called or described like this.
context = Context
context-reason = Here because
context-similar = Similar cases
context-history = This customer
similar-count = { $count } { $title }
similar-none = None yet
history-count =
    { $count ->
        [0] No earlier conversation
        [one] { $count } earlier conversation
       *[other] { $count } earlier conversations
    }
calibration = How far this figure can be trusted
chart-calibration = Predicted probability and share that was right
chart-calibration-text = Each point is a range of probabilities; its whisker is the 95 % interval. Points on the line were right as often as predicted.
chart-x = predicted probability (%)
chart-y = share that was right (%)
chart-reference = right as often as predicted
chart-current = this item
chart-column-probability = probability
chart-column-mean = mean probability
chart-column-right = share right
chart-column-interval = 95 % interval
comment = Comment
comment-hint = Goes with your answer
act-escalate = Escalate
act-skip = Skip
act-comment = Comment
act-undo = Undo
undo-until = Undo until { $time }
said-answered = Recorded: { $title }.
said-escalated = Escalated.
said-undone = Taken back. The item waits again.
said-nothing-to-undo = There is nothing of yours to take back.
back-to-it = Back to it

## Review: nothing to do, or not readable

nothing-title = Nothing waits for you
nothing-text = When the engine may not decide something alone, it appears here: most urgent first, with the reason why it needs a person.
nothing-fill = Events come in from exports, as JSON Lines or CSV: put a file into the watched folder of the workspace, or run “countersign import”.
all-done-title = Everything in this list is done
all-done-text = Skipped items and what came in since are in a new list.
all-done-action = Renew the list
cannot-list-title = The list cannot be read

## Review: placeholders in the text, by type

entity-PERSON = Name
entity-EMAIL_ADDRESS = E-mail
entity-PHONE_NUMBER = Phone number
entity-STREET_ADDRESS = Address
entity-ZIP_CODE = Postcode
entity-CREDIT_CARD = Card number
entity-IBAN_CODE = IBAN
entity-BANK_ACCOUNT = Bank account
entity-US_SSN = Social security number
entity-NATIONAL_ID = National id
entity-PASSPORT = Passport number
entity-US_DRIVER_LICENSE = Driving licence (US)
entity-DRIVER_LICENSE = Driving licence
entity-LICENSE_PLATE = Number plate
entity-DATE_OF_BIRTH = Date of birth
entity-USERNAME = User name
entity-PASSWORD = Password
entity-PIN = PIN
entity-ACCOUNT_ID = Customer number
entity-ORDER_ID = Order number
entity-CASE_ID = Case number
entity-MEDICAL_ID = Medical number
entity-IP_ADDRESS = IP address
entity-MAC_ADDRESS = Hardware address
entity-URL = Web address
entity-DEVICE_ID = Device number
entity-CRYPTO = Crypto address
entity-COORDINATES = Coordinates
entity-LOCATION = Place
entity-ORGANIZATION = Organisation
entity-DATE_TIME = Date
entity-AGE = Age
entity-NRP = Nationality or belief
entity-TITLE = Form of address

## Review: why an item is here, by code; without a code it is a routine look

reason-no_model = no model yet
reason-no_guarantee = suggests only
reason-below_threshold = too unsure
reason-two_rivals = two rivals
reason-out_of_scope = unlike the rest
reason-language = language
reason-always_human = always a person
reason-no_text = no text
reason-stopped = stopped
reason-paused = paused
reason-open_item = open question
reason-fault = fault
reason-routine = routine look
because-no_model = There is no model yet, so a person decides.
because-no_guarantee = The model only suggests: nothing shows yet that it keeps the promise.
because-below_threshold = The suggestion is less sure than the promise asks for.
because-two_rivals = Two intents are too close to choose between.
because-out_of_scope = It is unlike everything the model learned from.
because-language = It is in a language the model was not trained for.
because-always_human = The policy always sends this to a person.
because-no_text = There is no text to decide by.
because-stopped = STOP was on when it came in.
because-paused = Automatic routing was paused when it came in.
because-open_item = A question about this conversation was open already.
because-fault = Deciding it failed in the program, so a person decides.
because-routine = A routine look: people see a share of what comes in, whatever it is.
