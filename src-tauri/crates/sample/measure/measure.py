"""How hard is a sample? Measured with scikit-learn, apart from our own classifier.

    python3 -m venv VENV && VENV/bin/pip install scikit-learn
    cargo run -p countersign-sample --example sample -- FOLDER 1
    VENV/bin/python measure.py FOLDER [C]

Trains TF-IDF (word 1-2, character 2-5) with logistic regression on history.jsonl, judges stream.jsonl by truth.json.
Planted identifiers are replaced by their type first, as the product does. `guarantee`: the lowest threshold at which
cross-fitted decisions on the history keep the 95 % Clopper-Pearson upper bound of their error at 2 %, going from
strict to lax and stopping at the first failure beyond 40 % coverage; then applied to the stream.
"""
import json
import sys

import numpy as np
from scipy.stats import beta
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_union

folder, c = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 20.0
truth = json.load(open(f"{folder}/truth.json"))["events"]


def customer_text(event):
    message = event["message"]
    if not isinstance(message, str):
        message = "\n".join(turn["text"] for turn in message if turn["speaker"] == "customer")
    for planted in sorted(truth[event["event_id"]]["planted"], key=lambda p: -len(p["value"])):
        message = message.replace(planted["value"], f"<{planted['type']}>")
    return message


def load(name):
    events = [json.loads(line) for line in open(f"{folder}/{name}")]
    events = [event for event in events if event["event_id"] in truth]
    return events, [customer_text(event) for event in events]


past, past_texts = load("history.jsonl")
recent, recent_texts = load("stream.jsonl")
labels = np.array([event["intent"] for event in past])
expected = np.array([truth[event["event_id"]]["intent"] for event in recent])
features = make_union(
    TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2),
    TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=3),
)
x, z = features.fit_transform(past_texts), features.transform(recent_texts)
model = LogisticRegression(C=c, max_iter=3000, tol=1e-4).fit(x, labels)
shares = model.predict_proba(z)
top, right = shares.max(1), model.classes_[shares.argmax(1)] == expected
order = np.argsort(-top, kind="stable")
running = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
coverage = {a: float((np.where(running >= a)[0].max() + 1) / len(order)) if (running >= a).any() else 0.0 for a in (0.95, 0.98, 0.99)}
print(f"train {len(past)} test {len(recent)} accuracy {right.mean():.4f} coverage at", {a: round(v, 3) for a, v in coverage.items()})
clarity = np.array([truth[event["event_id"]]["clarity"] for event in recent])
for kind in sorted(set(clarity)):
    of = clarity == kind
    print(f"  {kind}: n {of.sum()} accuracy {right[of].mean():.3f}")

held = cross_val_predict(LogisticRegression(C=c, max_iter=3000, tol=1e-4), x, labels, cv=3, method="predict_proba")
sure, hit, best = held.max(1), np.unique(labels)[held.argmax(1)] == labels, None
ranked = np.sort(-sure)
for share in np.arange(0.20, 1.001, 0.02):
    threshold = -ranked[int(share * len(ranked)) - 1]
    chosen = sure >= threshold
    n, wrong = int(chosen.sum()), int((~hit[chosen]).sum())
    if beta.ppf(0.95, wrong + 1, n - wrong) <= 0.02:
        best = threshold
    elif share >= 0.40:
        break
if best is None:
    print("guarantee: none")
else:
    chosen = top >= best
    print(f"guarantee: threshold {best:.3f} coverage {chosen.mean():.3f} error {1 - right[chosen].mean():.4f}")
