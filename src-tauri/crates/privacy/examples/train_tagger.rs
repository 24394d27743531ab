//! Trains the tagger: `train_tagger TEMPLATES OUT.bin.gz LABELLED.jsonl… [--plain PLAIN.txt…]`.
//!
//! LABELLED: `{"text","spans":[{"start","end","type"}],"ignore"?}` a line. PLAIN: one text without identifiers a line.
//! Same input, same bytes out. How to repeat: `training/README.md`.

#[path = "train/fill.rs"]
mod fill;
#[path = "train/perceptron.rs"]
mod perceptron;

use std::io::{BufRead, BufReader, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use perceptron::Example;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (templates, out) = (&arguments[0], &arguments[1]);
    let split = arguments.iter().position(|argument| argument == "--plain").unwrap_or(arguments.len());
    let mut examples = fill::examples(&std::fs::read_to_string(templates)?, 130_000, 20_250_601);
    println!("{} generated", examples.len());
    for path in &arguments[2..split] {
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            examples.push(labelled(&serde_json::from_str(&line?)?));
        }
    }
    for path in arguments.iter().skip(split + 1) {
        for line in BufReader::new(std::fs::File::open(path)?).lines() {
            let text = line?;
            examples.push(Example { spans: Vec::new(), ignore: Vec::new(), text });
        }
    }
    println!("{} examples", examples.len());
    let weights = perceptron::train(&examples, 8, 42);
    let mut packed = GzEncoder::new(std::fs::File::create(out)?, Compression::best());
    packed.write_all(&weights)?;
    packed.finish()?;
    Ok(())
}

/// Scalar offsets → byte offsets.
fn labelled(row: &serde_json::Value) -> Example {
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |value: &serde_json::Value| places[value.as_u64().unwrap_or(0) as usize];
    let spans = row["spans"].as_array().into_iter().flatten();
    let spans = spans
        .map(|span| (place(&span["start"]), place(&span["end"]), span["type"].as_str().unwrap_or_default().to_owned()))
        .collect();
    let ignore =
        row["ignore"].as_array().into_iter().flatten().map(|range| (place(&range[0]), place(&range[1]))).collect();
    Example { text, spans, ignore }
}
