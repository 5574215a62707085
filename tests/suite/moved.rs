//! Old addresses: each still opens and leads on to the page of today.

use ccn::files::Output;
use ccn::settings::{Previous, Settings, Unwatched};

use crate::cases::base;

fn site() -> Output {
    let build = ccn::build(&base(), &Settings::default(), &Previous::new(), &Unwatched);
    build.output.expect("the invented province builds")
}

fn page(site: &Output, path: &str) -> String {
    let file = site.iter().find(|(name, _)| name.as_str() == path);
    String::from_utf8_lossy(file.unwrap_or_else(|| panic!("{path}")).1).into_owned()
}

#[test]
fn an_old_address_leads_on_with_and_without_a_click() {
    // tests/base/data/redirects.csv
    let site = site();
    let old = page(&site, "vi/cum/vi-du-3/index.html");
    assert!(old.contains("<meta http-equiv=\"refresh\" content=\"0; url=../../ccn/vi-du-3/index.html\">"));
    assert!(old.contains("<a href=\"../../ccn/vi-du-3/index.html\""), "a link for who is not led on");
    assert!(old.contains("<link rel=\"canonical\" href=\"https://vi-du.example/vi/ccn/vi-du-3/\">"));
    assert!(!page(&site, "sitemap.xml").contains("/cum/"), "a site map names pages of today");
    assert!(!page(&site, "assets/search-index.js").contains("/cum/"));
}

#[test]
fn all_old_addresses_stand_on_one_page_that_the_news_lead_to() {
    let site = site();
    let list = page(&site, "vi/dia-chi-cu/index.html");
    for part in ["vi/cum/vi-du-3/", "vi/ccn/vi-du-3/", "03/02/2025", "khi thành lập"] {
        assert!(list.contains(part), "{part}");
    }
    assert!(page(&site, "vi/thay-doi/index.html").contains("../dia-chi-cu/index.html"));
}

#[test]
fn the_page_to_print_has_every_cluster_and_is_not_searched() {
    let site = site();
    let all = page(&site, "vi/in-tat-ca/index.html");
    let clusters: Vec<&str> = site.iter().filter_map(|(path, _)| cluster_of(path.as_str())).collect();
    assert_eq!(all.matches("<h2 id=\"").count() - 2, clusters.len(), "two headings of level 2 are the footer's");
    for id in clusters {
        assert!(all.contains(&format!("<h2 id=\"{id}\">")), "{id}");
        assert!(all.contains(&format!("id=\"{id}-bang-dat-dai\"")), "{id}");
    }
    assert!(page(&site, "vi/ccn/index.html").contains("../in-tat-ca/index.html"));
    assert!(!page(&site, "assets/search-index.js").contains("in-tat-ca"));
}

/// Returns the id of the cluster whose factsheet this is.
fn cluster_of(path: &str) -> Option<&str> {
    let (id, file) = path.strip_prefix("vi/ccn/")?.split_once('/')?;
    (file.starts_with(id) && file.ends_with(".pdf")).then_some(id)
}
