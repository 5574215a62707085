//! Elements of XML parts: well-formed whatever the text is.

use std::fmt::{Display, Write};

/// An element with its attributes and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An element with nothing in it.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), content: Vec::new() }
    }

    /// An element that says one value, as most properties of WordprocessingML do.
    pub(super) fn val(name: &'static str, value: impl Display) -> Self {
        Self::new(name).with("w:val", value)
    }

    /// The same element with an attribute.
    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// The same element with an element at its end.
    #[must_use]
    pub(super) fn child(mut self, child: Self) -> Self {
        self.content.push(Content::Element(child));
        self
    }

    /// The same element with elements at its end.
    #[must_use]
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(children.into_iter().map(Content::Element));
        self
    }

    /// The same element with text at its end.
    #[must_use]
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.content.push(Content::Text(text.into()));
        self
    }

    /// Returns whether this is an element of that name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    /// Returns the bytes of a part whose root this is.
    pub(super) fn part(&self) -> Vec<u8> {
        let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        self.write(&mut text);
        text.into_bytes()
    }

    fn write(&self, to: &mut String) {
        to.push('<');
        to.push_str(self.name);
        for (name, value) in &self.attributes {
            // Writing into a text cannot fail.
            let _ = write!(to, " {name}=\"{}\"", escaped(value));
        }
        if self.content.is_empty() {
            to.push_str("/>");
            return;
        }
        to.push('>');
        for content in &self.content {
            match content {
                Content::Element(element) => element.write(to),
                Content::Text(text) => to.push_str(&escaped(text)),
            }
        }
        let _ = write!(to, "</{}>", self.name);
    }
}

/// Text as a part may hold it; what XML 1.0 has no room for (2.2, Char) is left out.
fn escaped(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => kept.push_str("&amp;"),
            '<' => kept.push_str("&lt;"),
            '>' => kept.push_str("&gt;"),
            '"' => kept.push_str("&quot;"),
            '\u{9}' => kept.push_str("&#9;"),
            '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => kept.push(other),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn text_is_escaped_and_what_xml_cannot_hold_is_dropped() {
        let element = Element::new("a").with("b", "\"<&\u{1}").text("<x>&\u{0}\u{b}\u{fffe}\u{1f600}");
        let part = String::from_utf8(element.part()).expect("UTF-8");
        assert!(part.ends_with("<a b=\"&quot;&lt;&amp;\">&lt;x&gt;&amp;\u{1f600}</a>"), "{part}");
    }
}
