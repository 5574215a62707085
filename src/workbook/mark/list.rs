//! The sheet in front of the marked copy: one line a mark, with a link to its cell.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::place::cell_name;

use super::super::name::is_cell;
use super::package::HEAD;
use super::style::{Look, Styles, rank};
use super::xml::content;
use super::{Legend, Mark};

/// The most links that Excel follows in one sheet are 65 530.
const LINK_LIMIT: usize = 65_530;
/// How wide the columns are, in digits: severity, sheet, cell, text, code.
const WIDTHS: [u32; 5] = [12, 22, 9, 90, 12];
/// The height of a line in points, and the highest row of Excel.
const LINE: usize = 15;
const HIGHEST: usize = 405;

/// Returns the part of the list; `has_cells` says of which sheets the cells can be linked to.
pub(super) fn part(
    marks: &[Mark],
    legend: &Legend,
    styles: &Styles,
    (namespace, has_cells): (&str, impl Fn(&str) -> bool),
) -> String {
    let mut rows = Rows { styles, text: String::new(), count: 0 };
    rows.add(&[(&legend.title, Look::Title)]);
    for line in &legend.summary {
        rows.add(&[(line, Look::Summary)]);
    }
    rows.add(&[]);
    rows.add(&legend.headings.each_ref().map(|heading| (heading.as_str(), Look::Heading)));
    let frozen = rows.count;
    let mut links = String::new();
    for (index, mark) in marks.iter().enumerate() {
        let severity = &legend.severities[rank(mark.severity) as usize];
        let can_go = is_cell((mark.row, mark.column)) && has_cells(&mark.sheet);
        let cell = if can_go { cell_name(mark.row, mark.column) } else { String::new() };
        let is_link = can_go && index < LINK_LIMIT;
        rows.add(&[
            (severity, Look::Severity(mark.severity)),
            (&mark.sheet, Look::Text),
            (&cell, if is_link { Look::Link } else { Look::Text }),
            (&mark.text, Look::Text),
            (&mark.code, Look::Text),
        ]);
        if is_link {
            let (row, to) = (rows.count, location(&mark.sheet, &cell));
            // Writing to a string cannot fail.
            let _ = write!(links, "<hyperlink ref=\"C{row}\" location=\"{to}\" display=\"{cell}\"/>");
        }
    }
    let links = if links.is_empty() { links } else { format!("<hyperlinks>{links}</hyperlinks>") };
    let (count, body) = (rows.count, rows.text);
    let columns = WIDTHS
        .iter()
        .zip(1..)
        .map(|(width, column)| format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"));
    let columns: String = columns.collect();
    let below = frozen + 1;
    let pane = format!(
        "<pane ySplit=\"{frozen}\" topLeftCell=\"A{below}\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         <selection pane=\"bottomLeft\" activeCell=\"A{below}\" sqref=\"A{below}\"/>"
    );
    format!(
        "{HEAD}<worksheet xmlns=\"{namespace}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>\
         <dimension ref=\"A1:E{count}\"/>\
         <sheetViews><sheetView showGridLines=\"0\" tabSelected=\"1\" workbookViewId=\"0\">{pane}</sheetView></sheetViews>\
         <sheetFormatPr defaultRowHeight=\"15\"/><cols>{columns}</cols><sheetData>{body}</sheetData>{links}\
         <pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>"
    )
}

/// Returns where a link goes: `'Biểu 01'!C17`; a quote in the name stands twice.
fn location(sheet: &str, cell: &str) -> String {
    let quoted = format!("'{}'!{cell}", sheet.replace('\'', "''"));
    escape(quoted).into_owned()
}

struct Rows<'a> {
    styles: &'a Styles,
    text: String,
    count: u32,
}

impl Rows<'_> {
    /// Adds a row; its texts are never read as formulas, because they are told as texts.
    fn add(&mut self, cells: &[(&str, Look)]) {
        self.count += 1;
        let row = self.count;
        let height = height(cells);
        let mut text = format!("<row r=\"{row}\" ht=\"{height}\">");
        for ((words, look), column) in cells.iter().zip(1..) {
            let (name, style, words) = (cell_name(row, column), self.styles.look(*look), content(words));
            let inner = format!("<is><t xml:space=\"preserve\">{words}</t></is>");
            text += &format!("<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\">{inner}</c>");
        }
        self.text += &text;
        self.text += "</row>";
    }
}

/// Returns how high a row must be: Excel finds out itself, LibreOffice does not.
fn height(cells: &[(&str, Look)]) -> usize {
    let lines = cells.iter().zip(WIDTHS).map(|((words, look), width)| match look {
        Look::Title => 2,
        Look::Summary => 1,
        _ => words.lines().map(|line| 1 + line.chars().count() / width as usize).sum(),
    });
    (lines.max().unwrap_or(1).max(1) * LINE).min(HIGHEST)
}
