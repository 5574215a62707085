//! The sender's own workbook with what is wrong at its cells; of a text file, a workbook of the same cells.

use rust_xlsxwriter::{Workbook, XlsxError};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::files::SourcePath;
use crate::place::Place;
use crate::record::Raw;
use crate::say;
use crate::text::{Both, Language};
use crate::workbook::mark::{Legend, Mark, mark};
use crate::workbook::{self, Book, Kind};

use super::super::{Order, Received};

/// Returns the marked copy of a file that was received.
///
/// # Errors
///
/// Why there is none: the file is no workbook, or its package cannot be changed.
pub fn copy(sent: &Received, order: &Order, faults: &Diagnostics, language: Language) -> Result<Vec<u8>, Both> {
    let file = SourcePath::new(&*sent.name);
    let read = match order.charset {
        Some(charset) => workbook::decode(&file, &sent.bytes, workbook::CELL_LIMIT, charset),
        None => workbook::read(&file, &sent.bytes, workbook::CELL_LIMIT),
    };
    let book = read.map_err(|fault| fault.message)?;
    let marks: Vec<Mark> = faults
        .sorted()
        .into_iter()
        .filter(|fault| fault.at.file == file)
        .map(|fault| marked(fault, language))
        .collect();
    let bytes = match book.kind {
        Kind::Xlsx => sent.bytes.clone(),
        Kind::Ods | Kind::Csv(_) => plain(&book).map_err(|error| unwritable(&error))?,
    };
    mark(&bytes, &marks, &legend(faults, language))
}

fn unwritable(error: &XlsxError) -> Both {
    let reason = error.to_string();
    say!("không ghi được bản đánh dấu ({reason})", "the marked copy cannot be written ({reason})")
}

fn marked(fault: &Diagnostic, language: Language) -> Mark {
    let mut text = fault.message.get(language).to_owned();
    if let Some(help) = &fault.help {
        text.push_str(&format!("\n{}: {}", say!("Cách sửa", "To mend it").get(language), help.get(language)));
    }
    let (sheet, row, column) = match &fault.at.place {
        Place::Cell { sheet, row, column } => (sheet.to_string(), *row, *column),
        Place::File | Place::Text(_) => (String::new(), 0, 0),
    };
    Mark { sheet, row, column, severity: fault.severity(), code: fault.code.name().to_owned(), text }
}

fn legend(faults: &Diagnostics, language: Language) -> Legend {
    let said = |text: Both| text.get(language).to_owned();
    let (errors, warnings) = (faults.count(Severity::Error), faults.count(Severity::Warning));
    Legend {
        sheet: said(say!("Cần sửa", "To mend")),
        title: said(say!("Những chỗ cần xem lại trong tệp", "What is to be looked at in this file")),
        summary: vec![
            said(say!("{errors} lỗi, {warnings} cảnh báo", "{errors} errors, {warnings} warnings")),
            said(say!(
                "Bấm vào tên ô để đến ô đó. Sửa các ô màu đỏ, xem lại các ô màu vàng, xóa trang này rồi gửi lại tệp.",
                "Follow a cell's name to the cell. Mend the red ones, look at the yellow ones, remove this sheet and send the file again."
            )),
        ],
        headings: [
            said(say!("Mức", "Level")),
            said(say!("Trang", "Sheet")),
            said(say!("Ô", "Cell")),
            said(say!("Nội dung", "What is wrong")),
            said(say!("Mã", "Code")),
        ],
        severities: Severity::ALL.map(|severity| severity.word(language).to_owned()),
    }
}

/// Writes the cells of a book as they were read; text that looks like a formula stays text.
fn plain(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&workbook_properties()?);
    for grid in &book.grids {
        let sheet = workbook.add_worksheet();
        let name: String = grid.name.chars().filter(|c| !"[]:*?/\\".contains(*c)).take(31).collect();
        sheet.set_name(name.trim_matches('\''))?;
        for ((row, column), cell) in &grid.cells {
            let (row, column) = (row - 1, u16::try_from(column - 1).unwrap_or(u16::MAX));
            match (&cell.value, &cell.typed) {
                (_, Some(typed)) => sheet.write_string(row, column, typed)?,
                (Raw::Text(text) | Raw::Error(text), _) => sheet.write_string(row, column, text)?,
                (Raw::Number(number), _) => match number.parse::<f64>() {
                    Ok(value) => sheet.write_number(row, column, value)?,
                    Err(_) => sheet.write_string(row, column, number)?,
                },
                (Raw::Bool(flag), _) => sheet.write_boolean(row, column, *flag)?,
                (Raw::Date(date), _) => sheet.write_string(row, column, date.format("%d/%m/%Y").to_string())?,
                (Raw::Empty | Raw::List(_), _) => continue,
            };
        }
    }
    workbook.save_to_buffer()
}

/// A fixed time, so that the same file gives the same copy.
fn workbook_properties() -> Result<rust_xlsxwriter::DocProperties, XlsxError> {
    let created = rust_xlsxwriter::ExcelDateTime::parse_from_str("2000-01-01")?;
    Ok(rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created))
}
