//! Conversations in time: who writes when about what, who writes again, and what follows.
//!
//! Takes the configuration, gives events in the order of time, still without ids. A contact by telephone arrives as
//! one closed conversation; by other channels as a message or a ticket, sometimes with a further turn, a closing
//! event, a ticket update or a survey.

use std::collections::BTreeMap;

use countersign_domain::{Channel, EventType, Speaker, TimeMs};

use crate::calendar::{self, DAY_MS, HOUR_MS, MINUTE_MS};
use crate::compose::{self, Clarity, Composed};
use crate::corpus::{self, Corpus, Language, NameGroup};
use crate::error::Error;
use crate::event::{self, Event, Line, Message};
use crate::fill::{Draft, Scene};
use crate::intents::INTENTS;
use crate::people::{self, Person, Places};
use crate::random::Random;

const ENGLISH_SHARE: f64 = 0.65;
/// Share of contacts that come back to an earlier one.
const AGAIN_SHARE: f64 = 0.09;
/// Share of chats with a further turn of the customer.
const FURTHER_TURN_SHARE: f64 = 0.035;
/// Share of chats that arrive once more as a whole when they are closed.
const CLOSED_SHARE: f64 = 0.07;
const CHANNELS: [(Channel, f64); 5] = [
    (Channel::Chat, 0.34),
    (Channel::Email, 0.27),
    (Channel::Ticket, 0.15),
    (Channel::VoiceTranscript, 0.14),
    (Channel::Social, 0.1),
];

/// One matter of one person.
#[derive(Debug, Clone)]
struct Contact {
    person: usize,
    intent: usize,
    channel: Channel,
    at: TimeMs,
    order: String,
    case: String,
    again: bool,
}

/// Everything that stays the same while conversations are made.
struct Company {
    corpora: [Corpus; 2],
    groups: Vec<NameGroup>,
    agents: Vec<&'static str>,
    /// English writers first.
    people: Vec<Person>,
    english: usize,
}

impl Company {
    fn found(events: usize, random: &mut Random) -> Result<Self, Error> {
        let corpora = [Corpus::load(Language::En)?, Corpus::load(Language::De)?];
        let groups = corpus::name_groups();
        let total = (events * 2 / 5).max(20);
        let english = (total as f64 * ENGLISH_SHARE) as usize;
        let mut people = Vec::new();
        for (corpus, n) in corpora.iter().zip([english, total - english]) {
            let list = |name| corpus.slots.get(name).expect("a test holds that slots.txt lists streets and towns");
            let places = Places { streets: list("street"), towns: list("town") };
            let first_id = people.len();
            people.extend(people::people(corpus.language, n, first_id, &groups, &places, random));
        }
        Ok(Self { corpora, groups, agents: corpus::agents(), people, english })
    }

    /// A person; some write far more often than others.
    fn somebody(&self, random: &mut Random) -> usize {
        let (from, n) = match random.chance(ENGLISH_SHARE) {
            true => (0, self.english),
            false => (self.english, self.people.len() - self.english),
        };
        from + (random.share() * random.share() * n as f64) as usize
    }

    fn scene(&self, contact: &Contact, random: &mut Random) -> Scene<'_> {
        let person = &self.people[contact.person];
        let corpus = &self.corpora[usize::from(person.language == Language::De)];
        let quick = matches!(contact.channel, Channel::Chat | Channel::Social);
        Scene {
            corpus,
            groups: &self.groups,
            person,
            agent: random.one(&self.agents),
            at: contact.at,
            order: contact.order.clone(),
            case: contact.case.clone(),
            lower_case: quick && person.style.lower_case,
            heard: contact.channel == Channel::VoiceTranscript,
        }
    }
}

/// Events up to `end` in order of time, of which exactly `decided` are decided and the rest adds outcome.
///
/// Errors: `Corpus` for a broken data file, `Config` for an end outside the calendar.
pub(crate) fn events(decided: usize, end: TimeMs, random: &mut Random) -> Result<Vec<Event>, Error> {
    let company = Company::found(decided, random)?;
    let mut deck = Vec::new();
    let mut contacts: Vec<Contact> = Vec::new();
    let mut events = Vec::new();
    let mut left = decided;
    while left > 0 {
        let contact = next_contact(&company, &contacts, &mut deck, end, random)?;
        let session = format!("s-{:06}", contacts.len() + 1);
        let made = conversation(&company, &contact, &session, left, end, random)?;
        left -= made.iter().filter(|event| event.line.event_type.is_decided()).count();
        events.extend(made);
        contacts.push(contact);
    }
    events.sort_by_key(|event: &Event| event.at);
    Ok(events)
}

