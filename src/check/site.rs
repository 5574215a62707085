//! The site's own facts, and the order of its definitions.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::word::Definition;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::Degrees;
use crate::say;
use crate::text::{Amount, fold};

/// West, south, east and north of Việt Nam with its islands, whole degrees.
const COUNTRY: [usize; 4] = [102, 6, 118, 24];
/// No province is wider or higher where its clusters stand; islands far from the coast have none and need no frame.
const WIDEST: usize = 3;

/// Reports a site whose frame, dates or title do not belong to one province.
pub(super) fn facts(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    let province = &catalog.province;
    let cells = &province.cells;
    faults.extend(frame(catalog));
    if province.as_of.first() > today {
        let message = say!(
            "số liệu đến {as_of}, sau ngày lập trang {now}",
            "figures up to {as_of}, after the build date {now}"; as_of = province.as_of, now = today
        );
        let help = say!("sửa as_of hoặc date", "correct as_of or date");
        let fault = Diagnostic::new(Code::SiteMismatch, &cells.at("as_of"), message);
        faults.add(fault.note(&cells.at("date"), say!("ngày lập trang", "the build date")).help(help));
    }
    words(catalog, faults);
    let (name, title) = (province.name.as_str(), province.title.as_str());
    let plain = fold(name);
    let named = plain.strip_prefix("tinh ").unwrap_or(&plain);
    // A name typed without marks is that of the column beside; `Kon Tum` has none.
    let is_bare = name.is_ascii() && !title.to_lowercase().contains(named);
    if is_bare || !fold(title).contains(named) {
        let message =
            say!("tên trang `{title}` không có tên tỉnh `{name}`", "the title `{title}` lacks the province `{name}`");
        let help = say!("sửa title hoặc province", "correct title or province");
        let fault = Diagnostic::new(Code::SiteMismatch, &cells.at("title"), message).found(title);
        faults.add(fault.note(&cells.at("province"), say!("tên tỉnh", "the province")).help(help));
    }
}

/// Words that a cell beside has: an id for a credit, a style of numbers for an address; and a licence without its text.
fn words(catalog: &Catalog, faults: &mut Diagnostics) {
    let province = &catalog.province;
    let is_id = |text: &str| catalog.agencies.rows().iter().any(|agency| agency.id.as_str() == text);
    let is_style = |text: &str| ["plain", "vietnamese"].contains(&text);
    let texts = [("map_credit", Some(&province.map_credit)), ("address", province.address.as_ref())];
    for (column, text) in texts.into_iter().filter_map(|(column, text)| Some((column, text?.as_str()))) {
        if is_id(text) || is_style(text) {
            let message =
                say!("`{column}` ghi mã `{text}`, không phải chữ", "`{column}` is the code `{text}`, not words");
            let help = say!("kiểm tra ô có bị lệch không", "check whether cells have slipped");
            let at = province.cells.at(column);
            faults.add(Diagnostic::new(Code::SiteMismatch, &at, message).found(text).help(help));
        }
    }
    let license = province.license.as_str();
    if license.starts_with("CC ") && province.license_url.is_none() {
        let message = say!(
            "giấy phép {license} phải dẫn địa chỉ của giấy phép",
            "the licence {license} has to be linked to its text"
        );
        let help = say!("ghi license_url", "give license_url");
        let at = province.cells.at("license");
        faults.add(Diagnostic::new(Code::SiteMismatch, &at, message).found(license).help(help));
    }
}

/// A frame that is too wide lets every wrong point pass. Edges that are exchanged are told by another rule.
fn frame(catalog: &Catalog) -> Option<Diagnostic> {
    let bounds = catalog.province.bounds.map(|Degrees(degrees)| degrees);
    let [west, south, east, north] = bounds;
    if west >= east || south >= north {
        return None;
    }
    let columns = ["west", "south", "east", "north"];
    let cells = &catalog.province.cells;
    for (index, edge) in bounds.into_iter().enumerate() {
        let (low, high) = (COUNTRY[index % 2], COUNTRY[index % 2 + 2]);
        if edge < Amount::from(low) || edge > Amount::from(high) {
            let column = columns[index];
            let message = say!("`{column}` = {edge} nằm ngoài Việt Nam ({low} đến {high})", "`{column}` = {edge} lies outside Việt Nam ({low} to {high})"; edge = edge);
            let help = say!(
                "ghi kinh độ, vĩ độ WGS 84 bằng độ thập phân",
                "give WGS 84 longitude and latitude in decimal degrees"
            );
            return Some(
                Diagnostic::new(Code::SiteMismatch, &cells.at(column), message).found(edge.plain()).help(help),
            );
        }
    }
    let wide =
        [(west, east, 0), (south, north, 1)].into_iter().find(|(low, high, _)| *high > *low + Amount::from(WIDEST));
    wide.map(|(low, high, index)| {
        let (small, large) = (columns[index], columns[index + 2]);
        let message = say!(
            "khung của tỉnh từ {low} đến {high} rộng hơn {WIDEST} độ nên không phát hiện được tọa độ sai",
            "the frame from {low} to {high} is wider than {WIDEST} degrees and lets wrong coordinates pass"; low = low, high = high
        );
        let help = say!("ghi khung sát phần đất liền của tỉnh", "give a frame close to the land of the province");
        let note = say!("`{small}` ở đây", "`{small}` is here");
        let fault = Diagnostic::new(Code::SiteMismatch, &cells.at(large), message).found(high.plain());
        fault.note(&cells.at(small), note).help(help)
    })
}

/// Reports definitions that share a place in the list, or leave one free.
pub(super) fn definitions(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut places: BTreeMap<u32, &Definition> = BTreeMap::new();
    let mut is_repeated = false;
    for definition in &catalog.definitions {
        let (order, term) = (definition.order, definition.term.as_str());
        if let Some(first) = places.get(&order) {
            is_repeated = true;
            let other = first.term.as_str();
            let message = say!(
                "`{term}` và `{other}` có cùng thứ tự {order}",
                "`{term}` and `{other}` have the same place {order}"
            );
            let help = say!("đánh số lại cột order", "number the column order anew");
            let fault = Diagnostic::new(Code::DefinitionOrder, &definition.cells.at("order"), message);
            faults.add(fault.note(&first.cells.at("order"), say!("`{other}` ở đây", "`{other}` is here")).help(help));
        }
        places.entry(order).or_insert(definition);
    }
    // A place given twice leaves another free: that is told once.
    let free = (1..).zip(&places).find(|(place, (order, _))| place != *order).filter(|_| !is_repeated);
    if let Some((place, (order, definition))) = free {
        let message =
            say!("thứ tự nhảy đến {order}, không có {place}", "the order jumps to {order}, there is no {place}");
        let help = say!("đánh số liền nhau từ 1", "number without gaps from 1");
        let at = definition.cells.at("order");
        faults.add(Diagnostic::new(Code::DefinitionOrder, &at, message).found(order.to_string()).help(help));
    }
}
