### Vor der Konsole: entsperren, anmelden.

## Vor der Konsole: entsperren, anmelden

entrance-workspace = { $name } · { $folder }
entrance-local = Alles bleibt auf diesem Rechner. Das Programm öffnet keine Netzwerkverbindung.
signin-title = Anmelden
signin-hint = Was Sie entscheiden, wird unter Ihrem Namen festgehalten.
signin-name = Name
signin-password = Kennwort
signin-action = Anmelden
unlock-title = Arbeitsbereich entsperren
unlock-hint = Der Schlüssel entsteht jedes Mal aus der Passphrase. Ohne sie oder den Wiederherstellungscode kann niemand den Arbeitsbereich lesen, auch nicht aus einer Sicherung.
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
