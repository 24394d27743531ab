### Modelle, und was auf eine zweite Person wartet.

screen-models = Modelle
keys-models = In den Modellen
key-train = Ein Modell auf allen Urteilen trainieren
key-ask-promotion = Freigabe des Kandidaten beantragen
key-roll-back = Zurücknehmen: sagen, was das täte


models-train = Trainieren
models-training = Wird trainiert
models-labels = { $labels } Urteile zu { $intents } Anliegen
models-labels-lacking = { $labels } Urteile; ein Training braucht mindestens { $needed }, zu zwei Anliegen
models-none-title = Noch kein Modell
models-none-text = Ein Modell erscheint hier, sobald es auf Antworten von Menschen trainiert wurde. Bis dahin geht jedes Ereignis in die Prüfung, ohne Vorschlag.
models-none-fill = Ein Training braucht mindestens { $needed } Urteile: Antworten aus der Prüfung, oder eine Datei mit Texten und Urteilen, importiert unter Quellen.
models-paused = { $by } hat die Automatik angehalten: Alles geht an Menschen.
models-resume = Weiterlaufen lassen
models-resume-who = Weiterlaufen lassen können sie Compliance-Beauftragte und Administration.

timeline-title = Was wann aktiv war
timeline-none = kein Modell
timeline-now = jetzt
timeline-stretch = { $version }: von { $from } bis { $until }

history-title = Was geschah
history-when = Wann
history-what = Was
history-who = Wer
history-why = Warum
mark-released = { $version } anstelle von { $before } freigegeben
mark-released-first = { $version } freigegeben
mark-rolled-back = { $before } zurückgenommen, { $version } wieder aktiv
mark-rolled-back-to-none = { $before } zurückgenommen; davor gab es kein Modell
mark-paused = Automatik angehalten
mark-resumed = Automatik läuft weiter

comparison-title = Aktives Modell und Kandidat
comparison-live = Aktiv
comparison-to-promise = Was jetzt zugesagt ist, und was es sonst sein könnte
comparison-candidate = Kandidat
comparison-earlier = War früher aktiv
comparison-none-live = Alles geht an Menschen.
comparison-no-candidate = Keine andere Fassung. Trainieren Sie eine, um sie mit dem aktiven Modell zu vergleichen.
comparison-trained = trainiert von { $by },
comparison-choose = Fassung zum Vergleich
comparison-other = Andere Fassung
comparison-waits = Wartet auf eine zweite Person

finding-pass = Erfüllt
finding-fail = Nicht erfüllt
finding-too_little_data = Zu wenig Daten
evidence-promise = Zusage gehalten
evidence-promise-rule = Höchstens { $alpha } dessen, was ohne Mensch weitergeht, ist falsch, mit 95 % Sicherheit
evidence-promise-kept = höchstens { $bound } % mit dieser Sicherheit, ab Wahrscheinlichkeit { $threshold }
evidence-promise-labels = Noch hält keine Schwelle sie; mit etwa { $labels } Urteilen insgesamt wäre es so weit.
evidence-promise-never = Keine Schwelle hält sie, und mehr Urteile dieser Art würden das nicht ändern.
evidence-coverage = Ohne Mensch weitergeleitet
evidence-coverage-rule = Von den Fällen der Beurteilung, die das Regelwerk nicht Menschen überlässt; ohne Vorgabe
evidence-accuracy = Erste Wahl richtig
evidence-accuracy-rule = Gegenüber dem aktiven Modell zählt ein Verlust bis { $margin } als keiner
evidence-gain = gegenüber dem aktiven Modell:
evidence-calibration = Kalibrierfehler
evidence-calibration-rule = Wie weit die genannten Wahrscheinlichkeiten im Mittel von den richtigen Anteilen entfernt sind; ohne Vorgabe
evidence-cases = Fälle der Beurteilung
evidence-cases-rule = Mindestens { $needed }, und aus keinem davon hat es gelernt
evidence-cases-figure = { $n } Fälle
evidence-intents = Anliegen der Beurteilung
evidence-intents-rule = Mindestens { $needed } Fälle zu jedem Anliegen
evidence-intents-figure = { $known } von { $of } Anliegen
evidence-intents-lacking = zu wenige: { $titles }

ask-promotion = Freigabe beantragen
ask-title = Freigabe von { $version } beantragen?
ask-text = Eine Person der Compliance, die weder beantragt noch trainiert hat, entscheidet unter Freigaben. Bis dahin ändert sich nichts.
ask-doubtful = Das wird die zweite Person sehen:
ask-reason = Warum es freigegeben werden soll
ask-action = Beantragen

