//! What a recognizer finds in text.

use crate::text_enum::text_enum;

text_enum! {
    /// What a span of text identifies. The text is part of the command line's contract.
    EntityType {
        /// A person's name or a part of it.
        Person = "PERSON",
        /// An e-mail address.
        EmailAddress = "EMAIL_ADDRESS",
        /// A telephone number.
        PhoneNumber = "PHONE_NUMBER",
        /// Street and house number, with what belongs to them.
        StreetAddress = "STREET_ADDRESS",
        /// A postal code.
        ZipCode = "ZIP_CODE",
        /// A payment card number or its last digits.
        CreditCard = "CREDIT_CARD",
        /// An international bank account number.
        IbanCode = "IBAN_CODE",
        /// A national bank account number.
        BankAccount = "BANK_ACCOUNT",
        /// A United States social security number or its last digits.
        UsSsn = "US_SSN",
        /// Any other national identification number.
        NationalId = "NATIONAL_ID",
        /// A passport number.
        Passport = "PASSPORT",
        /// A United States driving licence number.
        UsDriverLicense = "US_DRIVER_LICENSE",
        /// Any other driving licence number.
        DriverLicense = "DRIVER_LICENSE",
        /// A vehicle's plate.
        LicensePlate = "LICENSE_PLATE",
        /// A date of birth.
        DateOfBirth = "DATE_OF_BIRTH",
        /// A user name.
        Username = "USERNAME",
        /// A password.
        Password = "PASSWORD",
        /// A personal identification number of a card or account.
        Pin = "PIN",
        /// A customer, contract or account number.
        AccountId = "ACCOUNT_ID",
        /// An order number.
        OrderId = "ORDER_ID",
        /// A ticket or case number.
        CaseId = "CASE_ID",
        /// A medical record or insurance number.
        MedicalId = "MEDICAL_ID",
        /// An IPv4 or IPv6 address.
        IpAddress = "IP_ADDRESS",
        /// A hardware address.
        MacAddress = "MAC_ADDRESS",
        /// A web address.
        Url = "URL",
        /// A device's serial number or IMEI.
        DeviceId = "DEVICE_ID",
        /// A crypto currency address.
        Crypto = "CRYPTO",
        /// Geographic coordinates.
        Coordinates = "COORDINATES",
        /// A place (quasi-identifier).
        Location = "LOCATION",
        /// An organization (quasi-identifier).
        Organization = "ORGANIZATION",
        /// A date or time (quasi-identifier).
        DateTime = "DATE_TIME",
        /// An age (quasi-identifier).
        Age = "AGE",
        /// Nationality, religion or political group (quasi-identifier).
        Nrp = "NRP",
        /// A form of address (quasi-identifier).
        Title = "TITLE",
    }
}

text_enum! {
    /// Which of the two independent detectors saw an identifier; how often only one of them did says how many both
    /// missed.
    Detectors {
        /// Rules alone: forms, checksums, cues, known identifiers.
        Rules = "rules",
        /// The tagger alone: the words around.
        Tagger = "tagger",
        /// Both.
        Both = "both",
    }
}

impl Detectors {
    /// What two sightings of one span make together.
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Both }
    }
}

/// A span of text that a recognizer takes for an entity.
///
/// `start` and `end` count Unicode scalar values of the text it was found in; `end` is exclusive; `score` is in 0–1.
#[derive(Debug, Clone, PartialEq)]
pub struct EntitySpan {
    /// What it is.
    pub entity_type: EntityType,
    /// First scalar value.
    pub start: usize,
    /// One past the last scalar value.
    pub end: usize,
    /// How sure the recognizer is.
    pub score: f32,
    /// Which rule fired, for example `email` or `known/customer_name`.
    pub recognizer: &'static str,
    /// Who saw it; absent where the tagger did not look.
    pub seen_by: Option<Detectors>,
}

/// What is kept of a span: which rule fired, where in the stored text, how sure. Never the text itself.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct SpanReceipt {
    /// Turn of the message, from 0.
    pub turn: usize,
    /// First scalar value of the token in the stored text.
    pub start: usize,
    /// One past the last scalar value of the token.
    pub end: usize,
    /// What it is.
    pub entity_type: EntityType,
    /// Which rule fired.
    pub recognizer: String,
    /// How sure it was, in 0–1.
    pub score: f32,
    /// Who saw it; absent where that was not recorded yet, or the tagger did not look.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<Detectors>,
}
