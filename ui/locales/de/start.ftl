### Der erste Start, und das Öffnen eines Arbeitsbereichs mit seinem Wiederherstellungscode.

start-step = Schritt { $step } von { $of }
start-next = Weiter
start-back = Zurück
start-again = Noch einmal
start-differ = Beide stimmen nicht überein. Geben Sie beide noch einmal ein.
start-least = Mindestens { $least } Zeichen

start-where-title = Einen Arbeitsbereich anlegen
start-where-hint = Alles, was Countersign aufbewahrt, liegt verschlüsselt in einem Ordner auf diesem Rechner.
start-name = Name
start-name-hint = Ihr Unternehmen oder Team, wie andere es lesen werden
start-folder = Ordner
start-folder-choose = Auswählen
start-folder-free = Hier wird der Arbeitsbereich angelegt.
start-folder-workspace = Hier liegt schon ein Arbeitsbereich; er wird geöffnet.
start-folder-not_empty = Hier liegen andere Dateien. Wählen Sie einen leeren Ordner.
start-folder-unusable = Hier kann kein Arbeitsbereich angelegt werden. Wählen Sie einen Ordner auf einer lokalen Platte, in den Sie schreiben dürfen.
start-key = Wie er geöffnet wird
start-key-keyring = Durch den Schlüsselbund dieses Rechners
start-key-keyring-hint = Er öffnet sich von selbst, sobald Sie am Rechner angemeldet sind.
start-key-keyring-none = Dieser Rechner hat keinen erreichbaren Schlüsselbund.
start-key-passphrase = Durch eine Passphrase
start-key-passphrase-hint = Wird bei jedem Start eingegeben. Wer die Konsole startet, braucht sie.

start-admin-title = Die erste Administratorin, der erste Administrator
start-admin-hint = Legt Personen an und gibt ihnen Rollen. Administratoren lesen keine Gespräche.
start-make = Arbeitsbereich anlegen
start-making = Der Arbeitsbereich wird angelegt

start-code-title = Bewahren Sie diesen Wiederherstellungscode auf
start-code-hint = Er öffnet den Arbeitsbereich, wenn Schlüsselbund oder Passphrase verloren sind. Ohne beides kann es niemand, auch wir nicht.
start-code-once = Er wird nur dieses eine Mal gezeigt und nirgends gespeichert. Schreiben Sie ihn auf oder drucken Sie ihn, und verwahren Sie ihn nicht bei diesem Rechner.
start-code-kept = Ich habe ihn verwahrt
start-code-again = Den Code noch einmal zeigen
start-confirm-title = Zeigen Sie, dass Sie ihn haben
start-confirm-hint = Geben Sie diese Gruppen von Ihrer Aufzeichnung ein.
start-group = Gruppe { $number }
start-confirm = Arbeitsbereich öffnen
start-confirm-wrong = Das ist nicht, was gezeigt wurde. Sehen Sie in Ihrer Aufzeichnung nach, oder lassen Sie den Code noch einmal zeigen.

fill-title = Was soll hinein?
fill-hint = Ein Modell lernt aus Antworten von Menschen. Bringen Sie eigene Daten mit, oder sehen Sie sich erst um.
fill-own = Eigene Daten
fill-own-hint = Dateien früherer Gespräche, oder Texte mit Absichten: JSON Lines oder CSV.
fill-sample = Ein Beispielunternehmen
fill-sample-hint = Erfundene Menschen schreiben an ein erfundenes Unternehmen. Es legt Personen an, die sich anmelden können, trainiert ein Modell und gibt es frei; zum Umsehen, nicht für echte Arbeit.

recover-lost = Verloren? Mit dem Wiederherstellungscode öffnen
recover-back = Zurück
recover-title = Mit dem Wiederherstellungscode öffnen
recover-hint = Der Code bleibt gültig. Von jetzt an öffnet sich der Arbeitsbereich so, wie Sie es hier wählen.
recover-code = Wiederherstellungscode
recover-action = Arbeitsbereich öffnen
recover-refused = Dieser Code öffnet den Arbeitsbereich nicht. Vergleichen Sie ihn mit Ihrer Aufzeichnung.

unconfirmed-title = Der Arbeitsbereich ist angelegt
unconfirmed-hint = Noch hat niemand gezeigt, dass der Wiederherstellungscode verwahrt ist. Schließen Sie dieses Fenster und starten Sie die Konsole neu, um sich anzumelden; verwahren Sie den gezeigten Code.
