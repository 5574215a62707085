//! What a table declares of its columns.

/// A column that an entity reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name in the data files, English snake case.
    pub name: &'static str,
    /// Its Vietnamese name, accepted as a header too.
    pub label: &'static str,
    /// Whether every row must fill it.
    pub need: Need,
    /// What its cells are about, where rules of a single cell ask.
    pub holds: Holds,
}

/// What the cells of a column are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Anything that may be public.
    Words,
    /// A day on which something happened: it cannot be in the future.
    Past,
    /// A day for which a fact of these tables holds: not in the future, and not before they were kept.
    Fact,
    /// Words in Vietnamese.
    Vietnamese,
    /// Words in English.
    English,
    /// Words in Chinese.
    Chinese,
    /// A telephone of an office.
    Phone,
    /// An e-mail address of an office.
    Email,
    /// Whom to ask; a person may stand there by office, never by private number.
    Contact,
    /// What stays in the office.
    Internal,
    /// Who may read the row, which may be a part of a sum and not be told by itself.
    Openness,
}

impl Column {
    /// The same column, holding something of which rules ask.
    #[must_use]
    pub const fn holding(self, holds: Holds) -> Self {
        Self { holds, ..self }
    }
}

/// Whether a column must be there and filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Column and cell.
    Required,
    /// Neither.
    Optional,
}

/// Declares a column that must be there and filled.
pub const fn required(name: &'static str, label: &'static str) -> Column {
    Column { name, label, need: Need::Required, holds: Holds::Words }
}

/// Declares a column that may be missing or empty.
pub const fn optional(name: &'static str, label: &'static str) -> Column {
    Column { name, label, need: Need::Optional, holds: Holds::Words }
}
