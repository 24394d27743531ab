//! Slots → text, keeping in mind which pieces identify somebody.
//!
//! Takes the tokens of a phrasing and the circumstances of one conversation; gives [`Draft`]s, from which the written
//! text and the list of planted identifiers are made at the same time, so that the two cannot disagree.

use countersign_domain::{EntityType, TimeMs};

use crate::calendar;
use crate::corpus::{Corpus, NameGroup};
use crate::error::Error;
use crate::grammar::{Phrase, Token};
use crate::identifiers;
use crate::people::Person;
use crate::random::Random;

/// Slots that are made here rather than listed in slots.txt.
#[cfg(test)]
pub(crate) const GENERATED_SLOTS: &[&str] = &[
    "name", "first", "last", "other", "agent", "email", "phone", "iban", "card", "order", "customer", "case",
    "address", "ip", "password", "pin", "username", "dob", "device", "amount", "date", "count", "days", "plan2",
    "product2", "break",
];

/// A stretch of text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    /// What is written.
    pub(crate) text: String,
    /// Set where it identifies somebody; such a piece is never altered.
    pub(crate) entity: Option<EntityType>,
}

/// A text in the making.
pub(crate) type Draft = Vec<Piece>;

/// A plain piece.
pub(crate) fn plain(text: impl Into<String>) -> Piece {
    Piece { text: text.into(), entity: None }
}

/// What the slots of one conversation refer to.
pub(crate) struct Scene<'a> {
    pub(crate) corpus: &'a Corpus,
    pub(crate) groups: &'a [NameGroup],
    pub(crate) person: &'a Person,
    pub(crate) agent: &'static str,
    pub(crate) at: TimeMs,
    /// Stable within a conversation and what follows it.
    pub(crate) order: String,
    /// As above.
    pub(crate) case: String,
    /// Names are written in lower case as well.
    pub(crate) lower_case: bool,
    /// Names are written as a machine heard them: sometimes one letter off.
    pub(crate) heard: bool,
}

