### The promise: what holds now, and what another one would mean.

screen-promise = Promise

promise-as-of = As of { $time }: renew
promise-no-model-title = Nothing is promised yet
promise-no-model-text = A promise appears here with the first model that is live. Until then everything goes to people.

promise-now = What is promised now
promise-now-valid = At most { $alpha } of what is routed without a person is wrong, with { $confidence } confidence, for { $per }. By the labels that the live model was judged on, this is kept.
promise-now-none = No threshold keeps the promise that at most { $alpha } of what is routed without a person is wrong, with { $confidence } confidence, for { $per }. So people decide.
promise-now-withdrawn = The promise that at most { $alpha } of what is routed without a person is wrong was withdrawn: the random sample was wrong too often. People decide until somebody who may lets it go on.
promise-per-whole = everything together
promise-per-intent = each intent by itself
promise-per-channel = each channel by itself
promise-per-segment = each { $segment } by itself
promise-needs = About { $labels } labels in all would make it possible.
promise-needs-part = About { $labels } labels would make it possible for the first of its parts.
promise-needs-none = More labels like these would not change that.
promise-to-policy = The policy that says so
promise-to-models = The live model { $version }

promise-by-labels = By the labels
promise-decided = Decided without a person, of the labelled texts that the policy leaves to the engine
promise-wrong = Wrong of those
promise-basis-held_out = These labels were kept apart from training, so the promise is a theorem for traffic like them.
promise-basis-cross_fitted = Each label was judged by a model that had not seen it. That is an estimate: with few labels it fails a little more often than stated.
promise-by-sample = By the random sample
promise-sample-none = Nobody has answered anything of the random sample since the promise began.
promise-sample-wrong =
    { $n ->
        [one] Wrong, of one answer since the promise began
       *[other] Wrong, of { $answers } answers since the promise began
    }
promise-sample-interval = between { $low } and { $high } % at all times together, with 95 % confidence
promise-sample-evidence = Evidence against the promise, of what would withdraw it
promise-sample-text = A random share of what is routed without a person is looked at by people as well. When their answers turn against the promise, the engine withdraws it by itself.
promise-parts = For what it holds, and from which probability on
promise-column-part = Part
promise-column-threshold = From probability
promise-column-decided = Decided without a person
promise-column-wrong-count = Wrong
promise-column-bound = At most, with confidence
promise-all = everything
promise-rest = the rest
promise-nothing = nothing; more labels like these would not change that
promise-nothing-labels = nothing; about { $labels } labels are needed

promise-what-if = What another promise would mean
promise-assumed = What is assumed
promise-assumed-minutes = Time for an answer
promise-minutes = { $minutes } min
promise-assumed-days = What came in
promise-days = last { $days } days
promise-assumed-per = Holds for
promise-coming = { $events } events come in per day. To people whatever is promised, by the policy, the language or an open question:
promise-none-labels = None of these promises can be kept with the labels there are. The one that comes first needs about { $labels } labels.
promise-none-never = None of these promises can be kept, and more labels like these would not change that.
promise-limit = ≤ { $alpha } wrong
promise-limit-now = ≤ { $alpha } wrong (now)
promise-chart = Decided without a person, by promise
promise-chart-text = Of the labelled texts that the policy leaves to the engine; whiskers are the 95 % interval. Where no threshold keeps a promise, nothing is decided.
promise-chart-rate = without a person
promise-column-promise = Promise
promise-column-wrong = Wrong of those
promise-column-people = To people per day
promise-column-hours = Their hours per day
promise-column-wrong-day = Wrong per day
promise-column-intent = Intent
promise-column-decided-day = Without a person per day
promise-by-intent = By intent, with the promise of now
promise-method = How this was done
promise-method-each = Each row is what the labels say of that promise by itself. Whoever looks at many and takes the best one gets a little less than it says.
promise-method-days = Figures per day are shares of the labels times what came in; their intervals are what the labels leave open, and not how days differ.
