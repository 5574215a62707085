//! Page templates: read once, every name checked, faults told at their own file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera, Value};

use crate::diagnostic::{Code, Diagnostic};
use crate::files::{NARRATIVES, OutputPath, SourcePath, Sources};
use crate::place::Location;
use crate::say;
use crate::settings::Format;
use crate::site::document::{Address, Block};
use crate::site::qr::Qr;
use crate::site::report::Report;
use crate::site::{Download, Edition, NavLink, Page, Site, StageTag, url};
use crate::text::{Language, clean};

use super::body;
use super::fault::{self, bad_template};
use super::target::{Target, addressed};
use super::translation::Translation;

const FOLDER: &str = "templates/";

/// The templates, ready to print.
pub struct Engine {
    tera: Tera,
    texts: BTreeMap<String, String>,
}

/// What every page shows, converted once.
pub struct Shared {
    editions: BTreeMap<Language, Share>,
    paths: BTreeSet<String>,
}

struct Share {
    site: Value,
    word: Value,
    sign: Value,
}

#[derive(Serialize)]
struct PageView<'a> {
    path: &'a str,
    canonical: Option<String>,
    /// Where the text of an old address is now, from this page.
    moved: Option<String>,
    qr: Option<Qr>,
    language: &'a str,
    translations: Vec<Translation>,
    section: &'a str,
    kind: &'a str,
    title: &'a str,
    description: &'a str,
    updated: Option<String>,
    crumbs: Vec<NavLink>,
    json_ld: String,
    stage: &'a Option<StageTag>,
    downloads: &'a [Download],
    feed: Option<Address>,
}

impl Engine {
    /// Reads every template below `templates/` that Tera prints, and the texts of reports.
    pub fn new(sources: &Sources) -> Result<Self, Vec<Diagnostic>> {
        let mut texts = BTreeMap::new();
        for (path, bytes) in sources.below(NARRATIVES) {
            let text = clean(std::str::from_utf8(bytes).map_err(|_| vec![not_text(path)])?);
            texts.insert(path.as_str().to_owned(), text);
        }
        for (path, bytes) in sources.below(FOLDER) {
            if matches!(path.extension().as_str(), "html" | "xml" | "txt" | "md") && !path.as_str().contains("/fonts/")
            {
                let text = clean(std::str::from_utf8(bytes).map_err(|_| vec![not_text(path)])?);
                texts.insert(path.as_str()[FOLDER.len()..].to_owned(), text);
            }
        }
        let mut engine = Self { tera: Tera::default(), texts };
        let names: Vec<(String, String)> = engine
            .texts
            .iter()
            .filter(|(name, _)| !name.ends_with("README.md"))
            .map(|(name, text)| (in_tera(name), text.clone()))
            .collect();
        match engine.tera.add_raw_templates(names.iter().map(|(name, text)| (name.as_str(), text.as_str()))) {
            Ok(()) => Ok(engine),
            Err(error) => Err(engine.unread(&error)),
        }
    }

    /// Tells why no template could be read; names that nothing has are told together, each at its place.
    fn unread(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let ErrorKind::Msg(told) = error.kind() else { return vec![self.fault("", error)] };
        let faults = fault::unresolved(told).filter_map(|(name, line, column, reason)| {
            let name = on_disk(name);
            let text = self.texts.get(name)?;
            Some(fault::fault(name, text, reason, fault::quoted_at(text, line, column, reason)))
        });
        let faults: Vec<Diagnostic> = faults.collect();
        if faults.is_empty() { vec![self.fault("", error)] } else { faults }
    }

    /// Reports every word that a template asks for and the table of terms does not have.
    pub fn missing_terms(&self, site: &Site) -> Vec<Diagnostic> {
        let mut missing = Vec::new();
        for (name, text) in &self.texts {
            let starts = text.match_indices("word[\"").map(|(start, opening)| start + opening.len());
            for start in starts {
                // A key that is put together from parts is known only when the page is printed.
                let Some((key, _)) = text[start..].split_once('"').filter(|(_, rest)| rest.starts_with(']')) else {
                    continue;
                };
                if !site.editions[&Language::Vi].words.contains_key(key) {
                    let file = source(name);
                    let at = Location::text(&file, text, start..start + key.len());
                    missing.push(missing_term(&at, key));
                }
            }
        }
        missing
    }

    /// Returns the text of a template, for places within it.
    pub fn text(&self, template: &str) -> &str {
        self.texts.get(template).map_or("", String::as_str)
    }

    /// Converts what all pages of each language share.
    pub fn shared(&self, site: &Site) -> Shared {
        let share = |(language, edition): (&Language, &Edition)| {
            let [site, word] = [Value::from_serializable(&edition.frame), Value::from_serializable(&edition.words)];
            (*language, Share { site, word, sign: Value::from_serializable(language.signs()) })
        };
        let paths = site.pages.iter().map(|page| page.path.clone()).collect();
        Shared { editions: site.editions.iter().map(share).collect(), paths }
    }

