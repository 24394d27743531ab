### Quellen: was eingeht, woher, und was abgewiesen wurde.

screen-sources = Quellen
keys-sources = In den Quellen
key-open-files = Dateien zum Import öffnen

sources-open = Dateien öffnen
sources-drop = Oder Dateien auf das Fenster ziehen
sources-ways = Woher Zeilen kommen
sources-folder = Überwachter Ordner:
sources-folder-hint = Dateien, die auf .jsonl oder .csv enden, werden von selbst übernommen: Benennen Sie sie am Ende um, oder lassen Sie sie zwei Sekunden liegen. Eine Datei wird entfernt, sobald über jede ihrer Zeilen Rechenschaft besteht.
sources-none-title = Noch ist nichts eingegangen
sources-none-text = Jeder Weg, auf dem Zeilen eingingen, erscheint hier: wie frisch er ist und was aus seinen Zeilen wurde. Legen Sie eine Datei in den überwachten Ordner, ziehen Sie sie auf das Fenster, oder öffnen Sie sie.
sources-source = Quelle
sources-fresh = Letzte Zeilen
sources-files = Dateien
sources-taken = Übernommen
sources-duplicates = Doppelt
sources-quarantined = Zurückgestellt
sources-refused = Abgewiesener Anteil
sources-never = nie
sources-stale =
    { $hours ->
        [one] Still: seit über { $hours } Stunde nichts Neues
       *[other] Still: seit über { $hours } Stunden nichts Neues
    }
sources-failed =
    { $count ->
        [one] { $figure } war nicht lesbar
       *[other] { $figure } waren nicht lesbar
    }
source-folder = Überwachter Ordner
source-file = Geöffnete Dateien
source-stdin = Kommandozeile

imports-title = Letzte Dateien
imports-file = Datei
imports-from = Woher
imports-state = Zustand
imports-began = Begonnen
import-running = läuft
import-finished = fertig
import-kept = fertig; eine Zeile war zu groß zum Versiegeln, deshalb blieb die Datei liegen
import-cancelled = abgebrochen
import-failed = nicht lesbar
fault-unknown_format = liegen gelassen: Der Name endet weder auf .jsonl noch auf .csv
fault-not_plain = liegen gelassen: ein Verweis, ein Ordner oder ein Gerät
fault-no_rights = liegen gelassen: Countersign darf sie nicht lesen
fault-not_text = liegen gelassen: Sie enthält keinen Text in UTF-8
fault-header = liegen gelassen: In der Kopfzeile fehlen Felder, oder es gibt keine
fault-read = nicht bis zum Ende lesbar; die Zeilen davor wurden übernommen
fault-changed = während des Lesens geändert; geben Sie ihr einen anderen Namen
fault-stuck = übernommen, ließ sich aber nicht aus dem Ordner entfernen

quarantine-title = Zurückgestellt
quarantine-held =
    { $count ->
        [0] Keine Zeile ist zurückgestellt. Eine Zeile, die nicht übernommen werden kann, liegt hier versiegelt, mit Zeilennummer, Feld und Grund, und wird nach 30 Tagen vernichtet.
        [one] { $figure } Zeile ist zurückgestellt und versiegelt. Berichtigen Sie sie in ihrer Quelle und importieren Sie die Datei erneut; übernommene Zeilen zählen einmal.
       *[other] { $figure } Zeilen sind zurückgestellt und versiegelt. Berichtigen Sie sie in ihrer Quelle und importieren Sie die Datei erneut; übernommene Zeilen zählen einmal.
    }
quarantine-where = Wo
quarantine-why = Warum
quarantine-shape = Gestalt
quarantine-when = Wann
quarantine-act = Aktion
quarantine-line = Zeile { $line }
quarantine-more = Mehr zeigen
quarantine-discard = Vernichten
quarantine-discard-row = { $file }, { $place } vernichten
quarantine-discarded = vernichtet
quarantine-expired = nach 30 Tagen vernichtet

refusal-encoding = ist nicht als UTF-8 lesbar
refusal-json = die Zeile ist kein JSON-Objekt
refusal-csv = die Zeile passt nicht zur Kopfzeile, oder ein Anführungszeichen ist offen
refusal-too_large = ist größer als erlaubt
refusal-missing = fehlt oder ist leer
refusal-wrong_type = hat den falschen Typ
refusal-unknown_value = nennt etwas, was das Schema nicht kennt
refusal-time = ist keine lesbare Zeit
refusal-id = ist eine Kennung von nicht zugelassener Gestalt
refusal-personal_data = enthält personenbezogene Daten, wo es unverändert gespeichert würde
refusal-conflict = ist schon bekannt, mit anderem Inhalt
refusal-two_subjects = zwei Kennungen weisen auf zwei verschiedene Personen
refusal-pseudonymization = eine Erkennung scheiterte, deshalb wurde nichts gespeichert

offers-title =
    { $count ->
        [one] Diese Datei importieren?
       *[other] Diese { $count } Dateien importieren?
    }
offers-text = Was eine Person erkennen lässt, wird ersetzt, bevor etwas gespeichert wird. Die Dateien selbst bleiben unberührt.
offers-import =
    { $count ->
        [one] Importieren
       *[other] { $count } Dateien importieren
    }
offers-drop = Loslassen, um die Dateien zu importieren
offers-not-allowed = Ihre Rollen erlauben keinen Import. Das können Modellverantwortliche und die Administration.
offer-json_lines = Ereignisse, JSON Lines
offer-csv = Ereignisse, CSV
offer-labels = Texte mit Urteilen, CSV
offer-unknown = der Name endet weder auf .jsonl noch auf .csv, deshalb wird sie nicht gelesen
offer-no_file = keine lesbare Datei: ein Ordner, ein Verweis oder ein Gerät
offer-text-column = Spalte mit dem Text
offer-label-column = Spalte mit dem Urteil