impl Scene<'_> {
    /// `phrase` with its alternatives chosen and its slots filled.
    pub(crate) fn say(&self, phrase: &Phrase, random: &mut Random) -> Result<Draft, Error> {
        let mut draft = Draft::new();
        for token in phrase.choose(random) {
            match token {
                Token::Text(text) => draft.push(plain(text)),
                Token::Slot(name) => self.fill(name, random, &mut draft)?,
            }
        }
        Ok(draft)
    }

    fn fill(&self, slot: &str, random: &mut Random, draft: &mut Draft) -> Result<(), Error> {
        let person = self.person;
        let mut plant = |entity, text: &str| draft.push(Piece { text: text.to_owned(), entity: Some(entity) });
        match slot {
            "name" => plant(EntityType::Person, &self.named(&format!("{} {}", person.first, person.last), random)),
            "first" => plant(EntityType::Person, &self.named(person.first, random)),
            "last" => plant(EntityType::Person, &self.named(person.last, random)),
            "agent" => plant(EntityType::Person, self.agent),
            "other" => {
                let group = random.pick(self.groups);
                let name = format!("{} {}", random.one(&group.first), random.one(&group.last));
                plant(EntityType::Person, &self.named(&name, random));
            }
            "email" => plant(EntityType::EmailAddress, &person.email),
            "phone" => plant(EntityType::PhoneNumber, &person.phone),
            "iban" => plant(EntityType::IbanCode, &person.iban),
            "card" => plant(EntityType::CreditCard, &person.card),
            "order" => plant(EntityType::OrderId, &self.order),
            "customer" => plant(EntityType::AccountId, &person.customer_number),
            "case" => plant(EntityType::CaseId, &self.case),
            "ip" => plant(EntityType::IpAddress, &identifiers::ip(random)),
            "password" => plant(EntityType::Password, &identifiers::password(random)),
            "pin" => plant(EntityType::Pin, &person.pin),
            "username" => plant(EntityType::Username, &person.username),
            "device" => plant(EntityType::DeviceId, &person.device),
            "dob" => plant(EntityType::DateOfBirth, &self.birth()),
            "address" => self.address(draft),
            _ => draft.push(plain(self.plain_slot(slot, random)?)),
        }
        Ok(())
    }

    fn named(&self, name: &str, random: &mut Random) -> String {
        let heard = if self.heard && name.len() > 6 && random.chance(0.15) {
            one_letter_off(name, random)
        } else {
            name.to_owned()
        };
        if self.lower_case { heard.to_lowercase() } else { heard }
    }

    fn birth(&self) -> String {
        let (day, month, year) = self.person.birth;
        let mark = if self.corpus.language.code() == "de" { '.' } else { '/' };
        format!("{day:02}{mark}{month:02}{mark}{year}")
    }

    fn address(&self, draft: &mut Draft) {
        let person = self.person;
        let planted = |entity, text: &str| Piece { text: text.to_owned(), entity: Some(entity) };
        let street = planted(EntityType::StreetAddress, &person.street);
        let zip = planted(EntityType::ZipCode, &person.zip);
        if self.corpus.language.code() == "de" {
            draft.extend([street, plain(", "), zip, plain(format!(" {}", person.town))]);
        } else {
            draft.extend([street, plain(format!(", {}, ", person.town)), zip]);
        }
    }

    /// Slots that identify nobody.
    fn plain_slot(&self, slot: &str, random: &mut Random) -> Result<String, Error> {
        Ok(match slot {
            "amount" => self.amount(random),
            "date" => self.date(random)?,
            "count" => random.between(3, 40).to_string(),
            "days" => random.between(3, 28).to_string(),
            "break" => "\n".to_owned(),
            "plan" => self.near("plan", self.person.plan, 0, 1, random),
            "plan2" => self.near("plan", self.person.plan, 1, 5, random),
            // Mostly what the person has, sometimes a neighbour in the list, never what `product2` may be.
            "product" => {
                let away = usize::from(random.chance(0.25));
                self.near("product", self.person.product, away, 1, random)
            }
            "product2" => self.near("product", self.person.product, 2, 4, random),
            "town" => self.person.town.to_owned(),
            listed => self.listed(listed, random),
        })
    }

    fn listed(&self, slot: &str, random: &mut Random) -> String {
        let values = self.corpus.slots.get(slot).expect("a test holds that every slot has a list or a generator");
        random.one(values).to_owned()
    }

    /// A value of the list, one of `n` from `away` places after the one that ends in `own`.
    fn near(&self, slot: &str, own: &str, away: usize, n: usize, random: &mut Random) -> String {
        let values = self.corpus.slots.get(slot).expect("a test holds that every slot has a list or a generator");
        let place = values.iter().position(|value| value.to_lowercase().ends_with(own)).unwrap_or_default();
        values[(place + away + random.below(n)) % values.len()].to_owned()
    }

    fn amount(&self, random: &mut Random) -> String {
        let whole = if random.chance(0.8) { random.between(4, 99) } else { random.between(100, 1_900) };
        let cents = random.one(&["00", "50", "90", "95", "99"]);
        match (self.corpus.language.code(), random.below(3)) {
            ("de", 0) => format!("{whole} Euro"),
            ("de", _) => format!("{whole},{cents} €"),
            (_, 0) => format!("{whole} pounds"),
            (_, 1) => format!("£{whole}"),
            _ => format!("£{whole}.{cents}"),
        }
    }

    fn date(&self, random: &mut Random) -> Result<String, Error> {
        let date = calendar::date(self.at, -random.between(2, 40))?;
        let months = self.corpus.slots.get("month").expect("a test holds that slots.txt lists the months");
        let month = months.get(usize::from(date.month().unsigned_abs()) - 1).copied().unwrap_or_default();
        Ok(calendar::written(date, month, self.corpus.language, random))
    }
}

/// One letter inside `name` doubled, as a transcript has it.
fn one_letter_off(name: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let place = random.between(1, letters.len() as i64 - 2) as usize;
    if letters[place].is_alphabetic() {
        letters.insert(place, letters[place]);
    }
    letters.into_iter().collect()
}
