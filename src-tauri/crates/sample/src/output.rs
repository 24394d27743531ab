//! Events in order → the four files: ids, labels, outcomes, the cut between past and stream.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::compose::Clarity;
use crate::earlier::{self, EarlierDecision};
use crate::event::Event;
use crate::intents::{self, INTENTS};
use crate::people::BIASED;
use crate::random::Random;
use crate::truth::{Bias, EventTruth, Truth};
use crate::{COMPANY, Error, SampleConfig};

/// Share of plainly worded past events whose label is a slip.
const MISLABELLED_SHARE: f64 = 0.003;

/// What was written.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Summary {
    /// Lines of `history.jsonl`.
    pub history: usize,
    /// Lines of `stream.jsonl`.
    pub stream: usize,
    /// Lines of both that are decided.
    pub decided: usize,
    /// Lines of `history.jsonl` with a known label, and rows of `decisions.csv`.
    pub labelled: usize,
    /// Identifiers that stand in texts, counted once per event.
    pub planted: usize,
    /// The bias in `decisions.csv`.
    pub bias: Bias,
    /// The files, in the order in which they were written.
    pub files: Vec<PathBuf>,
}

/// The past as one labeller and one earlier system left it.
struct Past {
    /// Indices into the events, in order of time.
    members: Vec<usize>,
    labels: Vec<usize>,
    decisions: Vec<EarlierDecision>,
}

pub(crate) fn write(config: &SampleConfig, mut events: Vec<Event>, folder: &Path) -> Result<Summary, Error> {
    let mut random = Random::new(config.seed, 2);
    for (index, event) in events.iter_mut().enumerate() {
        event.line.event_id = format!("hv{:x}-{:06}", config.seed, index + 1);
    }
    let cut = end_of_past(config, &events);
    let past = past(&events[..cut], &mut random);
    close(&mut events[..cut], &past, &mut random);
    let bias = bias(&events, &past);
    let truth = truth(config, &events, &past, &bias)?;
    let planted = events.iter().map(|event| event.planted.len()).sum();

    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    let files = vec![
        replace(folder, "history.jsonl", &lines(&events[..cut])?)?,
        replace(folder, "stream.jsonl", &lines(&events[cut..])?)?,
        replace(folder, "decisions.csv", &decisions_csv(&events, &past))?,
        replace(folder, "truth.json", &format!("{}\n", serde_json::to_string_pretty(&truth)?))?,
    ];
    let labelled = past.members.len();
    Ok(Summary { history: cut, stream: events.len() - cut, decided: config.events, labelled, planted, bias, files })
}

/// Index of the first event of the stream: the labelled share of the decided events lies before it.
fn end_of_past(config: &SampleConfig, events: &[Event]) -> usize {
    let labelled = (config.events as f64 * config.label_until_share).round() as usize;
    let mut decided = 0;
    for (index, event) in events.iter().enumerate() {
        if decided == labelled {
            return index;
        }
        decided += usize::from(event.intent.is_some());
    }
    events.len()
}

fn past(events: &[Event], random: &mut Random) -> Past {
    let members: Vec<usize> = (0..events.len()).filter(|index| events[*index].intent.is_some()).collect();
    let chosen: Vec<&Event> = members.iter().map(|index| &events[*index]).collect();
    let labels: Vec<usize> = chosen.iter().filter_map(|event| Some(label(event, event.intent?, random))).collect();
    let decisions = earlier::decide(&chosen, &labels, random);
    Past { members, labels, decisions }
}

/// The label that a person gave in the past: the true intent, but for slips.
fn label(event: &Event, intent: usize, random: &mut Random) -> usize {
    if event.clarity != Clarity::Plain || !random.chance(MISLABELLED_SHARE) {
        return intent;
    }
    intents::index_of(random.one(INTENTS[intent].rivals)).expect("a test holds that every rival is an intent")
}

/// Fills what is known once a matter is closed: label, agent, outcome, satisfaction.
fn close(events: &mut [Event], past: &Past, random: &mut Random) {
    for (place, index) in past.members.iter().enumerate() {
        let line = &mut events[*index].line;
        line.intent = Some(INTENTS[past.labels[place]].name);
        let alone = past.decisions[place].selected;
        let outcome = if alone { "resolved_automatically" } else { by_people(random) };
        line.outcome = Some(outcome);
        line.resolution_flag = Some(outcome.starts_with("resolved"));
        line.agent_id = (!alone).then(|| format!("agent-{:02}", random.between(1, 24)));
        line.satisfaction = random.chance(0.15).then(|| rating(outcome, random));
    }
    for event in events.iter_mut().filter(|event| event.intent.is_none()) {
        let outcome = if random.chance(0.5) { "resolved_by_agent" } else { by_people(random) };
        event.line.outcome = Some(outcome);
        event.line.resolution_flag = Some(outcome.starts_with("resolved"));
        event.line.satisfaction = Some(rating(outcome, random));
    }
}