    /// Prints a page.
    pub fn page(&self, shared: &Shared, site: &Site, page: &Page, blocks: Value) -> Result<Vec<u8>, Diagnostic> {
        let text = self.page_text(shared, site, page, blocks)?;
        // A server shows 404.html under any address, so its own links cannot be relative to one.
        let base = url::base_path(&site.frame.base_url);
        let own = OutputPath::new(page.path.as_str());
        let addressed = match page.kind {
            "missing" => addressed(&text, |path| format!("{base}{path}").into()),
            _ => addressed(&text, |path| Target::spoken(path, page.language, &own, &shared.paths)),
        };
        Ok(addressed.into_bytes())
    }

    fn page_text(&self, shared: &Shared, site: &Site, page: &Page, blocks: Value) -> Result<String, Diagnostic> {
        let mut context = Context::new();
        let share = &shared.editions[&page.language];
        context.insert_value("site", share.site.clone());
        context.insert_value("word", share.word.clone());
        context.insert_value("sign", share.sign.clone());
        context.insert_value("page", Value::from_serializable(&view(site, page)));
        context.insert_value("blocks", blocks);
        let named = if page.kind == "missing" { "404.html".to_owned() } else { format!("{}.html", page.kind) };
        let template = if self.texts.contains_key(&format!("site/{named}")) { named } else { "page.html".to_owned() };
        self.print(&format!("site/{template}"), &context)
    }

    /// Prints a report alone, as a page that stands by itself.
    pub fn report(
        &self,
        shared: &Shared,
        site: &Site,
        report: &Report,
        blocks: &[Block],
    ) -> Result<Vec<u8>, Diagnostic> {
        let path = report.path(Format::Html);
        let page = site.pages.iter().find(|page| page.path == path);
        let page = page.expect("every report has a page: its own, or that of its cluster");
        // Its translations are pages of the site, not of the file that is taken away.
        let page = Page { translations: Vec::new(), ..page.clone() };
        let text = self.page_text(shared, site, &page, body::report_blocks(report, blocks))?;
        // Away from the site, pages are on the web and only the style lies beside the file.
        Ok(addressed(&text, |path| match path.strip_prefix("assets/") {
            Some(_) => path.to_owned().into(),
            None => url::seen_from(&site.frame.base_url, path, &page.path).into(),
        })
        .into_bytes())
    }

    /// Prints a template with a context of its own.
    pub fn print(&self, template: &str, context: &Context) -> Result<String, Diagnostic> {
        if !self.texts.contains_key(template) {
            return Err(missing(template));
        }
        let mut page = Paper(Vec::new());
        self.tera.render_to(&in_tera(template), context, &mut page).map_err(|error| self.fault(template, &error))?;
        Ok(String::from_utf8(page.0).expect("Tera writes the UTF-8 of templates and values"))
    }

    /// Templates that call each other for ever, at the place where the first calls the second.
    fn circle(&self, names: &[String]) -> Diagnostic {
        let disk = |name: &String| if self.texts.contains_key(name) { name.clone() } else { format!("site/{name}") };
        let first = names.first().map(disk).unwrap_or_default();
        let file = source(&first);
        let call = names.get(1).or(names.first()).map(|name| format!("\"{name}\"")).unwrap_or_default();
        let at = match self.text(&first).find(&call) {
            Some(start) => Location::text(&file, self.text(&first), start..start + call.len()),
            None => Location::file(&file),
        };
        let circle = names.join(" → ");
        let message =
            say!("các tệp mẫu gọi nhau thành vòng: {circle}", "templates call each other in a circle: {circle}");
        let help = say!("bỏ một lần gọi trong vòng", "remove one call of the circle");
        Diagnostic::new(Code::BadTemplate, &at, message).help(help)
    }

    /// Turns an error of Tera into a diagnostic at the template's own line.
    fn fault(&self, template: &str, error: &tera::Error) -> Diagnostic {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let name = on_disk(report.filename());
                let reason = report.message().lines().next().unwrap_or_default();
                match self.texts.get(name) {
                    Some(text) => fault::fault(name, text, reason, report.span().range.clone()),
                    None => bad_template(&Location::file(&source(name)), reason),
                }
            }
            ErrorKind::TemplateNotFound(name) => missing(on_disk(name)),
            ErrorKind::MissingParent { parent, .. } => missing(on_disk(parent)),
            ErrorKind::CircularInclude { include_chain: circle, .. }
            | ErrorKind::CircularExtend { inheritance_chain: circle, .. } => self.circle(circle),
            ErrorKind::Io(_) => endless(template),
            other => {
                let file = source(if template.is_empty() { "site" } else { template });
                bad_template(&Location::file(&file), &other.to_string())
            }
        }
    }
}

