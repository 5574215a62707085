//! Names in a workbook: of cells (`C17`) and of the parts of its package.

use super::Position;

/// The last cell of a sheet of Excel.
pub(super) const LAST: Position = (1_048_576, 16_384);

/// Reads the name of a cell: `C17`, `$C$17`.
pub(super) fn position(name: &str) -> Option<Position> {
    let name: String = name.trim().chars().filter(|letter| *letter != '$').collect();
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let mut column = 0_u32;
    for letter in letters.chars() {
        let value = letter.to_digit(36).filter(|_| letter.is_ascii_alphabetic())? - 9;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let position = (row.parse().ok()?, column);
    is_cell(position).then_some(position)
}

/// Returns whether Excel has a cell there.
pub(super) fn is_cell((row, column): Position) -> bool {
    (1..=LAST.0).contains(&row) && (1..=LAST.1).contains(&column)
}

/// Returns the path that a target means: from the root, or from the folder of the part that names it.
pub(super) fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { format!("{folder}{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_of_cells_and_paths_of_parts() {
        let cells = [("C17", Some((17, 3))), ("$AA$1", Some((1, 27))), ("17", None), ("C", None), ("XFE1", None)];
        for (name, expected) in cells {
            assert_eq!(position(name), expected, "{name}");
        }
        for (target, expected) in
            [("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"), ("/xl/a.xml", "xl/a.xml"), ("../a.xml", "a.xml")]
        {
            assert_eq!(resolve("xl/", target), expected);
        }
    }
}
