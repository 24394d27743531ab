//! Texts that would do something if anything took them for more than text, from a small grammar of our own.
//!
//! Takes a seed; gives vectors, each with a name of its own that shows which of them acted. [`WATCH`] makes a page note
//! what acts, and [`FOREIGN`] tells what stands in the console's page and is not the console's. Deliberately absent: the
//! places where they are looked at, which are the test's.

use countersign_testkit::Random;

/// A text that a customer, a file or a colleague may send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// What it calls itself when it acts. Letters that no name of a person has, so that it is never masked.
    pub name: String,
    /// What kind of thing it tries.
    pub kind: Kind,
    /// The text.
    pub text: String,
}

/// What a vector tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Elements with handlers, behind what would close a quote or an element.
    Markup,
    /// Addresses that are programs.
    Address,
    /// Drawings and formulas, which have rules of parsing of their own.
    Drawing,
    /// What template, message and table formats take for instructions.
    Template,
    /// Directions, invisible and combining characters, controls, lines of 100 kB.
    Characters,
    /// Styles.
    Style,
}

/// How many of each kind.
const SHARES: [(Kind, usize); 6] = [
    (Kind::Markup, 150),
    (Kind::Address, 40),
    (Kind::Drawing, 30),
    (Kind::Template, 30),
    (Kind::Characters, 30),
    (Kind::Style, 20),
];

/// Lets a page note whatever acts, as `__acted`: a call, a title, a dialog, a request. For any page, ours or not.
pub const WATCH: &str = "
    window.__acted = []; const note = what => { window.__acted.push(String(what)) };
    window.__hit = note; window.alert = window.confirm = window.prompt = note;
    const fetched = window.fetch;
    window.fetch = (to, ...rest) => String(to).startsWith('hit') ? (note(to), Promise.reject()) : fetched.call(window, to, ...rest);
    new MutationObserver(() => document.title.startsWith('hit') && note(document.title))
      .observe(document.head, { childList: true, characterData: true, subtree: true })";

/// Gives what stands in the console's page and is not the console's, and what acted: empty, or something came through.
pub const FOREIGN: &str = "
    const own = new Set(`html head meta title link script body div span p h1 h2 h3 h4 ol ul li dl dt dd table caption
      thead tbody tfoot tr th td section article header footer nav main search aside button a input label svg g path circle
      line rect text polyline polygon code strong em mark bdi time kbd blockquote pre form template figure figcaption
      fieldset legend details summary select option i`.split(/\\s+/));
    const found = [];
    for (const each of document.querySelectorAll('*')) {
      const tag = each.localName, body = document.body.contains(each);
      if (!own.has(tag) || (body && ['script', 'link', 'meta', 'title', 'style', 'base'].includes(tag))) found.push(tag);
      if (['svg', 'text', 'a'].includes(tag) && each.namespaceURI.endsWith('svg') && !each.closest('.chart, .product, svg'))
        found.push(`${tag} of SVG`);
      for (const { name, value } of each.attributes) {
        if (/^on/i.test(name) || (body && ['src', 'srcdoc', 'action', 'formaction', 'data', 'background', 'xlink:href'].includes(name)))
          found.push(`${tag}[${name}]`);
        if (name === 'href' && body && !value.startsWith('#')) found.push(`${tag}[href=${value}]`);
      }
    }
    const asked = performance.getEntriesByType('resource').map(each => each.name).filter(name => name.includes('hit'));
    return [...found, ...window.__acted, ...asked, ...window.__violations.map(each => JSON.stringify(each))]";

/// Three hundred vectors. The same seed gives the same.
pub fn vectors(seed: u64) -> Vec<Vector> {
    let mut random = Random::new(seed);
    let mut made = Vec::new();
    for (kind, n) in SHARES {
        for at in 0..n {
            let name = name(made.len());
            let text = match kind {
                Kind::Markup => markup(&name, at, &mut random),
                Kind::Address => address(&name, at, &mut random),
                Kind::Drawing => pick(&DRAWINGS, at, &name, &mut random),
                Kind::Template => pick(&TEMPLATES, at, &name, &mut random),
                Kind::Characters => characters(&name, at),
                Kind::Style => pick(&STYLES, at, &name, &mut random),
            };
            made.push(Vector { name, kind, text });
        }
    }
    made
}

fn name(at: usize) -> String {
    const LETTERS: [&str; 7] = ["q", "x", "z", "w", "k", "v", "j"];
    format!("{}{}{}q", LETTERS[at / 49 % 7], LETTERS[at / 7 % 7], LETTERS[at % 7])
}

