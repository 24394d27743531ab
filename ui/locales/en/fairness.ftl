### Fairness.

fairness-attributes = Attributes
fairness-choices = What is audited
fairness-as-of = { $n } decisions, as of { $time }
figures-renew = Renew
keys-fairness = In Fairness
key-enter-audit = Enter the audit in the ledger
fairness-enter = Enter in the ledger
fairness-entered = { $n } decisions, entered at { $time }.
fairness-entered-open = Open the entry
fairness-differs = { $points } points [{ $low }, { $high }]
fairness-verdict-gap = gap
fairness-verdict-insufficient_evidence = insufficient evidence
fairness-verdict-no_material_gap = no material gap
fairness-gap = Automatic routing differs by { $attribute } by { $points } points [{ $low }, { $high }], most between “{ $highest }” and “{ $lowest }”; your margin is { $margin } points.
fairness-no_material_gap = Automatic routing differs by { $attribute } by { $points } points [{ $low }, { $high }], which lies within your margin of { $margin } points.
fairness-insufficient_evidence = Whether automatic routing differs materially by { $attribute } cannot be said yet: { $points } points [{ $low }, { $high }] were seen, and your margin is { $margin } points.
fairness-unknown = Whether automatic routing differs by { $attribute } cannot be said: fewer than two groups have decisions.
fairness-small = Too few cases to judge (below { $least }): { $groups }. Their points are hollow; they count in the interval.
fairness-small-group = { $group } (n { $n })
fairness-chart-selection = Routed without a person, by { $attribute }
fairness-chart-selection-text = A point is a group, its whisker the 95 % interval. The band lies within the margin of the highest.
fairness-chart-selection-rate = routed without a person
fairness-chart-accuracy = Suggestions that were right, by { $attribute }
fairness-chart-accuracy-text = Among decisions that somebody labelled. A point is a group, its whisker the 95 % interval.
fairness-chart-accuracy-rate = right
fairness-none-selection = Nothing of these groups has been decided yet.
fairness-none-accuracy = Nobody has judged a decision about these groups yet. Labels come from answers in Review and from files with a label.
fairness-band = within the margin
fairness-method = How this was done
fairness-method-difference = The difference is the highest share routed without a person minus the lowest, over all groups. Its interval holds for all pairs of groups at once, with 95 % confidence; intervals of single groups are exact (Clopper and Pearson).
fairness-method-verdict = A gap: the whole interval is above { $margin } points. No material gap: the whole interval is within { $margin } points and every group has at least { $least } cases. Anything else is insufficient evidence. Margin and least number are settings; no law says which.
fairness-method-left-out = Left out: { $without_group } decisions of events that say nothing about this attribute. { $without_label } decisions without a label count in the first figure only. The engine’s own last word counts, also where a person has answered since.
fairness-method-limits = A difference is no proof of unfair treatment, and its absence none of fair treatment: groups may ask for different things.
fairness-none-title = Nothing to audit yet
fairness-none-text = When events say something about the people behind them, such as an age band or a language background, every such attribute appears here with what was found.
fairness-none-fill = Put it into the field “sensitive” of an event. It is kept apart, read by these audits alone, and never seen by the model.

## Attributes that events often have

attribute-age_band = age band
attribute-gender = gender
attribute-language_background = language background
attribute-vulnerable = vulnerability
