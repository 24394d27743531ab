### Alle Texte der Konsole auf Deutsch, mit denselben Kennungen wie en.ftl.

product = Countersign
cancel = Abbrechen
close = Schließen
retry = Erneut versuchen

## Eine Ansicht ist ausgefallen

fault-title = Diese Ansicht ist ausgefallen
fault-text = Was Sie festgehalten haben, ist nicht verloren, und im Hintergrund läuft alles weiter. Bauen Sie die Ansicht neu auf; fällt sie wieder aus, melden Sie bitte die Zeile unten.
fault-retry = Neu aufbauen

## Vor der Konsole: entsperren, anmelden

entrance-workspace = { $name } · { $folder }
entrance-local = Alles bleibt auf diesem Rechner. Das Programm öffnet keine Netzwerkverbindung.
signin-title = Anmelden
signin-hint = Was Sie entscheiden, wird unter Ihrem Namen festgehalten.
signin-name = Name
signin-password = Kennwort
signin-action = Anmelden
unlock-title = Arbeitsbereich entsperren
unlock-hint = Dieser Rechner hat keinen Schlüsselbund, deshalb entsteht der Schlüssel jedes Mal aus der Passphrase. Ohne sie kann niemand den Arbeitsbereich lesen und niemand ihn wiederherstellen.
unlock-passphrase = Passphrase
unlock-action = Entsperren
unlock-refused = Diese Passphrase öffnet den Arbeitsbereich nicht. Geben Sie sie noch einmal ein.
held-title = Der Arbeitsbereich ist in Gebrauch
held-by = Der Prozess { $holder } hat ihn geöffnet. Ein Arbeitsbereich gehört immer nur einem Prozess.
held-by-unknown = Ein anderer Prozess hat ihn geöffnet. Ein Arbeitsbereich gehört immer nur einem Prozess.
held-hint-wait = Beenden Sie dieses Programm und versuchen Sie es dann erneut. Nichts geht inzwischen verloren.
held-hint = Wenn Sie übernehmen, schließt er Begonnenes ab, gibt den Arbeitsbereich frei und endet. Nichts geht verloren.
held-action = Übernehmen
cannot-open-title = Der Arbeitsbereich lässt sich nicht öffnen
cannot-open-hint = An seinem Inhalt wurde nichts geändert.
cannot-open-retry = Erneut versuchen

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

## Rahmen

rail = Bereiche
rail-review = Prüfung
no-screen-title = Hier ist für Sie nichts zu tun
no-screen-text = Ihre Rollen umfassen die Prüfung nicht, den bisher einzigen Bereich. Was Sie tun dürfen, geht mit dem Befehl „countersign“; STOPP ist hier für alle da.
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
promise-valid = Zusage ≤ { $alpha } Fehler gilt
promise-none = noch keine Zusage (≤ { $alpha } Fehler)
promise-labels = Zusage ≤ { $alpha } Fehler: { $labels } Beispiele nötig
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
keys-review = In der Prüfung
keys-everywhere = Überall
key-help = Tasten zeigen
key-stop = STOPP: alles an Menschen geben
key-larger = Alles größer
key-smaller = Alles kleiner
key-usual-size = Übliche Größe
key-accept = Vorschlag annehmen
key-choose = Anliegen wählen
key-find = Anderes Anliegen durch Tippen finden
key-escalate = Eskalieren: an jemanden geben, der mehr entscheiden darf
key-skip = Überspringen: für später oder für andere lassen
key-undo = Letzte Antwort zurücknehmen
key-comment = Der Antwort einen Kommentar beifügen
key-next = Nächster Fall
key-previous = Voriger Fall
key-chart = Zeigen, wie weit die Zahl trägt
key-renew = Liste erneuern
key-list = Liste zeigen, wo für sie kein Platz ist

## Prüfung: die Liste

