### Monitoring.

monitoring-as-of = As of { $time }: renew
monitoring-figures = Figures
monitoring-open = Open decisions
monitoring-open-of = { $opens }: { $label }
monitoring-open-review = Open Review
monitoring-promise = The promise
promise-finding-kept = What is routed without a person keeps the promise of at most { $alpha } errors, as far as people have looked.
promise-finding-open =
    { $n ->
        [0] Whether at most { $alpha } of what is routed without a person is wrong cannot be told yet: nobody has judged any of it in the routine looks.
       *[other] Whether at most { $alpha } of what is routed without a person is wrong cannot be told yet from { $judged } routine looks.
    }
promise-finding-broken = More than the promised { $alpha } of what is routed without a person is wrong. Stop, or roll back.
monitoring-misroutes = People found wrong, of what they judged in the routine looks:
monitoring-open-wrong =
    { $count ->
        [one] Open the wrong one
       *[other] Open the { $count } wrong ones
    }
monitoring-open-right = Open those that were right
monitoring-to-promise = What it rests on, and what another promise would mean
monitoring-promise-valid = By the labels that the live model was judged on, a threshold keeps the promise.
monitoring-promise-none = No threshold keeps the promise of at most { $alpha } errors, so people decide.
monitoring-promise-labels = No threshold keeps the promise of at most { $alpha } errors yet; about { $labels } labels would change that. Until then people decide.
monitoring-coverage = Routed without a person
monitoring-interval = 95 % interval { $low } to { $high } % · n { $n }
monitoring-throughput = Decided
monitoring-received = { $received } came in · { $undecided } wait for a decision
monitoring-waiting = Waiting for people
monitoring-waiting-none = Nobody waits.
monitoring-waiting-oldest = The oldest for { $oldest }; next due { $due }
monitoring-overdue = Overdue
monitoring-overdue-text = Past the time by which somebody should have answered
monitoring-answering = Until a person answered
monitoring-latency = Until the engine decided
monitoring-times = Half within this; 19 of 20 within { $p95 } · n { $n }
milliseconds = ms
breakers = What can stop it
breakers-what = Breaker
breakers-state = Now
breaker-stop = STOP
breaker-stop-on = pulled by { $by }, { $time }: everything goes to people
breaker-stop-file = the file STOP
breaker-stop-off = not pulled
breaker-pause = Pause after a roll-back
breaker-pause-on = paused, { $time }: everything goes to people
breaker-pause-off = not paused
breaker-promise = The promise
breaker-promise-valid = stands
breaker-promise-none = kept by no threshold: people decide
breaker-promise-withdrawn = withdrawn, since the random sample was wrong too often
breaker-inbox = Taking files in
breaker-decisions = Deciding
breaker-outbox = Sending decisions
breaker-part-works = works
monitoring-reasons = Why people were asked
monitoring-reasons-share = Share of everything decided
monitoring-reasons-none = Nothing was left to people in this time.
monitoring-coverage-chart = Routed without a person, over time
monitoring-coverage-chart-text = By the time of the decision, in UTC. n is what was decided; whiskers are the 95 % interval.
monitoring-coverage-rate = without a person
monitoring-span = begin
