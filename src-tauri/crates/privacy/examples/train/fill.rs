//! Fills templates with invented values: `{slot}` becomes a value, labelled when the slot identifies something.

use crate::perceptron::Example;

/// SplitMix64, Steele, Lea, Flood 2014: small, seeded, the same everywhere.
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in `0..n`, `n > 0` (the bias of the remainder is far below what matters here).
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}

const GIVEN: &str = include_str!("../../data/given_names.txt");
const FAMILY: &str = include_str!("../../data/family_names.txt");
const COMMON: &str = include_str!("../../data/dictionary.txt");
const NOUNS: &str = include_str!("../../data/nouns.txt");
const FREQUENT: &str = "james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony margaret mark sandra donald ashley steven kimberly paul emily andrew donna joshua michelle kenneth carol kevin amanda brian melissa george deborah edward stephanie ronald rebecca timothy sharon jason laura jeffrey cynthia ryan amy jacob kathleen gary angela nicholas anna eric emma jonathan ruth stephen olivia larry sophie justin grace scott lukas leon finn paul jonas felix maximilian marie sophia maria lena hannah mia lea julia katharina sabine petra andrea stefan thomas wolfgang klaus jurgen peter hans ahmed mohammed fatima ali hassan raj priya amit sanjay deepa kumar anil wei li ming yuki kenji juan carlos jose luis ana carmen pedro ivan olga dmitri natalia";
const FREQUENT_LAST: &str = "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroder neumann schwarz zimmermann braun kruger hofmann lange patel singh kumar sharma khan chen wang zhang kim park tanaka sato rossi ferrari silva santos";
const PLACES: &str = "London|Paris|Berlin|Hamburg|Munich|Vienna|Zurich|Madrid|Rome|Milan|Lisbon|Dublin|Oslo|Stockholm|Copenhagen|Warsaw|Prague|Budapest|Athens|Istanbul|Cairo|Lagos|Nairobi|Mumbai|Delhi|Chennai|Bangalore|Tokyo|Osaka|Seoul|Beijing|Shanghai|Singapore|Sydney|Melbourne|Auckland|Toronto|Vancouver|Montreal|New York|Boston|Chicago|Houston|Dallas|Austin|Seattle|Denver|Phoenix|Miami|Atlanta|San Francisco|Los Angeles|San Diego|Portland|Las Vegas|Detroit|Philadelphia|Washington|Orlando|Nashville|Köln|Frankfurt|Stuttgart|Leipzig|Dresden|Bremen|Hannover|Nürnberg|Graz|Linz|Salzburg|Basel|Bern|Genf|Lyon|Marseille|Barcelona|Valencia|Naples|Turin|Porto|Rotterdam|Amsterdam|Brussels|Antwerp|Manchester|Leeds|Bristol|Glasgow|Edinburgh|Cardiff|Texas|California|Florida|Ohio|Bavaria|Ontario|Kent|Surrey|Tamil Nadu|Queensland|Birmingham|Liverpool|Krakow|Helsinki|Reykjavik|Tallinn|Riga|Vilnius|Sofia|Bucharest|Belgrade|Zagreb|Lima|Bogota|Santiago|Buenos Aires|Mexico City|Havana|Manila|Jakarta|Bangkok|Hanoi|Kuala Lumpur|Karachi|Lahore|Dhaka|Colombo|Kathmandu|Doha|Dubai|Riyadh|Tel Aviv|Casablanca|Tunis|Accra|Cape Town|Kolkata|Hyderabad|Pune|Kochi|Madurai|Goa|Ohio|Nevada|Utah|Oregon|Georgia|Alaska|Hawaii";
const COUNTRIES: &str = "Germany|Austria|Switzerland|France|Italy|Spain|Portugal|Poland|Norway|Sweden|Denmark|Finland|Ireland|Netherlands|Belgium|Greece|Turkey|Hungary|Czech Republic|Slovenia|Croatia|Romania|Bulgaria|Iceland|Estonia|Latvia|Lithuania|India|China|Japan|Korea|Vietnam|Thailand|Indonesia|Australia|New Zealand|Canada|Mexico|Brazil|Argentina|Chile|Peru|Colombia|Uruguay|Greenland|Cyprus|Tunisia|Egypt|Kenya|Nigeria|Ghana|South Africa|United Kingdom|United States|Deutschland|Österreich|Schweiz|Frankreich|Italien|Spanien|USA|UK";
const NATIONS: &str = "German|Austrian|Swiss|French|Italian|Spanish|Portuguese|Polish|Norwegian|Swedish|Danish|Finnish|Irish|Dutch|Belgian|Greek|Turkish|Hungarian|Czech|Croatian|Romanian|Indian|Chinese|Japanese|Korean|Vietnamese|Thai|Australian|Canadian|Mexican|Brazilian|Chilean|Egyptian|Kenyan|Nigerian|Catholic|Muslim|Jewish|Hindu|Buddhist|Protestant|Republican|Democrat|Icelandic|Estonian|Latvian|Slovenian|Peruvian|Germans|Italians|Swedes|Americans|American|British|European|Asian|African";
const PRODUCTS: &str = "Galaxy|iPhone|MacBook|Kindle|PlayStation|Windows|Excel|Outlook|Chrome|Safari|Prime|Premium|Basic|Pro|Starter Plan|Business Class|Gold Card|Platinum|FritzBox|WLAN|Netflix|Spotify|PayPal|Visa|Mastercard|Amex|Android|Zoom|Slack|Teams|Echo Dot|Apple Pay|Google Pay|Face ID|Bluetooth|Wi-Fi|JFK|LAX|Heathrow|Wikipedia|Monday|Christmas|Easter|Black Friday|Ostern|Weihnachten|Internet|Tarif|Router|Rechnung|Konto|Karte|Vertrag|Bestellung|Account|Settings|Help Center|Terms|FAQ|Support|Live Chat|Price|Order|Invoice|Dashboard|Business|Flight|Economy|Refund|Login|Error|API|SDK|URL|PDF|SSN|ATM|PIN|VPN|SIM|Mail|App Store";
const JOBS: &str = "engineer|nurse|teacher|lawyer|manager|driver|student|plumber|designer|developer|accountant|doctor|clerk|consultant|chef";
const DAYS: &str = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|today|tomorrow|yesterday|next week|last month|this morning|March 3rd|12 April|June 2021|1998|2004|2016|the 5th of May|last Friday|in July|2 weeks ago|21.03.2022|2019-11-05|10/12/2018|Montag|Dienstag|gestern|morgen";

