//! Tables: fixed columns, head rows that repeat, rows that no page end cuts.

use crate::site::document::{Align, Cell, RowKind, Table, TableRow};

use super::Paper;
use super::paragraph::Paragraph;
use super::style::{Side, Style};
use super::xml::Element;

/// The styles of tables: with rules around every cell, between rows only, without.
pub(super) const RULED: &str = "BangKe";
pub(super) const LINED: &str = "BangDongKe";
pub(super) const PLAIN: &str = "TableNormal";

/// Left and right of the text of a cell, twips.
const SIDE: u32 = 60;

/// What the rules of a cell take of its width.
const EDGE: u32 = 20;

/// A row with a longer cell may be cut by the end of a page; else it might fit none.
const LONG: usize = 1500;

/// Returns the grid of a table of figures, whose last rows, as many as are `kept`, stay with what follows.
pub(super) fn ruled(table: &Table, paper: &Paper<'_>, landscape: bool, kept: usize) -> Element {
    let is_dense = table.columns.len() > 6;
    let shares: Vec<u32> = table.columns.iter().map(|column| column.width).collect();
    let (head, cell) = match is_dense {
        true => (Style::DenseHead, Style::DenseCell),
        false => (Style::TableHead, Style::Cell),
    };
    let widths = fitted(split(paper.look.width(landscape), &shares), &needs(table, paper, head, cell));
    let heads = table.columns.iter().map(|column| Paragraph::of(head, &column.heading));
    let mut rows = vec![head_row(heads.collect(), &widths)];
    if table.numbered {
        let numbers = (1..=widths.len()).map(|number| Paragraph::empty(head).italic(&format!("({number})")));
        rows.push(head_row(numbers.collect(), &widths));
    }
    let loose = table.rows.len().saturating_sub(kept);
    let body = table.rows.iter().enumerate();
    rows.extend(body.map(|(index, row)| {
        // The name of a group stays with its rows.
        let is_kept = index >= loose || row.kind == RowKind::Head;
        body_row((row, is_kept), table, &widths, cell)
    }));
    let own = properties(RULED, widths.iter().sum(), [paper.look.pad, SIDE]);
    let own = own.child(
        Element::val("w:tblLook", "0020")
            .with("w:firstRow", 1)
            .with("w:lastRow", 0)
            .with("w:firstColumn", 0)
            .with("w:lastColumn", 0)
            .with("w:noHBand", 1)
            .with("w:noVBand", 1),
    );
    let own = own.children((!table.caption.is_empty()).then(|| Element::val("w:tblCaption", &table.caption)));
    Element::new("w:tbl").child(own).child(grid(&widths)).children(rows)
}

/// Returns a table that places paragraphs side by side: the head of a document, its foot, facts.
pub(super) fn bare(style: &str, rows: Vec<Vec<Vec<Paragraph>>>, widths: &[u32]) -> Element {
    let row = |cells: Vec<Vec<Paragraph>>| {
        let cells = cells.into_iter().zip(widths);
        let cells = cells.map(|(paragraphs, width)| cell(*width, 1, "top", paragraphs));
        Element::new("w:tr").child(Element::new("w:trPr").child(Element::new("w:cantSplit"))).children(cells)
    };
    let own = properties(style, widths.iter().sum(), [0, 0]);
    Element::new("w:tbl").child(own).child(grid(widths)).children(rows.into_iter().map(row))
}

/// Divides a width by shares; the parts add up to it.
pub(super) fn split(width: u32, shares: &[u32]) -> Vec<u32> {
    let total: u32 = shares.iter().sum::<u32>().max(1);
    let mut taken = 0;
    let mut sum = 0;
    let part = |share: &u32| {
        sum += share;
        let part = width * sum / total - taken;
        taken += part;
        part
    };
    shares.iter().map(part).collect()
}

/// The width of the longest word in each column, twips: Word breaks a date that is wider than its cell.
fn needs(table: &Table, paper: &Paper<'_>, head: Style, cell: Style) -> Vec<u32> {
    let longest = |style: Style, text: &str| {
        let words = text.split(|sign: char| sign.is_whitespace() || sign == '-');
        words.map(|word| paper.text_width(style, word)).max().unwrap_or(0)
    };
    let need = |index: usize| {
        let cells = table.rows.iter().filter(|row| row.cells.len() == table.columns.len());
        let cells = cells.map(|row| longest(cell, &row.cells[index].words.text()));
        cells.max().unwrap_or(0).max(longest(head, &table.columns[index].heading)) + 2 * SIDE + EDGE
    };
    (0..table.columns.len()).map(need).collect()
}