fn next_contact(
    company: &Company,
    earlier: &[Contact],
    deck: &mut Vec<usize>,
    end: TimeMs,
    random: &mut Random,
) -> Result<Contact, Error> {
    if !earlier.is_empty() && random.chance(AGAIN_SHARE) {
        let before = random.pick(earlier);
        let at = before.at.plus_ms(random.between(4 * HOUR_MS, 6 * DAY_MS));
        if at <= end {
            return Ok(Contact { at, again: true, ..before.clone() });
        }
    }
    let channel = CHANNELS[random.weighted(CHANNELS.map(|row| row.1))].0;
    Ok(Contact {
        person: company.somebody(random),
        intent: deal(deck, random),
        channel,
        at: calendar::moment(channel, end, random)?,
        order: format!("HV-{}", random.between(20_000_000, 79_999_999)),
        case: format!("CS-{}", random.between(100_000, 999_999)),
        again: false,
    })
}

/// The next intent from a shuffled deck of about two hundred, so that shares hold in small samples too.
fn deal(deck: &mut Vec<usize>, random: &mut Random) -> usize {
    if deck.is_empty() {
        // A card is five thousandths; what is left of a share gets a card by chance.
        for (index, intent) in INTENTS.iter().enumerate() {
            let share = intent.per_mille as f64 / 5.0;
            let cards = share as usize + usize::from(random.chance(share - share.trunc()));
            deck.extend(std::iter::repeat_n(index, cards));
        }
        random.shuffle(deck);
    }
    deck.pop().expect("the deck was just filled")
}

/// The events of one contact; at most `left` of them are decided.
fn conversation(
    company: &Company,
    contact: &Contact,
    session: &str,
    left: usize,
    end: TimeMs,
    random: &mut Random,
) -> Result<Vec<Event>, Error> {
    let scene = company.scene(contact, random);
    let identity = identity(&scene, contact, random);
    let source = Source { scene, contact, session, identity };
    let mut events = match contact.channel {
        Channel::VoiceTranscript => source.call(random)?,
        Channel::Chat | Channel::Social => source.chat(left, end, random)?,
        Channel::Email | Channel::Ticket => source.letter(end, random)?,
    };
    events.extend(source.survey(end, random)?);
    Ok(events)
}

/// What all events of one contact have in common.
struct Source<'a> {
    scene: Scene<'a>,
    contact: &'a Contact,
    session: &'a str,
    identity: Identity,
}

