### Wörter für die Codes, die mehrere Ansichten zeigen: Platzhalter, Gründe, Kanäle.

## Kanäle

channel-chat = Chat
channel-email = E-Mail
channel-ticket = Ticket
channel-voice_transcript = Telefon
channel-social = Soziales Netzwerk

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
because-stopped = STOPP war an, als darüber entschieden wurde.
because-paused = Die Automatik war angehalten, als darüber entschieden wurde.
because-open_item = Zu diesem Gespräch war schon eine Frage offen.
because-fault = Die Entscheidung ist im Programm fehlgeschlagen, deshalb entscheidet ein Mensch.
because-routine = Ein Routineblick: Menschen sehen einen Teil von allem, was kommt, gleich was es ist.
