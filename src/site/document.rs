//! A page or report as a document of blocks: built once, printed as HTML, PDF, XLSX.
//!
//! Figures are formatted here, where they enter a document, so that no two printers can format them differently;
//! a table cell keeps its number beside its text for the formats that store numbers.

mod apart;
mod chart;
mod door;
mod drawing;
mod filter;
mod words;

use serde::Serialize;

use crate::text::{Amount, sign};

pub use chart::{Anchor, Chart, Dot, Fill, Label, LabelKind, Line, Panel, Part, Rect, Stroke};
pub use door::{Counter, Door};
pub use drawing::{Area, Map, Outline, OutlineKind, Point, Sketch};
pub use filter::{Ask, Choice, Facets, Field};
pub use words::{Address, Mark, Span, Words};

/// The sign for "no figure" where a legend says what it means.
pub const GAP: &str = "…";

/// What stands for a figure that there is and that is not told.
pub const WITHHELD: &str = "bảo mật";

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What is printed.
    pub words: Words,
    /// The number behind it, when it is one.
    pub number: Option<Amount>,
    /// Whether paper has the sign for "no figure" instead.
    #[serde(skip_serializing_if = "is_false")]
    pub bare: bool,
}

impl Cell {
    /// A cell of text.
    pub fn text(words: impl Into<Words>) -> Self {
        Self { words: words.into(), number: None, bare: false }
    }

    /// A cell without a figure, for tables with a legend.
    pub fn gap() -> Self {
        Self::text(Words::marked(GAP, Mark::Unknown))
    }

    /// A cell whose figure is not told.
    pub fn withheld() -> Self {
        Self::text(Words::marked(WITHHELD, Mark::Unknown))
    }

    /// Returns whether the cell only says that there is no figure.
    pub fn is_gap(&self) -> bool {
        self.words.is_unknown()
    }

    /// A cell with a number and its printed form.
    pub fn number(number: Amount, words: impl Into<Words>) -> Self {
        Self { words: words.into(), number: Some(number), bare: false }
    }
}

/// Where the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
    /// Short codes.
    Center,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Its head, with the unit.
    pub heading: String,
    /// Where its text stands.
    pub align: Align,
    /// Its share of the width in print.
    pub width: u32,
}

/// Makes the columns of a table from head, alignment and width.
pub fn columns(columns: &[(&str, Align, u32)]) -> Vec<Heading> {
    let column = |(heading, align, width): &(&str, Align, u32)| Heading {
        heading: (*heading).to_owned(),
        align: *align,
        width: *width,
    };
    columns.iter().map(column).collect()
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// A section head.
    Head,
    /// A row.
    Row,
    /// A row below another.
    Sub,
    /// A total.
    Total,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; a head row may have fewer, the last spans the rest.
    pub cells: Vec<Cell>,
    /// Its anchor.
    pub id: Option<String>,
    /// What filters may ask of it.
    #[serde(skip_serializing_if = "Facets::is_empty")]
    pub facets: Facets,
    /// Whether paper leaves it out, for a [`Block::Paper`] names it.
    #[serde(skip_serializing_if = "is_false")]
    pub bare: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl TableRow {
    /// An ordinary row.
    pub fn new(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Row, cells, id: None, facets: Facets::new(), bare: false }
    }

    /// The same row with what filters may ask of it.
    #[must_use]
    pub fn known(mut self, facets: Facets) -> Self {
        self.facets = facets;
        self
    }
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its id on the page.
    pub id: String,
    /// What, where, unit, as of.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Heading>,
    /// Whether it is a form: a second head row numbers the columns, and on paper the title of the form names it.
    pub numbered: bool,
    /// Index of the column that names the row.
    pub head_column: usize,
    /// Its rows.
    pub rows: Vec<TableRow>,
    /// The remark below.
    pub note: Words,
    /// The source below.
    pub source: Words,
    /// What its rows are, when the filter of the page narrows them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub counted: String,
    /// The names of the columns behind the first, when a reader may choose among them: a table of places side by side.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
}

impl Table {
    /// A table whose rows are named by their first column.
    pub fn new(id: &str, caption: impl Into<String>, columns: Vec<Heading>, rows: Vec<TableRow>) -> Self {
        Self {
            id: format!("bang-{id}"),
            caption: caption.into(),
            columns,
            numbered: false,
            head_column: 0,
            rows,
            note: Words::default(),
            source: Words::default(),
            counted: String::new(),
            keys: Vec::new(),
        }
    }

    /// The same table, narrowed by the filter of its page, which counts its rows by this name.
    #[must_use]
    pub fn counted(mut self, name: String) -> Self {
        self.counted = name;
        self
    }

