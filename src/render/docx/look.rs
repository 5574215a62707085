//! The measures of a page, the same as in `templates/report/page.typ` (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I).
//!
//! Lengths are twips (twentieths of a point), sizes of letters half points, as WordprocessingML counts.

use crate::settings::ReportKind;

/// Returns twips of millimetres.
pub(super) const fn mm(length: u32) -> u32 {
    (length * 14_400 + 127) / 254
}

/// Sizes and distances of one kind of report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Running text.
    pub(super) body: u32,
    /// Number of the page.
    pub(super) number: u32,
    /// Kind and title.
    pub(super) title: u32,
    /// Tables of at most six columns.
    pub(super) table: u32,
    /// Wider tables.
    pub(super) dense: u32,
    /// Remarks, sources, charts.
    pub(super) small: u32,
    /// Of the first line of a paragraph.
    pub(super) indent: u32,
    /// Between two paragraphs.
    pub(super) gap: u32,
    /// Above and below the text of a cell.
    pub(super) pad: u32,
    /// Height of a line, in 240ths of the letters' own.
    pub(super) line: u32,
    /// Whether both edges of the text are straight.
    pub(super) justify: bool,
    /// Top, right, bottom and left edge of the page.
    pub(super) margin: [u32; 4],
}

impl Look {
    /// Returns the measures of a kind of report.
    pub(super) fn of(kind: ReportKind) -> Self {
        let official = Self {
            body: 28,
            number: 28,
            title: 28,
            table: 24,
            dense: 22,
            small: 22,
            indent: mm(10),
            gap: 120,
            pad: 40,
            line: 240,
            justify: true,
            margin: [mm(20), mm(20), mm(20), mm(30)],
        };
        match kind {
            ReportKind::Factsheet => Self {
                body: 18,
                number: 18,
                title: 30,
                table: 16,
                dense: 15,
                small: 15,
                indent: 0,
                gap: 30,
                pad: 16,
                // As close as Typst sets the lines of cells, so that the sheet stays one of two pages.
                line: 230,
                justify: false,
                margin: [mm(16), mm(20), mm(12), mm(20)],
            },
            // Rows close enough for Biểu 02 and its signature to stand on one page.
            ReportKind::Bieu01 | ReportKind::Bieu02 | ReportKind::Bieu03 | ReportKind::Bieu04 => {
                Self { body: 26, table: 22, indent: 0, gap: 40, pad: 20, justify: false, ..official }
            }
            ReportKind::Agency | ReportKind::Leaders => {
                Self { body: 26, table: 22, indent: 0, gap: 60, justify: false, ..official }
            }
            _ => official,
        }
    }

    /// Returns how far the text of a list stands behind its dash.
    pub(super) fn hang(&self) -> u32 {
        self.body * 6
    }

    /// Returns the width and height of the paper.
    pub(super) fn paper(landscape: bool) -> (u32, u32) {
        if landscape { (16_838, 11_906) } else { (11_906, 16_838) }
    }

    /// Returns the width of the text on a page.
    pub(super) fn width(&self, landscape: bool) -> u32 {
        Self::paper(landscape).0 - self.margin[1] - self.margin[3]
    }
}
