//! Messages per second on one thread, at about 200 characters, as the requirement counts them.

use std::collections::BTreeMap;
use std::hint::black_box;

use countersign_privacy::{Config, Conversations, PlainText, Pseudonymizer};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Support messages of about 200 characters, with and without identifiers; written for this file.
const MESSAGES: [&str; 8] = [
    "Hello, I ordered a pair of headphones three weeks ago and the parcel still shows as being prepared. Nobody answers the chat, and the shop keeps sending me adverts for things that I already bought from you.",
    "My name is Ingrid Vale and the router you sent keeps losing its connection every evening around nine. I have restarted it many times, changed the cable and even moved it to another room without any luck.",
    "Please cancel order KT-558102 and send the money back to the card ending 4412. You can reach me at ingrid.vale@example.com or on 212-555-0187 during the day, evenings are difficult because of my shifts.",
    "The last bill is far too high: I was charged 89.90 euros although my plan costs 39.90. I called twice on Monday and was told it would be corrected, but the second bill of 12.05.2024 has the same mistake.",
    "I cannot log in any more since the update. It says that my password has expired, but the link to renew it leads to an empty page. I need access today because the tax documents are due at the end of the week.",
    "Could you tell me whether the premium plan includes travel insurance for the whole family? We will fly with two children in summer and would like to avoid buying a second policy if this one covers it.",
    "We moved to 48 Larkspur Road, Apt 3 last week, and the contract should follow us. Vale is also the name on the door bell. Please change the address before the next delivery leaves the warehouse on Friday.",
    "This is the third time that the technician did not show up. I took a day off again for nothing. I want a new date before noon, a refund for this month, and somebody who is able to explain what went wrong.",
];

fn inputs() -> Vec<PlainText> {
    let known = BTreeMap::from([
        ("customer_name".to_owned(), vec!["Ingrid Vale".to_owned()]),
        ("email".to_owned(), vec!["ingrid.vale@example.com".to_owned()]),
    ]);
    MESSAGES
        .iter()
        .map(|text| PlainText { text: (*text).to_owned(), known: known.clone(), ..PlainText::default() })
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let inputs = inputs();
    let mut group = criterion.benchmark_group("pseudonymize");
    group.throughput(Throughput::Elements(inputs.len() as u64));
    for (name, tagger) in [("patterns_and_known", false), ("all_tiers", true)] {
        let pseudonymizer =
            Pseudonymizer::new(Config { tagger, ..Config::default() }).expect("the default settings are valid");
        let mut conversations = Conversations::with_random_key(&pseudonymizer, &[3; 32]);
        group.bench_function(name, |bencher| {
            bencher
                .iter(|| inputs.iter().for_each(|input| drop(black_box(conversations.pseudonymize(black_box(input))))));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