impl Source<'_> {
    fn first_message(&self, random: &mut Random) -> Result<Composed, Error> {
        compose::message(&self.scene, self.contact.intent, self.contact.channel, self.contact.again, random)
    }

    /// A call arrives as a whole.
    fn call(&self, random: &mut Random) -> Result<Vec<Event>, Error> {
        let composed = self.first_message(random)?;
        let turns = compose::call(&self.scene, composed.draft.clone(), random)?;
        Ok(vec![self.decided(EventType::ConversationClosed, self.contact.at, &composed, Said::Turns(&turns))?])
    }

    /// A message, sometimes a further one, sometimes the whole conversation once it is closed.
    fn chat(&self, left: usize, end: TimeMs, random: &mut Random) -> Result<Vec<Event>, Error> {
        let composed = self.first_message(random)?;
        let mut last = self.contact.at;
        let mut turns = vec![(Speaker::Customer, composed.draft.clone())];
        let mut events = vec![self.decided(EventType::Message, last, &composed, Said::Text(&composed.draft))?];
        let next = last.plus_ms(random.between(MINUTE_MS, 20 * MINUTE_MS));
        if left >= 2 && next <= end && random.chance(FURTHER_TURN_SHARE) {
            let more = compose::follow_up(&self.scene, self.contact.channel, random)?;
            events.push(self.decided(EventType::Message, next, &more, Said::Text(&more.draft))?);
            turns.push((Speaker::Agent, compose::handling(&self.scene, random)?));
            turns.push((Speaker::Customer, more.draft));
            last = next;
        }
        let closed = last.plus_ms(random.between(5 * MINUTE_MS, 60 * MINUTE_MS));
        if events.len() < left && closed <= end && random.chance(CLOSED_SHARE) {
            turns.push((Speaker::Agent, compose::handling(&self.scene, random)?));
            events.push(self.decided(EventType::ConversationClosed, closed, &composed, Said::Turns(&turns))?);
        }
        Ok(events)
    }

    /// A mail, or a ticket that is sometimes updated.
    fn letter(&self, end: TimeMs, random: &mut Random) -> Result<Vec<Event>, Error> {
        let composed = self.first_message(random)?;
        let at = self.contact.at;
        let ticket = self.contact.channel == Channel::Ticket && random.chance(0.75);
        let kind = if ticket { EventType::TicketCreated } else { EventType::Message };
        let mut events = vec![self.decided(kind, at, &composed, Said::Text(&composed.draft))?];
        let updated = at.plus_ms(random.between(2 * HOUR_MS, 3 * DAY_MS));
        if ticket && updated <= end && random.chance(0.4) {
            events.push(self.event(EventType::TicketUpdated, updated, Said::Nothing)?);
        }
        Ok(events)
    }

    fn survey(&self, end: TimeMs, random: &mut Random) -> Result<Option<Event>, Error> {
        let at = self.contact.at.plus_ms(random.between(HOUR_MS, 2 * DAY_MS));
        let asked = at <= end && random.chance(0.09);
        asked.then(|| self.event(EventType::Survey, at, Said::Nothing)).transpose()
    }

    fn decided(&self, kind: EventType, at: TimeMs, composed: &Composed, said: Said<'_>) -> Result<Event, Error> {
        let event = self.event(kind, at, said)?;
        let (clarity, second) = (composed.clarity, composed.second);
        Ok(Event { intent: Some(self.contact.intent), clarity, second, ..event })
    }

    /// An event that is not decided, until `decided` says otherwise.
    fn event(&self, event_type: EventType, at: TimeMs, said: Said<'_>) -> Result<Event, Error> {
        let (person, identity) = (self.scene.person, &self.identity);
        let fields: Vec<String> =
            identity.known.values().chain(&identity.email).map(|field| field.to_lowercase()).collect();
        let mut planted = Vec::new();
        let message = match said {
            Said::Nothing => None,
            Said::Text(draft) => Some(Message::Text(event::written(draft, &fields, &mut planted))),
            Said::Turns(turns) => Some(event::turns(turns, &fields, &mut planted)),
        };
        let line = Line {
            event_id: String::new(),
            event_type,
            timestamp: calendar::rfc3339(at)?,
            channel: self.contact.channel,
            session_id: self.session.to_owned(),
            user_id: identity.user_id.clone(),
            email: identity.email.clone(),
            account_id: identity.account_id.clone(),
            known: identity.known.clone(),
            message,
            agent_id: None,
            outcome: None,
            satisfaction: None,
            resolution_flag: None,
            intent: None,
            segment: BTreeMap::from([("plan", person.plan), ("region", person.region), ("product", person.product)]),
            sensitive: BTreeMap::from([
                ("age_band", person.age_band),
                ("gender", person.gender),
                ("language_background", person.language_background),
                ("vulnerable", if person.vulnerable { "true" } else { "false" }),
            ]),
            training_allowed: person.training_allowed,
            legal_basis: person.legal_basis,
        };
        Ok(Event {
            at,
            line,
            intent: None,
            clarity: Clarity::Plain,
            second: None,
            language: person.language.code(),
            name_group: person.name_group,
            planted,
        })
    }
}

/// What was said in an event.
enum Said<'a> {
    Nothing,
    Text(&'a Draft),
    Turns(&'a [(Speaker, Draft)]),
}

/// The identity fields that the source of a conversation fills.
#[derive(Default)]
struct Identity {
    user_id: Option<String>,
    email: Option<String>,
    account_id: Option<String>,
    known: BTreeMap<&'static str, String>,
}

fn identity(scene: &Scene<'_>, contact: &Contact, random: &mut Random) -> Identity {
    let filled = match contact.channel {
        Channel::Email | Channel::Ticket => 0.95,
        Channel::Chat | Channel::VoiceTranscript => 0.8,
        Channel::Social => 0.3,
    };
    if !random.chance(filled) {
        return Identity::default();
    }
    let person = scene.person;
    let mut known = BTreeMap::new();
    if random.chance(0.85) {
        known.insert("customer_name", format!("{} {}", person.first, person.last));
    }
    for (key, value, share) in [
        ("phone", &person.phone, 0.35),
        ("customer_number", &person.customer_number, 0.5),
        ("order_id", &contact.order, 0.25),
        ("username", &person.username, 0.15),
        ("address", &person.street, 0.1),
    ] {
        if random.chance(share) {
            known.insert(key, value.clone());
        }
    }
    // A person is known by one identity throughout; the other comes beside it now and then. One who came under each
    // alone would be two subjects, and the first event with both refused.
    let by_mail_alone = person.user_id.ends_with(['0', '5']);
    let with_mail = contact.channel == Channel::Email || random.chance(0.4);
    Identity {
        user_id: (!by_mail_alone).then(|| person.user_id.clone()),
        email: (by_mail_alone || with_mail).then(|| person.email.clone()),
        account_id: person.account_id.clone(),
        known,
    }
}