/// What a template prints, up to the most that a page may have: a loop within a loop fills any memory.
struct Paper(Vec<u8>);

/// The most bytes of a page: ten thousand rows take ten million.
const PAPER: usize = 128 << 20;

impl io::Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > PAPER {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn endless(template: &str) -> Diagnostic {
    let file = source(template);
    let most = PAPER >> 20;
    let message = say!("tệp mẫu in ra hơn {most} MB", "the template prints more than {most} MB");
    let help = say!("xem các vòng lặp `for` lồng nhau trong mẫu", "look at its loops `for` within loops");
    Diagnostic::new(Code::BadTemplate, &Location::file(&file), message).help(help)
}

/// Returns the file of a template; the texts of reports have their whole path as their name.
pub(super) fn source(template: &str) -> SourcePath {
    let folder = if template.starts_with(NARRATIVES) { "" } else { FOLDER };
    SourcePath::new(format!("{folder}{template}"))
}

/// Templates extend each other by file name, `base.html`; reports keep their folder.
fn in_tera(name: &str) -> String {
    name.strip_prefix("site/").unwrap_or(name).to_owned()
}

fn on_disk(name: &str) -> &str {
    match name {
        name if name.contains('/') => name,
        name => SITE_NAMES.iter().find(|full| full.strip_prefix("site/") == Some(name)).copied().unwrap_or(name),
    }
}

/// The templates of pages, with their folder.
const SITE_NAMES: &[&str] = &[
    "site/404.html",
    "site/base.html",
    "site/blocks.html",
    "site/feed.xml",
    "site/home.html",
    "site/page.html",
    "site/robots.txt",
    "site/root.html",
    "site/sitemap.xml",
];

fn missing_term(at: &Location, key: &str) -> Diagnostic {
    let message = say!("bảng từ ngữ không có khóa `{key}`", "the table of terms has no key `{key}`");
    let help = say!("thêm dòng có khóa `{key}` vào data/terms.csv", "add a row with the key `{key}` to data/terms.csv");
    Diagnostic::new(Code::MissingTerm, at, message).found(key).help(help)
}

fn missing(template: &str) -> Diagnostic {
    let file = source(template);
    let message = say!("thiếu tệp mẫu `{file}`", "the template `{file}` is missing");
    let help = say!("chép lại tệp từ bản gốc", "restore the file");
    Diagnostic::new(Code::MissingTemplate, &Location::file(&file), message).help(help)
}

fn not_text(path: &SourcePath) -> Diagnostic {
    let message = say!("tệp mẫu không phải là văn bản UTF-8", "the template is not UTF-8 text");
    let help = say!(
        "mở bằng Notepad, chọn Lưu thành…, Mã hóa: UTF-8",
        "open it in Notepad and choose Save as…, Encoding: UTF-8"
    );
    Diagnostic::new(Code::NotUtf8, &Location::file(path), message).help(help)
}

/// What is not known is not told to machines either: an address that is `null` is no address in JSON-LD.
fn known(json: serde_json::Value) -> serde_json::Value {
    match json {
        serde_json::Value::Object(members) => {
            members.into_iter().filter(|(_, it)| !it.is_null()).map(|(key, it)| (key, known(it))).collect()
        }
        serde_json::Value::Array(items) => items.into_iter().map(known).collect(),
        other => other,
    }
}

fn view<'a>(site: &Site, page: &'a Page) -> PageView<'a> {
    let crumb = |(text, link): &(String, Address)| NavLink {
        text: text.clone(),
        link: Some(link.clone()),
        section: String::new(),
    };
    let mut crumbs: Vec<NavLink> = page.crumbs.iter().map(crumb).collect();
    if !crumbs.is_empty() {
        crumbs.push(NavLink { text: page.title.clone(), link: None, section: String::new() });
    }
    let canonical = url::public(&site.frame.base_url, page.leads_to.as_ref().unwrap_or(&page.path));
    let moved = |to: &String| OutputPath::new(to.as_str()).relative_from(&OutputPath::new(page.path.as_str()));
    PageView {
        path: &page.path,
        qr: canonical.as_deref().and_then(Qr::of).filter(|_| page.kind != "missing"),
        canonical,
        moved: page.leads_to.as_ref().map(moved),
        language: page.language.tag(),
        translations: page.translations.iter().map(|(it, path)| Translation::new(site, page, *it, path)).collect(),
        section: page.section,
        kind: page.kind,
        title: &page.title,
        description: &page.description,
        updated: page.updated.map(|date| date.show(page.language)),
        crumbs,
        // A "<" within a script element could close it; JSON knows a second way to write it.
        json_ld: known(page.json_ld.clone()).to_string().replace('<', "\\u003c"),
        stage: &page.stage,
        downloads: &page.downloads,
        feed: site.feeds.iter().find(|feed| feed.page == page.path).map(|feed| Address::file(&feed.path)),
    }
}
