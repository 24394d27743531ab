### Decisions.

keys-decisions = In Decisions
key-replay = Replay the decision

## The list and its filter

decisions-list = Decisions, newest first
decisions-counting = counting
decisions-count =
    { $count ->
        [one] { $shown } decision
       *[other] { $shown } decisions
    }
decisions-share-automatic = without a person
decisions-share-abstained = left to a person
decisions-share-person = answered by a person
decisions-newer = There are newer ones: renew the list
decisions-none-title = Nothing has been decided yet
decisions-none-text = Every decision appears here with what it was decided on, by which model and policy, and why.
decisions-no-match-title = No decision matches
decisions-no-match-text = Nothing that was decided fits everything you ask for.
filters = Filter
filter-verdict = Outcome
filter-intent = Intent
filter-reason = Reason
filter-queue = Route
filter-channel = Channel
filter-segment = Segment
filter-policy = Policy
filter-since = From
filter-until = Until
filter-event = Event
filter-judged = Routine look
filter-word = Whose word
word-engine = the engine’s own, answered since or not
judged-right = people agreed
judged-wrong = people disagreed
verdict-automatic = Without a person
verdict-abstained = Left to a person
verdict-person = Answered by a person

## One decision

decision = Decision
decision-no-intent = No intent
decision-no-text-right = Your roles do not include reading conversations; everything else about the decision is here.
decision-why = Why
decision-candidates = Most probable intents with their probability
decision-rule = Rule
decision-queue = Queue
decision-action = Action
decision-action-none = a person answers
decision-comment = Comment
outcome-automatic = Everything agreed, so it was routed without a person.
outcome-above = Its probability { $probability } is above { $threshold }, the threshold that keeps the promise, and nothing spoke against it: it was routed without a person.
outcome-person = { $by } answered. Nothing automatic overrides it.
outcome-restored = A person decided. Nothing automatic overrides it.
decision-revisions = What became of it
revision-holds = holds
revision-open = Open revision { $number }
open = Open
outbox-held = Waits for the end of the hold-back.
outbox-released = Has left for the receiving system.
outbox-applied = The receiving system has applied it.
outbox-withdrawn = Was taken back before it left.
outbox-none = Does not leave: a person answers first.
decision-lineage = Lineage
lineage-event = Event
lineage-decision = Decision
lineage-happened = Happened
lineage-received = Came in
lineage-model = Model
lineage-no-model = none was live
lineage-policy = Routing policy
lineage-taxonomy = Taxonomy
lineage-features = Features
lineage-recognizers = Recognizers
lineage-contacts = Earlier contacts
lineage-unlike = Unlike the training texts
lineage-segments = Segment
lineage-all-model = All decisions of this model
lineage-all-policy = All decisions under this policy
replay-title = Replay
replay-text = Makes the decision again from what is stored and compares every field.
replay-action = Replay
replay-same = The same, bit for bit, in every field.
replay-differs =
    { $count ->
        [one] One field came out differently.
       *[other] { $count } fields came out differently.
    }
replay-field = Field
replay-kept = As kept
replay-again = As replayed