/// What a vector does when it is taken for a program.
fn program(name: &str, random: &mut Random) -> String {
    match random.below(5) {
        0 => format!("document.title='hit {name}'"),
        1 => format!("alert('hit {name}')"),
        2 => format!("fetch('hit {name}')"),
        _ => format!("__hit('hit {name}')"),
    }
}

/// `§` is the program, where it stands in an attribute without quotes or in an element.
const ELEMENTS: [&str; 20] = [
    "<img src=x onerror=§>",
    "<image src=x onerror=§>",
    "<svg onload=§>",
    "<iframe onload=§></iframe>",
    "<video src=x onerror=§></video>",
    "<audio src=x onerror=§></audio>",
    "<video><source src=x onerror=§></video>",
    "<object data=x onerror=§></object>",
    "<embed src=x onerror=§>",
    "<input autofocus onfocus=§>",
    "<textarea autofocus onfocus=§></textarea>",
    "<select autofocus onfocus=§></select>",
    "<button autofocus onfocus=§>x</button>",
    "<details open ontoggle=§>x</details>",
    "<marquee onstart=§>x</marquee>",
    "<style onload=§></style>",
    "<link rel=stylesheet href=x onerror=§>",
    "<body onload=§>",
    "<script>§</script>",
    "<div contenteditable autofocus onfocus=§>x</div>",
];

/// What would end whatever the text was put into.
const BREAKERS: [&str; 10] =
    ["", "\">", "'>", "</p>", "-->", "]]>", "</textarea>", "</title></style></script>", "`>", "\\\"}]);"];

fn markup(name: &str, at: usize, random: &mut Random) -> String {
    let element = ELEMENTS[at % ELEMENTS.len()].replace('§', &program(name, random).replace(' ', "+"));
    let breaker = BREAKERS[at / ELEMENTS.len() % BREAKERS.len()];
    let written = match random.below(10) {
        0 => element.replacen("<i", "<I", 1).replace("on", "oN").replace("scr", "sCr"),
        1 => element.replace(' ', "/"),
        2 => element.replace(' ', "\n\t"),
        3 => element.replace('(', "&lpar;").replace(')', "&rpar;"),
        4 => element.replace('<', "&lt;").replace('>', "&gt;"),
        5 => element.replace('<', "%3C").replace('>', "%3E"),
        6 => element.replace('<', "\\u003c").replace('>', "\\u003e"),
        _ => element,
    };
    format!("{breaker}{written}")
}

const SCHEMES: [&str; 10] = [
    "javascript:§",
    "JaVaScRiPt:§",
    "java\tscript:§",
    "\u{1}javascript:§",
    "javascript://%0a§",
    "vbscript:§",
    "data:text/html,<script>§</script>",
    "ipc://localhost/session_sign_out",
    "tauri://localhost/index.html#§",
    "view-source:javascript:§",
];

const LINKS: [&str; 4] =
    ["<a href=\"§\">x</a>", "<iframe src=\"§\"></iframe>", "<form action=\"§\"><button>x</button></form>", "[x](§)"];

fn address(name: &str, at: usize, random: &mut Random) -> String {
    let scheme = SCHEMES[at % SCHEMES.len()].replace('§', &program(name, random));
    LINKS[at / SCHEMES.len() % LINKS.len()].replace('§', &scheme)
}

const DRAWINGS: [&str; 10] = [
    "<svg><script>§</script></svg>",
    "<svg><animate onbegin=§ attributeName=x dur=1s>",
    "<svg><set onbegin=§ attributeName=x to=y>",
    "<svg><foreignObject><img src=x onerror=§></foreignObject></svg>",
    "<svg><a xlink:href=\"javascript:§\"><text y=20>x</text></a></svg>",
    "<svg><style><img src=x onerror=§></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=§&gt;\">",
    "<math href=\"javascript:§\"><mi>x</mi></math>",
    "<svg><image href=x onerror=§></svg>",
    "<noscript><p title=\"</noscript><img src=x onerror=§>\">",
];

const TEMPLATES: [&str; 15] = [
    "{{constructor.constructor(\"§\")()}}",
    "${§}",
    "#{§}",
    "<%= § %>",
    "{ $title } { -brand } { § }",
    "{\"{\"} [other] § *[one] x",
    "stop = { NUMBER($n) -> *[other] § }",
    "=HYPERLINK(\"javascript:§\",\"x\")",
    "+§",
    "-§",
    "@SUM(§)",
    "\",\"=§\",\"",
    "'; DROP TABLE events; -- §",
    "{\"__proto__\":{\"hit\":\"§\"}}",
    "%s%n%x § constructor __proto__ [object Object] undefined null NaN",
];

