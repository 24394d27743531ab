//! The one text of a value: JSON Canonicalization Scheme (RFC 8785), restricted to text and whole numbers.
//!
//! Fractions, `true`, `false` and `null` are refused: their texts differ between writers or invite a field that is
//! sometimes there. Without them RFC 8785 needs no rule for printing numbers beyond plain decimal digits.

use serde_json::{Map, Number, Value};

use crate::Error;

/// Whole numbers stay below 2^53, so that every JSON reader holds them exactly (RFC 8785 section 3.2.2.3, RFC 7493).
const MAX_INTEGER: u64 = (1 << 53) - 1;

/// The canonical text of `value`: no white space, members sorted by the UTF-16 code units of their names.
///
/// Errors: `NotCanonical` for a fraction, an integer of 2^53 or more (either sign), a boolean or a null.
pub fn canonical(value: &Value) -> Result<String, Error> {
    let mut text = String::new();
    write(value, &mut text).map_err(|Refused { what, mut path }| {
        path.reverse();
        Error::NotCanonical { what, at: if path.is_empty() { "the top".into() } else { path.join(".") } }
    })?;
    Ok(text)
}

struct Refused {
    what: &'static str,
    /// Innermost first.
    path: Vec<String>,
}

fn refused(what: &'static str) -> Result<(), Refused> {
    Err(Refused { what, path: Vec::new() })
}

fn write(value: &Value, text: &mut String) -> Result<(), Refused> {
    match value {
        Value::String(string) => write_string(string, text),
        Value::Number(number) => write_integer(number, text)?,
        Value::Array(items) => write_array(items, text)?,
        Value::Object(members) => write_object(members, text)?,
        Value::Bool(_) => return refused("a boolean"),
        Value::Null => return refused("a null"),
    }
    Ok(())
}

fn write_integer(number: &Number, text: &mut String) -> Result<(), Refused> {
    let magnitude = number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs));
    match magnitude {
        Some(magnitude) if magnitude <= MAX_INTEGER => text.push_str(&number.to_string()),
        Some(_) => return refused("a whole number of 2^53 or more"),
        None => return refused("a fraction"),
    }
    Ok(())
}

fn write_array(items: &[Value], text: &mut String) -> Result<(), Refused> {
    text.push('[');
    for (index, item) in items.iter().enumerate() {
        separate(index, text);
        write(item, text).map_err(|inner| inside(inner, index.to_string()))?;
    }
    text.push(']');
    Ok(())
}

fn write_object(members: &Map<String, Value>, text: &mut String) -> Result<(), Refused> {
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
    text.push('{');
    for (index, (name, value)) in members.into_iter().enumerate() {
        separate(index, text);
        write_string(name, text);
        text.push(':');
        write(value, text).map_err(|inner| inside(inner, name.clone()))?;
    }
    text.push('}');
    Ok(())
}

fn inside(mut refused: Refused, step: String) -> Refused {
    refused.path.push(step);
    refused
}

fn separate(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// RFC 8785 section 3.2.2.2: the two-character escapes where there are such, `\u00xx` in lower case for other control
/// characters, everything else as it is.
fn write_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            c if c < ' ' => text.push_str(&format!("\\u{:04x}", c as u32)),
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(input: &str, expected: &str) {
        let value: Value = serde_json::from_str(input).expect("a test writes JSON");
        assert_eq!(canonical(&value).as_deref(), Ok(expected), "{input}");
    }

    #[test]
    fn names_are_sorted_by_utf_16_code_units() {
        // RFC 8785 section 3.2.3; U+1F600 is a surrogate pair and so stands before U+FB33.
        check(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
               "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#,
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\
             \"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\
             \"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}",
        );
    }

    #[test]
    fn strings_are_escaped_as_the_rfc_says() {
        // RFC 8785 section 3.2.2, the "string" member.
        check(r#""\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/""#, r#""€$\u000f\nA'B\"\\\\\"/""#);
        check(r#""\b\t\n\f\r\u0000\u001f\u007f""#, "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\"");
        check(r#""\u2028\u2029é""#, "\"\u{2028}\u{2029}é\"");
    }

    #[test]
    fn white_space_and_order_of_writing_do_not_matter() {
        check(
            r#" { "b" : [ 1 , -2 , { } ] , "a" : { "d" : "x" , "c" : [ ] } } "#,
            r#"{"a":{"c":[],"d":"x"},"b":[1,-2,{}]}"#,
        );
        // RFC 8785 test data "structures" without its true and null.
        check(
            r#"{"1":{"f":{"f":"hi","F":5},"\n":56},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}"#,
            r#"{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}"#,
        );
    }

    #[test]
    fn whole_numbers_below_two_to_the_53() {
        for n in ["0", "1", "-1", "9007199254740991", "-9007199254740991"] {
            check(n, n);
        }
    }

    #[test]
    fn what_has_no_one_text_is_refused() {
        let cases = [
            (json!(1.5), "a fraction"),
            (json!(1.0), "a fraction"),
            (json!(-0.0), "a fraction"),
            (json!(9007199254740992_u64), "a whole number of 2^53 or more"),
            (json!(-9007199254740992_i64), "a whole number of 2^53 or more"),
            (json!(u64::MAX), "a whole number of 2^53 or more"),
            (json!(i64::MIN), "a whole number of 2^53 or more"),
            (json!(true), "a boolean"),
            (json!(null), "a null"),
        ];
        for (value, what) in cases {
            let top = Error::NotCanonical { what, at: "the top".into() };
            assert_eq!(canonical(&value), Err(top), "{value}");
            let inner = Error::NotCanonical { what, at: "a.1.b".into() };
            assert_eq!(canonical(&json!({"a": [1, {"b": value}]})), Err(inner), "{value} two levels down");
        }
    }

    #[test]
    fn the_text_reads_back_as_the_same_value() {
        let value = json!({"é": ["\u{0}", "\"", {"z": 1, "a": -5}], "": "x", "\u{10ffff}": "\u{ffff}"});
        let text = canonical(&value).expect("text and whole numbers");
        let again: Value = serde_json::from_str(&text).expect("canonical text is JSON");
        assert_eq!(again, value);
        assert_eq!(canonical(&again), Ok(text), "canonical text is its own canonical text");
    }
}
