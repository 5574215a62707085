//! Addresses of sources: each once, and one publisher for a host.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::naming::Naming;
use crate::catalog::Catalog;
use crate::catalog::basis::{Source, SourceKind};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::citation::citations;
use crate::text::fold;

/// Reports addresses that stand twice, and hosts with two publishers.
pub(super) fn shared(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut pages: BTreeMap<&str, &Source> = BTreeMap::new();
    let mut hosts: BTreeMap<&str, &Source> = BTreeMap::new();
    for source in on_the_web(catalog) {
        let (page, host) = parts(url(source));
        if let Some(first) = pages.get(page) {
            let (id, url) = (first.id.as_str(), url(source));
            let message =
                say!("địa chỉ này đã là của nguồn `{id}`", "this address is that of the source `{id}` already");
            let help = say!(
                "chép lại địa chỉ của bài; nếu là một bài thì dùng mã `{id}` và xóa dòng này",
                "copy the address of the page again; if it is one page use `{id}` and remove this row"
            );
            let fault = Diagnostic::new(Code::SourceAddress, &source.cells.at("url"), message).found(url);
            let note = say!("`{id}` ở đây", "`{id}` is here");
            faults.add(fault.note(&first.cells.at("url"), note).help(help));
            continue;
        }
        pages.insert(page, source);
        let first = *hosts.entry(host).or_insert(source);
        if fold(&first.publisher) != fold(&source.publisher) {
            let (typed, known) = (source.publisher.as_str(), first.publisher.as_str());
            let message = say!(
                "`{host}` là của `{known}`, dòng này ghi nơi đăng `{typed}`",
                "`{host}` belongs to `{known}`, this row says `{typed}`"
            );
            let help = say!(
                "ghi cùng một tên nơi đăng, hoặc sửa địa chỉ",
                "give one name of the publisher, or correct the address"
            );
            let fault = Diagnostic::new(Code::SourceAddress, &source.cells.at("publisher"), message).found(typed);
            let note = say!("cùng máy chủ", "the same host");
            faults.add(fault.note(&first.cells.at("publisher"), note).help(help));
        }
    }
}

/// Returns the sources that have an address; a file that was received has none.
fn on_the_web(catalog: &Catalog) -> impl Iterator<Item = &Source> {
    catalog.sources.rows().iter().filter(|source| source.url.is_some())
}

fn url(source: &Source) -> &str {
    source.url.as_deref().unwrap_or_default()
}

/// Hosts that lend room to publishers; there the first part of the path is whose it is.
const LENDERS: [&str; 1] = ["github.com"];

/// Returns an address without scheme, `www.` and the last stroke, and its host, with the publisher's part where it lends.
fn parts(url: &str) -> (&str, &str) {
    let page = url.split_once("://").map_or(url, |(_, page)| page);
    let page = page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/');
    let mut ends = page.match_indices(['/', '?', '#']).map(|(end, _)| end);
    let host = ends.next().map_or(page, |end| &page[..end]);
    let own = ends.next().map_or(page, |end| &page[..end]);
    (page, if LENDERS.contains(&host) { own } else { host })
}

/// Kinds of documents as ids write them.
const KINDS: &[&str] = &["nd", "qd", "tt", "nq", "luat", "ttlt", "vbhn", "kh"];

/// Reports sources whose id, title, publisher and address are of different pages.
pub(super) fn slipped(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let hosts: Vec<String> = on_the_web(catalog).map(plain_host).collect();
    let naming = Naming::new(catalog);
    for (source, host) in on_the_web(catalog).zip(&hosts) {
        let fault = other_site(source, host, &hosts).or_else(|| other_number(source));
        faults.extend(fault.or_else(|| other_publisher(source, &naming)).or_else(|| untitled(source)));
    }
}

/// The host of a source as ids write it: `news.laodong.vn` is `newslaodongvn`.
fn plain_host(source: &Source) -> String {
    parts(url(source)).1.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase()
}

