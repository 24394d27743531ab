### Fairness.

fairness-attributes = Merkmale
fairness-choices = Was geprüft wird
fairness-as-of = { $n } Entscheidungen, Stand { $time }
figures-renew = Erneuern
keys-fairness = In Fairness
key-enter-audit = Prüfung ins Protokoll eintragen
fairness-enter = Ins Protokoll eintragen
fairness-entered = { $n } Entscheidungen, eingetragen um { $time }.
fairness-entered-open = Eintrag öffnen
fairness-differs = { $points } Punkte [{ $low }; { $high }]
fairness-verdict-gap = Unterschied
fairness-verdict-insufficient_evidence = zu wenig Belege
fairness-verdict-no_material_gap = kein wesentlicher Unterschied
fairness-gap = Die automatische Weiterleitung unterscheidet sich nach { $attribute } um { $points } Punkte [{ $low }; { $high }], am meisten zwischen „{ $highest }“ und „{ $lowest }“; Ihre Grenze liegt bei { $margin } Punkten.
fairness-no_material_gap = Die automatische Weiterleitung unterscheidet sich nach { $attribute } um { $points } Punkte [{ $low }; { $high }]; das liegt innerhalb Ihrer Grenze von { $margin } Punkten.
fairness-insufficient_evidence = Ob sich die automatische Weiterleitung nach { $attribute } wesentlich unterscheidet, lässt sich noch nicht sagen: Gesehen wurden { $points } Punkte [{ $low }; { $high }], Ihre Grenze liegt bei { $margin } Punkten.
fairness-unknown = Ob sich die automatische Weiterleitung nach { $attribute } unterscheidet, lässt sich nicht sagen: Weniger als zwei Gruppen haben Entscheidungen.
fairness-small = Zu wenige Fälle für ein Urteil (unter { $least }): { $groups }. Ihre Punkte sind hohl; im Intervall zählen sie mit.
fairness-small-group = { $group } (n { $n })
fairness-chart-selection = Ohne Mensch weitergeleitet, nach { $attribute }
fairness-chart-selection-text = Ein Punkt ist eine Gruppe, die Linie ihr 95-%-Intervall. Das Band liegt innerhalb der Grenze zum höchsten.
fairness-chart-selection-rate = ohne Mensch weitergeleitet
fairness-chart-accuracy = Zutreffende Vorschläge, nach { $attribute }
fairness-chart-accuracy-text = Unter den Entscheidungen mit Urteil eines Menschen. Ein Punkt ist eine Gruppe, die Linie ihr 95-%-Intervall.
fairness-chart-accuracy-rate = zutreffend
fairness-none-selection = Zu diesen Gruppen ist noch nichts entschieden.
fairness-none-accuracy = Noch hat niemand eine Entscheidung zu diesen Gruppen beurteilt. Urteile kommen aus Antworten in der Prüfung und aus Dateien mit Label.
fairness-band = innerhalb der Grenze
fairness-method = Wie das gemacht ist
fairness-method-difference = Der Unterschied ist der höchste Anteil ohne Mensch minus der niedrigste, über alle Gruppen. Sein Intervall gilt für alle Paare zugleich mit 95 % Sicherheit; die Intervalle einzelner Gruppen sind exakt (Clopper und Pearson).
fairness-method-verdict = Unterschied: Das ganze Intervall liegt über { $margin } Punkten. Kein wesentlicher Unterschied: Das ganze Intervall liegt innerhalb von { $margin } Punkten, und jede Gruppe hat mindestens { $least } Fälle. Alles andere sind zu wenig Belege. Grenze und Mindestzahl sind Einstellungen; kein Gesetz legt sie fest.
fairness-method-left-out = Ausgelassen: { $without_group } Entscheidungen über Ereignisse ohne Angabe zu diesem Merkmal. { $without_label } Entscheidungen ohne Urteil zählen nur in der ersten Zahl. Es zählt das letzte Wort der Maschine, auch wo seither ein Mensch geantwortet hat.
fairness-method-limits = Ein Unterschied beweist keine ungerechte Behandlung, sein Fehlen keine gerechte: Gruppen können Verschiedenes wollen.
fairness-none-title = Noch nichts zu prüfen
fairness-none-text = Sagen Ereignisse etwas über die Menschen dahinter, etwa Altersgruppe oder Sprachhintergrund, erscheint hier jedes solche Merkmal mit dem Befund.
fairness-none-fill = Schreiben Sie es in das Feld „sensitive“ eines Ereignisses. Es wird getrennt aufbewahrt, nur von diesen Prüfungen gelesen und vom Modell nie gesehen.

## Merkmale, die Ereignisse oft haben

attribute-age_band = Altersgruppe
attribute-gender = Geschlecht
attribute-language_background = Sprachhintergrund
attribute-vulnerable = Schutzbedürftigkeit
