//! Markdown once and for all: which syntax counts, its outline with places, and its HTML.
//!
//! Raw HTML never passes; links are rewritten by the caller; headings get ids from the Vietnamese slug or `{#id}`.

pub mod plain;
pub mod template;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::text::{Language, slug};

/// A heading of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
    /// Bytes in the file.
    pub bytes: Range<usize>,
}

/// A link of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as typed.
    pub target: String,
    /// Bytes in the file.
    pub bytes: Range<usize>,
}

/// What a document contains, with places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Links in order.
    pub links: Vec<Link>,
    /// Links without words, which a reader cannot follow by ear.
    pub wordless: Vec<Link>,
    /// Images in order, each with whether words stand in its stead.
    pub images: Vec<(Link, bool)>,
    /// HTML tags, which are not allowed.
    pub tags: Vec<Range<usize>>,
    /// Headings with more than an id in their braces: `{.class onclick=…}` would be attributes of the page.
    pub attributes: Vec<Range<usize>>,
    /// Reference links without a definition.
    pub undefined: Vec<Link>,
}

/// The syntax that counts, by name: `Options::all` changes its meaning with every release.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_HEADING_ATTRIBUTES
}

/// Reads the outline of the body that begins at byte `body` of a file.
pub fn outline(text: &str, body: usize) -> Outline {
    let mut outline = Outline::default();
    let mut undefined = Vec::new();
    let callback = |link: pulldown_cmark::BrokenLink<'_>| {
        undefined
            .push(Link { target: link.reference.to_string(), bytes: link.span.start + body..link.span.end + body });
        None
    };
    let parser = Parser::new_with_broken_link_callback(&text[body..], options(), Some(callback));
    let mut open: Option<Heading> = None;
    let mut links: Vec<(Link, bool)> = Vec::new();
    let mut ids = Ids::default();
    for (event, range) in parser.into_offset_iter() {
        let bytes = range.start + body..range.end + body;
        match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                if !classes.is_empty() || !attrs.is_empty() {
                    outline.attributes.push(bytes.clone());
                }
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                open = Some(Heading { level: number(level), id, text: String::new(), bytes });
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some(heading) = open.take() {
                    outline.headings.push(ids.named(heading));
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut open {
                    heading.text.push_str(&words);
                }
                if let Some((_, has_words)) = links.last_mut() {
                    *has_words |= !words.trim().is_empty();
                }
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push((Link { target: dest_url.to_string(), bytes }, false));
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Image)) => outline.close(end, &mut links),
            Event::Html(_) | Event::InlineHtml(_) => outline.tags.push(bytes),
            _ => {}
        }
    }
    // `[x]` without a definition is ordinary text unless it was meant as a link: `[text][name]`.
    undefined.retain(|link| text[link.bytes.clone()].contains("]["));
    outline.undefined = undefined;
    outline
}

impl Outline {
    /// Keeps a link or image whose words are known; they are words of the link around it, too.
    fn close(&mut self, end: TagEnd, open: &mut Vec<(Link, bool)>) {
        let Some((link, has_words)) = open.pop() else { return };
        if let Some((_, around)) = open.last_mut() {
            *around |= has_words;
        }
        if end == TagEnd::Image {
            self.images.push((link, has_words));
            return;
        }
        self.wordless.extend((!has_words).then(|| link.clone()));
        self.links.push(link);
    }
}

/// The anchors of a document, and the last number that each repeated one was given.
#[derive(Default)]
struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// A heading without `{#id}` takes its slug; a repeated slug is numbered in document order.
    fn named(&mut self, mut heading: Heading) -> Heading {
        if heading.id.is_empty() {
            heading.id = slug(&heading.text);
            if let Some(last) = self.0.get(&heading.id).copied() {
                let free = (last + 1..).find(|number| !self.0.contains_key(&format!("{}-{number}", heading.id)));
                let number = free.unwrap_or(last);
                self.0.insert(heading.id.clone(), number);
                heading.id = format!("{}-{number}", heading.id);
            }
        }
        self.0.entry(heading.id.clone()).or_insert(1);
        heading
    }
}

/// Writes the body as HTML, in a language that names its tables; `rewrite` turns each link target into an address.
pub fn html(text: &str, body: usize, language: Language, rewrite: impl Fn(&str) -> String) -> String {
    let outline = outline(text, body);
    let mut ids = outline.headings.iter().map(|heading| heading.id.clone());
    let events = Parser::new_ext(&text[body..], options()).filter_map(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => None,
        Event::Start(Tag::Heading { level, .. }) => {
            let id = ids.next().map(CowStr::from);
            Some(Event::Start(Tag::Heading { level, id, classes: Vec::new(), attrs: Vec::new() }))
        }
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = CowStr::from(rewrite(&dest_url));
            Some(Event::Start(Tag::Link { link_type, dest_url, title, id }))
        }
        other => Some(other),
    });
    let mut page = String::new();
    html::push_html(&mut page, events);
    accessible_tables(&page, language)
}

/// Tables of the text scroll by themselves and their heads say what they head (WCAG 1.3.1, 2.1.1).
fn accessible_tables(page: &str, language: Language) -> String {
    let name = match language {
        Language::Vi => "Bảng",
        Language::En => "Table",
        Language::Zh => "表",
    };
    let mut number = 0;
    let mut parts = page.split("<table>");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        number += 1;
        let region = format!("<section class=\"scroll\" tabindex=\"0\" aria-label=\"{name} {number}\"><table>");
        whole.push_str(&region);
        whole.push_str(&part.replacen("</table>", "</table></section>", 1));
    }
    // The site's content policy forbids style attributes, which the Markdown writer uses for aligned columns.
    for (style, class) in [("left", ""), ("right", " class=\"right\""), ("center", " class=\"center\"")] {
        whole = whole.replace(&format!(" style=\"text-align: {style}\""), class);
    }
    whole.replace("<th>", "<th scope=\"col\">").replace("<th class=", "<th scope=\"col\" class=")
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_get_vietnamese_slugs_and_numbers() {
        let text = "## Điều kiện\n\n## Điều kiện\n\n## Hồ sơ {#ho-so}\n";
        let ids: Vec<String> = outline(text, 0).headings.into_iter().map(|heading| heading.id).collect();
        assert_eq!(ids, ["dieu-kien", "dieu-kien-2", "ho-so"]);
    }

    #[test]
    fn a_heading_has_no_attribute_but_its_id() {
        let text = "## Hồ sơ {#ho-so .rong onclick=alert(1)}\n";
        assert_eq!(outline(text, 0).attributes.len(), 1);
        assert_eq!(html(text, 0, Language::Vi, str::to_owned), "<h2 id=\"ho-so\">Hồ sơ</h2>\n");
    }

    #[test]
    fn raw_html_is_found_and_never_printed() {
        let text = "Một <b>hai</b>\n\n<script>alert(1)</script>\n";
        assert_eq!(outline(text, 0).tags.len(), 3);
        let page = html(text, 0, Language::Vi, str::to_owned);
        assert!(!page.contains("<b>") && !page.contains("<script"), "{page}");
    }
}
