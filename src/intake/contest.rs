//! What a received file says otherwise than the data: newer, older, a correction of the same report, or in conflict.
//!
//! No figure gives way in silence. What is newer takes its place, as the answer shows; what is older is left out; a
//! second report for the same day corrects the first; and what two sources say of one day goes to the register of
//! conflicts with both values, where a person decides.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::catalog::basis::SourceKind;
use crate::catalog::figure::tells_of_firms;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Located;
use crate::record::Record;
use crate::say;
use crate::text::{Both, Language, PartialDate, slug};

use super::change::{Known, differences, label, said};
use super::schema::list::Lists;
use super::schema::{self, Kind};
use super::{Intake, Order, Row, Said, receipt};

/// Columns of the sheets that say of when a row is and who may read it, not what it tells.
const ABOUT: &[&str] = &["as_of", "confirmed_on", "visibility"];

/// How a row that the data have otherwise is taken.
enum Weight {
    /// It takes the place of the old one.
    Newer,
    /// It is the same report again, with another figure.
    Correction,
    /// The data are of a later day.
    Older,
    /// The file was taken in before, and what it said was replaced since.
    Replaced,
    /// Another source says something else for the same day.
    Contested,
}

/// Keeps the rows that are to be taken in, adds a row of the register for each conflict, and reports what was weighed.
pub fn weigh(intake: &mut Intake, known: &Known<'_>, catalog: &Catalog, order: &Order, faults: &mut Diagnostics) {
    let rows = std::mem::take(&mut intake.rows);
    let mut kept = Vec::with_capacity(rows.len());
    let mut registered = Vec::new();
    for row in rows {
        let desk = Scale { row: &row, catalog, order, lists: &intake.lists };
        let weight = match known.row(&row) {
            _ if receipt::is_of_file(row.table) => Weight::Newer,
            Some(old) => desk.against(old, faults, &mut registered),
            None => {
                if let Some(old) = known.rival(&row) {
                    registered.extend(desk.conflicts(old, &desk.figures(old), faults));
                }
                Weight::Newer
            }
        };
        if matches!(weight, Weight::Newer | Weight::Correction) {
            kept.push(row);
        }
    }
    kept.extend(registered);
    intake.rows = kept;
}

/// A row of a file, to be weighed against what is known.
struct Scale<'a> {
    row: &'a Row,
    catalog: &'a Catalog,
    order: &'a Order,
    lists: &'a Lists,
}

