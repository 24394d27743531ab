### Entscheidungen.

keys-decisions = In den Entscheidungen
key-replay = Entscheidung wiederholen

## Liste und Filter

decisions-list = Entscheidungen, neueste zuerst
decisions-counting = wird gezählt
decisions-count =
    { $count ->
        [one] { $shown } Entscheidung
       *[other] { $shown } Entscheidungen
    }
decisions-share-automatic = ohne Mensch
decisions-share-abstained = an Menschen gegeben
decisions-share-person = von Menschen beantwortet
decisions-newer = Es gibt neuere: Liste erneuern
decisions-none-title = Es wurde noch nichts entschieden
decisions-none-text = Jede Entscheidung erscheint hier: worüber, mit welchem Modell, nach welcher Richtlinie und warum.
decisions-no-match-title = Keine Entscheidung passt
decisions-no-match-text = Nichts Entschiedenes erfüllt alles, wonach Sie fragen.
filters = Filter
filter-verdict = Ergebnis
filter-intent = Anliegen
filter-reason = Grund
filter-queue = Weg
filter-channel = Kanal
filter-segment = Segment
filter-policy = Richtlinie
filter-since = Von
filter-until = Bis
filter-event = Ereignis
filter-judged = Routineblick
filter-word = Wessen Wort
word-engine = das der Maschine, beantwortet oder nicht
judged-right = Menschen stimmten zu
judged-wrong = Menschen widersprachen
verdict-automatic = Ohne Mensch
verdict-abstained = An Menschen gegeben
verdict-person = Von Menschen beantwortet

## Eine Entscheidung

decision = Entscheidung
decision-no-intent = Kein Anliegen
decision-no-text-right = Ihre Rollen umfassen nicht das Lesen von Gesprächen; alles andere zur Entscheidung steht hier.
decision-why = Warum
decision-candidates = Wahrscheinlichste Anliegen mit ihrer Wahrscheinlichkeit
decision-rule = Regel
decision-queue = Liste
decision-action = Aktion
decision-action-none = ein Mensch antwortet
decision-comment = Kommentar
outcome-automatic = Alles stimmte überein, also ging es ohne Mensch weiter.
outcome-above = Die Wahrscheinlichkeit { $probability } liegt über { $threshold }, der Schwelle, die die Zusage hält, und nichts sprach dagegen: Es ging ohne Mensch weiter.
outcome-person = { $by } hat geantwortet. Nichts Automatisches setzt sich darüber hinweg.
outcome-restored = Ein Mensch hat entschieden. Nichts Automatisches setzt sich darüber hinweg.
decision-revisions = Was daraus wurde
revision-holds = gilt
revision-open = Fassung { $number } öffnen
open = Öffnen
outbox-held = Wartet auf das Ende der Rückhaltezeit.
outbox-released = Ist an das empfangende System gegangen.
outbox-applied = Das empfangende System hat es angewendet.
outbox-withdrawn = Wurde zurückgenommen, bevor es hinausging.
outbox-none = Geht nicht hinaus: Zuerst antwortet ein Mensch.
decision-lineage = Herkunft
lineage-event = Ereignis
lineage-decision = Entscheidung
lineage-happened = Geschehen
lineage-received = Eingegangen
lineage-model = Modell
lineage-no-model = keines war aktiv
lineage-policy = Richtlinie
lineage-taxonomy = Taxonomie
lineage-features = Merkmale
lineage-recognizers = Erkenner
lineage-contacts = Frühere Kontakte
lineage-unlike = Unähnlichkeit zu den Lerntexten
lineage-segments = Segment
lineage-all-model = Alle Entscheidungen dieses Modells
lineage-all-policy = Alle Entscheidungen nach dieser Richtlinie
replay-title = Wiederholung
replay-text = Trifft die Entscheidung aus dem Gespeicherten noch einmal und vergleicht jedes Feld.
replay-action = Wiederholen
replay-same = In jedem Feld dasselbe, Bit für Bit.
replay-differs =
    { $count ->
        [one] Ein Feld kam anders heraus.
       *[other] { $count } Felder kamen anders heraus.
    }
replay-field = Feld
replay-kept = Aufbewahrt
replay-again = Wiederholt
