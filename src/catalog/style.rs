//! Which tables write `1.234,5`, as `site.yaml` says before any other table is read.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::Records;
use crate::place::Located;
use crate::record::{Raw, nearest};
use crate::say;
use crate::text::number::NumberStyle;

use super::province::Province;
use super::table::Entity;

/// Which tables write `1.234,5`.
#[derive(Debug)]
pub(super) struct Styles {
    /// Tables with Vietnamese numbers, where they are named.
    vietnamese: Vec<Located<String>>,
    /// Whether all tables have them.
    everywhere: bool,
}

impl Styles {
    /// Reads what the first record of the site says.
    pub(super) fn read(records: &Records) -> Self {
        let fields = records.sheets.get(Province::TABLE).and_then(|sheet| sheet.records.first());
        let fields = fields.map(|record| record.fields.as_slice()).unwrap_or_default();
        let cell = |name: &str| fields.iter().find(|(field, _)| field.value == name).map(|(_, raw)| raw);
        let vietnamese = match cell("vietnamese_numbers").map(|raw| (&raw.value, &raw.at)) {
            Some((Raw::List(tables), _)) => tables.clone(),
            Some((Raw::Text(tables), at)) => {
                tables.split(';').map(|table| Located::new(table.trim().to_owned(), at.clone())).collect()
            }
            _ => Vec::new(),
        };
        let everywhere = cell("number_style").is_some_and(|raw| raw.value == Raw::Text("vi".to_owned()));
        Self { vietnamese, everywhere }
    }

    /// Returns the style of a table.
    pub(super) fn of(&self, table: &str) -> NumberStyle {
        if self.everywhere || self.vietnamese.iter().any(|named| named.value == table) {
            NumberStyle::Vietnamese
        } else {
            NumberStyle::Plain
        }
    }

    /// Reports names that are no table: the figures of the one that was meant would be read in the other style.
    pub(super) fn check(&self, tables: &[&'static str], faults: &mut Diagnostics) {
        for named in self.vietnamese.iter().filter(|named| !tables.contains(&named.value.as_str())) {
            let name = named.value.as_str();
            let message = say!("không có bảng nào tên `{name}`", "no table is named `{name}`");
            let at = named.at.clone().with_field("vietnamese_numbers");
            let fault = Diagnostic::new(Code::UnknownReference, &at, message).found(name);
            let write = say!("ghi tên tệp trong data, bỏ đuôi", "give the name of a file in data, without its ending");
            faults.add(match nearest(name, tables.iter().copied()) {
                Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
                None => fault.help(write),
            });
        }
    }
}
