//! Spreadsheets that offices fill in and send: what they look like, and what they would change in the data.
//!
//! One description of the sheets serves both ways, so that what `ccn` hands out is what it can take back.
//!
//! ```text
//! bytes ─workbook→ Book ─garbled, survey→ Book ─recognise→ Seen ─form, sheet→ [Row] ─compare→ [Change] ─amend→ tables
//! ```
//!
//! Nothing is guessed: what was mended is a [`Repair`] that a person can read, what cannot be told is a fault with the
//! cell of the sender's own file. The tables as they would be are then checked like any others.

mod absent;
mod amend;
pub mod answer;
pub mod blank;
mod cell;
mod change;
mod confirm;
mod contest;
mod date;
mod figure;
mod form;
mod garbled;
mod heading;
mod identity;
mod name;
mod percent;
mod position;
mod quality;
mod receipt;
mod recognise;
mod relocate;
pub mod schema;
mod sheet;
mod slip;
mod spelling;
mod sums;
mod survey;

use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::form::Span;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{OutputPath, SourcePath};
use crate::place::{Located, Location};
use crate::say;
use crate::text::charset::Charset;
use crate::text::{Both, Language};
use crate::workbook::{self, Book};

use schema::Kind;
use schema::list::Lists;

pub use absent::absent;
pub use amend::amend;
pub use change::{Change, Known, Said, compare, label};
pub use confirm::confirm;
pub use contest::weigh;
pub use quality::quality;
pub use relocate::relocate;

/// A file that somebody sent.
#[derive(Debug, Clone)]
pub struct Received {
    /// Its name, without folders.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What the person at the desk knows beside the file.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The period, when the file does not say it.
    pub period: Option<Span>,
    /// The cluster, commune or project by its id, when the file does not say it.
    pub subject: Option<String>,
    /// The name of the form or sheet, when the file does not show it: `bieu-02`, `plots`.
    pub kind: Option<String>,
    /// The table of characters of a CSV file.
    pub charset: Option<Charset>,
    /// The old fonts whose text may be turned into Unicode.
    pub decode: Vec<Charset>,
    /// Why figures change that were reported before.
    pub reason: Option<String>,
    /// The day on which the files are taken in.
    pub today: NaiveDate,
}

/// What was mended without being asked, so that nothing changes in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// The cell.
    pub at: Location,
    /// What was typed.
    pub from: String,
    /// What it was read as.
    pub to: String,
    /// Why.
    pub how: Both,
}

/// A row that a file would put into a table; cells that it leaves empty say nothing.
#[derive(Debug, Clone)]
pub struct Row {
    /// The table.
    pub table: &'static str,
    /// The row of the file.
    pub at: Location,
    /// What it says, by column, as the data files write it.
    pub cells: BTreeMap<&'static str, Located<String>>,
}

/// The most repairs that are kept for a person to read.
const REPAIR_LIMIT: usize = 1_000_000;

/// What a sheet was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighted {
    /// The sheet, or its header row.
    pub at: Location,
    /// In words: Biểu số 02 của Hồ Sơn 1, kỳ 2026-H1.
    pub what: Both,
    /// How many rows were read.
    pub rows: usize,
}

/// What came of reading files.
#[derive(Debug, Default)]
pub struct Intake {
    /// What each sheet was taken for.
    pub sheets: Vec<Sighted>,
    /// The rows in the order of the files.
    pub rows: Vec<Row>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// What is wrong.
    pub faults: Diagnostics,
    /// The files as they were sent, by the place where they are kept below `data`.
    pub kept: BTreeMap<OutputPath, Vec<u8>>,
    /// What the data have of the clusters that a list is about, and the list has not; it stays.
    pub absent: Vec<Change>,
    /// The words by which officials know what the data files write.
    pub lists: Lists,
}

/// The desk at which a file is read: the data as they are, and what the person knows.
struct Desk<'a> {
    catalog: &'a Catalog,
    order: &'a Order,
    file: SourcePath,
    /// The id of the source that the file becomes.
    source: String,
    /// Whether the file knows nothing but text, so that a number typed as text is none of its faults.
    is_text: bool,
    /// Its first date that has the month before the day.
    american: Option<Location>,
    /// What may be chosen in each kind of column, listed once: a sheet asks for every cell.
    lists: &'a Lists,
    /// What the words of this file turned out to mean, by the kind of column.
    meant: RefCell<BTreeMap<Kind, BTreeMap<String, String>>>,
}