impl Scale<'_> {
    fn cell(&self, column: &str) -> &str {
        self.row.cells.get(column).map_or("", |cell| cell.value.as_str())
    }

    /// Returns the figures and choices that the data have otherwise; words may be put in many ways.
    fn figures(&self, old: &Record) -> Vec<Said> {
        let entry = schema::ENTRIES.iter().find(|entry| entry.table == self.row.table);
        let is_figure = |said: &Said| {
            let kind = entry.and_then(|entry| entry.field(said.column)).map(|field| field.kind);
            !matches!(kind, None | Some(Kind::Text | Kind::Texts | Kind::Contact | Kind::Document))
        };
        let differing = differences(self.row, Some(old)).into_iter();
        differing.filter(|said| !said.old.is_empty() && !ABOUT.contains(&said.column) && is_figure(said)).collect()
    }

    fn against(&self, old: &Record, faults: &mut Diagnostics, registered: &mut Vec<Row>) -> Weight {
        let differing = self.figures(old);
        let Some(first) = differing.first() else { return Weight::Newer };
        let weight = self.weight(old);
        match weight {
            Weight::Newer => {}
            Weight::Correction => faults.add(self.corrected(first, old)),
            Weight::Older => faults.add(self.older(first, old)),
            Weight::Replaced => faults.add(self.replaced(first, old)),
            Weight::Contested => registered.extend(self.conflicts(old, &differing, faults)),
        }
        weight
    }

    fn weight(&self, old: &Record) -> Weight {
        if self.catalog.receipts.iter().any(|receipt| receipt.id == self.cell("source")) {
            return Weight::Replaced;
        }
        let day = |text: &str| PartialDate::parse(text);
        let was = ["as_of", "confirmed_on"].iter().find_map(|column| day(&said(old, column)));
        let is = ["as_of", "confirmed_on"].iter().find_map(|column| day(self.cell(column)));
        match (was, is) {
            (None, _) => Weight::Newer,
            (Some(was), Some(is)) if is > was => Weight::Newer,
            (Some(was), Some(is)) if is < was => Weight::Older,
            _ if self.may_correct(old) => Weight::Correction,
            _ => Weight::Contested,
        }
    }

    /// A report corrects an earlier report and what a weaker source said; so does what somebody gives a reason for.
    fn may_correct(&self, old: &Record) -> bool {
        let sources = said(old, "source");
        let is_received = |id: &str| {
            let mut sources = self.catalog.sources.iter();
            sources.any(|(_, source)| source.id.as_str() == id && source.kind == Some(SourceKind::Received))
        };
        let is_report = sources.split(';').map(str::trim).all(|id| id.is_empty() || is_received(id));
        let is_weaker = said(old, "grade").as_str() > self.cell("grade");
        is_report || is_weaker || self.order.reason.is_some() || !self.cell("reason").is_empty()
    }

    fn corrected(&self, said: &Said, old: &Record) -> Diagnostic {
        let (was, is, source) = (self.shown(said, &said.old), self.shown(said, &said.new), from(old));
        let message = say!(
            "số đang có là {was}{source}; tệp này ghi {is} cho cùng kỳ, cùng ngày: lấy số của tệp này",
            "the data have {was}{source}, this file {is} for the same day: the figure of this file is taken";
            was = was, is = is
        );
        let help = say!(
            "nếu là bản sửa thì không phải làm gì thêm; nếu không thì hỏi lại nơi gửi trước khi ghi",
            "nothing is to be done if it is a correction; else ask the sender before it is taken in"
        );
        Diagnostic::new(Code::CorrectedFigure, &said.at, message).found(is.get(Language::Vi)).help(help)
    }

    fn older(&self, differing: &Said, old: &Record) -> Diagnostic {
        let (was, is) = (self.shown(differing, &differing.old), self.shown(differing, &differing.new));
        let day = [said(old, "as_of"), said(old, "confirmed_on")].into_iter().find(|day| !day.is_empty());
        let day = day.as_deref().and_then(PartialDate::parse);
        let message = say!(
            "số đang có là {was}, đến ngày {day}, mới hơn số của tệp này ({is}): giữ số đang có",
            "the data have {was} of {day}, which is newer than this file ({is}): the figure of the data stays";
            was = was, is = is, day = day
        );
        let help = say!(
            "nếu số của tệp đúng thì sửa lại ngày số liệu trong tệp",
            "correct the day in the file if its figure is right"
        );
        Diagnostic::new(Code::OlderFigure, &differing.at, message).found(is.get(Language::Vi)).help(help)
    }

    fn replaced(&self, differing: &Said, old: &Record) -> Diagnostic {
        let (was, is, source) =
            (self.shown(differing, &differing.old), self.shown(differing, &differing.new), from(old));
        let message = say!(
            "tệp này đã được nhận trước đây; số {is} của tệp sau đó đã được thay bằng {was}{source}: giữ số đang có",
            "this file was taken in before, and its {is} was replaced by {was}{source}: the figure of the data stays";
            was = was, is = is
        );
        let help = say!(
            "muốn quay về số cũ thì gửi một tệp mới có lý do",
            "send a new file with the reason to go back to the old figure"
        );
        Diagnostic::new(Code::OlderFigure, &differing.at, message).found(is.get(Language::Vi)).help(help)
    }

    fn shown(&self, said: &Said, value: &str) -> Both {
        let unit = match schema::ENTRIES.iter().find(|entry| entry.table == self.row.table) {
            _ if said.column == "value" => self.cell("unit"),
            Some(entry) => entry.field(said.column).map_or("", |field| field.kind.unit()),
            None => "",
        };
        let [vi, en] = [Language::Vi, Language::En].map(|language| {
            let shown = self.lists.shown(self.row.table, said.column, value, language);
            format!("{shown} {unit}").trim_end().to_owned()
        });
        Both::new(vi, en)
    }

    /// Reports what differs, and gives the rows of the register: both values, and nobody has decided yet.
    fn conflicts(&self, old: &Record, differing: &[Said], faults: &mut Diagnostics) -> Vec<Row> {
        differing
            .iter()
            .map(|differs| {
                let (known, told) = (self.shown(differs, &differs.old), self.shown(differs, &differs.new));
                let what = self.what(differs);
                let message = say!(
                    "{what} đang có là {known}, tệp này ghi {told} cho cùng ngày; ghi cả hai vào bảng mâu thuẫn",
                    "{what} is {known} in the data and {told} in this file for the same day; both are registered";
                    known = known, told = told
                );
                let help = self.settling();
                let note = say!("số đang có: {known}", "in the data: {known}"; known = known);
                let there = old.fields.iter().find(|(name, _)| name.value == differs.column);
                let there = there.map_or(&old.at, |(_, cell)| &cell.at).clone().with_field(differs.column);
                let fault = Diagnostic::new(Code::SourceConflict, &differs.at, message);
                faults.add(fault.found(told.get(Language::Vi)).note(&there, note).help(help));
                self.registered(old, differs, [&what, known.get(Language::Vi), told.get(Language::Vi)])
            })
            .collect()
    }

    /// How a conflict is settled: a table that keeps the rows of several sources has both already.
    fn settling(&self) -> Both {
        if schema::key(self.row.table).contains(&"source") {
            return say!(
                "hỏi lại nơi gửi; khi đã rõ thì ghi số được dùng, lý do và ngày ở dòng này của bảng mâu thuẫn",
                "ask the sender; when it is clear give the value used, the reason and the day in the register of conflicts"
            );
        }
        say!(
            "hỏi lại nơi gửi; số của tệp đúng thì chạy lại với --reason để thay, chưa rõ thì số đang có vẫn được dùng",
            "ask the sender; run again with --reason to replace it if the file is right, until then that of the data is used"
        )
    }

    /// What a cell tells, in words: `Ví Dụ 8, đã cho thuê`.
    fn what(&self, said: &Said) -> String {
        let catalog = self.catalog;
        let term = |family: &str, key: &str| {
            let key = format!("{family}.{key}");
            catalog.terms.get(&key).map_or(key, |term| term.vi.clone())
        };
        let (subject, indicator) = (self.cell("subject"), self.cell("indicator"));
        let what = match self.row.table {
            "areas" => term("area", self.cell("kind")),
            "observations" => {
                let row =
                    catalog.form_rows.iter().find(|row| format!("{}.{}", row.form.number(), row.number) == indicator);
                let words = row.map_or(indicator, |row| row.text.as_str());
                format!("{words} (kỳ {})", self.cell("period"))
            }
            "plots" => format!("lô {}, {}", self.cell("code"), label("plots", said.column)),
            "infrastructure" => format!("{}, {}", self.cell("item"), label("infrastructure", said.column)),
            "attributes" => term("attribute", self.cell("item")),
            table => label(table, said.column),
        };
        let whose = self.cluster().map_or(subject, |cluster| cluster.short.as_str());
        if whose.is_empty() { what } else { format!("{whose}: {what}") }
    }

    fn cluster(&self) -> Option<&crate::catalog::cluster::Cluster> {
        let ids = [self.cell("cluster"), self.cell("subject")];
        let tenant = self.catalog.projects.iter().find(|project| project.id == self.cell("subject"));
        let of_tenant = tenant.map(|project| &self.catalog.clusters[project.cluster]);
        self.catalog.clusters.rows().iter().find(|cluster| ids.contains(&cluster.id.as_str())).or(of_tenant)
    }

    fn registered(&self, old: &Record, differs: &Said, [what, known, told]: [&str; 3]) -> Row {
        let at = &self.row.at;
        let said = |text: String| Located::new(text, at.clone());
        let day = Some(self.cell("as_of")).filter(|day| !day.is_empty()).unwrap_or(self.cell("confirmed_on"));
        let key = schema::key(self.row.table);
        let named = key.iter().filter(|column| !["as_of", "source"].contains(column)).map(|column| self.cell(column));
        // A table that keeps the rows of several sources has one figure a row.
        let column = if key.contains(&"source") { "" } else { differs.column };
        let parts = named.chain([column, day, self.cell("source")]).collect::<Vec<_>>().join(" ").replace('.', " ");
        let of_firm = self.row.table == "projects" || [what, known, told].into_iter().any(tells_of_firms);
        let is_internal = of_firm || ["internal", "counted"].contains(&self.cell("visibility"));
        let what =
            self.cluster().map_or(what, |cluster| what.strip_prefix(&format!("{}: ", cluster.short)).unwrap_or(what));
        let mut cells = BTreeMap::from([
            ("id", said(slug(&parts).chars().take(80).collect())),
            ("field", said(what.to_owned())),
            ("as_of", said(day.to_owned())),
            ("value_a", said(known.to_owned())),
            ("source_a", said(super::change::said(old, "source"))),
            ("value_b", said(told.to_owned())),
            ("source_b", said(self.cell("source").to_owned())),
            ("reason", said("Hai nguồn ghi khác nhau cho cùng một ngày; chưa đối chiếu.".to_owned())),
            ("state", said("open".to_owned())),
        ]);
        cells.extend(self.cluster().map(|cluster| ("cluster", said(cluster.id.clone()))));
        cells.extend(is_internal.then(|| ("visibility", said("internal".to_owned()))));
        Row { table: "conflicts", at: at.clone(), cells }
    }
}

/// Where an old figure is from: ` (nhan-0123456789ab)`.
fn from(old: &Record) -> String {
    let source = said(old, "source");
    if source.is_empty() { String::new() } else { format!(" ({source})") }
}