review-title = Prüfung
review-queue = Liste
review-list = Wartende Fälle
review-left = { $count } offen
review-done = { $count } heute erledigt
review-claimed-by = bei { $name }
review-reading = Sie dürfen hier lesen; zum Antworten braucht es eine andere Rolle.
due-late = seit { $time }
mark-answered = Beantwortet
mark-escalated = Eskaliert
mark-skipped = Übersprungen
mark-gone = Erledigt
newcomers =
    { $count ->
        [one] { $count } neuer Fall: Liste erneuern
       *[other] { $count } neue Fälle: Liste erneuern
    }
newcomers-none = Liste erneuern

## Prüfung: der Fall

review-item = Fall
due-in = fällig in { $time }
due-since = { $time } zu spät
claim-free = noch bei niemandem
claim-mine = bei Ihnen bis { $until }
claim-other = bei { $by } bis { $until }
channel-chat = Chat
channel-email = E-Mail
channel-ticket = Ticket
channel-voice_transcript = Telefon
channel-social = Soziales Netzwerk
conversation = Gespräch
conversation-empty = Es gibt keinen Text. Entscheiden Sie nach dem, was sonst bekannt ist, oder eskalieren Sie.
speaker-customer = Kunde
speaker-agent = Mitarbeiter
speaker-system = System
evidence-for = sprach für den Vorschlag
evidence-against = sprach dagegen
answer = Antwort
suggested = Vorschlag: { $title }
right-of-100 = Von 100 solchen waren { $right } richtig (gemessen an { $n } Fällen).
right-unknown = Wie oft solche Vorschläge richtig sind, ist noch nicht bekannt.
accept = Annehmen
no-suggestion-title = Kein Vorschlag
no-suggestion-text = Das Programm hat hier keine Vermutung. Wählen Sie, was der Kunde möchte; aus jeder Antwort kann ein Modell lernen.
example = „{ $text }“
find-intent = Anderes Anliegen
find-intent-hint = Teil des Namens oder der Bedeutung
find-intent-none = Kein Anliegen heißt so oder ist so beschrieben.
context = Zusammenhang
context-reason = Liegt hier, weil
context-similar = Ähnliche Fälle
context-history = Dieser Kunde
similar-count = { $count } { $title }
similar-none = Noch keine
history-count =
    { $count ->
        [0] Kein früheres Gespräch
        [one] { $count } früheres Gespräch
       *[other] { $count } frühere Gespräche
    }
calibration = Wie weit diese Zahl trägt
chart-calibration = Vorhergesagte Wahrscheinlichkeit und Anteil, der richtig war
chart-calibration-text = Jeder Punkt ist ein Bereich von Wahrscheinlichkeiten, sein Strich das 95-%-Intervall. Was auf der Linie liegt, war so oft richtig wie vorhergesagt.
chart-x = vorhergesagte Wahrscheinlichkeit (%)
chart-y = Anteil, der richtig war (%)
chart-reference = so oft richtig wie vorhergesagt
chart-current = dieser Fall
chart-column-probability = Wahrscheinlichkeit
chart-column-mean = im Mittel
chart-column-right = Anteil richtig
chart-column-interval = 95-%-Intervall
comment = Kommentar
comment-hint = Geht mit Ihrer Antwort mit
act-escalate = Eskalieren
act-skip = Überspringen
act-comment = Kommentar
act-undo = Zurücknehmen
undo-until = Zurücknehmen bis { $time }
said-answered = Festgehalten: { $title }.
said-escalated = Eskaliert.
said-undone = Zurückgenommen. Der Fall wartet wieder.
said-nothing-to-undo = Es gibt keine Antwort von Ihnen, die sich zurücknehmen ließe.
back-to-it = Zurück dazu

## Prüfung: nichts zu tun, oder nicht lesbar

