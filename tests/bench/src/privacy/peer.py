"""The peer on the same texts: Microsoft Presidio as it comes from PyPI, one thread.

peer.py MESSAGES GOLD… : MESSAGES holds one text a line, each GOLD file lines {"id","text",…}. Prints one JSON object; writes
GOLD.peer.jsonl with spans beside nothing else than its argument in the current folder. With COUNTERSIGN_PEER_MODEL set
to a spaCy model that is installed, names and places are looked for as well; else patterns alone.
"""
import json, os, resource, statistics, sys, time

started = time.perf_counter()
import spacy
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine

MODEL = os.environ.get("COUNTERSIGN_PEER_MODEL")


class Loaded(SpacyNlpEngine):
    """The way that the peer's documentation shows for a model of one's own."""

    def __init__(self, model):
        super().__init__()
        self.nlp = {"en": model}


analyzer = AnalyzerEngine(nlp_engine=Loaded(spacy.load(MODEL) if MODEL else spacy.blank("en")), supported_languages=["en"])
analyzer.analyze("call 212-555-0187 or write to jo@example.org", language="en")
start_ms = 1000 * (time.perf_counter() - started)

messages = [line.rstrip("\n") for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
spent, times, budget = 0.0, [], 8.0
while spent < budget:
    for text in messages:
        before, cpu = time.perf_counter(), time.thread_time()
        analyzer.analyze(text, language="en")
        times.append(time.perf_counter() - before)
        spent += time.thread_time() - cpu
times.sort()

for path in sys.argv[2:]:
    with open(os.path.basename(path) + ".peer.jsonl", "w", encoding="utf-8") as out:
        for line in open(path, encoding="utf-8"):
            row = json.loads(line)
            found = analyzer.analyze(row["text"], language="en")
            spans = [{"start": s.start, "end": s.end, "entity_type": s.entity_type, "score": s.score} for s in found]
            out.write(json.dumps({"id": row["id"], "spans": spans}) + "\n")

from importlib.metadata import version

print(json.dumps({
    "version": version("presidio-analyzer"), "model": MODEL,
    "messages_per_cpu_second": round(len(times) / spent), "p50_ms": round(1000 * statistics.median(times), 3),
    "p99_ms": round(1000 * times[int(len(times) * 0.99)], 3), "start_ms": round(start_ms),
    "memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
}))
