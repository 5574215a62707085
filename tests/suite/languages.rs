//! The invented province in three languages: each says figures in its own way, and leads only to pages that there are.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use ccn::files::{Output, OutputPath, SourcePath, Sources};
use ccn::settings::{Previous, Settings, Unwatched};

use crate::cases::base;

const OTHERS: [&str; 2] = ["en", "zh"];

fn spoken() -> Sources {
    let mut sources = base();
    let path = SourcePath::new("data/site.yaml");
    let text = String::from_utf8(sources.get(&path).expect("the table is there").to_vec()).expect("UTF-8");
    let (before, after) = ("languages: [\"vi\"]", "languages: [\"vi\", \"en\", \"zh\"]");
    assert!(text.contains(before));
    sources.insert(path, text.replace(before, after).into_bytes());
    let known = "vi,en,zh\nxã Ví Dụ Đông,Example East Commune,示例东乡\n";
    sources.insert(SourcePath::new("data/translations.csv"), known.as_bytes().to_vec());
    sources
}

fn built(sources: &Sources) -> Output {
    ccn::build(sources, &Settings::default(), &Previous::new(), &Unwatched).output.expect("the province builds")
}

fn site() -> &'static Output {
    static SITE: OnceLock<Output> = OnceLock::new();
    SITE.get_or_init(|| built(&spoken()))
}

fn text(site: &Output, path: &str) -> String {
    String::from_utf8(site.get(&OutputPath::new(path)).expect(path).to_vec()).expect("UTF-8")
}

fn pages() -> BTreeSet<&'static str> {
    site()
        .iter()
        .map(|(path, _)| path.as_str())
        .filter(|path| path.ends_with("index.html") && path.contains('/'))
        .collect()
}

/// The table of the style rules: 1 tỷ = 10 亿, 1 ha = 15 亩, marks of decimals and thousands, percent, dates.
#[test]
fn each_language_says_a_figure_in_its_own_way() {
    let said = |language: &str| text(site(), &format!("{language}/ccn/vi-du-7/index.html")).replace('\u{a0}', " ");
    let [vi, en, zh] = [said("vi"), said("en"), said("zh")];
    let table = [
        ("70 ha", "70 ha", "70 公顷（1,050 亩）"),
        ("700,5 tỷ đồng", "VND 700.5 billion", "7,005 亿越南盾"),
        ("9.500,5 đồng/m³", "VND 9,500.5/m³", "9,500.5 越南盾/立方米"),
        ("5.000 đồng/m²/năm", "VND 5,000/m²/year", "5,000 越南盾/平方米/年"),
        ("30 / 45,5 ha = 65,9 %", "30 / 45.5 ha = 65.9%", "30 / 45.5 ha = 65.9%"),
        ("14/6/2026", "14 June 2026", "2026年6月14日"),
    ];
    for (in_vi, in_en, in_zh) in table {
        assert!(vi.contains(in_vi), "vi: {in_vi}");
        assert!(en.contains(in_en), "en: {in_en}");
        assert!(zh.contains(in_zh), "zh: {in_zh}");
    }
}

#[test]
fn pages_for_investors_are_there_in_every_language_and_law_only_in_vietnamese() {
    let pages = pages();
    for language in OTHERS {
        for page in ["", "ccn/", "ccn/vi-du-7/", "quy-dat/", "so-sanh/", "ha-tang/", "thu-tuc/thue-dat/"] {
            let path = format!("{language}/{page}index.html");
            assert!(pages.contains(path.as_str()), "{path}");
            assert!(text(site(), &path).contains(&format!("<html lang=\"{language}\">")), "{path}");
        }
        assert!(!pages.iter().any(|path| path.starts_with(&format!("{language}/van-ban/"))));
    }
}

#[test]
fn links_between_languages_are_those_of_real_translations() {
    let pages = pages();
    for path in &pages {
        let page = text(site(), path);
        let Some((own, below)) = path.split_once('/').filter(|(own, _)| ["vi", "en", "zh"].contains(own)) else {
            continue;
        };
        let there = |language: &&str| pages.contains(format!("{language}/{below}").as_str());
        let languages: Vec<&str> = ["vi", "en", "zh"].into_iter().filter(|language| there(language)).collect();
        for language in ["vi", "en", "zh"] {
            let alternate = format!("<link rel=\"alternate\" hreflang=\"{language}\" href=");
            let expected = usize::from(languages.len() > 1 && languages.contains(&language));
            assert_eq!(page.matches(&alternate).count(), expected, "{path}: {language}");
        }
        // Whoever reads another language is led on in it, and told when a page is in Vietnamese only.
        if own != "vi" && below != "quy-dat/index.html" {
            assert!(!page.contains("<a href=\"../../vi/quy-dat/index.html\""), "{path}");
        }
    }
    let list = text(site(), "en/ccn/index.html");
    assert!(list.contains("href=\"../quy-dat/index.html\""));
    assert!(list.contains("href=\"../../vi/van-ban/index.html\" hreflang=\"vi\""));
}

#[test]
fn a_text_without_translation_stays_and_says_its_language() {
    let page = text(site(), "en/ccn/vi-du-1/index.html");
    assert!(page.contains("Example East Commune"));
    assert!(page.contains("<span lang=\"vi\">huyện Ví Dụ Bắc</span>"));
    let vietnamese = text(site(), "vi/ccn/vi-du-1/index.html");
    assert!(vietnamese.contains("xã Ví Dụ Đông"));
    assert!(!vietnamese.contains("lang=\"vi\">huyện"));
}

/// A translation belongs to the words that were translated: changed words never show an old one.
#[test]
fn changed_words_lose_their_translation() {
    let mut sources = spoken();
    let other = "vi,en,zh\nxã Ví Dụ Đông cũ,Example East Commune,示例东乡\n";
    sources.insert(SourcePath::new("data/translations.csv"), other.as_bytes().to_vec());
    let page = text(&built(&sources), "en/ccn/vi-du-1/index.html");
    assert!(page.contains("<span lang=\"vi\">xã Ví Dụ Đông</span>"));
    assert!(!page.contains("Example East Commune"));
}

#[test]
fn the_page_of_translations_names_every_page_that_has_one() {
    let page = text(site(), "vi/ban-dich/index.html");
    let translated = pages().into_iter().filter_map(|path| path.strip_prefix("en/")).collect::<Vec<_>>();
    assert!(translated.len() > 10);
    for below in translated {
        assert!(page.contains(&format!("href=\"../../en/{below}\"")) || below == "index.html", "{below}");
    }
}
