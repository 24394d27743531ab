### Was um jede Ansicht steht: Leiste, Zustand, STOPP, Tasten.

## Rahmen

rail = Bereiche
rail-waiting =
    { $count ->
        [one] { $screen } { $count } wartet auf jemanden
       *[other] { $screen } { $count } warten auf jemanden
    }
rail-overdue =
    { $late ->
        [one] { $waiting }, einer ist überfällig
       *[other] { $waiting }, { $late } sind überfällig
    }
screen-review = Prüfung
screen-decisions = Entscheidungen
screen-fairness = Fairness
screen-monitoring = Überwachung
screen-ledger = Protokoll
window-title = { $screen } · Countersign

no-screen-title = Hier ist für Sie nichts zu tun
no-screen-text = Ihre Rollen öffnen keine der Ansichten. Ein Administrator kann Ihnen eine Rolle geben; STOPP steht allen offen.
strip-model = Modell { $version }
strip-policy = Regelwerk { $version }
strip-import = Import { $name }: { $rows } Zeilen
strip-reading = Status wird gelesen
strip-unknown = Status unbekannt: { $text }
running-running = läuft
running-stopped = gestoppt von { $by }, { $time }
running-stopped-by-file = gestoppt durch die Datei STOP, { $time }
running-paused = Automatik angehalten, { $time }
running-no_model = noch kein Modell: Menschen entscheiden
running-no_guarantee = nur Vorschläge: Menschen entscheiden
strip-fault = { $part } ruht seit { $time }: { $what }
strip-set-aside = { $count ->
    [one] ein Ereignis konnte nicht entschieden werden und wartet; siehe Protokoll
   *[other] { $count } Ereignisse konnten nicht entschieden werden und warten; siehe Protokoll
}
fault-part-inbox = Einlesen
fault-part-decisions = Entscheiden
fault-part-outbox = Ausgang
promise-valid = Zusage ≤ { $alpha } Fehler gilt
promise-withdrawn = Zusage ≤ { $alpha } Fehler zurückgezogen: die Stichprobe war zu oft falsch
promise-none = noch keine Zusage (≤ { $alpha } Fehler)
promise-labels = Zusage ≤ { $alpha } Fehler: { $labels } Urteile nötig
notice-stopped-title = Nichts wird mehr ohne Menschen entschieden
notice-stopped-text = Die Automatik ist gestoppt oder angehalten. Warum, sagt die Statuszeile.
notice-overdue-title =
    { $count ->
        [one] Ein Fall ist überfällig
       *[other] { $count } Fälle sind überfällig
    }
notice-overdue-text = Überfälliges steht in der Prüfung ganz oben.
person-menu = Angemeldet als { $name }
sign-out = Abmelden
role-supervisor = Teamleitung
role-compliance_officer = Compliance-Beauftragte
role-model_steward = Modellverantwortliche
role-administrator = Administration
role-auditor = Revision
theme = Farben
theme-system = Wie der Desktop
theme-light = Hell
theme-dark = Dunkel
density = Dichte
density-work = Kompakt
density-comfort = Großzügig

## STOPP

stop = STOPP
stop-ask-title = Alles an Menschen geben?
stop-ask-text = Ab jetzt wird nichts mehr ohne einen Menschen weitergeleitet, bis jemand den Stopp aufhebt. Was festgehalten ist, bleibt, wie es ist.
stop-now = Jetzt stoppen
stop-done-title = Gestoppt
stop-done-text = Jedes Ereignis geht jetzt an einen Menschen. Sagen Sie, warum, für alle, die den Stopp vorfinden.
stop-reason = Grund
stop-reason-add = Grund festhalten
stop-reason-later = Ohne Grund
stop-reason-say = Grund nennen
stop-lift = Stopp aufheben
lift-title = Automatik wieder zulassen?
lift-text = Was die Zusage einhält, wird wieder ohne einen Menschen weitergeleitet. Der Grund wird unter Ihrem Namen festgehalten.
lift-reason = Warum es wieder sicher ist
lift-action = Stopp aufheben

## Tasten

keys-title = Tasten
keys-everywhere = Überall
keys-lists = In Listen
keys-go = Gehe zu
key-palette = Befehle: überallhin, alles tun
key-back = Zurück, wo Sie waren
key-help = Tasten zeigen
key-stop = STOPP: alles an Menschen geben
key-larger = Alles größer
key-smaller = Alles kleiner
key-usual-size = Übliche Größe
key-next = Nächste Zeile
key-previous = Vorige Zeile
key-renew = Liste erneuern
key-clear-filters = Alle Filter aufheben: alles zeigen

## Befehle

palette = Befehle
palette-hint = Was möchten Sie tun, wohin möchten Sie?
palette-open = Befehle
palette-screens = Gehe zu
palette-here = In dieser Ansicht
palette-everywhere = Überall
palette-choices = Diesen Vorgang beantworten mit
palette-answer = Antworten: { $title }
palette-intents = Was ein Anliegen bedeutet
palette-none = Hier heißt nichts so.
