### Review.
### Where a text names a key, the key is drawn beside it and does not stand in the text.

## Keys

keys-review = In Review
key-accept = Accept the suggestion
key-choose = Choose an intent
key-search = Search the texts of waiting items
key-find = Find another intent by typing
key-escalate = Escalate: hand it to somebody who may decide more
key-skip = Skip: leave it for later or for others
key-undo = Undo the last answer
key-comment = Add a comment to the answer
key-similar = Show similar cases and their answers
key-history = Show earlier conversations of this customer
key-chart = Show how far the figure can be trusted
key-list = Show the list, where there is no room for it

## Review: the list

review-title = Review
review-queue = Queue
review-list = Waiting items
review-left = { $count } left
review-matching = { $count } of { $total }
review-search = Search the texts of waiting items
review-search-hint = Search words
review-filter-queue = Queue
review-filter-reason = Reason
review-filter-intent = Intent
review-filter-channel = Channel
review-filter-overdue = Overdue
review-filter-mine = Yours
review-list-filtered = List, filtered
show-all = Show all
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
set-of-one = Sets like { $titles } alone hold the right intent in { $share } % of { $n } cases ({ $low }–{ $high }).
set-of-more = One of { $titles }: sets like this hold the right intent in { $share } % of { $n } cases ({ $low }–{ $high }).
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
context-nearest = Most alike, as people answered them
context-without = Hangs on
context-secondary = Perhaps also wants
without = Without “{ $words }” it would be { $title }.
similar-count = { $count } { $title }
similar-none = None yet
history-count =
    { $count ->
        [0] No earlier conversation
        [one] { $count } earlier conversation
       *[other] { $count } earlier conversations
    }
past-similar = Cases like this, as people answered them
past-history = Earlier conversations of this customer
past-none = There is none any more.
past-no-text = No text.
past-outcome-person = { $title }, said a person
past-outcome-imported = { $title }, as it came labelled
past-outcome-automatic = { $title }, without a person
past-outcome-asked = A person is asked
calibration = How far this figure can be trusted
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
matching-done-title = Everything that matches is done
no-match-title = No waiting item matches
no-match-text =
    { $count ->
        [0] Nothing waits at all. What comes in and matches will appear here.
        [one] One item waits, and it does not fit everything you ask for.
       *[other] { $shown } items wait, and none fits everything you ask for. A search finds words by how they begin, in the last message of an item.
    }
cannot-list-title = The list cannot be read