fn by_people(random: &mut Random) -> &'static str {
    const OUTCOMES: [(&str, f64); 4] =
        [("resolved_by_agent", 0.72), ("escalated", 0.14), ("unresolved", 0.08), ("abandoned", 0.06)];
    OUTCOMES[random.weighted(OUTCOMES.map(|row| row.1))].0
}

/// 1–5; what was not resolved pleases few.
fn rating(outcome: &str, random: &mut Random) -> u8 {
    let weights =
        if outcome.starts_with("resolved") { [0.05, 0.07, 0.18, 0.35, 0.35] } else { [0.4, 0.3, 0.18, 0.08, 0.04] };
    random.weighted(weights) as u8 + 1
}

fn bias(events: &[Event], past: &Past) -> Bias {
    let (mut group, mut others) = ((0, 0), (0, 0));
    for (index, decision) in past.members.iter().zip(&past.decisions) {
        let counts = if earlier::in_biased_group(&events[*index]) { &mut group } else { &mut others };
        counts.0 += 1;
        counts.1 += usize::from(decision.selected);
    }
    Bias::counted(BIASED, group, others)
}

fn truth(config: &SampleConfig, events: &[Event], past: &Past, bias: &Bias) -> Result<Truth, Error> {
    let labels: BTreeMap<usize, usize> = past.members.iter().copied().zip(past.labels.iter().copied()).collect();
    let rows = events.iter().enumerate().filter_map(|(index, event)| {
        let intent = event.intent?;
        let slip = labels.get(&index).filter(|label| **label != intent);
        let row = EventTruth {
            intent: INTENTS[intent].name,
            clarity: event.clarity,
            mislabelled_as: slip.map(|label| INTENTS[*label].name),
            second_intent: event.second.map(|second| INTENTS[second].name),
            language: event.language,
            name_group: event.name_group,
            planted: event.planted.clone(),
        };
        Some((event.line.event_id.clone(), row))
    });
    let time = |event: Option<&Event>| event.map(|event| event.line.timestamp.clone()).unwrap_or_default();
    Ok(Truth {
        company: COMPANY,
        seed: config.seed,
        first: time(events.first()),
        last: time(events.last()),
        bias: bias.clone(),
        events: rows.collect(),
    })
}

fn lines(events: &[Event]) -> Result<String, Error> {
    let mut text = String::new();
    for event in events {
        text.push_str(&serde_json::to_string(&event.line)?);
        text.push('\n');
    }
    Ok(text)
}

/// RFC 4180 needs no quotes here: ids, intents and attribute values hold neither comma nor quote.
fn decisions_csv(events: &[Event], past: &Past) -> String {
    const SENSITIVE: [&str; 4] = ["age_band", "gender", "language_background", "vulnerable"];
    let mut text = format!("event_id,label,prediction,selected,{}\n", SENSITIVE.join(","));
    for (place, index) in past.members.iter().enumerate() {
        let line = &events[*index].line;
        let decision = past.decisions[place];
        let (label, prediction) = (INTENTS[past.labels[place]].name, INTENTS[decision.prediction].name);
        let groups = SENSITIVE.map(|name| line.sensitive.get(name).copied().unwrap_or_default()).join(",");
        let selected = u8::from(decision.selected);
        writeln!(text, "{},{label},{prediction},{selected},{groups}", line.event_id)
            .expect("writing to a String cannot fail");
    }
    text
}

/// Writes `content` under a temporary name and renames it, so that no reader sees half a file.
fn replace(folder: &Path, name: &str, content: &str) -> Result<PathBuf, Error> {
    let path = folder.join(name);
    let temporary = folder.join(format!(".{name}.part"));
    fs::write(&temporary, content).map_err(|source| Error::Write { path: temporary.clone(), source })?;
    fs::rename(&temporary, &path).map_err(|source| Error::Write { path: path.clone(), source })?;
    Ok(path)
}
