### Words for the codes that several screens show: placeholders, reasons, channels.

## Channels

channel-chat = Chat
channel-email = E-mail
channel-ticket = Ticket
channel-voice_transcript = Telephone
channel-social = Social network

## Review: placeholders in the text, by type

entity-PERSON = Name
entity-EMAIL_ADDRESS = E-mail
entity-PHONE_NUMBER = Phone number
entity-STREET_ADDRESS = Address
entity-ZIP_CODE = Postcode
entity-CREDIT_CARD = Card number
entity-IBAN_CODE = IBAN
entity-BANK_ACCOUNT = Bank account
entity-US_SSN = Social security number
entity-NATIONAL_ID = National id
entity-PASSPORT = Passport number
entity-US_DRIVER_LICENSE = Driving licence (US)
entity-DRIVER_LICENSE = Driving licence
entity-LICENSE_PLATE = Number plate
entity-DATE_OF_BIRTH = Date of birth
entity-USERNAME = User name
entity-PASSWORD = Password
entity-PIN = PIN
entity-ACCOUNT_ID = Customer number
entity-ORDER_ID = Order number
entity-CASE_ID = Case number
entity-MEDICAL_ID = Medical number
entity-IP_ADDRESS = IP address
entity-MAC_ADDRESS = Hardware address
entity-URL = Web address
entity-DEVICE_ID = Device number
entity-CRYPTO = Crypto address
entity-COORDINATES = Coordinates
entity-LOCATION = Place
entity-ORGANIZATION = Organisation
entity-DATE_TIME = Date
entity-AGE = Age
entity-NRP = Nationality or belief
entity-TITLE = Form of address

## Review: why an item is here, by code; without a code it is a routine look

reason-no_model = no model yet
reason-no_guarantee = suggests only
reason-below_threshold = too unsure
reason-two_rivals = two rivals
reason-out_of_scope = unlike the rest
reason-language = language
reason-always_human = always a person
reason-no_text = no text
reason-stopped = stopped
reason-paused = paused
reason-open_item = open question
reason-fault = fault
reason-routine = routine look
because-no_model = There is no model yet, so a person decides.
because-no_guarantee = The model only suggests: nothing shows yet that it keeps the promise.
because-below_threshold = The suggestion is less sure than the promise asks for.
because-two_rivals = Two intents are too close to choose between.
because-out_of_scope = It is unlike everything the model learned from.
because-language = It is in a language the model was not trained for.
because-always_human = The policy always sends this to a person.
because-no_text = There is no text to decide by.
because-stopped = STOP was on when this was decided.
because-paused = Automatic routing was paused when this was decided.
because-open_item = A question about this conversation was open already.
because-fault = Deciding it failed in the program, so a person decides.
because-routine = A routine look: people see a share of what comes in, whatever it is.