const STYLES: [&str; 10] = [
    "<style>*{display:none!important}</style>§",
    "</style><style>@import 'hit'</style>§",
    "<div style=\"position:fixed;inset:0;background:url(hit)\">§</div>",
    "<link rel=stylesheet href=\"data:text/css,*{color:red}\" onload=§>",
    "<p style=\"width:expression(§)\">x</p>",
    "}*{visibility:hidden}/*§*/",
    "<style>@keyframes hit{}</style><b style=\"animation:hit 1s\" onanimationstart=§>x</b>",
    "<b style=\"transition:color 1s\" ontransitionend=§>x</b>",
    "<meta http-equiv=refresh content=\"0;url=javascript:§\">",
    "<base href=\"javascript:§//\">",
];

fn pick(from: &[&str], at: usize, name: &str, random: &mut Random) -> String {
    let breaker = BREAKERS[at / from.len() % BREAKERS.len()];
    format!("{breaker}{}", from[at % from.len()].replace('§', &program(name, random).replace(' ', "+")))
}

fn characters(name: &str, at: usize) -> String {
    let between = |each: &str| "<img src=x>".chars().map(|c| format!("{c}{each}")).collect::<String>();
    match at {
        0 => format!("{name} \u{202e}>gnp.tpircs/ gmi<"),
        1 => format!("{name} \u{202d}\u{202e}\u{2067}never closed"),
        2 => format!("{name} \u{2066}\u{202a}closed\u{202c}\u{2069}"),
        3 => format!("{name} {}", between("\u{200b}")),
        4 => format!("{name} {}", between("\u{200d}")),
        5 => format!("{name} {}", between("\u{2060}")),
        6 => format!("{name} {}", between("\u{ad}")),
        7 => format!("{name} {}", between("\u{feff}")),
        8 => format!("{name} {}", between("\u{301}")),
        9 => format!("{name} e{}", "\u{301}\u{323}".repeat(500)),
        10 => format!("{name} \u{ff1c}img src=x onerror=__hit('hit {name}')\u{ff1e}"),
        11 => format!("{name} \u{2039}script\u{203a} \u{300}\u{300}\u{300}"),
        12 => format!("{name} above\u{2028}below\u{2029}again\u{85}end"),
        13 => format!("{name} {}", ('\u{1}'..='\u{1f}').collect::<String>()),
        14 => format!("{name} {}", ('\u{7f}'..='\u{9f}').collect::<String>()),
        15 => format!("{name} \u{fffe}\u{ffff}\u{fdd0}\u{10ffff}"),
        16 => format!("{name} \u{e000}\u{f8ff}\u{100000}"),
        17 => format!("{name} {}", "a\u{fe0f}\u{e0100}".repeat(200)),
        18 => format!("{name} {}", ('\u{e0041}'..='\u{e005a}').collect::<String>()),
        19 => format!("{name} {}", "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(80)),
        20 => format!("{name} \u{fff9}read\u{fffa}otherwise\u{fffb}"),
        21 => format!("{name} \u{fdfd}\u{12031}\u{a9c5}"),
        22 => format!("{name} {}", "W".repeat(100_000)),
        23 => format!("{name} {}", "<b>".repeat(33_000)),
        24 => format!("{name} {}", "\u{202e}\u{202c}".repeat(20_000)),
        25 => format!("{name} {}", "line\n".repeat(3_000)),
        26 => format!("{name}\r\n\r\n\r\nfar below\t\t\tfar right"),
        27 => format!("{name} \\ud800 \\x3cimg\\x3e &#0; &#xD800; &nbsp;"),
        28 => format!("{name} \u{30e6}\u{3099}\u{fffd}\u{fffc}"),
        _ => format!("{name} \u{1b}[2J\u{1b}]0;hit {name}\u{7}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_seed_gives_three_hundred_that_differ_and_each_says_who_it_is() {
        let made = vectors(1);
        assert_eq!(made.len(), 300);
        assert_eq!(made, vectors(1), "a run can be repeated");
        let texts: BTreeSet<&str> = made.iter().map(|vector| vector.text.as_str()).collect();
        let names: BTreeSet<&str> = made.iter().map(|vector| vector.name.as_str()).collect();
        assert_eq!((texts.len(), names.len()), (300, 300), "no two are the same");
        assert!(made.iter().all(|vector| !vector.text.contains(['§', '\0'])), "every program is filled in");
    }
}
