### Was jede Ansicht sagt: Fehler, Tasten.

product = Countersign
cancel = Abbrechen
close = Schließen
reading = Wird gelesen
retry = Erneut versuchen

## Eine Ansicht ist ausgefallen

fault-title = Diese Ansicht ist ausgefallen
fault-text = Was Sie festgehalten haben, ist nicht verloren, und im Hintergrund läuft alles weiter. Bauen Sie die Ansicht neu auf; fällt sie wieder aus, melden Sie bitte die Zeile unten.
fault-retry = Neu aufbauen

## Fehler, nach Code

failure-claim-lost = Jemand anderes bearbeitet diesen Fall inzwischen, oder er wurde beantwortet oder hat sich geändert. Ihre Antwort wurde nicht festgehalten; sehen Sie ihn sich noch einmal an.
failure-undo-refused = Die Haltefrist ist vorbei oder die Antwort schon weitergegeben; sie lässt sich nicht mehr zurücknehmen.
failure-not-allowed = Ihre Rollen umfassen das nicht. Jemand mit dem Recht dazu muss sich anmelden.
failure-signed-out = Es ist niemand mehr angemeldet. Melden Sie sich wieder an; was festgehalten war, gilt weiter.
failure-wrong-credentials = Name und Kennwort gehören nicht zusammen. Geben Sie das Kennwort noch einmal ein.
failure-held = Ein anderer Prozess hat den Arbeitsbereich geöffnet.
failure-no-workspace = In diesem Ordner liegt kein Arbeitsbereich. Legen Sie einen an mit „countersign workspace init“, oder starten Sie die Konsole mit einem anderen Ordner.
failure-disk-full = Der Datenträger ist voll. Bis wieder Platz ist, wird nichts mehr festgehalten und nichts ohne einen Menschen weitergeleitet.
failure-input = Das lässt sich so nicht verwenden. Es wurde nichts festgehalten.
failure-key-unavailable = Der Schlüssel des Arbeitsbereichs ist nicht erreichbar. Entsperren Sie den Schlüsselbund Ihres Desktops und versuchen Sie es erneut.
failure-database-too-new = Dieser Arbeitsbereich stammt von einer neueren Version von Countersign. Installieren Sie diese; die vorliegende ändert nichts daran.
failure-internal = Im Programm ist etwas fehlgeschlagen. Was vorher festgehalten war, gilt weiter; nichts wurde deshalb ohne Menschen weitergeleitet.

## Filter

filter-is = { $label }: { $title }
filter-clear = { $label }: alle
filter-find = Suchen: { $label }
filter-find-hint = Zum Suchen tippen
span-1d = Letzte 24 Stunden
span-7d = Letzte 7 Tage
span-30d = Letzte 30 Tage
span-90d = Letzte 90 Tage
filter-time = Zeit
filter-model = Modell
filter-version = { $version } ({ $since })
filter-none = Hier gibt es nichts zu wählen.
filters-clear = Alle Filter aufheben

## Anteile

rate-percent = { $share } %
rate-points = { $points } Punkte
rate-interval = [{ $low }; { $high }]
rate-n = n { $n }
rate-unknown = noch nicht bekannt
