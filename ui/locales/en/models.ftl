### Models, and what waits for a second person.

screen-models = Models
keys-models = In Models
key-train = Train a model on every label
key-ask-promotion = Ask for the candidate to be released
key-roll-back = Roll back: say what it would do


models-train = Train
models-training = Training
models-labels = { $labels } labels of { $intents } intents
models-labels-lacking = { $labels } labels; training needs at least { $needed }, of two intents
models-none-title = No model yet
models-none-text = A model appears here once it is trained on answers of people. Until then every event goes to Review, without a suggestion.
models-none-fill = Training needs at least { $needed } labels: answers given in Review, or a file of texts with labels imported under Sources.
models-paused = { $by } paused automatic routing: everything goes to people.
models-resume = Let it go on
models-resume-who = A compliance officer or an administrator can let it go on.

timeline-title = Who was live
timeline-none = no model
timeline-now = now
timeline-stretch = { $version }: from { $from } to { $until }

history-title = What happened
history-when = When
history-what = What
history-who = Who
history-why = Why
mark-released = { $version } released in place of { $before }
mark-released-first = { $version } released
mark-rolled-back = { $before } taken back, { $version } restored
mark-rolled-back-to-none = { $before } taken back; no model before it
mark-paused = Automatic routing paused
mark-resumed = Automatic routing goes on

comparison-title = Live model and candidate
comparison-live = Live
comparison-to-promise = What is promised now, and what else could be
comparison-candidate = Candidate
comparison-earlier = Was live before
comparison-none-live = Everything goes to people.
comparison-no-candidate = No other version. Train one to compare it with the live model.
comparison-trained = trained by { $by },
comparison-choose = Version to compare with
comparison-other = Another version
comparison-waits = Waits for a second person

finding-pass = Passes
finding-fail = Fails
finding-too_little_data = Too little data
evidence-promise = Promise kept
evidence-promise-rule = At most { $alpha } wrong of what is routed without a person, with 95 % confidence
evidence-promise-kept = at most { $bound } % with confidence, from probability { $threshold } on
evidence-promise-labels = No threshold keeps it yet; about { $labels } labels in all would.
evidence-promise-never = No threshold keeps it, and more labels like these would not change that.
evidence-coverage = Routed without a person
evidence-coverage-rule = Of the cases it was judged on that the policy does not leave to a person; held to nothing
evidence-accuracy = First choice right
evidence-accuracy-rule = Against the live model, a loss of up to { $margin } counts as none
evidence-gain = against the live model:
evidence-calibration = Calibration error
evidence-calibration-rule = How far the probabilities that are said lie from the shares that are right, on average; held to nothing
evidence-cases = Cases it was judged on
evidence-cases-rule = At least { $needed }, none of which it had learned from
evidence-cases-figure = { $n } cases
evidence-intents = Intents it was judged on
evidence-intents-rule = At least { $needed } cases for each intent of the taxonomy
evidence-intents-figure = { $known } of { $of } intents
evidence-intents-lacking = too few: { $titles }

ask-promotion = Ask for release
ask-title = Ask for { $version } to be released?
ask-text = A compliance officer who neither asked nor trained it decides under Approvals. Nothing changes until then.
ask-doubtful = The second person will see this:
ask-reason = Why it should be released
ask-action = Ask

roll-back = Roll back
roll-back-title = Take { $version } back?
roll-back-counting = Counting what it would do
roll-back-restores = Restores { $version }.
roll-back-restores-none = No model was live before it: everything goes to people.
roll-back-unreleased =
    { $count ->
        [0] No decision of it is still held back.
        [one] { $figure } automatic decision of it has not left: it is taken back and decided anew.
       *[other] { $figure } automatic decisions of it have not left: they are taken back and decided anew.
    }
roll-back-released =
    { $count ->
        [0] None of its automatic decisions has left.
        [one] { $figure } automatic decision of it has left.
       *[other] { $figure } automatic decisions of it have left.
    }
roll-back-flipped = Of those, { $figure } would not be decided so now and go to people; { $standing } stand.
roll-back-pauses = Automatic routing pauses until a compliance officer or an administrator lets it go on.
roll-back-reason = Why it is taken back
roll-back-action = Roll back now

resume-title = Let automatic routing go on?
resume-text = What keeps the promise is routed without a person again. The reason is recorded under your name.
resume-reason = Why it is safe again
resume-action = Let it go on

screen-approvals = Approvals
approvals-none-title = Nothing waits for a second person
approvals-none-text = Releasing a model and changing the policy take two people. What somebody asks for appears here, with its reason and its evidence.
approvals-decided = Decided
approvals-what = What
approvals-asked = Asked
approvals-outcome = Outcome
approvals-reason = Reason
approval-promotion = Release of model { $subject }
approval-promotion-approve = Approve and release
approval-asked = { $by } asked,
approval-refuse = Refuse
approval-approved = approved by { $by }
approval-refused = refused by { $by }
approval-bar-own_request = You asked for this, so another person must decide it.
approval-bar-own_model = You trained this model, so another person must decide it.
approval-bar-role = A compliance officer decides this.
approval-bar-evidence = The evidence is not complete, so it cannot be approved. It can be asked for again once it is.

tray = Work under way
tray-summary = Under way: { $running }, ended: { $ended }
work-import = Import
work-import-of = Import of { $subject }
work-training = Training
work-roll_back = Rolling back
work-verify = Checking the ledger
work-sample = Making the sample
work-backup = Backup
work-rows =
    { $count ->
        [one] { $figure } row
       *[other] { $figure } rows
    }
work-still = about { $time } left
work-cancel = Cancel: { $name }
work-clear = Put away: { $name }
work-stage-reading = reading labels
work-stage-cross-validation = judging on unseen cases
work-stage-fitting = fitting
work-imported = { $taken } taken, { $duplicates } duplicates, { $quarantined } in quarantine.
work-trained = Model { $version } is ready to be compared.
work-written = Written to { $folder }
work-done = Done.
work-furnished = The sample is there. Sign in as one of these to see what each role sees; note the passwords before you put this away.
work-furnished-people = People of the sample
work-stage-people = adding people
work-stage-writing = making up events
work-stage-importing = importing
work-import-cancelled = Cancelled. What was taken stays; importing the file again goes on from there.
work-training-cancelled = Cancelled. Nothing was kept.
work-verify-cancelled = Cancelled. Nothing was recorded.
work-sample-cancelled = Cancelled. What was made stays.
work-backup-cancelled = Cancelled. Nothing was written.