/// Widens columns that are narrower than they need, as long as another has width to spare.
fn fitted(mut widths: Vec<u32>, needs: &[u32]) -> Vec<u32> {
    for index in 0..widths.len() {
        let lack = needs[index].saturating_sub(widths[index]);
        let spare = |other: &usize| widths[*other].saturating_sub(needs[*other]);
        let giver = (0..widths.len()).max_by_key(spare);
        if let Some(giver) = giver.filter(|giver| lack > 0 && spare(giver) >= lack) {
            widths[giver] -= lack;
            widths[index] += lack;
        }
    }
    widths
}

fn properties(style: &str, width: u32, [above, side]: [u32; 2]) -> Element {
    let margin = |name, width: u32| Element::new(name).with("w:w", width).with("w:type", "dxa");
    Element::new("w:tblPr")
        .child(Element::val("w:tblStyle", style))
        .child(margin("w:tblW", width))
        .child(Element::new("w:tblLayout").with("w:type", "fixed"))
        .child(Element::new("w:tblCellMar").children([
            margin("w:top", above),
            margin("w:left", side),
            margin("w:bottom", above),
            margin("w:right", side),
        ]))
}

fn grid(widths: &[u32]) -> Element {
    Element::new("w:tblGrid").children(widths.iter().map(|width| Element::new("w:gridCol").with("w:w", width)))
}

fn head_row(cells: Vec<Paragraph>, widths: &[u32]) -> Element {
    let own = Element::new("w:trPr").child(Element::new("w:cantSplit")).child(Element::new("w:tblHeader"));
    let cells = cells.into_iter().zip(widths).map(|(paragraph, width)| cell(*width, 1, "center", vec![paragraph]));
    Element::new("w:tr").child(own).children(cells)
}

/// The last cell of a row with fewer cells than columns runs to the edge of the table.
fn body_row((row, is_kept): (&TableRow, bool), table: &Table, widths: &[u32], style: Style) -> Element {
    let is_long = row.cells.iter().any(|cell| cell.words.text().len() > LONG);
    let own = (!is_long).then(|| Element::new("w:trPr").child(Element::new("w:cantSplit")));
    let last = row.cells.len().min(widths.len());
    let cells = row.cells.iter().take(widths.len()).enumerate().map(|(index, said)| {
        let span = if index + 1 == last { widths.len() - index } else { 1 };
        let width: u32 = widths[index..index + span].iter().sum();
        cell(width, span, "center", vec![words(row, said, table, index, style).kept(is_kept)])
    });
    let mut cells: Vec<Element> = cells.collect();
    if cells.is_empty() {
        cells.push(cell(widths.iter().sum(), widths.len(), "center", Vec::new()));
    }
    Element::new("w:tr").children(own).children(cells)
}

fn words(row: &TableRow, cell: &Cell, table: &Table, index: usize, style: Style) -> Paragraph {
    let text = cell.words.text();
    let align = table.columns[index].align;
    let side = match align {
        Align::Left => Side::Left,
        Align::Right => Side::Right,
        Align::Center => Side::Center,
    };
    let paragraph = Paragraph::empty(style).at(side);
    match row.kind {
        RowKind::Head | RowKind::Total => paragraph.strong(&text),
        RowKind::Sub if align == Align::Left && index > 0 => paragraph.within(180, 0).run(&text),
        RowKind::Row | RowKind::Sub => paragraph.run(&text),
    }
}

fn cell(width: u32, span: usize, stands: &str, paragraphs: Vec<Paragraph>) -> Element {
    let own = Element::new("w:tcPr").child(Element::new("w:tcW").with("w:w", width).with("w:type", "dxa"));
    let own =
        own.children((span > 1).then(|| Element::val("w:gridSpan", span))).child(Element::val("w:vAlign", stands));
    // A cell without a paragraph is no cell.
    let paragraphs = if paragraphs.is_empty() { vec![Paragraph::empty(Style::Cell)] } else { paragraphs };
    Element::new("w:tc").child(own).children(paragraphs.into_iter().map(Paragraph::element))
}
