//! The tree of SVG elements that may leave the engine.
//!
//! Takes an SVG text; gives the elements and attributes on the list below, with roles for colours, and names what it
//! dropped. The webview builds these elements one by one, so nothing in the text can become anything else.

use roxmltree::{Document, Node};
use serde::{Deserialize, Serialize};

use crate::Error;
use crate::role::Role;

/// Most elements of a chart. A setting: 285 were built without a visible delay, and no chart needs ten times that.
pub const NODE_LIMIT: usize = 2_000;

const TAGS: [&str; 9] = ["svg", "g", "path", "rect", "circle", "line", "polyline", "polygon", "text"];

const ATTRIBUTES: [&str; 27] = [
    "class",
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "fill",
    "font-family",
    "font-size",
    "height",
    "opacity",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-width",
    "text-anchor",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// One element.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartElement {
    /// Its tag; one of a closed list.
    #[serde(rename = "t")]
    pub tag: String,
    /// Names and values, in the order of the drawing; names from a closed list, as SVG spells them.
    #[serde(rename = "a")]
    pub attributes: Vec<(String, String)>,
    /// What is in it.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<ChartElement>,
    /// Its text, for `text` elements.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A drawing that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The `svg` element.
    pub root: ChartElement,
    /// Elements and attributes that are not on the list, for example `style` or `rect@onclick`.
    pub dropped: Vec<String>,
}

impl ChartElement {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element has the class.
    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|name| name == class))
    }

    /// The element and everything in it, outside first.
    pub fn walk(&self) -> Vec<&ChartElement> {
        let inside = self.children.iter().flat_map(|child| child.walk());
        std::iter::once(self).chain(inside).collect()
    }
}

/// Reads an SVG text. Errors: [`Error::NotWellFormed`] (also where the outermost element is not `svg`) and
/// [`Error::TooManyElements`].
pub fn parse_svg(svg: &str) -> Result<Parsed, Error> {
    let document = Document::parse(svg).map_err(|error| Error::NotWellFormed(error.to_string()))?;
    let mut reader = Reader { dropped: Vec::new(), elements: 0 };
    match reader.element(document.root_element())? {
        Some(root) if root.tag == "svg" => Ok(Parsed { root, dropped: reader.dropped }),
        _ => Err(Error::NotWellFormed("the outermost element is not svg".into())),
    }
}

struct Reader {
    dropped: Vec<String>,
    elements: usize,
}

impl Reader {
    fn element(&mut self, node: Node<'_, '_>) -> Result<Option<ChartElement>, Error> {
        self.elements += 1;
        if self.elements > NODE_LIMIT {
            return Err(Error::TooManyElements { limit: NODE_LIMIT });
        }
        let tag = node.tag_name().name();
        if !TAGS.contains(&tag) {
            self.dropped.push(tag.to_owned());
            return Ok(None);
        }
        let attributes = self.attributes(node, tag);
        let mut children = Vec::new();
        for child in node.children().filter(Node::is_element) {
            children.extend(self.element(child)?);
        }
        let text = (tag == "text").then(|| node.text().unwrap_or_default().trim().to_owned());
        Ok(Some(ChartElement { tag: tag.to_owned(), attributes, children, text }))
    }

    fn attributes(&mut self, node: Node<'_, '_>, tag: &str) -> Vec<(String, String)> {
        let mut kept = Vec::new();
        let mut classes: Vec<&str> = Vec::new();
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if !ATTRIBUTES.contains(&name) {
                self.dropped.push(format!("{tag}@{name}"));
                continue;
            }
            let role = matches!(name, "fill" | "stroke").then(|| Role::of_colour(value)).flatten();
            match role {
                Some(role) => {
                    classes.push(role.class());
                    kept.push((name.to_owned(), role.paper().to_owned()));
                }
                None => kept.push((name.to_owned(), value.to_owned())),
            }
        }
        classes.dedup();
        if !classes.is_empty() {
            kept.push(("class".into(), classes.join(" ")));
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_on_the_list_is_dropped_and_named() {
        let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="x()">
            <script>x()</script><style>a{}</style><a href="x"><text>in</text></a>
            <rect x="1" style="fill:red" onclick="x()"/><text x="1">Ä &lt;&amp;</text></svg>"#;
        let parsed = parse_svg(svg).unwrap();
        assert_eq!(parsed.dropped, ["svg@onload", "script", "style", "a", "rect@style", "rect@onclick"]);
        let tags: Vec<&str> = parsed.root.walk().iter().map(|element| element.tag.as_str()).collect();
        assert_eq!(tags, ["svg", "rect", "text"], "what stands in a dropped element goes with it");
        assert_eq!(parsed.root.children[1].text.as_deref(), Some("Ä <&"), "text is text");
    }

    #[test]
    fn colours_that_stand_for_a_role_become_a_class() {
        let (r, g, b) = Role::Band.sentinel();
        let svg = format!(r##"<svg><rect fill="#{r:02X}{g:02X}{b:02X}"/><rect fill="#123456" stroke="none"/></svg>"##);
        let root = parse_svg(&svg).unwrap().root;
        assert!(root.children[0].has_class("chart-band"));
        assert_eq!(root.children[0].attribute("fill"), Some(Role::Band.paper()), "readable without a stylesheet");
        assert_eq!(root.children[1].attribute("class"), None);
    }

    #[test]
    fn a_drawing_that_is_none_is_refused() {
        assert!(matches!(parse_svg("<svg>"), Err(Error::NotWellFormed(_))));
        assert!(matches!(parse_svg("<g/>"), Err(Error::NotWellFormed(_))));
        assert!(matches!(parse_svg("<script/>"), Err(Error::NotWellFormed(_))));
        let many = format!("<svg>{}</svg>", "<g/>".repeat(NODE_LIMIT));
        assert_eq!(parse_svg(&many), Err(Error::TooManyElements { limit: NODE_LIMIT }));
    }

    #[test]
    fn the_json_is_short() {
        let root = parse_svg(r#"<svg viewBox="0 0 1 1"><text x="1">a</text></svg>"#).unwrap().root;
        let json = serde_json::to_string(&root).unwrap();
        let expected = r#"{"t":"svg","a":[["viewBox","0 0 1 1"]],"c":[{"t":"text","a":[["x","1"]],"x":"a"}]}"#;
        assert_eq!(json, expected, "the window reads these keys");
    }
}
