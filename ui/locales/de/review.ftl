### Prüfung.

## Tasten

keys-review = In der Prüfung
key-accept = Vorschlag annehmen
key-choose = Anliegen wählen
key-search = In den Texten wartender Fälle suchen
key-find = Anderes Anliegen durch Tippen finden
key-escalate = Eskalieren: an jemanden geben, der mehr entscheiden darf
key-skip = Überspringen: für später oder für andere lassen
key-undo = Letzte Antwort zurücknehmen
key-comment = Der Antwort einen Kommentar beifügen
key-similar = Ähnliche Fälle und ihre Antworten zeigen
key-history = Frühere Gespräche dieses Kunden zeigen
key-chart = Zeigen, wie weit die Zahl trägt
key-list = Liste zeigen, wo für sie kein Platz ist

## Prüfung: die Liste

review-title = Prüfung
review-queue = Liste
review-list = Wartende Fälle
review-left = { $count } offen
review-matching = { $count } von { $total }
review-search = In den Texten wartender Fälle suchen
review-search-hint = Wörter suchen
review-filter-queue = Liste
review-filter-reason = Grund
review-filter-intent = Anliegen
review-filter-channel = Kanal
review-filter-overdue = Überfällig
review-filter-mine = Bei Ihnen
review-list-filtered = Liste, gefiltert
show-all = Alle zeigen
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
set-of-one = Solche Mengen (hier nur { $titles }) enthalten das richtige Anliegen in { $share } % von { $n } Fällen ({ $low }–{ $high }).
set-of-more = Eines von { $titles }: solche Mengen enthalten das richtige Anliegen in { $share } % von { $n } Fällen ({ $low }–{ $high }).
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
context-nearest = Am ähnlichsten, wie Menschen sie beantwortet haben
context-without = Hängt ab von
context-secondary = Möchte vielleicht auch
without = Ohne „{ $words }“ wäre es { $title }.
similar-count = { $count } { $title }
similar-none = Noch keine
history-count =
    { $count ->
        [0] Kein früheres Gespräch
        [one] { $count } früheres Gespräch
       *[other] { $count } frühere Gespräche
    }
past-similar = Solche Fälle, wie Menschen sie beantwortet haben
past-history = Frühere Gespräche dieses Kunden
past-none = Es gibt keine mehr.
past-no-text = Kein Text.
past-outcome-person = { $title }, sagte ein Mensch
past-outcome-imported = { $title }, so kam es beschriftet
past-outcome-automatic = { $title }, ohne einen Menschen
past-outcome-asked = Ein Mensch ist gefragt
calibration = Wie weit diese Zahl trägt
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
matching-done-title = Alles, was passt, ist erledigt
no-match-title = Kein wartender Fall passt
no-match-text =
    { $count ->
        [0] Es wartet gar nichts. Was noch kommt und passt, erscheint hier.
        [one] Ein Fall wartet, und er passt nicht zu allem, wonach Sie fragen.
       *[other] { $shown } Fälle warten, und keiner passt zu allem, wonach Sie fragen. Die Suche findet Wörter nach ihrem Anfang, in der letzten Nachricht eines Falls.
    }
cannot-list-title = Die Liste ist nicht lesbar