fn inconsistent(source: &Source, column: &'static str, message: crate::text::Both) -> Diagnostic {
    let help = say!(
        "kiểm tra các ô của nguồn có bị lệch dòng không; mã đặt nhầm thì đổi mã ở mọi bảng dùng nó",
        "check whether cells of the source have slipped; if the id is wrong change it in every table that uses it"
    );
    let note = say!("mã nguồn", "the id of the source");
    let fault = Diagnostic::new(Code::SourceAddress, &source.cells.at(column), message);
    fault.note(&source.cells.at("id"), note).help(help)
}

/// An id that begins with the name of another source's site, and not with that of its own.
fn other_site(source: &Source, host: &str, hosts: &[String]) -> Option<Diagnostic> {
    let (id, url) = (source.id.as_str(), url(source));
    let site = id.split('-').next().filter(|site| site.len() > 3)?;
    let is_of_other = !host.contains(site) && hosts.iter().any(|other| other.contains(site));
    is_of_other.then(|| {
        let message = say!(
            "mã `{id}` theo tên trang `{site}` nhưng địa chỉ ở trang khác",
            "the id `{id}` is after the site `{site}`, and the address is on another"
        );
        inconsistent(source, "url", message).found(url)
    })
}

/// An id with the number of a document, and a title that cites other ones.
fn other_number(source: &Source) -> Option<Diagnostic> {
    let cited = citations(&source.title);
    let words: Vec<&str> = source.id.as_str().split('-').collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let number = words.windows(2).find(|pair| KINDS.contains(&pair[0]) && is_number(pair[1]))?[1];
    let (_, first) = cited.first()?;
    let same = |serial: &str| serial.trim_start_matches('0') == number.trim_start_matches('0');
    (!cited.iter().any(|(_, cited)| same(cited.serial))).then(|| {
        let (id, serial) = (source.id.as_str(), first.serial);
        let message = say!(
            "mã `{id}` là của văn bản số {number}, tên bài nêu văn bản số {serial}",
            "the id `{id}` is of document {number}, the title cites document {serial}"
        );
        inconsistent(source, "title", message).found(&source.title)
    })
}

/// A page without a title of its own; that of a firm may have the firm's name alone.
fn untitled(source: &Source) -> Option<Diagnostic> {
    let publisher = source.publisher.as_str();
    let needs = source.kind.is_some_and(|kind| kind != SourceKind::Company) && source.title == publisher;
    needs.then(|| {
        let message =
            say!("nguồn ở `{publisher}` chưa có tên bài", "the source at `{publisher}` has no title of its own");
        let help = say!("chép tên bài vào cột title", "copy the title of the page into the column title");
        Diagnostic::new(Code::SourceAddress, &source.cells.at("id"), message).found(source.id.as_str()).help(help)
    })
}

/// A publisher that is a document, or an address other than the source's own.
fn other_publisher(source: &Source, naming: &Naming<'_>) -> Option<Diagnostic> {
    let (publisher, host) = (source.publisher.as_str(), parts(url(source)).1);
    let first = publisher.split(' ').next().unwrap_or_default().to_lowercase();
    let is_host = first.contains('.') && !first.ends_with('.') && !first.contains('/');
    let message = if !citations(publisher).is_empty() {
        say!("nơi đăng `{publisher}` là tên văn bản", "the publisher `{publisher}` is a document")
    } else if source.kind != Some(SourceKind::Company) && !naming.named(publisher).is_empty() {
        say!("nơi đăng `{publisher}` là tên bài về một cụm", "the publisher `{publisher}` is a title about a cluster")
    } else if is_host && !host.to_lowercase().ends_with(&first) {
        say!(
            "nơi đăng `{publisher}`, mà địa chỉ ở `{host}`",
            "published at `{publisher}`, and the address is at `{host}`"
        )
    } else {
        return None;
    };
    Some(inconsistent(source, "publisher", message).found(publisher))
}