    /// The same table, whose columns behind the first can be chosen by these names.
    #[must_use]
    pub fn choosing(mut self, keys: Vec<String>) -> Self {
        self.keys = keys;
        self
    }

    /// The same table with a remark.
    #[must_use]
    pub fn note(mut self, note: impl Into<Words>) -> Self {
        self.note = note.into();
        self
    }

    /// The same table with a source line.
    #[must_use]
    pub fn source(mut self, source: impl Into<Words>) -> Self {
        self.source = source.into();
        self
    }
}

/// A fact in a summary list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub label: Words,
    /// The figure or text.
    pub words: Words,
    /// Date, source and remark.
    pub note: Words,
    /// Whether paper leaves it out, for a [`Block::Paper`] names it.
    #[serde(skip_serializing_if = "is_false")]
    pub bare: bool,
}

impl Fact {
    /// A fact with its provenance.
    pub fn new(label: impl Into<Words>, words: impl Into<Words>, note: impl Into<Words>) -> Self {
        Self { label: label.into(), words: words.into(), note: note.into(), bare: false }
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Step {
    /// Done.
    Done,
    /// Expected.
    Planned,
    /// Certainly not done.
    Open,
    /// Nobody has said.
    Unknown,
}

/// A step of a ladder or procedure; what is told of it is empty unless it is done or expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// What it is.
    pub label: String,
    /// How far it is.
    pub state: Step,
    /// When, or that the day is not known.
    pub date: String,
    /// The document that shows it.
    pub document: Words,
    /// What must be said of the two.
    pub marks: Words,
    /// The step in words.
    pub text: Words,
    /// Where it comes from.
    pub provenance: Words,
}

impl Rung {
    /// A step of which nothing is told.
    pub fn bare(label: String, state: Step) -> Self {
        let (document, marks, text) = (Words::default(), Words::default(), Words::default());
        Self { label, state, date: String::new(), document, marks, text, provenance: Words::default() }
    }

    /// Returns date and document with their marks.
    pub fn when(&self) -> Words {
        let joint = if self.document.is_empty() { "" } else { sign::of(&self.date).aside };
        Words::plain(self.date.clone()).then(joint).with(self.document.clone()).with(self.marks.clone())
    }

    /// Returns the step as a line of a list.
    pub fn line(&self) -> String {
        format!("{}: {}", self.label, self.words().text())
    }

    /// Returns all that is told of the step.
    pub fn words(&self) -> Words {
        if self.date.is_empty() {
            return Words::default();
        }
        let parts = [self.when(), self.text.clone(), self.provenance.clone()];
        Words::sentences(parts, sign::of(&self.date))
    }
}

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    /// A heading, level 2 to 4 on pages.
    Heading {
        /// 2 to 4.
        level: u8,
        /// The anchor.
        id: String,
        /// The words.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        words: Words,
    },
    /// A paragraph that only paper has, in the place of what it leaves out.
    Paper {
        /// The words.
        words: Words,
    },
    /// A list.
    List {
        /// The items.
        items: Vec<Words>,
    },
    /// A warning text.
    Notice {
        /// The words.
        words: Words,
    },
    /// The one sentence that a page is about.
    Answer {
        /// The words.
        words: Words,
    },
    /// A summary list.
    Facts {
        /// The facts.
        rows: Vec<Fact>,
    },
    /// A table.
    Table(Table),
    /// The form that narrows the tables of its page.
    Filter {
        /// What it asks for.
        fields: Vec<Field>,
    },
    /// A chart.
    Chart(Chart),
    /// The counters of the home page.
    Counters {
        /// The counters.
        items: Vec<Counter>,
    },
    /// Doors to the main parts of the site.
    Doors {
        /// The doors.
        items: Vec<Door>,
    },
    /// A ladder of dated steps.
    Ladder {
        /// The steps.
        rungs: Vec<Rung>,
    },
    /// A map.
    Map(Map),
    /// The drawing of a cluster.
    Sketch(Sketch),
    /// Where a form is signed.
    Signature {
        /// The lines.
        lines: Vec<String>,
    },
}

impl Block {
    /// A heading of level 2 with an anchor of its own, which stays when the words change.
    pub fn heading(id: &str, text: &str) -> Self {
        Self::Heading { level: 2, id: id.to_owned(), text: text.to_owned() }
    }

    /// A heading of level 2 whose anchor is the slug of its words.
    pub fn section(text: &str) -> Self {
        Self::Heading { level: 2, id: crate::text::slug(text), text: text.to_owned() }
    }

    /// A paragraph.
    pub fn paragraph(words: impl Into<Words>) -> Self {
        Self::Paragraph { words: words.into() }
    }
}
