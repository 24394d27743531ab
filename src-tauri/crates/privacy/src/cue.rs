//! Cue words: what the words around a value say it is ("order", "ssn", "Kundennummer").

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use countersign_domain::EntityType;
use countersign_domain::EntityType::*;

use crate::lexicon::Fnv;
use crate::words::Word;

type CueTable = HashMap<&'static str, EntityType, BuildHasherDefault<Fnv>>;

const CUES: &[(EntityType, &str)] = &[
    (UsSsn, "ssn social ssns sozialversicherungsnummer socialsecurity"),
    (
        CreditCard,
        "card cards credit debit visa mastercard amex discover maestro cc cvv cvc cvv2 cardnumber kreditkarte kreditkartennummer karte kartennummer expiry expiration expires exp ending endet creditcard",
    ),
    (Pin, "puk geheimcode pin pins pincode tan otp passcode geheimzahl pinnummer"),
    (Password, "password passwords pwd passwort kennwort passphrase passwrd pasword passkey pw"),
    (
        PhoneNumber,
        "phone telephone mobile cell cellphone call tel tele fax text sms whatsapp telefon telefonnummer handy handynummer mobil mobilnummer rufnummer ruf contact registered reach callback durchwahl landline hotline dial ph anrufen erreichbar",
    ),
    (ZipCode, "zip zipcode postcode postal plz postleitzahl zipp pincode"),
    (
        AccountId,
        "kd kdnr kundennr kundenkarte bonuskarte vertragskonto vertragskontonummer vertragsnr mitgliedsnr police policennummer policenr kindergeldnr kundennr customerno account accounts acct acc accnt konto customer kundennummer kunden kundennr client member membership mitgliedsnummer mitglied loyalty vertragsnummer vertrag contract subscriber subscription policy policenummer versicherungsnummer employee personalnummer userid id key",
    ),
    (BankAccount, "depot depotnummer kontonr routing aba sortcode sort bic swift blz bankleitzahl kontonummer"),
    (
        OrderId,
        "bestellnr auftragsnr rechnungsnr sendungsnr paketnr buchungsnr buchungscode pedido avis order orders bestellung bestellnummer auftrag auftragsnummer booking confirmation reservation reference ref tracking track shipment parcel package sendungsnummer sendung paket invoice rechnung rechnungsnummer receipt transaction txn pnr buchung buchungsnummer referenz voucher coupon gutschein",
    ),
    (
        CaseId,
        "az schaden schadennr kassenzeichen vorgangsnr ticketnr mtcn ticket tickets case incident claim complaint vorgang vorgangsnummer fall fallnummer aktenzeichen schadennummer ticketnummer request caseid",
    ),
    (Passport, "passport reisepass passnummer reisepassnummer pass"),
    (DriverLicense, "license lic fuhrerausweis fs driver drivers driving licence dl fuhrerschein fuhrerscheinnummer"),
    (LicensePlate, "plate plates registration kennzeichen nummernschild reg vehicle vin"),
    (DateOfBirth, "dob birth birthday birthdate born geboren geburtsdatum geburtstag geb bday"),
    (
        MedicalId,
        "kvnr krankenkassenkarte versichertenkarte gesundheitskarte versichertennr mrn patient medical nhs medicare medicaid insurance krankenkasse krankenversicherung versichertennummer health prescription npi",
    ),
    (
        DeviceId,
        "seriennr gerat geratenummer geratenr zahlernummer meter puid imei serial device seriennummer sn udid imsi meid router sim iccid",
    ),
    (
        NationalId,
        "sv svnr steuernr national nino ni steuer steueridnr steuernummer steuerid steueridentifikationsnummer tax tin itin sin aadhaar pan ausweis personalausweis ausweisnummer personalausweisnummer idnr citizen dni nie nif bsn ahv nir pesel cpf fiscale identity svnr",
    ),
    (Username, "username user login handle benutzername nutzername benutzer nickname"),
    (IbanCode, "iban"),
];

static TABLE: LazyLock<CueTable> = LazyLock::new(|| {
    let pairs = CUES.iter().flat_map(|(entity_type, words)| words.split(' ').map(|word| (word, *entity_type)));
    pairs.collect()
});

/// What a folded word hints at.
pub fn cue_of(folded: &str) -> Option<EntityType> {
    TABLE.get(folded).copied()
}

/// How far before a value a cue counts, in bytes; Presidio and others use windows of the same order.
const WINDOW: usize = 48;
/// How far behind a value, as in "1234 is my pin".
const WINDOW_BEHIND: usize = 28;

/// The nearest cue before words `first..=last`, or behind them after "is" or "ist", that `plausible` accepts.
pub fn cue_near(
    words: &[Word<'_>],
    first: usize,
    last: usize,
    plausible: impl Fn(EntityType) -> bool,
) -> Option<EntityType> {
    let start = words.get(first)?.start;
    let before = words[..first].iter().rev().take_while(|word| start - word.end <= WINDOW);
    let cue = before.filter_map(|word| word.cue).find(|cue| plausible(*cue));
    cue.or_else(|| cue_behind(words, last, plausible))
}

fn cue_behind(words: &[Word<'_>], last: usize, plausible: impl Fn(EntityType) -> bool) -> Option<EntityType> {
    let end = words.get(last)?.end;
    let behind = words.get(last + 1..)?;
    if !matches!(behind.first()?.folded.as_ref(), "is" | "ist" | "as" | "als" | "was" | "war" | "for") {
        return None;
    }
    let near = behind.iter().take_while(|word| word.start - end <= WINDOW_BEHIND);
    near.filter_map(|word| word.cue).find(|cue| plausible(*cue))
}

/// The last cue that a question leaves open for the answer in the next turn.
pub fn open_cue(words: &[Word<'_>]) -> Option<EntityType> {
    let asked = words.iter().rev().take(40).filter_map(|word| word.cue);
    asked.into_iter().find(|cue| !matches!(cue, OrderId) || words.iter().any(|word| word.folded == "order"))
}
