### Die Zusage: was jetzt gilt, und was eine andere bedeuten würde.

screen-promise = Zusage

promise-as-of = Stand { $time }: erneuern
promise-no-model-title = Noch ist nichts zugesagt
promise-no-model-text = Eine Zusage erscheint hier mit dem ersten aktiven Modell. Bis dahin geht alles an Menschen.

promise-now = Was jetzt zugesagt ist
promise-now-valid = Höchstens { $alpha } dessen, was ohne Mensch weitergeht, ist falsch, mit { $confidence } Sicherheit, für { $per }. Nach den Urteilen, an denen das aktive Modell gemessen wurde, wird das gehalten.
promise-now-none = Keine Schwelle hält die Zusage, dass höchstens { $alpha } dessen, was ohne Mensch weitergeht, falsch ist, mit { $confidence } Sicherheit, für { $per }. Also entscheiden Menschen.
promise-now-withdrawn = Die Zusage, dass höchstens { $alpha } dessen, was ohne Mensch weitergeht, falsch ist, wurde zurückgezogen: Die Stichprobe war zu oft falsch. Menschen entscheiden, bis jemand mit diesem Recht sie wieder weiterlaufen lässt.
promise-per-whole = alles zusammen
promise-per-intent = jedes Anliegen für sich
promise-per-channel = jeden Kanal für sich
promise-per-segment = jeden Wert von { $segment } für sich
promise-needs = Etwa { $labels } Urteile insgesamt würden sie möglich machen.
promise-needs-part = Etwa { $labels } Urteile würden sie für den ersten ihrer Teile möglich machen.
promise-needs-none = Mehr Urteile dieser Art würden das nicht ändern.
promise-to-policy = Das Regelwerk, das es festlegt
promise-to-models = Das aktive Modell { $version }

promise-by-labels = Nach den Urteilen
promise-decided = Ohne Mensch entschieden, von den beurteilten Texten, die das Regelwerk der Maschine überlässt
promise-wrong = Davon falsch
promise-basis-held_out = Diese Urteile wurden vom Training ferngehalten; für Nachrichten wie diese ist die Zusage ein Lehrsatz.
promise-basis-cross_fitted = Jedes Urteil wurde von einem Modell gemessen, das es nicht kannte. Das ist eine Schätzung: Bei wenigen Urteilen trügt sie etwas öfter als angegeben.
promise-by-sample = Nach der Stichprobe
promise-sample-none = Seit Beginn der Zusage hat niemand etwas aus der Stichprobe beantwortet.
promise-sample-wrong =
    { $n ->
        [one] Falsch, von einer Antwort seit Beginn der Zusage
       *[other] Falsch, von { $answers } Antworten seit Beginn der Zusage
    }
promise-sample-interval = zwischen { $low } und { $high } %, zu allen Zeitpunkten zusammen mit 95 % Sicherheit
promise-sample-evidence = Was gegen die Zusage spricht, von dem, was sie zurückziehen würde
promise-sample-text = Einen zufälligen Teil dessen, was ohne Mensch weitergeht, sehen auch Menschen an. Wenden sich ihre Antworten gegen die Zusage, zieht die Maschine sie von selbst zurück.
promise-parts = Wofür sie gilt, und ab welcher Wahrscheinlichkeit
promise-column-part = Teil
promise-column-threshold = Ab Wahrscheinlichkeit
promise-column-decided = Ohne Mensch entschieden
promise-column-wrong-count = Falsch
promise-column-bound = Höchstens, mit dieser Sicherheit
promise-all = alles
promise-rest = der Rest
promise-nothing = nichts; mehr Urteile dieser Art würden das nicht ändern
promise-nothing-labels = nichts; etwa { $labels } Urteile sind nötig

promise-what-if = Was eine andere Zusage bedeuten würde
promise-assumed = Was angenommen wird
promise-assumed-minutes = Zeit für eine Antwort
promise-minutes = { $minutes } Min.
promise-assumed-days = Was einging
promise-days = letzte { $days } Tage
promise-assumed-per = Gilt für
promise-coming = { $events } Ereignisse gehen am Tag ein. Was auch zugesagt wird, an Menschen gehen wegen des Regelwerks, der Sprache oder einer offenen Frage:
promise-none-labels = Keine dieser Zusagen lässt sich mit den vorhandenen Urteilen halten. Die erste erreichbare braucht etwa { $labels } Urteile.
promise-none-never = Keine dieser Zusagen lässt sich halten, und mehr Urteile dieser Art würden das nicht ändern.
promise-limit = ≤ { $alpha } falsch
promise-limit-now = ≤ { $alpha } falsch (jetzt)
promise-chart = Ohne Mensch entschieden, nach Zusage
promise-chart-text = Von den beurteilten Texten, die das Regelwerk der Maschine überlässt; die Striche sind das 95-%-Intervall. Wo keine Schwelle eine Zusage hält, wird nichts entschieden.
promise-chart-rate = ohne Mensch
promise-column-promise = Zusage
promise-column-wrong = Davon falsch
promise-column-people = An Menschen am Tag
promise-column-hours = Ihre Stunden am Tag
promise-column-wrong-day = Falsch am Tag
promise-column-intent = Anliegen
promise-column-decided-day = Ohne Mensch am Tag
promise-by-intent = Nach Anliegen, mit der jetzigen Zusage
promise-method = Wie das gemacht wurde
promise-method-each = Jede Zeile ist, was die Urteile über diese Zusage für sich sagen. Wer viele ansieht und die beste nimmt, bekommt etwas weniger, als sie sagt.
promise-method-days = Zahlen am Tag sind Anteile der Urteile mal dem, was einging; ihre Intervalle sind, was die Urteile offen lassen, und nicht, wie sich Tage unterscheiden.
