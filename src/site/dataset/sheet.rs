//! Makes a table column by column: each field stands beside the function that reads its value.

use crate::catalog::basis::{Basis, Grade, Source};
use crate::catalog::standing::age::Grounded;
use crate::catalog::table::{Entity, Key};
use crate::record::{Column, Need};
use crate::site::show::Show;

use super::law::SOURCE_ID;
use super::{Dataset, Field, Kind, Rhythm, Value};

/// Reads a value of a row.
type Reader<'a, T> = Box<dyn Fn(T) -> Value + 'a>;

/// A table whose rows are made from `T`.
pub(super) struct Sheet<'a, T> {
    show: &'a Show<'a>,
    columns: &'static [Column],
    dataset: Dataset,
    readers: Vec<Reader<'a, T>>,
}

impl<'a, T: Copy + 'a> Sheet<'a, T> {
    /// Begins a table that the data folder has too: name, key and titles are those of the folder.
    pub(super) fn of<E: Entity>(show: &'a Show<'a>, title: &'static str, description: &'static str) -> Self {
        let mut sheet = Self::new(show, E::TABLE, title, description);
        sheet.columns = E::COLUMNS;
        sheet.dataset.key = match E::KEY {
            [id] => Some(id),
            _ => None,
        };
        sheet
    }

    /// Begins a table that exists only here.
    pub(super) fn new(show: &'a Show<'a>, name: &'static str, title: &'static str, description: &'static str) -> Self {
        let dataset = Dataset::empty(name, title, description);
        Self { show, columns: &[], dataset, readers: Vec::new() }
    }

    /// Adds a field of text.
    pub(super) fn text<V: Into<Value>>(self, name: &'static str, read: impl Fn(T) -> V + 'a) -> Self {
        self.field(name, Kind::Text, read)
    }

    /// Adds a field of numbers with their unit.
    pub(super) fn number<V: Into<Value>>(
        self,
        name: &'static str,
        unit: &'static str,
        read: impl Fn(T) -> V + 'a,
    ) -> Self {
        let mut sheet = self.field(name, Kind::Number, read);
        sheet.last(|field| field.unit = (!unit.is_empty()).then_some(unit));
        sheet
    }

    /// Adds a field of counts.
    pub(super) fn integer<V: Into<Value>>(self, name: &'static str, read: impl Fn(T) -> V + 'a) -> Self {
        self.field(name, Kind::Integer, read)
    }

    /// Adds a field of dates.
    pub(super) fn date<V: Into<Value>>(self, name: &'static str, read: impl Fn(T) -> V + 'a) -> Self {
        self.field(name, Kind::Date, read)
    }

    /// Adds a field of yes and no.
    pub(super) fn boolean<V: Into<Value>>(self, name: &'static str, read: impl Fn(T) -> V + 'a) -> Self {
        self.field(name, Kind::Boolean, read)
    }

    /// Adds a field of lists.
    pub(super) fn list<V: Into<Value>>(self, name: &'static str, read: impl Fn(T) -> V + 'a) -> Self {
        self.field(name, Kind::List, read)
    }

    /// Adds a field of source ids.
    pub(super) fn sources(self, name: &'static str, read: impl Fn(T) -> &'a [Key<Source>] + 'a) -> Self {
        let sources = &self.show.catalog.sources;
        let ids = move |row: T| read(row).iter().map(|key| sources[*key].id.as_str().to_owned()).collect::<Vec<_>>();
        let mut sheet = self.list(name, ids);
        sheet.last(|field| field.refers = Some(SOURCE_ID));
        sheet
    }

    /// Adds date, sources, grade and remark.
    pub(super) fn basis(self, read: impl Fn(T) -> &'a Basis + Copy + 'a) -> Self {
        self.date("as_of", move |row| read(row).as_of).provenance(read)
    }

    /// Adds date, sources, grade and remark, and whether the row is older than the rule on the age of such facts.
    pub(super) fn grounded<F: Grounded + 'a>(self, read: fn(T) -> &'a F) -> Self {
        let show = self.show;
        let mut sheet = self.date("as_of", move |row| read(row).ground().basis.as_of);
        sheet = sheet.provenance(move |row| read(row).ground().basis);
        sheet.reconfirm("reconfirm", move |row| Some(read(row).ground().is_stale(show.catalog, show.today)))
    }

    /// Adds whether a value is to be confirmed again; nothing where there is no value.
    pub(super) fn reconfirm(self, name: &'static str, read: impl Fn(T) -> Option<bool> + 'a) -> Self {
        let sheet = self.boolean(name, read).titled("Cần xác nhận lại");
        sheet.about("true: số liệu cũ hơn thời hạn xác nhận (giá, tình trạng đất 90 ngày; tiến độ 45 ngày; số liệu toàn tỉnh một kỳ báo cáo) vào ngày lập trang.")
    }

    /// Adds the grade of a value that the site derives.
    pub(super) fn grade(self, name: &'static str, read: impl Fn(T) -> Option<Grade> + 'a) -> Self {
        let sheet = self.text(name, move |row| read(row).map(Grade::name)).titled("Độ tin cậy");
        sheet.choices("grade", Grade::ALL.iter().map(|grade| grade.name()))
    }

    /// Adds sources, grade and remark.
    pub(super) fn provenance(self, read: impl Fn(T) -> &'a Basis + Copy + 'a) -> Self {
        self.sources("source", move |row| &read(row).sources)
            .text("grade", move |row| read(row).grade.name())
            .choices("grade", Grade::ALL.iter().map(|grade| grade.name()))
            .text("note", move |row| read(row).note.as_ref())
    }

    /// Gives the last field a title of its own.
    pub(super) fn titled(mut self, title: &'static str) -> Self {
        self.last(|field| field.title = title);
        self
    }

    /// Explains the last field.
    pub(super) fn about(mut self, description: &'static str) -> Self {
        self.last(|field| field.description = description);
        self
    }

    /// Says that the last field holds ids of another table.
    pub(super) fn refers(mut self, table: &'static str, field: &'static str) -> Self {
        self.last(|own| own.refers = Some((table, field)));
        self
    }

    /// Says which values the last field may have; their words are the terms `group.value`.
    pub(super) fn choices(mut self, group: &str, values: impl Iterator<Item = &'static str>) -> Self {
        let show = self.show;
        let choices = values.map(|value| (value, show.term(&format!("{group}.{value}")))).collect();
        self.last(|field| field.choices = choices);
        self
    }

    /// Says how often the table changes, where it is not whenever there is something new.
    pub(super) fn every(mut self, rhythm: Rhythm) -> Self {
        self.dataset.rhythm = rhythm;
        self
    }

    /// Fills the table in the order of its fields, whatever the order of the rows in the data folder.
    pub(super) fn sorted(self, rows: impl IntoIterator<Item = T>) -> Dataset {
        let mut dataset = self.fill(rows);
        dataset.rows.sort();
        dataset
    }

    /// Fills the table with rows whose order means something: that of the law, of the form, of the alphabet.
    pub(super) fn fill(mut self, rows: impl IntoIterator<Item = T>) -> Dataset {
        let read = |row: T| self.readers.iter().map(|reader| reader(row)).collect();
        self.dataset.rows = rows.into_iter().map(read).collect();
        self.dataset
    }

    fn field<V: Into<Value>>(mut self, name: &'static str, kind: Kind, read: impl Fn(T) -> V + 'a) -> Self {
        let column = self.columns.iter().find(|column| column.name == name);
        self.dataset.fields.push(Field {
            name,
            title: column.map_or(name, |column| column.label),
            kind,
            description: "",
            unit: None,
            required: column.is_some_and(|column| column.need == Need::Required),
            choices: Vec::new(),
            refers: None,
        });
        self.readers.push(Box::new(move |row| read(row).into()));
        self
    }

    fn last(&mut self, change: impl FnOnce(&mut Field)) {
        if let Some(field) = self.dataset.fields.last_mut() {
            change(field);
        }
    }
}