roll-back = Zurücknehmen
roll-back-title = { $version } zurücknehmen?
roll-back-counting = Es wird gezählt, was das täte
roll-back-restores = Aktiv wird wieder { $version }.
roll-back-restores-none = Davor war kein Modell aktiv: Alles geht an Menschen.
roll-back-unreleased =
    { $count ->
        [0] Keine seiner Entscheidungen wird noch zurückgehalten.
        [one] { $figure } seiner automatischen Entscheidungen ist noch nicht hinaus: Sie wird zurückgeholt und neu getroffen.
       *[other] { $figure } seiner automatischen Entscheidungen sind noch nicht hinaus: Sie werden zurückgeholt und neu getroffen.
    }
roll-back-released =
    { $count ->
        [0] Keine seiner automatischen Entscheidungen ist hinaus.
        [one] { $figure } seiner automatischen Entscheidungen ist hinaus.
       *[other] { $figure } seiner automatischen Entscheidungen sind hinaus.
    }
roll-back-flipped = Davon würden { $figure } heute nicht so getroffen und gehen an Menschen; { $standing } bleiben.
roll-back-pauses = Die Automatik ruht, bis die Compliance oder die Administration sie weiterlaufen lässt.
roll-back-reason = Warum es zurückgenommen wird
roll-back-action = Jetzt zurücknehmen

resume-title = Automatik weiterlaufen lassen?
resume-text = Was die Zusage hält, geht wieder ohne Mensch weiter. Der Grund wird unter Ihrem Namen festgehalten.
resume-reason = Warum es wieder sicher ist
resume-action = Weiterlaufen lassen

screen-approvals = Freigaben
approvals-none-title = Nichts wartet auf eine zweite Person
approvals-none-text = Ein Modell freigeben und das Regelwerk ändern geht nur zu zweit. Was jemand beantragt, erscheint hier, mit Grund und Nachweis.
approvals-decided = Entschieden
approvals-what = Was
approvals-asked = Beantragt
approvals-outcome = Ergebnis
approvals-reason = Grund
approval-promotion = Freigabe des Modells { $subject }
approval-promotion-approve = Zustimmen und freigeben
approval-asked = { $by } hat beantragt,
approval-refuse = Ablehnen
approval-approved = freigegeben von { $by }
approval-refused = abgelehnt von { $by }
approval-bar-own_request = Sie haben das beantragt, also muss eine andere Person entscheiden.
approval-bar-own_model = Sie haben dieses Modell trainiert, also muss eine andere Person entscheiden.
approval-bar-role = Darüber entscheidet die Compliance.
approval-bar-evidence = Der Nachweis ist nicht vollständig, deshalb kann es nicht freigegeben werden. Sobald er es ist, kann es erneut beantragt werden.

tray = Laufende Arbeiten
tray-summary = Laufend: { $running }, beendet: { $ended }
work-import = Import
work-import-of = Import von { $subject }
work-training = Training
work-roll_back = Zurücknehmen
work-verify = Prüfung des Protokolls
work-sample = Beispiel anlegen
work-backup = Sicherung
work-rows =
    { $count ->
        [one] { $figure } Zeile
       *[other] { $figure } Zeilen
    }
work-still = noch etwa { $time }
work-cancel = Abbrechen: { $name }
work-clear = Weglegen: { $name }
work-stage-reading = Urteile lesen
work-stage-cross-validation = an unbekannten Fällen messen
work-stage-fitting = anpassen
work-imported = { $taken } übernommen, { $duplicates } doppelt, { $quarantined } zurückgestellt.
work-trained = Modell { $version } kann verglichen werden.
work-written = Geschrieben nach { $folder }
work-done = Fertig.
work-furnished = Das Beispiel ist da. Melden Sie sich als eine dieser Personen an, um zu sehen, was jede Rolle sieht; notieren Sie die Kennwörter, bevor Sie dies weglegen.
work-furnished-people = Personen des Beispiels
work-stage-people = Personen hinzufügen
work-stage-writing = Ereignisse erfinden
work-stage-importing = importieren
work-import-cancelled = Abgebrochen. Übernommenes bleibt; ein neuer Import der Datei geht dort weiter.
work-training-cancelled = Abgebrochen. Nichts wurde behalten.
work-verify-cancelled = Abgebrochen. Nichts wurde festgehalten.
work-sample-cancelled = Abgebrochen. Was entstanden ist, bleibt.
work-backup-cancelled = Abgebrochen. Nichts wurde geschrieben.
