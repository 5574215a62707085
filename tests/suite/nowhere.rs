//! A site whose address is not known yet, and one below a folder of another: nothing tells of an address that is not.

use std::io::{Cursor, Read};

use ccn::files::{Output, SourcePath};
use ccn::settings::{Previous, Settings, Unwatched};
use zip::ZipArchive;

use crate::cases::base;

/// Builds the invented province in three languages, with what its file says of its address, and what the order says.
fn site(said: &str, ordered: Option<&str>) -> Output {
    let settings = Settings { base_url: ordered.map(str::to_owned), ..Settings::default() };
    let (mut sources, place) = (base(), SourcePath::new("data/site.yaml"));
    let data = String::from_utf8(sources.get(&place).expect("the file of the site").to_vec()).expect("UTF-8");
    let spoken = data.replace("languages: [\"vi\"]", "languages: [\"vi\", \"en\", \"zh\"]");
    let placed = spoken.replace("base_url: \"https://vi-du.example/\"", said);
    assert!(
        spoken != data && (placed != spoken || said.contains("vi-du.example")),
        "the file of the site is as it was"
    );
    sources.insert(place, placed.into_bytes());
    ccn::build(&sources, &settings, &Previous::new(), &Unwatched).output.expect("the invented province builds")
}

/// Every file that is text, and the text of every workbook.
fn texts(site: &Output) -> Vec<(&str, String)> {
    const TEXT: [&str; 7] = [".html", ".xml", ".json", ".jsonld", ".geojson", ".csv", ".txt"];
    let texts = site.iter().filter_map(|(path, bytes)| {
        let path = path.as_str();
        let text = TEXT.iter().any(|end| path.ends_with(end)).then(|| String::from_utf8_lossy(bytes).into_owned());
        text.or_else(|| path.ends_with(".xlsx").then(|| parts(bytes))).map(|text| (path, text))
    });
    texts.collect()
}

/// The parts of a workbook, one behind the other.
fn parts(workbook: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook is a ZIP file");
    let mut text = String::new();
    for index in 0..archive.len() {
        archive.by_index(index).expect("a part").read_to_string(&mut text).expect("XML");
    }
    text
}

fn text(site: &Output, path: &str) -> String {
    texts(site).into_iter().find(|(name, _)| *name == path).unwrap_or_else(|| panic!("{path}")).1
}

#[test]
fn a_site_without_an_address_claims_none() {
    let site = site("", None);
    for (path, text) in texts(&site) {
        for rest in text.split("https://vi-du.example/").skip(1) {
            // What the data themselves name: a source, and a link of the guidance to the portal.
            let own = rest.starts_with("van-ban") || path == "vi/huong-dan/nha-dau-tu/index.html";
            assert!(own, "{path}: {}", rest.chars().take(60).collect::<String>());
        }
        for mark in [
            "rel=\"canonical\"",
            "og:url",
            "<link rel=\"alternate\" hreflang",
            "Sitemap:",
            "\"homepage\": null",
            "url\":null",
        ] {
            assert!(!text.contains(mark), "{path}: {mark}");
        }
        assert!(!path.ends_with(".html") || !text.contains("aria-label=\"Mã QR"), "{path}: a code that leads nowhere");
    }
    assert!(site.iter().all(|(path, _)| path.as_str() != "sitemap.xml"), "a site map has whole addresses only");
    let feed = text(&site, "vi/van-ban/feed.xml");
    let (head, entry) = feed.split_once("<entry>").expect("an entry");
    assert!(head.contains("<id>tag:cum-cong-nghiep-tinh-vi-du.invalid,2026:vi/van-ban/#feed</id>"), "{head}");
    assert!(head.contains("rel=\"self\" type=\"application/atom+xml\" href=\"feed.xml\""), "{head}");
    assert!(entry.contains("<id>tag:cum-cong-nghiep-tinh-vi-du.invalid,2026:vi/van-ban/"), "{entry}");
    let package = text(&site, "du-lieu/datapackage.json");
    assert!(!package.contains("\"homepage\"") && package.contains("\"roles\""), "{package}");
}

#[test]
fn a_site_below_a_folder_names_it_in_every_language_and_feed() {
    let site = site("base_url: \"https://vi-du.example/\"", Some("https://tinh.example/cum"));
    let mut found = 0;
    for (path, text) in texts(&site) {
        for rest in text.split("https://tinh.example").skip(1) {
            assert!(rest.starts_with("/cum/"), "{path}: {}", rest.chars().take(60).collect::<String>());
            found += 1;
        }
        for rest in text.split("https://vi-du.example/").skip(1) {
            let own = rest.starts_with("van-ban") || path == "vi/huong-dan/nha-dau-tu/index.html";
            assert!(own, "{path}: {}", rest.chars().take(60).collect::<String>());
        }
    }
    assert!(found > 1000, "{found} addresses");
    let workbook = text(&site, "du-lieu/clusters.xlsx");
    assert!(workbook.contains("https://tinh.example/cum/<"), "a workbook says which site it is of");
    for language in ["vi", "en", "zh"] {
        let page = text(&site, &format!("{language}/ccn/vi-du-3/index.html"));
        let address = format!("https://tinh.example/cum/{language}/ccn/vi-du-3/");
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{language}");
        assert!(page.contains(&format!("hreflang=\"{language}\" href=\"{address}\"")), "{language}");
        assert!(!page.contains("vi-du.example/vi/"), "{language}");
        assert!(text(&site, "sitemap.xml").contains(&format!("<loc>{address}</loc>")), "{language}");
    }
    let feed = text(&site, "vi/ccn/vi-du-3/feed.xml");
    assert!(feed.contains("<id>https://tinh.example/cum/vi/ccn/vi-du-3/#feed</id>"), "{feed}");
    assert!(feed.contains("href=\"https://tinh.example/cum/vi/ccn/vi-du-3/feed.xml\""), "{feed}");
    assert!(!feed.contains("vi-du.example/"), "{feed}");
    assert!(text(&site, "404.html").contains("href=\"/cum/assets/site.css\""), "its links hold under any address");
    assert!(text(&site, "robots.txt").contains("Sitemap: https://tinh.example/cum/sitemap.xml"));
}
