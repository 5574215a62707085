//! A table as text cells, whatever its file, and the file written again from them.
//!
//! Reads the CSV and YAML of the data folder as they are kept there: YAML has one key and value a line, lists in
//! brackets. Anything else is refused, so that no cell escapes unseen.

/// How a table is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Csv,
    Yaml,
}

/// A table: names of columns, and rows with a text for each.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) form: Form,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// Which columns hold YAML lists.
    lists: Vec<bool>,
}

impl Grid {
    /// Reads a file by its ending, or says what it does not understand.
    pub(crate) fn read(path: &str, bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|error| format!("{path}: {error}"))?;
        if path.ends_with(".csv") { csv_grid(text) } else { yaml_grid(text) }
            .map_err(|error| format!("{path}: {error}"))
    }

    /// Writes the file again.
    pub(crate) fn write(&self) -> Vec<u8> {
        match self.form {
            Form::Csv => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(&self.columns).expect("a vector takes all bytes");
                for row in &self.rows {
                    writer.write_record(row).expect("a row has a cell for each column");
                }
                writer.into_inner().expect("a vector takes all bytes")
            }
            Form::Yaml => self.rows.iter().flat_map(|row| self.yaml_record(row)).collect(),
        }
    }

    fn yaml_record(&self, row: &[String]) -> Vec<u8> {
        let mut text = String::new();
        for (index, (name, value)) in self.columns.iter().zip(row).enumerate() {
            let value = if self.lists[index] {
                let items: Vec<String> =
                    value.split(';').map(str::trim).filter(|item| !item.is_empty()).map(quoted).collect();
                format!("[{}]", items.join(", "))
            } else {
                quoted(value)
            };
            text.push_str(&format!("{} {name}: {value}\n", if index == 0 { "-" } else { " " }));
        }
        text.into_bytes()
    }
}

fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

fn csv_grid(text: &str) -> Result<Grid, String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        rows.push(record.iter().map(str::to_owned).collect::<Vec<String>>());
    }
    if rows.is_empty() {
        return Err("no header".to_owned());
    }
    let columns = rows.remove(0);
    let lists = vec![false; columns.len()];
    Ok(Grid { form: Form::Csv, columns, rows, lists })
}

fn yaml_grid(text: &str) -> Result<Grid, String> {
    let mut grid = Grid { form: Form::Yaml, columns: Vec::new(), rows: Vec::new(), lists: Vec::new() };
    for (index, line) in text.lines().enumerate() {
        let content = line.trim_start_matches(['-', ' ']);
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let (name, value) = content.split_once(':').ok_or(format!("line {}: no key", index + 1))?;
        if line.starts_with('-') || grid.rows.is_empty() {
            grid.rows.push(vec![String::new(); grid.columns.len()]);
        }
        let column = grid.columns.iter().position(|known| known == name).unwrap_or_else(|| {
            grid.columns.push(name.to_owned());
            grid.lists.push(value.trim().starts_with('['));
            grid.rows.iter_mut().for_each(|row| row.push(String::new()));
            grid.columns.len() - 1
        });
        let cell = yaml_value(value.trim()).ok_or(format!("line {}: not a value of one line", index + 1))?;
        if let Some(row) = grid.rows.last_mut() {
            row[column] = cell;
        }
    }
    Ok(grid)
}

fn yaml_value(value: &str) -> Option<String> {
    if let Some(items) = value.strip_prefix('[') {
        let items = items.strip_suffix(']')?;
        let inner = items.trim().trim_start_matches('"').trim_end_matches('"');
        return Some(inner.replace("\", \"", "; "));
    }
    match value.strip_prefix('"') {
        Some(rest) => Some(rest.strip_suffix('"')?.replace("\\\"", "\"").replace("\\\\", "\\")),
        None => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::Grid;

    #[test]
    fn a_table_is_written_as_it_was_read() {
        for (path, text) in [
            ("data/a.csv", "id,note\nx,\"một, \"\"hai\"\"\"\ny,\n"),
            (
                "data/a.yaml",
                "- id: \"x\"\n  list: [\"a\", \"b\"]\n  note: \"một \\\"hai\\\"\"\n- id: \"y\"\n  list: []\n  note: \"\"\n",
            ),
        ] {
            let grid = Grid::read(path, text.as_bytes()).unwrap();
            assert_eq!(grid.rows.len(), 2, "{path}");
            assert_eq!(String::from_utf8(grid.write()).unwrap(), text);
        }
    }

    #[test]
    fn what_is_not_a_plain_table_is_refused() {
        assert!(Grid::read("data/a.yaml", "- id: \"x\"\n  text: [\n".as_bytes()).is_err());
        assert!(Grid::read("data/a.yaml", "- id: \"x\"\n  words\n".as_bytes()).is_err());
    }
}
