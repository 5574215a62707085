//! Resolved tables: a [`Key`] is made only by looking an id up, so following one cannot fail.

mod fault;
mod indexed;

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::ops::Index;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Reported};
use crate::files::SourcePath;
use crate::parse::Records;
use crate::place::Location;
use crate::record::{Bound, Column, Need, Row, Seal, Sheet, Told, bind, nearest, repeat};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::slug;

use super::Names;
use super::basis::{Visibility, visibility};
use super::contact;
use super::style::Styles;

pub use fault::internal_reference;
use fault::{duplicate_id, missing_table, uncounted_reference};
pub use indexed::Indexed;

/// A resolved reference to a row of `T`.
pub struct Key<T>(u32, PhantomData<fn() -> T>);

/// What a table of the data folder holds.
pub trait Entity: Sized {
    /// The table's name, which is its file name.
    const TABLE: &'static str;
    /// Whether the file must be there.
    const NEED: Need = Need::Required;
    /// The columns that tell its rows apart; a single one is the id by which other tables name them.
    const KEY: &'static [&'static str] = &[];
    /// Whether files `TABLE-NAME.csv` carry it on: an amended form is a new file beside the old one.
    const IS_CONTINUED: bool = false;
    /// The columns that are read.
    const COLUMNS: &'static [Column];

    /// Reads a row; reports every fault of it.
    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported>;
}

/// The ids of a table before its rows are read, so that tables may refer to each other.
#[derive(Debug)]
pub struct Ids<T> {
    by_id: BTreeMap<String, Known>,
    /// Whether the table or its column of ids is not there, which was reported once.
    is_lost: bool,
    table: PhantomData<fn() -> T>,
}

/// A row of which only the id is known yet.
#[derive(Debug)]
struct Known {
    index: u32,
    at: Location,
    /// Who may read the row, and the cell that says so, unless everybody may.
    hidden: Option<(Visibility, Location)>,
}

impl<T: Entity> Ids<T> {
    /// Returns whether a row has this id.
    pub fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Returns whether the table or its ids are not there, which was reported once.
    pub(super) fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// Returns every id, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }

    /// Reads a cell that names a row of this table and must be filled.
    pub fn required(&self, row: &mut Row<'_>, column: &'static str) -> Result<Key<T>, Reported> {
        let id: String = row.required(column)?;
        self.resolve(&id, row.place(column), column, row)
    }

    /// Looks up what a cell names; a row must not name one that is less open.
    fn resolve(&self, id: &str, at: &Location, column: &'static str, row: &mut Row<'_>) -> Result<Key<T>, Reported> {
        let Some(known) = self.by_id.get(id) else {
            return Err(self.reject(id, at, column, row.diagnostics));
        };
        match &known.hidden {
            Some((hidden, mark)) if visibility(row)? < *hidden => {
                let at = at.clone().with_field(column);
                let fault = match visibility(row)? {
                    Visibility::Public => internal_reference(T::TABLE, id, *hidden, &at, mark),
                    _ => uncounted_reference(T::TABLE, id, &at, mark),
                };
                Err(row.diagnostics.reject(fault))
            }
            _ => Ok(Key(known.index, PhantomData)),
        }
    }

    /// Reads a cell that names a row of this table and may be empty.
    pub fn optional(&self, row: &mut Row<'_>, column: &'static str) -> Result<Option<Key<T>>, Reported> {
        if row.is_empty(column) { Ok(None) } else { self.required(row, column).map(Some) }
    }

    /// Reads a cell that names several rows of this table.
    pub fn list(&self, row: &mut Row<'_>, column: &'static str) -> Result<Vec<Key<T>>, Reported> {
        let mut keys = Ok(Vec::new());
        for item in row.items(column)? {
            match (self.resolve(&item.value, &item.at, column, row), &mut keys) {
                (Ok(key), Ok(all)) => all.push(key),
                (Ok(_), Err(_)) => {}
                (Err(reported), _) => keys = Err(reported),
            }
        }
        keys
    }

    fn reject(&self, id: &str, at: &Location, column: &str, faults: &mut Diagnostics) -> Reported {
        match faults.gate() {
            Err(reported) if self.is_lost => reported,
            _ => faults.reject(self.unknown(id, at, column)),
        }
    }

