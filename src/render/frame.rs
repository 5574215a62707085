//! The files around the pages: landing page, 404, site map, robots, feed.

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::{Diagnostics, Reported};
use crate::site::feed::Feed;
use crate::site::{Page, Site, url};
use crate::text::Language;

use super::engine::Engine;
use super::{File, gather};

#[derive(Serialize)]
struct Location {
    loc: String,
    lastmod: String,
    /// The tag of each language in which there is the page, and its address there.
    translations: Vec<(&'static str, String)>,
}

/// Renders them all.
pub(super) fn files(site: &Site, engine: &Engine, faults: &mut Diagnostics) -> Result<Vec<File>, Reported> {
    let mut made = vec![
        single(site, engine, "root.html", "index.html"),
        single(site, engine, "404.html", "404.html"),
        single(site, engine, "robots.txt", "robots.txt"),
    ];
    // A site map has whole addresses only.
    if !site.frame.base_url.is_empty() {
        made.push(sitemap(site, engine));
    }
    made.extend(site.feeds.iter().map(|it| feed(site, engine, it)));
    gather(made, faults)
}

fn single(
    site: &Site,
    engine: &Engine,
    template: &'static str,
    path: &str,
) -> Result<File, crate::diagnostic::Diagnostic> {
    let mut page = crate::site::page::blank(path.to_owned(), "home", "root", &site.frame.title, "");
    if path == "404.html" {
        page.title =
            site.editions[&Language::Vi].words.get("ui.not-found").cloned().unwrap_or_else(|| "404".to_owned());
    }
    page.description = site.frame.title.clone();
    page.crumbs.clear();
    if template.ends_with(".html") {
        page.kind = if path == "404.html" { "missing" } else { "root" };
        return engine
            .page(&engine.shared(site), site, &page, Value::from_serializable::<[u8]>(&[]))
            .map(|bytes| File::new(path, bytes));
    }
    let mut context = Context::new();
    context.insert("site", &site.frame);
    engine.print(&format!("site/{template}"), &context).map(|text| File::new(path, text))
}

fn sitemap(site: &Site, engine: &Engine) -> Result<File, crate::diagnostic::Diagnostic> {
    let today = &site.frame.date_iso;
    let urls: Vec<Location> = site
        .pages
        .iter()
        .filter(|page| page.leads_to.is_none())
        .map(|page| Location {
            loc: url::canonical(&site.frame.base_url, &page.path),
            lastmod: page.updated.map_or_else(|| today.clone(), |date| date.first().to_string()),
            translations: translations(site, page),
        })
        .collect();
    let mut context = Context::new();
    context.insert("urls", &urls);
    engine.print("site/sitemap.xml", &context).map(|text| File::new("sitemap.xml", text))
}

fn translations(site: &Site, page: &Page) -> Vec<(&'static str, String)> {
    let public = |(language, path): &(Language, String)| (language.tag(), url::canonical(&site.frame.base_url, path));
    page.translations.iter().map(public).collect()
}

fn feed(site: &Site, engine: &Engine, feed: &Feed) -> Result<File, crate::diagnostic::Diagnostic> {
    let base = &site.frame.base_url;
    let newest = feed.entries.first().map(|entry| entry.updated.clone());
    let view = serde_json::json!({
        "id": format!("{}#feed", url::canonical(&url::id_base(base, &site.frame.title), &feed.page)),
        "title": feed.title,
        "updated": newest.unwrap_or_else(|| format!("{}T00:00:00Z", site.frame.date_iso)),
        "self_url": url::seen_from(base, &feed.path, &feed.path),
        "alternate_url": url::seen_from(base, &feed.page, &feed.path),
        "icon": url::seen_from(base, "assets/icon.svg", &feed.path),
        "entries": feed.entries,
    });
    let mut context = Context::new();
    context.insert("site", &site.frame);
    context.insert("feed", &view);
    engine.print("site/feed.xml", &context).map(|text| File::new(feed.path.clone(), text))
}
