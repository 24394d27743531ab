### Diagramme.

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
chart-column-n = n
chart-walk = Pfeiltasten gehen durch die Punkte.
chart-percent = { $rate } (%)
save-svg = Als SVG sichern
save-csv = Als CSV sichern
save-svg-of = Als SVG sichern: { $figure }
save-csv-of = Als CSV sichern: { $figure }
saved = Gesichert: { $file }
