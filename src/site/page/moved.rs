//! Addresses that are no more: a page at each, which leads on to the new one, and a page that lists them.

use crate::catalog::redirect::Redirect;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::nearest;
use crate::say;
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::Show;
use crate::site::{Page, PageBody};
use crate::text::{Both, Language};

use super::{blank, home_crumb};

/// Returns the blocks of the list.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let redirects = &show.catalog.redirects;
    if redirects.is_empty() {
        return vec![Block::paragraph("Chưa có trang nào đổi địa chỉ.")];
    }
    let link = |address: &str| Cell::text(Words::link(address, Address::file(&file(address))));
    let row = |it: &Redirect| {
        let since = Cell::text(show.day(it.since));
        TableRow::new(vec![link(&it.old), link(&it.new), since, Cell::text(it.reason.clone())])
    };
    let heads = columns(&[
        ("Địa chỉ cũ", Align::Left, 4),
        ("Địa chỉ mới", Align::Left, 4),
        ("Từ ngày", Align::Left, 2),
        ("Lý do", Align::Left, 5),
    ]);
    let lead = "Địa chỉ cũ vẫn mở được và dẫn đến trang mới; nên sửa lại đường dẫn đã lưu.";
    let table = Table::new("dia-chi-cu", "Các trang đã đổi địa chỉ", heads, redirects.iter().map(row).collect());
    vec![Block::paragraph(lead), Block::Table(table)]
}

/// Returns the page at each old address; reports those that lead nowhere.
///
/// An old address where there is a page again is found with all other files that clash.
pub fn pages(show: &Show<'_>, live: &[Page], faults: &mut Diagnostics) -> Vec<Page> {
    let mut pages = Vec::new();
    for redirect in &show.catalog.redirects {
        match target(redirect, show, live) {
            Ok((language, page)) => pages.push(leading(&show.speaking(language), redirect, page)),
            Err(fault) => faults.add(*fault),
        }
    }
    pages
}

fn leading(show: &Show<'_>, redirect: &Redirect, to: &Page) -> Page {
    let link = Words::link(to.title.clone(), Address::file(&to.path)).spoken(to.language);
    let blocks = vec![
        Block::paragraph(show.sentence("moved.to", &[("page", link)])),
        Block::paragraph(show.said(redirect.reason.clone())),
    ];
    Page {
        language: show.language,
        body: PageBody::Blocks(blocks),
        crumbs: vec![home_crumb(show)],
        leads_to: Some(to.path.clone()),
        origin: redirect.at.clone(),
        ..blank(file(&redirect.old), "changes", "redirect", &show.term("moved.title"), &show.term("moved.about"))
    }
}

/// Returns the language of the old address and the page of the new one.
fn target<'a>(redirect: &Redirect, show: &Show<'_>, live: &'a [Page]) -> Result<(Language, &'a Page), Box<Diagnostic>> {
    let (typed, there) = (&redirect.old, &redirect.new);
    let (old, new) = (file(typed), file(there));
    let fault = |column, found: &str, message: Both, help: Both| {
        let fault = Diagnostic::new(Code::BadRedirect, &redirect.cells.at(column), message);
        Box::new(fault.found(found).help(help))
    };
    let spoken = |language: &Language| live.iter().any(|page| page.path == format!("{language}/index.html"));
    let folder = old.split('/').next().and_then(Language::from_tag).filter(spoken);
    let Some(language) = folder.filter(|_| is_sound(typed)) else {
        let message = say!(
            "`{typed}` không phải là địa chỉ của một trang trong thư mục ngôn ngữ của trang",
            "`{typed}` is no address of a page in a folder of a language of the site"
        );
        let help = say!(
            "viết địa chỉ từ gốc của trang, như vi/ccn/ten-cu/",
            "write it from the root of the site, such as vi/ccn/ten-cu/"
        );
        return Err(fault("old", typed, message, help));
    };
    if show.catalog.redirects.iter().any(|other| file(&other.old) == new) {
        let message =
            say!("địa chỉ mới `{there}` lại là một địa chỉ cũ", "the new address `{there}` is an old one itself");
        let help = say!("ghi thẳng địa chỉ cuối cùng", "write the last address");
        return Err(fault("new", there, message, help));
    }
    live.iter().find(|page| page.path == new).map(|page| (language, page)).ok_or_else(|| {
        let message = say!("không có trang nào ở `{there}`", "there is no page at `{there}`");
        let near =
            nearest(&new, live.iter().map(|page| page.path.as_str())).map(|path| path.trim_end_matches("index.html"));
        let help = match near {
            Some(near) => say!("có phải là `{near}`?", "did you mean `{near}`?"),
            None => say!(
                "chép địa chỉ từ thanh địa chỉ, bỏ phần tên miền",
                "copy it from the address bar, without the host"
            ),
        };
        fault("new", there, message, help)
    })
}

/// Returns whether every folder of an address has the letters that addresses of the site have.
fn is_sound(address: &str) -> bool {
    let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    let folder = |name: &str| !name.is_empty() && !name.starts_with('.') && name.chars().all(sound);
    let folders = address.strip_suffix('/').unwrap_or(address);
    folders.contains('/') && folders.split('/').all(folder)
}

/// Returns the file that stands for an address: folders stand for their `index.html`.
fn file(address: &str) -> String {
    if address.ends_with(".html") {
        address.to_owned()
    } else {
        format!("{}/index.html", address.trim_end_matches('/'))
    }
}