nothing-title = Nichts wartet auf Sie
nothing-text = Was nicht automatisch entschieden werden darf, erscheint hier: das Dringendste zuerst, mit dem Grund, warum ein Mensch gebraucht wird.
nothing-fill = Ereignisse kommen aus Exporten, als JSON Lines oder CSV: Legen Sie eine Datei in den überwachten Ordner des Arbeitsbereichs, oder führen Sie „countersign import“ aus.
all-done-title = In dieser Liste ist alles erledigt
all-done-text = Übersprungenes und was seitdem kam, steht in einer neuen Liste.
all-done-action = Liste erneuern
cannot-list-title = Die Liste ist nicht lesbar

## Prüfung: Platzhalter im Text, nach Art

entity-PERSON = Name
entity-EMAIL_ADDRESS = E-Mail
entity-PHONE_NUMBER = Telefonnummer
entity-STREET_ADDRESS = Anschrift
entity-ZIP_CODE = Postleitzahl
entity-CREDIT_CARD = Kartennummer
entity-IBAN_CODE = IBAN
entity-BANK_ACCOUNT = Bankkonto
entity-US_SSN = Sozialversicherungsnummer (USA)
entity-NATIONAL_ID = Ausweisnummer
entity-PASSPORT = Passnummer
entity-US_DRIVER_LICENSE = Führerschein (USA)
entity-DRIVER_LICENSE = Führerschein
entity-LICENSE_PLATE = Kennzeichen
entity-DATE_OF_BIRTH = Geburtsdatum
entity-USERNAME = Benutzername
entity-PASSWORD = Kennwort
entity-PIN = PIN
entity-ACCOUNT_ID = Kundennummer
entity-ORDER_ID = Bestellnummer
entity-CASE_ID = Vorgangsnummer
entity-MEDICAL_ID = Versichertennummer
entity-IP_ADDRESS = IP-Adresse
entity-MAC_ADDRESS = Hardware-Adresse
entity-URL = Webadresse
entity-DEVICE_ID = Gerätenummer
entity-CRYPTO = Krypto-Adresse
entity-COORDINATES = Koordinaten
entity-LOCATION = Ort
entity-ORGANIZATION = Organisation
entity-DATE_TIME = Datum
entity-AGE = Alter
entity-NRP = Herkunft oder Überzeugung
entity-TITLE = Anrede

## Prüfung: warum ein Fall hier liegt, nach Code; ohne Code ein Routineblick

reason-no_model = noch kein Modell
reason-no_guarantee = nur Vorschlag
reason-below_threshold = zu unsicher
reason-two_rivals = zwei Rivalen
reason-out_of_scope = ungewöhnlich
reason-language = Sprache
reason-always_human = immer ein Mensch
reason-no_text = kein Text
reason-stopped = gestoppt
reason-paused = angehalten
reason-open_item = offene Frage
reason-fault = Störung
reason-routine = Routineblick
because-no_model = Es gibt noch kein Modell, deshalb entscheidet ein Mensch.
because-no_guarantee = Das Modell schlägt nur vor: Noch ist nicht gezeigt, dass es die Zusage einhält.
because-below_threshold = Der Vorschlag ist weniger sicher, als die Zusage verlangt.
because-two_rivals = Zwei Anliegen liegen zu nah beieinander.
because-out_of_scope = Es gleicht nichts, woraus das Modell gelernt hat.
because-language = Es ist in einer Sprache, die das Modell nicht gelernt hat.
because-always_human = Das Regelwerk gibt so etwas immer an einen Menschen.
because-no_text = Es gibt keinen Text, nach dem sich entscheiden ließe.
because-stopped = STOPP war an, als es kam.
because-paused = Die Automatik war angehalten, als es kam.
because-open_item = Zu diesem Gespräch war schon eine Frage offen.
because-fault = Die Entscheidung ist im Programm fehlgeschlagen, deshalb entscheidet ein Mensch.
because-routine = Ein Routineblick: Menschen sehen einen Teil von allem, was kommt, gleich was es ist.
