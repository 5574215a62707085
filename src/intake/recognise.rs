//! Tells what a sheet is: one of the legal forms, or a sheet of the data-entry workbook.

use crate::catalog::indicator::FormId;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::record::{Need, Raw};
use crate::say;
use crate::text::fold;
use crate::workbook::Grid;

use super::Desk;
use super::heading::{self, Headings, Wanted};
use super::schema::{ENTRIES, Entry};

/// What a sheet is.
pub(super) enum Seen {
    /// A form of the circular.
    Form(Frame),
    /// A sheet of the data-entry workbook, whatever the file is called.
    Entry(Sheet),
}

/// A form and its columns.
pub(super) struct Frame {
    pub(super) form: FormId,
    pub(super) headings: Headings,
}

/// A sheet and its columns.
pub(super) struct Sheet {
    pub(super) entry: &'static Entry,
    pub(super) headings: Headings,
}

impl Seen {
    pub(super) fn header(&self) -> u32 {
        self.headings().row
    }

    pub(super) fn headings(&self) -> &Headings {
        match self {
            Self::Form(frame) => &frame.headings,
            Self::Entry(sheet) => &sheet.headings,
        }
    }
}

/// The sheets of the blank workbooks that hold no data.
const OTHERS: [&str; 4] = ["doc truoc", "danh muc", "huong dan", "can sua"];

/// Returns what a sheet is; an empty one and one that only explains are nothing, of others it says that they are passed over.
pub(super) fn recognise(grid: &Grid, desk: &Desk<'_>, faults: &mut Diagnostics) -> Option<Seen> {
    if grid.cells.is_empty() || OTHERS.iter().any(|name| fold(&grid.name).starts_with(name)) {
        return None;
    }
    let told = desk.order.kind.as_deref();
    let seen = form(grid, desk, told).map(Seen::Form).or_else(|| entry(grid, told).map(Seen::Entry));
    if seen.is_none() {
        let name = &grid.name;
        let message = say!(
            "không nhận ra trang \"{name}\"; trang này không được đọc",
            "sheet \"{name}\" is not known and was not read"
        );
        let help = say!(
            "trang có số liệu thì giữ dòng tiêu đề như trong mẫu (ccn template), hoặc chỉ rõ bằng --as",
            "a sheet with data needs the headings of the blank workbook (ccn template); or say what it is with --as"
        );
        let first = grid.cells.keys().next().copied().unwrap_or((1, 1));
        faults.add(Diagnostic::new(Code::IgnoredSheet, &grid.at(&desk.file, first), message).help(help));
    }
    seen
}

/// The columns of a form, as the circular heads them and as offices do.
fn form_columns() -> Vec<Wanted> {
    let wanted = |column, names: &[&'static str]| Wanted::new(column, names.iter().copied());
    vec![
        wanted("number", &["TT", "STT", "Số TT", "Số thứ tự"]),
        wanted("text", &["Chỉ tiêu", "Tên chỉ tiêu", "Nội dung", "Nội dung chỉ tiêu"]),
        wanted("unit", &["Đơn vị tính", "ĐVT", "Đơn vị"]),
        wanted(
            "value",
            &[
                "Kết quả",
                "Kết quả (Luỹ kế đến thời điểm báo cáo)",
                "Kết quả thực hiện",
                "Số liệu",
                "Giá trị",
                "Thực hiện",
            ],
        ),
        wanted("note", &["Ghi chú"]),
    ]
}

fn form(grid: &Grid, desk: &Desk<'_>, told: Option<&str>) -> Option<Frame> {
    let headings = heading::find(grid, &form_columns())?;
    if !["text", "value"].iter().all(|column| headings.columns.contains_key(column)) {
        return None;
    }
    let column = headings.columns["text"];
    let texts: Vec<String> = grid
        .rows()
        .into_iter()
        .filter(|row| *row > headings.row)
        .take(ROWS)
        .filter_map(|row| match grid.value((row, column)) {
            Raw::Text(text) => Some(heading::plain(text)),
            _ => None,
        })
        .collect();
    let score = |form: FormId| {
        let rows = desk.catalog.rows_of(form, desk.catalog.province.date).filter(|row| row.unit.is_some());
        let (mut all, mut found) = (0_usize, 0_usize);
        for row in rows {
            all += 1;
            let words = heading::plain(&row.text);
            found += usize::from(texts.iter().any(|text| likeness(text, &words) >= SAME));
        }
        (found * 100).checked_div(all).unwrap_or(0)
    };
    let forms = FormId::ALL.iter().copied().filter(|form| told.is_none_or(|told| form.name() == told));
    let titles = titles(grid, headings.first);
    let scored = forms.map(|form| (score(form) + titled(&titles, form), form));
    // Biểu 03 and 04 have the same rows but for a few words: the first of equals, unless the title tells.
    let (points, form) = scored.reduce(|best, one| if one.0 > best.0 { one } else { best })?;
    (points >= 40).then_some(Frame { form, headings })
}

/// What stands above the headings, and the name of the sheet.
fn titles(grid: &Grid, header: u32) -> Vec<String> {
    let above = grid.cells.range(..(header, 0)).filter_map(|(_, cell)| match &cell.value {
        Raw::Text(text) => Some(fold(text)),
        _ => None,
    });
    above.chain([fold(&grid.name)]).collect()
}

/// Points for a title that names the form.
fn titled(titles: &[String], form: FormId) -> usize {
    let number = format!("bieu so {}", form.number());
    let short = format!("bieu {}", form.number());
    let named = titles.iter().any(|text| text.contains(&number) || text.contains(&short));
    if named { 50 } else { 0 }
}

/// The likeness from which a text is that of a row of a form.
pub(super) const SAME: f64 = 0.9;
/// The most rows below the headings that a form may have; the longest has 60, and offices add notes.
pub(super) const ROWS: usize = 1000;

/// Returns how like a text is to the words of a row of a form, of 1; both plain.
pub(super) fn likeness(plain: &str, words: &str) -> f64 {
    // Only what is about as long is compared letter by letter.
    let (short, long) = (plain.len().min(words.len()), plain.len().max(words.len()));
    if short * 2 < long { 0.0 } else { strsim::normalized_levenshtein(plain, words) }
}

fn entry(grid: &Grid, told: Option<&str>) -> Option<Sheet> {
    let mut best: Option<(usize, Sheet)> = None;
    for entry in ENTRIES.iter().filter(|entry| told.is_none_or(|told| told == entry.table)) {
        let Some(headings) = heading::find(grid, &wanted(entry)) else { continue };
        let titled = fold(&grid.name) == fold(entry.title);
        let must = entry.fields.iter().filter(|field| field.need == Need::Required);
        let (all, found) = must.fold((0, 0), |(all, found), field| {
            (all + 1, found + usize::from(headings.columns.contains_key(field.column)))
        });
        let enough = headings.columns.len() >= 2 && (found * 2 >= all || titled || told.is_some());
        let score = headings.score() + usize::from(titled) * 10;
        if enough && best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, Sheet { entry, headings }));
        }
    }
    best.map(|(_, sheet)| sheet)
}

/// The names of the columns of a sheet: heading, the heading without its unit, other names.
fn wanted(entry: &Entry) -> Vec<Wanted> {
    let fields = entry.fields.iter();
    let named = fields.map(|field| {
        let names = [field.heading, field.name()].into_iter().chain(field.aliases.iter().copied());
        Wanted::new(field.column, names)
    });
    named.collect()
}