    fn unknown(&self, id: &str, at: &Location, column: &str) -> Diagnostic {
        let table = T::TABLE;
        let at = at.clone().with_field(column);
        let message = say!("bảng `{table}` không có mã `{id}`", "table `{table}` has no id `{id}`");
        let fault = Diagnostic::new(Code::UnknownReference, &at, message).found(id);
        if let Some((typed, known)) = self.by_id.iter().find(|(known, _)| *known != id && slug(known) == id) {
            let note = say!("`{typed}` ở đây", "`{typed}` is here");
            let help = say!("sửa mã `{typed}` thành `{id}`", "correct the id `{typed}`, which should be `{id}`");
            return fault.note(&known.at, note).help(help);
        }
        let bare = slug(id);
        let bare = ["cum-cong-nghiep-", "ccn-"].iter().fold(bare.as_str(), |id, word| id.trim_start_matches(word));
        let near = Some(bare).filter(|bare| self.by_id.contains_key(*bare));
        let near = near.or_else(|| nearest(id, self.by_id.keys().map(String::as_str)));
        match near.and_then(|near| self.by_id.get_key_value(near)) {
            Some((near, defined)) if near.len() < id.len() && id.trim_start_matches('0') == near => {
                let note = say!("`{near}` ở đây", "`{near}` is here");
                fault.note(&defined.at, note).help(say!(
                    "bảng `{table}` mất số 0 ở đầu mã: định dạng cột mã là văn bản rồi gõ lại, ví dụ `{id}`",
                    "table `{table}` has lost the zero before its codes: format their column as text and type them again"
                ))
            }
            Some((near, defined)) => {
                let note = say!("`{near}` ở đây", "`{near}` is here");
                fault.note(&defined.at, note).help(say!("có phải là `{near}`?", "did you mean `{near}`?"))
            }
            None => fault.help(say!(
                "thêm dòng có mã `{id}` vào bảng `{table}`, hoặc sửa mã",
                "add a row with the id `{id}` to table `{table}`, or correct the id"
            )),
        }
    }
}

/// A table whose ids are known and whose rows wait to be read.
#[derive(Debug)]
pub(super) struct Pending {
    /// The file, when there is one.
    pub file: Option<SourcePath>,
    rows: Vec<Bound>,
    style: NumberStyle,
}

/// Takes the files that carry a table on out of the records, by name.
fn parts(records: &mut Records, table: &str) -> Vec<Sheet> {
    let carries_on = |name: &&String| name.strip_prefix(table).is_some_and(|rest| rest.starts_with('-'));
    let names: Vec<String> = records.sheets.keys().filter(carries_on).cloned().collect();
    names.iter().filter_map(|name| records.sheets.remove(name)).collect()
}

/// Takes a table out of the records and collects its ids.
pub(super) fn open<T: Entity>(records: &mut Records, style: &Styles, faults: &mut Diagnostics) -> (Pending, Ids<T>) {
    let mut ids = Ids { by_id: BTreeMap::new(), is_lost: false, table: PhantomData };
    let style = style.of(T::TABLE);
    let Some(sheet) = records.sheets.remove(T::TABLE) else {
        if T::NEED == Need::Required {
            faults.add(missing_table(T::TABLE));
            ids.is_lost = true;
        }
        return (Pending { file: None, rows: Vec::new(), style }, ids);
    };
    let file = Some(sheet.at.file.clone());
    let mut rows = bind(sheet, T::COLUMNS, T::KEY, faults);
    for part in if T::IS_CONTINUED { parts(records, T::TABLE) } else { Vec::new() } {
        rows.extend(bind(part, T::COLUMNS, T::KEY, faults));
    }
    rows.iter().for_each(|row| contact::check(row, faults));
    if T::KEY.len() > 1 {
        repeat::check(&rows, faults);
    }
    if let [column] = T::KEY {
        for (index, bound) in rows.iter().enumerate() {
            let mut quiet = Diagnostics::default();
            let mut row = Row::new(bound, style, &mut quiet);
            // An empty or malformed id is reported when the row is read.
            let Ok(id) = row.required::<String>(column) else {
                continue;
            };
            let at = row.place(column).clone().with_field(*column);
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            if let Some(first) = ids.by_id.get(&id) {
                faults.add(duplicate_id(&id, &at, &first.at));
            } else {
                let hidden = visibility(&mut row).ok().filter(|openness| *openness != Visibility::Public);
                let hidden = hidden.map(|openness| (openness, row.cells().at("visibility")));
                ids.by_id.insert(id, Known { index, at, hidden });
            }
        }
    }
    ids.is_lost = ids.by_id.is_empty() && !rows.is_empty();
    (Pending { file, rows, style }, ids)
}

