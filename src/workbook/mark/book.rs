//! The list of the sheets of a workbook, and a sheet put in front of them.

use std::collections::BTreeSet;

use quick_xml::escape::escape;

use crate::text::Both;

use super::package::Package;
use super::xml::{Edits, Form, prefixed};

/// The most letters of the name of a sheet.
const NAME_LIMIT: usize = 31;

/// A sheet of a workbook.
pub(super) struct Sheet {
    /// Its name, as its tab shows it.
    pub(super) name: String,
    /// The path of its part.
    pub(super) path: String,
    /// Whether it has cells, and is no chart or dialogue.
    pub(super) has_cells: bool,
}

/// The sheets of a workbook.
pub(super) struct Book {
    /// The path of the part that lists them.
    pub(super) path: String,
    /// The sheets, in their order.
    pub(super) sheets: Vec<Sheet>,
    /// The path of the style sheet, if there is one.
    pub(super) styles: Option<String>,
}

impl Book {
    /// Reads the list of sheets.
    pub(super) fn read(package: &mut Package<'_>, path: String) -> Result<Self, Both> {
        let part = package.needed(&path)?;
        let relations = package.relations(&path)?;
        let mut sheets = Vec::new();
        for tag in part.tags() {
            let tag = tag?;
            if tag.begins(2, "sheet") {
                let id = tag.relation();
                let relation = relations.iter().find(|relation| Some(&relation.id) == id.as_ref());
                sheets.push(Sheet {
                    name: tag.get("name").unwrap_or_default(),
                    path: relation.map(|relation| relation.target.clone()).unwrap_or_default(),
                    has_cells: relation.is_some_and(|relation| relation.kind == "worksheet"),
                });
            }
        }
        let styles = relations.into_iter().find(|relation| relation.kind == "styles").map(|styles| styles.target);
        Ok(Self { path, sheets, styles })
    }

    /// Returns a name like the wanted one that Excel takes and no sheet has.
    pub(super) fn free_name(&self, wanted: &str) -> String {
        let taken: BTreeSet<String> = self.sheets.iter().map(|sheet| sheet.name.to_lowercase()).collect();
        let allowed = |letter: &char| !letter.is_control() && !"[]:*?/\\'".contains(*letter);
        let wanted: String = wanted.chars().filter(allowed).collect();
        let numbered = |number: u32| {
            let ending = if number == 1 { String::new() } else { format!(" {number}") };
            let room = NAME_LIMIT - ending.len();
            let mut stem = wanted.trim().to_owned();
            while stem.encode_utf16().count() > room {
                stem.pop();
            }
            let stem = if stem.is_empty() { "ccn" } else { stem.trim_end() };
            format!("{stem}{ending}")
        };
        (1..).map(numbered).find(|name| !taken.contains(&name.to_lowercase())).unwrap_or_default()
    }

    /// Puts a sheet in front and makes it the one that is shown.
    ///
    /// Names that hold in one sheet, such as its print titles, tell the sheet by its place, so they move with it.
    pub(super) fn put_first(&self, package: &mut Package<'_>, name: &str, id: &str) -> Result<(), Both> {
        let part = package.needed(&self.path)?;
        let mut edits = Edits::default();
        let (mut first, mut largest, mut prefix) = (None, 0, String::new());
        for tag in part.tags() {
            let tag = tag?;
            if tag.begins(2, "sheet") {
                first = first.or(Some(tag.span.start));
                largest = largest.max(tag.number("sheetId").unwrap_or(0));
                tag.prefix().clone_into(&mut prefix);
            } else if tag.begins(2, "workbookView") {
                let changes = [("activeTab", Some("0".to_owned())), ("firstSheet", None)];
                edits.replace(tag.span.clone(), tag.with(tag.form, &changes, &part)?);
            } else if tag.is(2, "definedName")
                && tag.form != Form::Close
                && let Some(sheet) = tag.number("localSheetId")
            {
                let next = sheet.saturating_add(1).to_string();
                edits.replace(tag.span.clone(), tag.with(tag.form, &[("localSheetId", Some(next))], &part)?);
            }
        }
        let first = first.ok_or_else(|| part.lacks("sheet"))?;
        let (name, number, base) = (escape(name), largest.saturating_add(1), package.relationships());
        let line = format!("<sheet xmlns:r=\"{base}\" name=\"{name}\" sheetId=\"{number}\" r:id=\"{id}\"/>");
        edits.insert(first, prefixed(&line, &prefix));
        package.edit(&part, edits);
        Ok(())
    }
}