/// Reads files against the data as they are; changes nothing.
pub fn take(received: &[Received], catalog: &Catalog, order: &Order) -> Intake {
    let mut intake = Intake::default();
    let lists = Lists::new(catalog);
    let mut left = workbook::CELL_LIMIT;
    for sent in received {
        let file = SourcePath::new(&*sent.name);
        let book = match order.charset {
            Some(charset) => workbook::decode(&file, &sent.bytes, left, charset),
            None => workbook::read(&file, &sent.bytes, left),
        };
        match book {
            Ok(book) => {
                left = left.saturating_sub(book.grids.iter().map(|grid| grid.cells.len()).sum());
                let desk = Desk {
                    catalog,
                    order,
                    file,
                    source: receipt::id(&sent.bytes),
                    is_text: matches!(book.kind, workbook::Kind::Csv(_)),
                    american: date::american(&book),
                    lists: &lists,
                    meant: RefCell::default(),
                };
                desk.book(book, sent, &mut intake);
            }
            Err(fault) => intake.faults.add(fault),
        }
    }
    intake.rows = change::once(std::mem::take(&mut intake.rows), &mut intake.faults);
    slip::slips(&intake.rows, catalog, order, &mut intake.faults);
    intake.lists = lists;
    intake
}

impl Desk<'_> {
    fn book(&self, mut book: Book, sent: &Received, intake: &mut Intake) {
        garbled::mend(&mut book, self, intake);
        let mut rows = Vec::new();
        let mut told = Vec::new();
        let mut is_seen = false;
        let mut names = spelling::Names::default();
        for grid in &book.grids {
            let Some(seen) = recognise::recognise(grid, self, &mut intake.faults) else { continue };
            survey::grid(grid, &seen, &self.file, &mut intake.faults);
            names.add(grid, &seen, self, &mut intake.faults);
            let (read, what) = match &seen {
                recognise::Seen::Form(frame) => form::rows(grid, frame, self, intake),
                recognise::Seen::Entry(frame) => sheet::rows(grid, frame, self, intake),
            };
            let at = grid.at(&self.file, (seen.header(), 1));
            intake.sheets.push(Sighted { at, what: what.clone(), rows: read.len() });
            if !read.is_empty() {
                told.push(what);
            }
            rows.extend(read);
            is_seen = true;
        }
        if !is_seen {
            intake.faults.add(nothing(&self.file));
            return;
        }
        survey::book(&book, &mut intake.faults);
        if !rows.is_empty() {
            rows.extend(receipt::rows(self, sent, &told, &rows));
            let kept = OutputPath::new(format!("received/{}/{}", self.source, receipt::file_name(&sent.name)));
            intake.kept.insert(kept, sent.bytes.clone());
        }
        intake.rows.extend(rows);
    }

    /// Notes what was mended in a cell.
    fn repair(intake: &mut Intake, at: &Location, from: &str, to: &str, how: Both) {
        match intake.repairs.len().cmp(&REPAIR_LIMIT) {
            Ordering::Less => {}
            Ordering::Equal => intake.faults.add(too_many_repairs(at)),
            Ordering::Greater => return,
        }
        intake.repairs.push(Repair { at: at.clone(), from: from.to_owned(), to: to.to_owned(), how });
    }
}

fn too_many_repairs(at: &Location) -> Diagnostic {
    let message = say!(
        "phải tự sửa hơn {REPAIR_LIMIT} ô; từ ô này không ghi lại được nữa nên không nhận tệp",
        "more than {REPAIR_LIMIT} cells need a repair; from this one on they are not kept, so the file is not taken in"
    );
    let help = say!("định dạng các cột đúng kiểu số, ngày rồi gửi lại", "format the columns as numbers and dates");
    Diagnostic::new(Code::TooLarge, at, message).help(help)
}

fn nothing(file: &SourcePath) -> Diagnostic {
    let message = say!(
        "không nhận ra biểu hay bảng nào trong tệp",
        "no form and no sheet of the data-entry workbook is in the file"
    );
    let help = say!(
        "dùng mẫu của chương trình (ccn template), giữ nguyên dòng tiêu đề; hoặc chỉ rõ bằng --as, ví dụ --as bieu-02",
        "use the blank workbooks (ccn template) and keep the header row; or say what it is: --as bieu-02"
    );
    Diagnostic::new(Code::UnknownSheet, &Location::file(file), message).help(help)
}

impl Intake {
    /// Returns the repairs as the text of a table, to be kept beside the file that was received.
    pub fn log(&self, language: Language) -> Vec<u8> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let full = "memory takes every line";
        csv.write_record(["file", "sheet", "cell", "from", "to", "how"]).expect(full);
        for repair in &self.repairs {
            let (sheet, cell) = repair.at.cell_names();
            let line = [repair.at.file.as_str(), &sheet, &cell, &repair.from, &repair.to, repair.how.get(language)];
            csv.write_record(line).expect(full);
        }
        csv.into_inner().expect(full)
    }
}