impl Pending {
    /// Returns the dates that tell of the past.
    pub(super) fn told(&self) -> impl Iterator<Item = Told> {
        self.rows.iter().flat_map(Bound::told)
    }

    /// Returns the seals of the rows that have a name.
    pub(super) fn seals(&self) -> Vec<Seal> {
        self.rows.iter().filter_map(Bound::seal).collect()
    }

    /// Returns the second row, of a table that has one only.
    pub(super) fn second(&self) -> Option<&Location> {
        self.rows.get(1).map(|row| &row.at)
    }

    /// Returns how many rows the table has.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Reads every row; faults are reported and the rows with faults left out.
    pub(super) fn read<T: Entity>(&self, names: &Names, faults: &mut Diagnostics) -> Vec<T> {
        let mut read = Vec::with_capacity(self.rows.len());
        for bound in &self.rows {
            if faults.is_full() {
                break;
            }
            read.extend(T::read(&mut Row::new(bound, self.style, faults), names));
        }
        read
    }
}

/// The rows of a table in file order, reached by key; a key stays what it is when other rows are taken out.
#[derive(Debug)]
pub struct Table<T> {
    rows: Vec<T>,
    /// The key of each row, ascending.
    keys: Vec<Key<T>>,
}

impl<T> Table<T> {
    /// Holds rows that were read in the order of their ids' positions.
    pub(super) fn new(rows: Vec<T>) -> Self {
        let keys = (0..rows.len()).map(|index| Key(u32::try_from(index).unwrap_or(u32::MAX), PhantomData));
        Self { keys: keys.collect(), rows }
    }

    /// Returns the rows with their keys, in file order.
    pub fn iter(&self) -> impl Iterator<Item = (Key<T>, &T)> {
        self.keys.iter().copied().zip(&self.rows)
    }

    /// Returns the rows with their keys, to change them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (Key<T>, &mut T)> {
        self.keys.iter().copied().zip(&mut self.rows)
    }

    /// Keeps the rows for which this holds; public rows refer to no internal one, so these can go together.
    pub(super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        let (rows, keys) = (std::mem::take(&mut self.rows), std::mem::take(&mut self.keys));
        (self.keys, self.rows) = keys.into_iter().zip(rows).filter(|(_, row)| keep(row)).unzip();
    }

    /// Returns the rows, in file order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<T> Index<Key<T>> for Table<T> {
    type Output = T;

    fn index(&self, key: Key<T>) -> &T {
        let place = self.keys.binary_search(&key);
        &self.rows[place.expect("a row that was taken out is referred to by none: `internal-reference`")]
    }
}

/// Rows that belong to rows of another table, grouped by owner, in file order within.
#[derive(Debug)]
pub struct Grouped<O, T>(BTreeMap<Key<O>, Vec<T>>);

impl<O, T> Grouped<O, T> {
    /// Groups rows by their owner.
    pub(super) fn new(rows: Vec<T>, owner: impl Fn(&T) -> Key<O>) -> Self {
        let mut groups: BTreeMap<Key<O>, Vec<T>> = BTreeMap::new();
        for row in rows {
            groups.entry(owner(&row)).or_default().push(row);
        }
        Self(groups)
    }

    /// Returns the rows of an owner; none gives an empty slice.
    pub fn of(&self, owner: Key<O>) -> &[T] {
        self.0.get(&owner).map_or(&[], Vec::as_slice)
    }

    /// Keeps the rows for which this holds.
    pub(super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.0.values_mut().for_each(|rows| rows.retain(&keep));
    }

    /// Returns all rows, by owner, to change them.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.values_mut().flatten()
    }

    /// Returns all rows, by owner.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.values().flatten()
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Key<T> {}

impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}

impl<T> std::fmt::Debug for Key<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Key({})", self.0)
    }
}
