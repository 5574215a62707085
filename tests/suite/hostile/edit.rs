//! Edits of the files of a project, decoded from bytes: the same for the tests and for the fuzzer in `fuzz/`.

use ccn::files::{SourcePath, Sources};

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
