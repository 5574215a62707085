//! Lines of text made of spans, and the addresses that spans lead to.

use serde::Serialize;

/// Address of a file of the site, written from its root: `@/vi/index.html`.
///
/// The renderer makes it relative to the page it stands on, so that the site works under any path and from a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Address(String);

impl Address {
    /// The address of a file of the site, with an optional `#anchor` in it.
    pub fn file(path: &str) -> Self {
        Self(format!("@/{path}"))
    }

    /// An address outside the site; http and https only, as the catalog has checked.
    pub fn outside(url: &str) -> Self {
        Self(url.to_owned())
    }

    /// An anchor on the same page.
    pub fn anchor(id: &str) -> Self {
        Self(format!("#{id}"))
    }
}

/// A stretch of text with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub link: Option<Address>,
    /// How it is marked: `tag`, `strong`, `unknown`, `weak`, or `stage-…` for a stage.
    pub mark: Option<String>,
}

/// A line of text made of spans.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Words(Vec<Span>);

impl Words {
    /// Plain text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    /// Text that leads somewhere.
    pub fn link(text: impl Into<String>, to: Address) -> Self {
        Self(vec![Span { text: text.into(), link: Some(to), mark: None }])
    }

    /// Text with a mark.
    pub fn marked(text: impl Into<String>, mark: &str) -> Self {
        Self(vec![Span { text: text.into(), link: None, mark: Some(mark.to_owned()) }])
    }

    /// Adds plain text.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span { text, link: None, mark: None });
        }
        self
    }

    /// Adds other words.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Joins several with a separator.
    pub fn join(parts: impl IntoIterator<Item = Self>, separator: &str) -> Self {
        let mut joined = Self::default();
        for (index, part) in parts.into_iter().enumerate() {
            let joint = if index > 0 { separator } else { "" };
            joined = joined.then(joint).with(part);
        }
        joined
    }

    /// Returns the text alone.
    pub fn text(&self) -> String {
        let plain = |span: &Span| match span.mark.as_deref() {
            // A tag is a box on a page; in plain text it needs brackets of its own.
            Some("tag") => format!("({})", span.text),
            _ => span.text.clone(),
        };
        self.0.iter().map(plain).collect()
    }

    /// Returns whether the words only say that there is no figure.
    pub fn is_unknown(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|span| span.mark.as_deref() == Some("unknown"))
    }

    /// Returns whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self::plain(text)
    }
}
