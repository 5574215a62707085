//! Lines of text made of spans, and the addresses that spans lead to.

use serde::{Serialize, Serializer};

use crate::catalog::standing::Stage;
use crate::text::Language;
use crate::text::sign::{Signs, bracketed, is_ended};

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

    /// An address outside the site; http and https, as the catalog has checked; mailto, tel and geo of our own.
    pub fn outside(url: &str) -> Self {
        Self(url.to_owned())
    }

    /// Returns the path below the root of the site, with its anchor; an outside address as it is.
    pub fn path(&self) -> &str {
        self.0.strip_prefix("@/").unwrap_or(&self.0)
    }

    /// An anchor on the same page.
    pub fn anchor(id: &str) -> Self {
        Self(format!("#{id}"))
    }

    /// The same address where the anchors of its page begin with a name.
    #[must_use]
    pub(super) fn apart(self, name: &str) -> Self {
        self.0.strip_prefix('#').map(|id| Self(format!("#{name}-{id}"))).unwrap_or(self)
    }
}

/// How a stretch of text is set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A remark in a box: a doubt about what stands before it.
    Tag,
    /// Emphasis.
    Strong,
    /// It says that there is no figure.
    Unknown,
    /// A stage with its sign.
    Stage(Stage),
}

/// As the name of a style.
impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Tag => serializer.serialize_str("tag"),
            Self::Strong => serializer.serialize_str("strong"),
            Self::Unknown => serializer.serialize_str("unknown"),
            Self::Stage(stage) => serializer.collect_str(&format_args!("stage-{}", stage.name())),
        }
    }
}

/// A stretch of text with what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub link: Option<Address>,
    /// How it is set apart.
    pub mark: Option<Mark>,
    /// Its language, when it is not that of the page.
    #[serde(serialize_with = "tag")]
    pub language: Option<Language>,
}

impl Span {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), link: None, mark: None, language: None }
    }
}

fn tag<S: Serializer>(language: &Option<Language>, serializer: S) -> Result<S::Ok, S::Error> {
    language.map(Language::tag).serialize(serializer)
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
        Self(vec![Span { link: Some(to), ..Span::plain(text) }])
    }

    /// Text with a mark.
    pub fn marked(text: impl Into<String>, mark: Mark) -> Self {
        Self(vec![Span { mark: Some(mark), ..Span::plain(text) }])
    }

    /// A sentence with words in the places of their names: `Liên hệ {developer} trước.`
    pub fn filled(sentence: &str, values: &[(&str, Self)]) -> Self {
        let mut parts = sentence.split('{');
        let start = Self::plain(parts.next().unwrap_or_default());
        parts.fold(start, |words, part| {
            let named = part.split_once('}').and_then(|(name, rest)| {
                let (_, value) = values.iter().find(|(known, _)| *known == name)?;
                Some((value, rest))
            });
            match named {
                Some((value, rest)) => words.with(value.clone()).then(rest),
                None => words.then(format!("{{{part}")),
            }
        })
    }

    /// Adds plain text.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.0.push(Span::plain(text));
        }
        self
    }

    /// The same words, in a language that is not that of the page.
    #[must_use]
    pub fn spoken(mut self, language: Language) -> Self {
        self.0.iter_mut().for_each(|span| span.language = Some(language));
        self
    }

    /// The same words, leading somewhere.
    #[must_use]
    pub fn leading(mut self, to: Address) -> Self {
        self.0.iter_mut().for_each(|span| span.link = Some(to.clone()));
        self
    }

    /// The same words, leading nowhere.
    #[must_use]
    pub fn unlinked(mut self) -> Self {
        self.0.iter_mut().for_each(|span| span.link = None);
        self
    }

    /// The same words where the anchors of their page begin with a name.
    #[must_use]
    pub(super) fn apart(mut self, name: &str) -> Self {
        for span in &mut self.0 {
            span.link = span.link.take().map(|link| link.apart(name));
        }
        self
    }

    /// Writes its texts anew; what returns nothing stays.
    pub fn edit(&mut self, write: &mut impl FnMut(&str) -> Option<String>) {
        for span in &mut self.0 {
            if let Some(text) = write(&span.text) {
                span.text = text;
            }
        }
    }

    /// Puts one sign in the place of the tags that say one of some remarks, and returns the remarks that stood there.
    pub fn sign(&mut self, sign: &str, remarks: &[String]) -> Vec<String> {
        let is_remark = |span: &Span| span.mark == Some(Mark::Tag) && remarks.contains(&span.text);
        let found: Vec<String> = self.0.iter().filter(|span| is_remark(span)).map(|span| span.text.clone()).collect();
        let Some(first) = self.0.iter().position(is_remark) else { return found };
        self.0[first] = Span::plain(sign);
        // The blank before a remark goes with it; the one before the sign keeps it at its word.
        if let Some(blank) = first.checked_sub(1).map(|at| &mut self.0[at]).filter(|span| span.text == " ") {
            blank.text = "\u{a0}".to_owned();
        }
        while let Some(next) = self.0.iter().position(is_remark) {
            let from = if next > 0 && self.0[next - 1].text == " " { next - 1 } else { next };
            self.0.drain(from..=next);
        }
        found
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

    /// Joins sentences, of which some have their stop.
    pub fn sentences(parts: impl IntoIterator<Item = Self>, signs: &Signs) -> Self {
        parts.into_iter().filter(|part| !part.is_empty()).fold(Self::default(), |said, part| {
            let is_ended = said.0.last().is_some_and(|span| is_ended(&span.text));
            let joint = if said.is_empty() {
                ""
            } else if is_ended {
                signs.gap
            } else {
                signs.stop
            };
            said.then(joint).with(part)
        })
    }

    /// Returns the text alone.
    pub fn text(&self) -> String {
        // A tag is a box on a page; in plain text it needs brackets, several tags the same.
        let plain = |span: &Span| match span.mark {
            Some(Mark::Tag) => bracketed(&span.text),
            _ => span.text.clone(),
        };
        let is_tag = |at: usize| self.0.get(at).is_some_and(|span| span.mark == Some(Mark::Tag));
        let mut text = String::new();
        for (at, span) in self.0.iter().enumerate() {
            match () {
                () if span.text == " " && at > 0 && is_tag(at - 1) && is_tag(at + 1) => {
                    text.pop();
                    text.push_str(", ");
                }
                () if is_tag(at) && text.ends_with(", ") && at > 1 && is_tag(at - 2) => {
                    text.push_str(&format!("{})", span.text));
                }
                () => text.push_str(&plain(span)),
            }
        }
        text
    }

    /// Returns whether the words only say that there is no figure.
    pub fn is_unknown(&self) -> bool {
        !self.0.is_empty() && self.0.iter().all(|span| span.mark == Some(Mark::Unknown))
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
