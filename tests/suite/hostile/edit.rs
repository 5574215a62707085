//! Edits of the files of a project, decoded from bytes: the same for the tests and for the fuzzer in `fuzz/`.

use std::io::{Cursor, Read, Write};

use ccn::files::{SourcePath, Sources};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The most edits that are applied: a project with many faults stops at the first stage.
const MOST: usize = 8;

/// A change of one file, at a line and a cell; numbers beyond the last begin anew.
struct Edit<'a> {
    file: usize,
    line: usize,
    cell: usize,
    change: Change<'a>,
}

/// What happens there; cells are what stands between separators.
enum Change<'a> {
    /// The cell gets another text.
    Cell(&'a [u8]),
    /// The cell gets what another cell of the file holds: well-formed, and perhaps wrong.
    Copy(usize, usize),
    /// The line stands twice.
    Twice,
    /// The line is gone.
    Gone,
    /// The line is another one.
    Line(&'a [u8]),
    /// The file ends here.
    Cut,
}

/// Returns the project with the edits that the bytes mean: file, line, cell, kind of change, text, up to a zero byte.
pub(crate) fn edited(base: &Sources, bytes: &[u8]) -> Sources {
    let mut sources = base.clone();
    let files: Vec<SourcePath> = base
        .below("")
        .map(|(path, _)| path.clone())
        .filter(|path| ["csv", "yaml", "geojson", "md"].contains(&path.extension().as_str()))
        .filter(|path| !path.as_str().starts_with("templates/"))
        .collect();
    for edit in bytes.split(|byte| *byte == 0).filter_map(decode).take(MOST) {
        edit.apply(&files[edit.file % files.len()], &mut sources);
    }
    sources
}

fn decode(bytes: &[u8]) -> Option<Edit<'_>> {
    let (&[file, line, cell, kind], text) = bytes.split_first_chunk::<4>()?;
    let change = match (kind % 6, text) {
        (0, text) => Change::Cell(text),
        (1, [line, cell, ..]) => Change::Copy(usize::from(*line), usize::from(*cell)),
        (1, _) | (2, _) => Change::Twice,
        (3, _) => Change::Gone,
        (4, text) => Change::Line(text),
        _ => Change::Cut,
    };
    Some(Edit { file: file.into(), line: line.into(), cell: cell.into(), change })
}

impl Edit<'_> {
    fn apply(&self, path: &SourcePath, sources: &mut Sources) {
        let text = sources.get(path).unwrap_or_default();
        let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        let at = self.line % lines.len();
        match &self.change {
            Change::Cell(text) => lines[at] = with_cell(&lines[at], self.cell, text),
            Change::Copy(line, cell) => {
                let from = cells(&lines[line % lines.len()]);
                lines[at] = with_cell(&lines[at], self.cell, from[cell % from.len()]);
            }
            Change::Twice => lines.insert(at, lines[at].clone()),
            Change::Gone => drop(lines.remove(at)),
            Change::Line(text) => lines[at] = text.to_vec(),
            Change::Cut => lines.truncate(at),
        }
        sources.insert(path.clone(), lines.join(&b'\n'));
    }
}

fn separator(line: &[u8]) -> u8 {
    if line.contains(&b',') { b',' } else { b' ' }
}

/// The parts of a line that a table or a record of YAML separates.
fn cells(line: &[u8]) -> Vec<&[u8]> {
    line.split(|byte| *byte == separator(line)).collect()
}

fn with_cell(line: &[u8], cell: usize, text: &[u8]) -> Vec<u8> {
    let mut cells = cells(line);
    let at = cell % cells.len();
    cells[at] = text;
    cells.join(&separator(line))
}

/// Returns a received file with the edits that the bytes mean: a part of its package, or the whole when there is none
/// of that number, then for each edit two bytes of place, the kind of change, and a byte.
pub(crate) fn package(file: &[u8], bytes: &[u8]) -> Vec<u8> {
    let Some((part, edits)) = bytes.split_first() else { return file.to_vec() };
    let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else { return changed(file, edits) };
    let part = usize::from(*part) % (archive.len() + 1);
    if part == archive.len() {
        return changed(file, edits);
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut from = archive.by_index(index).expect("a file of the tests is sound");
        let (name, mut text) = (from.name().expect("a name of letters").into_owned(), Vec::new());
        from.read_to_end(&mut text).expect("a file of the tests is sound");
        writer.start_file(name, stored).expect("a new part can be begun");
        let text = if index == part { changed(&text, edits) } else { text };
        writer.write_all(&text).expect("memory takes the part");
    }
    writer.finish().expect("memory takes the directory").into_inner()
}

fn changed(text: &[u8], edits: &[u8]) -> Vec<u8> {
    let mut text = text.to_vec();
    for edit in edits.chunks_exact(4) {
        let at = usize::from(u16::from_be_bytes([edit[0], edit[1]])) * text.len() / (1 << 16);
        let end = text.len().min(at + usize::from(edit[3]));
        match edit[2] % 7 {
            _ if text.is_empty() => text.push(edit[3]),
            0 => text[at] = edit[3],
            1 => text.insert(at, edit[3]),
            2 => drop(text.drain(at..end)),
            3 => drop(text.splice(at..at, text[at..end].to_vec())),
            4 => text.truncate(at),
            // The next number or name becomes an extreme one.
            5 => number(&mut text, at, EXTREMES[usize::from(edit[3]) % EXTREMES.len()]),
            _ => drop(text.splice(at..at, PIECES[usize::from(edit[3]) % PIECES.len()].bytes())),
        }
    }
    text
}

const EXTREMES: [&str; 8] = ["0", "-1", "4294967295", "4294967296", "1048577", "1e308", "", "99999999999999999999"];
const PIECES: [&str; 12] = [
    "<row r=\"1\">",
    "</row>",
    "<c r=\"XFD1048576\"/>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<col min=\"1\" max=\"99999999\" hidden=\"1\"/>",
    "&#0;",
    "<table:table-row table:number-rows-repeated=\"4294967295\">",
    "<table:table-cell table:number-columns-repeated=\"4294967295\"/>",
    "<table:table-column table:number-columns-repeated=\"4294967295\"/>",
    "<!--",
    "\u{feff}",
    "ắ",
];

fn number(text: &mut Vec<u8>, at: usize, extreme: &str) {
    let Some(start) = text[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) else { return };
    let end = text[start..].iter().position(|byte| !byte.is_ascii_digit()).map_or(text.len(), |found| start + found);
    text.splice(start..end, extreme.bytes());
}
