//! The sheet *Danh mục*: every list to choose from, a column each, under a name that the drop-downs refer to.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Run, style};
use crate::catalog::indicator::FormId;
use crate::intake::schema::list::{self, Word};
use crate::intake::schema::{ENTRIES, Entry, Field, Kind};
use crate::text::slug;

/// Its name.
const TITLE: &str = "Danh mục";

/// A list of the workbook.
pub(super) struct List {
    kind: Kind,
    /// Its heading.
    heading: String,
    words: Vec<String>,
}

/// Returns the lists that the columns ask for, in the order of the sheets; one that would be empty is left out.
pub(super) fn lists(run: &Run<'_>) -> Vec<List> {
    let mut lists: Vec<List> = Vec::new();
    for (entry, field) in ENTRIES.iter().flat_map(|entry| entry.fields.iter().map(move |field| (entry, field))) {
        if lists.iter().any(|list| list.kind == field.kind) {
            continue;
        }
        let words = words(field.kind, run);
        let heading = heading(entry, field);
        if !words.is_empty() {
            lists.push(List { kind: field.kind, heading, words });
        }
    }
    lists
}

/// What a list is called: by what it names, or by the column that it is for.
fn heading(entry: &Entry, field: &Field) -> String {
    let name = match field.kind {
        Kind::YesNo => "Có, không",
        Kind::Agency => "Cơ quan",
        Kind::Document => "Số, ký hiệu văn bản",
        Kind::Period => "Kỳ báo cáo",
        _ => field.heading,
    };
    let mut fields = ENTRIES.iter().flat_map(|entry| entry.fields);
    let is_shared = fields.any(|other| other.heading == name && other.kind != field.kind);
    if is_shared { format!("{name}: {}", entry.title.to_lowercase()) } else { name.to_owned() }
}

/// The words of a list; the period that is asked for comes first, whether the site has a report of it already or not.
fn words(kind: Kind, run: &Run<'_>) -> Vec<String> {
    let mut words: Vec<String> = list::words(kind, run.catalog).into_iter().map(|Word { shown, .. }| shown).collect();
    let next = || run.form(FormId::Developer)?.due_from(run.today).next().map(|(span, _)| span);
    if let (Kind::Period, Some(span)) = (kind, run.span.or_else(next)) {
        let own = list::period(span);
        words.retain(|word| *word != own);
        words.insert(0, own);
    }
    words
}

/// Returns the name of the list for a kind of column.
pub(super) fn name(lists: &[List], kind: Kind) -> Option<String> {
    lists.iter().find(|list| list.kind == kind).map(List::name)
}

impl List {
    /// A name as formulas have it, without marks or blanks; never like the address of a cell.
    fn name(&self) -> String {
        format!("DM_{}", slug(&self.heading).replace('-', "_"))
    }
}

/// Adds the sheet, and the names of its lists, to a workbook.
pub(super) fn add(book: &mut Workbook, lists: &[List]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(TITLE)?.set_freeze_panes(1, 0)?.set_row_height(0, 36)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    for (column, list) in (0..).zip(lists) {
        let longest = list.words.iter().chain([&list.heading]).map(|word| word.chars().count()).max().unwrap_or(0);
        sheet.set_column_width(column, (longest as f64 + 2.0).clamp(10.0, 100.0))?;
        sheet.set_column_format(column, &style::cell().set_num_format("@"))?;
        sheet.write_string_with_format(0, column, list.heading.as_str(), &style::head(false))?;
        for (row, word) in (1..).zip(&list.words) {
            sheet.write_string_with_format(row, column, word.as_str(), &style::cell().set_num_format("@"))?;
        }
    }
    for (column, list) in (0..).zip(lists) {
        let letter = rust_xlsxwriter::utility::column_number_to_name(column);
        let last = list.words.len() + 1;
        book.define_name(list.name(), &format!("='{TITLE}'!${letter}$2:${letter}${last}"))?;
    }
    Ok(())
}
