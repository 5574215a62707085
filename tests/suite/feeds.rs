//! The Atom feeds of the invented province: each page that has one leads to it, and its entries are those of the data.

use ccn::files::{Output, OutputPath};
use ccn::settings::{Previous, Settings, Unwatched};

use crate::cases::base;

fn site() -> Output {
    let build = ccn::build(&base(), &Settings::default(), &Previous::new(), &Unwatched);
    build.output.expect("the invented province builds")
}

fn text(site: &Output, path: &str) -> String {
    String::from_utf8(site.get(&OutputPath::new(path)).expect(path).to_vec()).expect("UTF-8")
}

/// Returns what stands between each pair of tags of a name.
fn between(text: &str, name: &str) -> Vec<String> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    let pieces = text.split(&start).skip(1);
    pieces.map(|piece| piece.split(&end).next().unwrap_or_default().to_owned()).collect()
}

fn paths(site: &Output) -> Vec<&str> {
    site.iter().map(|(path, _)| path.as_str()).filter(|path| path.ends_with("feed.xml")).collect()
}

#[test]
fn the_site_the_law_the_reports_and_every_cluster_have_a_feed() {
    let site = site();
    let clusters = site.iter().filter(|(path, _)| {
        let inner = path.as_str().strip_prefix("vi/ccn/").and_then(|rest| rest.strip_suffix("/index.html"));
        inner.is_some_and(|id| !id.contains('/'))
    });
    let clusters = clusters.map(|(path, _)| path.as_str().replace("index.html", "feed.xml"));
    let clusters: Vec<String> = clusters.collect();
    assert_eq!(clusters.len(), 10);
    let mut expected: Vec<String> =
        ["feed.xml", "vi/bao-cao/feed.xml", "vi/van-ban/feed.xml"].map(str::to_owned).into();
    expected.extend(clusters);
    expected.sort_unstable();
    assert_eq!(paths(&site), expected);
}

#[test]
fn a_page_with_a_feed_leads_to_it_in_its_head_and_in_sight() {
    let site = site();
    for path in paths(&site).into_iter().filter(|path| *path != "feed.xml") {
        let page = text(&site, &path.replace("feed.xml", "index.html"));
        assert!(
            page.contains("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Nguồn tin Atom: "),
            "{path}"
        );
        assert!(page.contains("<a href=\"feed.xml\">Nguồn tin Atom: "), "{path}");
    }
}

/// RFC 4287: an id for good for each entry, a moment; and no entry is newer than the site, which was built on 30/6/2026.
#[test]
fn entries_have_ids_of_their_own_and_moments_from_the_data() {
    let site = site();
    for path in paths(&site) {
        let feed = text(&site, path);
        let mut ids = between(&feed, "id");
        let moments = between(&feed, "updated");
        assert_eq!(ids.len(), moments.len(), "{path}");
        assert!(ids.iter().all(|id| id.starts_with("https://")), "{path}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), moments.len(), "{path}: an id stands twice");
        assert!(moments.iter().all(|moment| moment.as_str() <= "2026-06-30T00:00:00Z"), "{path}: {moments:?}");
        let entries = &moments[1..];
        assert!(entries.is_sorted_by(|a, b| a >= b), "{path}: newest first");
        assert!(entries.first().is_none_or(|newest| *newest == moments[0]), "{path}: as new as its newest entry");
    }
}

#[test]
fn each_feed_tells_of_its_own() {
    let site = site();
    let cluster = text(&site, "vi/ccn/vi-du-3/feed.xml");
    // data/changes.csv: ch01,2025-02-03,law,vi-du-3
    assert!(
        cluster.contains("<title>Thành lập Cụm công nghiệp Ví Dụ 3.</title>\n<updated>2025-02-03T00:00:00Z</updated>")
    );
    assert!(!text(&site, "vi/ccn/vi-du-1/feed.xml").contains("Ví Dụ 3"));
    // data/periods.yaml: 2025 is signed on 28/12/2025 as 15/BC-SCT, 2026-H1 is provisional.
    let reports = text(&site, "vi/bao-cao/feed.xml");
    assert_eq!(
        between(&reports, "updated"),
        ["2026-06-14", "2026-06-14", "2025-12-28"].map(|day| format!("{day}T00:00:00Z"))
    );
    let summaries = between(&reports, "summary");
    assert_eq!(summaries, ["Số liệu tạm tính, chưa ký.", "Đã ký. Số 15/BC-SCT."]);
    let law = text(&site, "vi/van-ban/feed.xml");
    let documents = site
        .iter()
        .filter(|(path, _)| path.as_str().starts_with("vi/van-ban/") && path.as_str().matches('/').count() == 3);
    assert_eq!(between(&law, "summary").len(), documents.count());
}
