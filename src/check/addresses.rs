//! Addresses of sources: each once, and one publisher for a host.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::basis::Source;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::say;
use crate::text::fold;

/// Reports addresses that stand twice, and hosts with two publishers.
pub(super) fn shared(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut pages: BTreeMap<&str, &Source> = BTreeMap::new();
    let mut hosts: BTreeMap<&str, &Source> = BTreeMap::new();
    for source in catalog.sources.rows() {
        let (page, host) = parts(&source.url);
        if let Some(first) = pages.get(page) {
            let (id, url) = (first.id.as_str(), source.url.as_str());
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

/// Returns an address without scheme, `www.` and the last stroke, and its host.
fn parts(url: &str) -> (&str, &str) {
    let page = url.split_once("://").map_or(url, |(_, page)| page);
    let page = page.strip_prefix("www.").unwrap_or(page).trim_end_matches('/');
    (page, page.split(['/', '?', '#']).next().unwrap_or(page))
}
