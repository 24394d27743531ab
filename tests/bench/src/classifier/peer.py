"""What scikit-learn reaches on the same rows: TF-IDF of words 1-2 and characters 2-5 with a linear model.

usage: peer.py TRAIN.csv TEST.csv OUT.json C

Both files have the columns text,label. The temperature is fitted on 15 % of the training rows (stratified, seed 0),
then the model is fitted on all of them. OUT.json holds, per model and test row, the predicted label and the
probability of it, and the processor seconds of one fit.
"""

import csv
import json
import sys
import time

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        texts, labels = zip(*((row["text"], row["label"]) for row in csv.DictReader(file)))
    return list(texts), np.array(labels)


def features():
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    return make_union(words, characters)


def measure(make, texts, labels, test):
    fit_texts, held_texts, fit_labels, held_labels = train_test_split(
        texts, labels, test_size=0.15, stratify=labels, random_state=0
    )
    trial = make_pipeline(features(), make()).fit(fit_texts, fit_labels)
    scores = trial.decision_function(held_texts)
    truth = np.searchsorted(trial.classes_, held_labels)
    loss = lambda t: -log_softmax(scores * np.exp(t), axis=1)[np.arange(len(truth)), truth].mean()
    scale = np.exp(minimize_scalar(loss, bounds=(-5, 5), method="bounded").x)
    start = time.process_time()
    model = make_pipeline(features(), make()).fit(texts, labels)
    seconds = time.process_time() - start
    probability = softmax(model.decision_function(test) * scale, axis=1)
    best = probability.argmax(axis=1)
    return {
        "fit_cpu_s": seconds,
        "predicted": [str(model.classes_[b]) for b in best],
        "probability": probability.max(axis=1).tolist(),
    }


def main():
    train, test, out, c = sys.argv[1:]
    texts, labels = rows(train)
    held, _ = rows(test)
    models = {
        "svc": lambda: LinearSVC(C=3),
        "logistic": lambda: LogisticRegression(C=float(c), max_iter=2000, tol=1e-5),
    }
    figures = {name: measure(make, texts, labels, held) for name, make in models.items()}
    with open(out, "w", encoding="utf-8") as file:
        json.dump(figures, file)


main()
