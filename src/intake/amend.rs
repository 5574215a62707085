//! Writes changes into the CSV tables: the lines that do not change stay as they are, byte for byte.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::files::{SourcePath, Sources};
use crate::place::Location;
use crate::say;
use crate::workbook::lines;

use super::change::Change;
use super::schema;

/// Returns the tables that change, as they would be, by their path below the project.
///
/// A table that is kept as a workbook or as YAML is reported and not written.
pub fn amend(sources: &Sources, changes: &[Change], faults: &mut Diagnostics) -> BTreeMap<SourcePath, Vec<u8>> {
    let mut by_table: BTreeMap<&str, Vec<&Change>> = BTreeMap::new();
    changes.iter().for_each(|change| by_table.entry(change.table).or_default().push(change));
    let mut tables = BTreeMap::new();
    for (table, changes) in by_table {
        let path = SourcePath::new(format!("data/{table}.csv"));
        let other = sources.below("data/").find(|(other, _)| other.stem() == table && other.extension() != "csv");
        if let Some((other, _)) = other {
            faults.add(no_csv(table, other));
            continue;
        }
        let text = sources.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default();
        tables.insert(path, rewritten(table, &text, &changes).into_bytes());
    }
    tables
}

fn no_csv(table: &str, file: &SourcePath) -> Diagnostic {
    let message = say!(
        "bảng `{table}` đang là {file}; chương trình chỉ ghi vào tệp .csv",
        "table `{table}` is {file}; only .csv files are written"
    );
    let help = say!("lưu bảng thành {table}.csv rồi xóa tệp cũ", "save it as {table}.csv and remove the other file");
    Diagnostic::new(Code::TwoSources, &Location::file(file), message).help(help)
}

/// A table as lines, of which those that change are read.
struct Lines {
    delimiter: u8,
    header: Vec<String>,
    /// Each line as it stands.
    rows: Vec<String>,
}

fn rewritten(table: &'static str, text: &str, changes: &[&Change]) -> String {
    let mut lines = Lines::read(table, text, changes);
    let key = schema::key(table);
    let names: Vec<Vec<String>> = lines.rows.iter().map(|row| lines.fields(row)).collect();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (index, fields) in names.iter().enumerate() {
        let cell = |column: &&str| lines.column(column).and_then(|at| fields.get(at)).map_or("", |cell| cell.trim());
        places.entry(key.iter().map(cell).collect::<Vec<_>>().join("/")).or_insert(index);
    }
    for change in changes {
        let index = places.get(&change.record).copied();
        let mut fields = index.map_or_else(|| vec![String::new(); lines.header.len()], |index| names[index].clone());
        fields.resize(lines.header.len(), String::new());
        for said in &change.cells {
            if let Some(at) = lines.column(said.column) {
                fields[at].clone_from(&said.new);
            }
        }
        let line = lines.line(&fields);
        match index {
            Some(index) => lines.rows[index] = line,
            None => lines.rows.push(line),
        }
    }
    lines.text()
}

impl Lines {
    /// Reads a table; columns that it lacks and that a change fills are added behind the others.
    fn read(table: &str, text: &str, changes: &[&Change]) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let delimiter = if text.lines().next().unwrap_or_default().contains(';') { b';' } else { b',' };
        let mut rows: Vec<String> = lines(text, delimiter).unwrap_or_default().into_iter().map(str::to_owned).collect();
        rows.retain(|row| !row.trim_matches([',', ';', ' ']).is_empty());
        let mut lines = Self { delimiter, header: Vec::new(), rows };
        if lines.rows.is_empty() {
            let columns = schema::columns(table).iter().map(|column| column.name.to_owned());
            lines.header = columns.collect();
            return lines;
        }
        let first = lines.rows.remove(0);
        lines.header = lines.fields(&first);
        let filled = changes.iter().flat_map(|change| &change.cells).filter(|said| !said.new.is_empty());
        for said in filled {
            if lines.column(said.column).is_none() {
                lines.header.push(said.column.to_owned());
                let separator = char::from(delimiter);
                lines.rows.iter_mut().for_each(|row| row.push(separator));
            }
        }
        lines
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|known| known.trim() == name)
    }

    fn fields(&self, line: &str) -> Vec<String> {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader =
            reader.has_headers(false).flexible(true).delimiter(self.delimiter).from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
        record.iter().map(str::to_owned).collect()
    }

    fn line(&self, fields: &[String]) -> String {
        let mut writer = csv::WriterBuilder::new();
        let mut writer = writer.delimiter(self.delimiter).from_writer(Vec::new());
        writer.write_record(fields).expect("memory takes every line");
        let bytes = writer.into_inner().expect("memory takes every line");
        String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned()
    }

    fn text(&self) -> String {
        let mut text = self.line(&self.header);
        text.push('\n');
        self.rows.iter().for_each(|row| {
            text.push_str(row);
            text.push('\n');
        });
        text
    }
}
