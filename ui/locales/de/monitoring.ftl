### Überwachung.

monitoring-as-of = Stand { $time }: erneuern
monitoring-figures = Zahlen
monitoring-open = Entscheidungen öffnen
monitoring-open-of = { $opens }: { $label }
monitoring-open-review = Prüfung öffnen
monitoring-promise = Die Zusage
promise-finding-kept = Was ohne Mensch weitergeht, hält die Zusage von höchstens { $alpha } Fehlern, soweit Menschen hingesehen haben.
promise-finding-open =
    { $n ->
        [0] Ob höchstens { $alpha } dessen, was ohne Mensch weitergeht, falsch ist, lässt sich noch nicht sagen: Niemand hat in den Routineblicken etwas davon beurteilt.
       *[other] Ob höchstens { $alpha } dessen, was ohne Mensch weitergeht, falsch ist, lässt sich aus { $judged } Routineblicken noch nicht sagen.
    }
promise-finding-broken = Mehr als die zugesagten { $alpha } dessen, was ohne Mensch weitergeht, sind falsch. Stoppen Sie, oder gehen Sie zurück.
monitoring-misroutes = Von Menschen als falsch befunden, unter den Routineblicken:
monitoring-open-wrong =
    { $count ->
        [one] Die falsche öffnen
       *[other] Die { $count } falschen öffnen
    }
monitoring-open-right = Die zutreffenden öffnen
monitoring-to-promise = Worauf sie beruht, und was eine andere Zusage bedeuten würde
monitoring-promise-valid = Nach den Urteilen, an denen das aktive Modell gemessen wurde, hält eine Schwelle die Zusage.
monitoring-promise-none = Keine Schwelle hält die Zusage von höchstens { $alpha } Fehlern, also entscheiden Menschen.
monitoring-promise-labels = Noch hält keine Schwelle die Zusage von höchstens { $alpha } Fehlern; etwa { $labels } Urteile würden das ändern. Bis dahin entscheiden Menschen.
monitoring-coverage = Ohne Mensch weitergeleitet
monitoring-interval = 95-%-Intervall { $low } bis { $high } % · n { $n }
monitoring-throughput = Entschieden
monitoring-received = { $received } eingegangen · { $undecided } warten auf eine Entscheidung
monitoring-waiting = Warten auf Menschen
monitoring-waiting-none = Niemand wartet.
monitoring-waiting-oldest = Der älteste Fall seit { $oldest }; nächster fällig { $due }
monitoring-overdue = Überfällig
monitoring-overdue-text = Die Zeit, bis zu der jemand antworten sollte, ist vorbei
monitoring-answering = Bis ein Mensch antwortete
monitoring-latency = Bis die Maschine entschied
monitoring-times = Die Hälfte schneller; 19 von 20 binnen { $p95 } · n { $n }
milliseconds = ms
breakers = Was es anhalten kann
breakers-what = Sicherung
breakers-state = Jetzt
breaker-stop = STOP
breaker-stop-on = ausgelöst von { $by }, { $time }: Alles geht an Menschen
breaker-stop-file = der Datei STOP
breaker-stop-off = nicht ausgelöst
breaker-pause = Pause nach einer Rücknahme
breaker-pause-on = angehalten, { $time }: Alles geht an Menschen
breaker-pause-off = nicht angehalten
breaker-promise = Die Zusage
breaker-promise-valid = gilt
breaker-promise-none = von keiner Schwelle gehalten: Menschen entscheiden
breaker-promise-withdrawn = zurückgezogen, denn die Stichprobe war zu oft falsch
breaker-inbox = Einlesen
breaker-decisions = Entscheiden
breaker-outbox = Ausgang
breaker-part-works = arbeitet
monitoring-reasons = Warum Menschen gefragt wurden
monitoring-reasons-share = Anteil an allem Entschiedenen
monitoring-reasons-none = In dieser Zeit ging nichts an Menschen.
monitoring-coverage-chart = Ohne Mensch weitergeleitet, im Lauf der Zeit
monitoring-coverage-chart-text = Nach der Zeit der Entscheidung, in UTC. n ist, was entschieden wurde; Linien sind das 95-%-Intervall.
monitoring-coverage-rate = ohne Mensch
monitoring-span = Beginn