/// `count` filled templates, in the order of a generator seeded with `seed`.
pub fn examples(templates: &str, count: usize, seed: u64) -> Vec<Example> {
    let lines: Vec<&str> = templates.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).collect();
    let mut maker = Maker {
        random: Random(seed),
        given: GIVEN.lines().collect(),
        family: FAMILY.lines().collect(),
        words: COMMON.lines().filter(|word| word.len() > 3).collect(),
        nouns: NOUNS.lines().collect(),
        last: String::new(),
    };
    (0..count)
        .map(|_| {
            let line = lines[maker.random.below(lines.len())].replace("\\n", "\n");
            maker.example(&line)
        })
        .collect()
}

struct Maker {
    random: Random,
    given: Vec<&'static str>,
    family: Vec<&'static str>,
    words: Vec<&'static str>,
    nouns: Vec<&'static str>,
    last: String,
}

impl Maker {
    fn example(&mut self, template: &str) -> Example {
        let mut example = Example { text: String::new(), spans: Vec::new(), ignore: Vec::new() };
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, behind) = after.split_once('}').unwrap_or((after, ""));
            example.text.push_str(before);
            let start = example.text.len();
            let value = self.value(slot);
            example.text.push_str(&value);
            if let Some(label) = label_of(slot) {
                example.spans.push((start, example.text.len(), label.to_owned()));
            }
            rest = behind;
        }
        example.text.push_str(rest);
        self.dress(example)
    }

    /// A third loses its capitals, of those half also their marks; one in fifteen is shouted.
    fn dress(&mut self, mut example: Example) -> Example {
        match self.random.below(30) {
            0..=9 => {
                example.text = same_length(&example.text, |c| c.to_ascii_lowercase());
                if self.random.one_in(2) {
                    example.text = same_length(&example.text, |c| {
                        if matches!(c, '.' | ',' | '!' | '?' | ':' | '\'' | '-') { ' ' } else { c }
                    });
                }
            }
            10..=11 => example.text = same_length(&example.text, |c| c.to_ascii_uppercase()),
            _ => {}
        }
        example
    }

    fn pick(&mut self, list: &'static str) -> String {
        let items: Vec<&str> = list.split('|').collect();
        items[self.random.below(items.len())].to_owned()
    }

    fn first(&mut self) -> String {
        let frequent: Vec<&str> = FREQUENT.split(' ').collect();
        let word = if self.random.one_in(3) {
            frequent[self.random.below(frequent.len())]
        } else {
            self.given[self.random.below(self.given.len())]
        };
        self.written(word)
    }

    fn family(&mut self) -> String {
        let frequent: Vec<&str> = FREQUENT_LAST.split(' ').collect();
        let word = if self.random.one_in(4) {
            frequent[self.random.below(frequent.len())]
        } else {
            self.family[self.random.below(self.family.len())]
        };
        // One in six is no name of any list, so that the tagger learns from the words around.
        let word = if self.random.one_in(6) { self.invented() } else { word.to_owned() };
        let name = self.written(&word);
        if self.random.one_in(14) {
            let second = self.family[self.random.below(self.family.len())];
            return format!("{name}-{}", self.written(second));
        }
        name
    }

    /// A word that is no name, written as German nouns are: everyday words, names that are nouns too, compounds.
    fn noun(&mut self) -> String {
        let word = |maker: &mut Self| maker.words[maker.random.below(maker.words.len())];
        let mut noun = match self.random.below(8) {
            0 | 1 => self.nouns[self.random.below(self.nouns.len())].to_owned(),
            2 | 3 => format!("{}{}", word(self), word(self)),
            _ => word(self).to_owned(),
        };
        noun[..1].make_ascii_uppercase();
        noun
    }

    fn invented(&mut self) -> String {
        const PARTS: &str = "ka|vi|mor|sel|tan|dro|ber|lin|quo|sha|ren|zo|pel|nar|ish|gov|ard|osk|ull|eni|fra|hjo|mar|tic|ova|dze|wic|eau|ham|ster";
        let count = 2 + self.random.below(2);
        (0..count).map(|_| self.pick(PARTS)).collect()
    }

    fn written(&mut self, word: &str) -> String {
        let mut letters = word.chars();
        let head = letters.next().map(|c| c.to_ascii_uppercase().to_string()).unwrap_or_default();
        let mut name = head + letters.as_str();
        if self.random.one_in(12) {
            for (plain, marked) in [("ue", "ü"), ("oe", "ö"), ("o", "ö"), ("e", "é"), ("a", "á"), ("i", "í")] {
                if name[1..].contains(plain) && self.random.one_in(2) {
                    name = format!("{}{}", &name[..1], name[1..].replacen(plain, marked, 1));
                    break;
                }
            }
        }
        name
    }

    fn name(&mut self) -> String {
        let (first, last) = (self.first(), self.family());
        let name = match self.random.below(20) {
            0 => format!("{first} {}. {last}", (b'A' + self.random.below(26) as u8) as char),
            1 => format!("{first} {} {last}", self.first()),
            2 => format!("{last}, {first}"),
            3 => format!("{first} von {last}"),
            4 => format!("{first} de {last}"),
            5 | 6 => first,
            7 => format!("{}. {last}", &first[..1]),
            8 => format!("{first} O'{last}"),
            _ => format!("{first} {last}"),
        };
        self.last.clone_from(&name);
        name
    }

    fn digits(&mut self, n: usize) -> String {
        (0..n).map(|_| (b'0' + self.random.below(10) as u8) as char).collect()
    }

    fn letters(&mut self, n: usize) -> String {
        (0..n).map(|_| (b'A' + self.random.below(26) as u8) as char).collect()
    }

    fn street(&mut self) -> String {
        const KINDS: &str =
            "Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Court|Way|Place|Boulevard|Terrace|Close|Crescent|Hill|Square";
        let (name, number) = (self.family(), 1 + self.random.below(999));
        let place = self.pick(PLACES);
        let zip = self.digits(5);
        match self.random.below(16) {
            0 => format!("{name}straße {number}"),
            1 => format!("{name}str. {number}, {zip} {place}"),
            2 => format!("{name}weg {number}"),
            3 => format!("{name}gasse {number}, {place}"),
            4 => format!("{number} rue de {name}"),
            5 => format!("Via {name} {number}"),
            6 => format!("Calle {name} {number}"),
            7 => format!("{name}gatan {number}"),
            8 => format!("{name} utca {number}"),
            9 => format!("{number} {name} {}, Apt {}, {place} {zip}", self.pick(KINDS), self.random.below(99)),
            10 => format!(
                "{number} {name} {}\nSuite {}\n{place}\n{} {zip}",
                self.pick(KINDS),
                self.digits(3),
                self.pick(COUNTRIES)
            ),
            11 => format!("{number} {name}vej {}", self.digits(2)),
            12 => format!("P.O. Box {number}"),
            13 => format!("{} {name} {}", self.digits(5), self.digits(2)),
            _ => format!("{number} {name} {}", self.pick(KINDS)),
        }
    }

    fn organization(&mut self) -> String {
        const ENDS: &str = "Inc|LLC|Group|Ltd|GmbH|AG|Bank|Insurance|Software|Airlines|Partners|& Sons|Consulting|Solutions|Systems|Media|Logistics|Energy|Health|Foods|Motors|Studio|Labs|Capital|Technologies|Services|Versicherung|Stadtwerke|Telecom|Music|Hotel|University";
        let (name, end) = (self.family(), self.pick(ENDS));
        match self.random.below(6) {
            0 => {
                let word = self.invented();
                self.written(&word)
            }
            1 => format!("{name} and {} {end}", self.family()),
            2 => format!("Bank of {name}"),
            _ => format!("{name} {end}"),
        }
    }

    fn value(&mut self, slot: &str) -> String {
        match slot {
            "name" => self.name(),
            "full" => format!("{} {}", self.first(), self.family()),
            "first" => self.first(),
            "last" => self.family(),
            "title" => self.pick("Mr.|Mrs.|Ms.|Dr.|Mr|Ms|Miss|Prof.|Herr|Frau"),
            "street" => self.street(),
            "city" => match self.random.below(4) {
                0 => format!(
                    "{}{}",
                    self.family(),
                    self.pick("ville|burg|stadt|ham|ton|heim| Springs|ford|field|by| sur Mer|dorf")
                ),
                _ => self.pick(PLACES),
            },
            "country" => self.pick(COUNTRIES),
            "nation" => self.pick(NATIONS),
            "org" => self.organization(),
            "product" => self.pick(PRODUCTS),
            "noun" => self.noun(),
            "job" => self.pick(JOBS),
            "zip" => {
                let n = if self.random.one_in(6) { 4 } else { 5 };
                self.digits(n)
            }
            "day" => self.pick(DAYS),
            "age" => (18 + self.random.below(70)).to_string(),
            "small" => (1 + self.random.below(30)).to_string(),
            "amount" => (5 + self.random.below(900)).to_string(),
            "phone" => match self.random.below(6) {
                0 => format!("{} {} {}", self.digits(3), self.digits(3), self.digits(4)),
                1 => format!("+49 {} {}", self.digits(3), self.digits(7)),
                2 => format!("0{} {}", self.digits(3), self.digits(6)),
                3 => format!("({}) {}-{}", self.digits(3), self.digits(3), self.digits(4)),
                4 => format!("{} {} {} {}", self.digits(3), self.digits(3), self.digits(2), self.digits(2)),
                _ => self.digits(10),
            },
            "ssn" => {
                if self.random.one_in(2) {
                    self.digits(9)
                } else {
                    format!("{}-{}-{}", self.digits(3), self.digits(2), self.digits(4))
                }
            }
            "four" => self.digits(4),
            "card" => {
                if self.random.one_in(2) {
                    self.digits(16)
                } else {
                    format!("{} {} {} {}", self.digits(4), self.digits(4), self.digits(4), self.digits(4))
                }
            }
            "account" => {
                let n = 6 + self.random.below(6);
                self.digits(n)
            }
            "order" => match self.random.below(4) {
                0 => format!("{}{}", self.letters(3), self.digits(5)),
                1 => format!("{}-{}", self.letters(2), self.digits(6)),
                2 => format!("{} {}", self.letters(3).to_lowercase(), self.digits(3)),
                _ => self.digits(8),
            },
            "password" => {
                let word = self.invented();
                format!("{word}{}", self.digits(3))
            }
            other => other.to_owned(),
        }
    }
}

/// Changes characters without moving any byte, so that spans stay where they are.
fn same_length(text: &str, change: impl Fn(char) -> char) -> String {
    text.chars().map(change).collect()
}

fn label_of(slot: &str) -> Option<&'static str> {
    Some(match slot {
        "name" | "full" | "first" | "last" => "PERSON",
        "title" => "TITLE",
        "street" => "STREET_ADDRESS",
        "city" | "country" => "LOCATION",
        "nation" => "NRP",
        "org" => "ORGANIZATION",
        "zip" => "ZIP_CODE",
        "day" => "DATE_TIME",
        "age" => "AGE",
        "phone" => "PHONE_NUMBER",
        "ssn" | "four" => "US_SSN",
        "card" => "CREDIT_CARD",
        "account" => "ACCOUNT_ID",
        "order" => "ORDER_ID",
        "password" => "PASSWORD",
        _ => return None,
    })
}
