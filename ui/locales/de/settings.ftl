### Einstellungen: Personen, Aussehen, Arbeitsbereich, Über das Programm.

screen-settings = Einstellungen

people-title = Personen und Rollen
people-name = Name
people-roles = Rollen
people-state = Zustand
people-no-role = keine
people-enabled = kann sich anmelden
people-disabled = ausgesperrt seit
people-add = Person hinzufügen
people-change = Ändern
people-change-of = { $name } ändern
people-add-title = Person hinzufügen
people-change-title = { $name } ändern
people-new-password = Neues Kennwort, wenn es sich ändern soll
people-disable = Aussperren
people-enable = Wieder anmelden lassen
people-save = Speichern
role-supervisor-may = beantwortet, was auf Menschen wartet, darf alles stoppen
role-compliance_officer-may = prüft, gibt frei, hebt einen Stopp auf, nimmt Modelle zurück
role-model_steward-may = importiert, trainiert, beantragt Freigaben, nimmt Modelle zurück
role-administrator-may = Personen, Einstellungen, Sicherung; liest keine Gespräche
role-auditor-may = liest alles, ändert nichts

looks-title = Aussehen
language = Sprache
language-system = Wie der Desktop
language-en = English
language-de = Deutsch
looks-keys = Alle Tasten

workspace-title = Arbeitsbereich
workspace-back-up = Sicherung schreiben
workspace-policy = Was das Regelwerk festlegt, ändern zwei Personen, im
workspace-policy-link = Regelwerk
governed-title = Was für alle gilt
governed-budget = Fehlerbudget
governed-hold-back = Rückhaltezeit
governed-sample = Stichprobe
governed-queue = Zeit in { $queue }
governed-within = Ein Mensch antwortet innerhalb von { $time }
governed-folder = Überwachter Ordner
workspace-stale-after = Der überwachte Ordner gilt als still nach
health-folder = Ordner
health-file-system = Dateisystem
health-holder = Gehalten von
health-key-file = Schlüssel
health-keyring = Schlüsselbund
health-database = Datenbank
health-stop = STOPP
health-free-space = Platz auf dem Datenträger
health-outcome-good = gut
health-outcome-bad = falsch
health-outcome-skipped = nicht angesehen

about-title = Über Countersign
about-version = Countersign { $version }
about-text = Es öffnet keine Netzverbindung. Was es behält, liegt verschlüsselt im Ordner des Arbeitsbereichs.
about-notices = Die Datenbank ist SQLCipher, © Zetetic LLC, unter einer BSD-Lizenz, auf SQLite, das gemeinfrei ist.
about-licences = Die { $count } Bibliotheken und ihre Lizenzen zeigen
about-library = Bibliothek
about-library-version = Fassung
about-licence = Lizenz
