//! How exact a figure is, where another text of the tables tells the same figure with `khoảng` or `hơn`.

use chrono::NaiveDate;

use super::statements::{Text, statements};
use crate::catalog::Catalog;
use crate::catalog::cluster::Cluster;
use crate::catalog::project::Qualifier;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::{Cells, Location};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Amount, fold};

/// Words before a figure, and how exact they make it.
const WORDS: &[(&str, Qualifier)] =
    &[("khoang", Qualifier::About), ("gan", Qualifier::About), ("hon", Qualifier::Over), ("tren", Qualifier::Over)];

/// Units of which `trên` before a figure cannot mean `on`: `trên 5 cụm` can.
const UNITS: &[&str] = &["ha", "ty dong"];

/// A figure that a text tells with a word before it.
struct Mention {
    cluster: Option<Key<Cluster>>,
    qualifier: Qualifier,
    figure: Amount,
    unit: &'static str,
    at: Location,
}

/// Reports totals and capital that are less or more exact than other rows tell the same figure.
pub(super) fn told_otherwise(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let mut mentions: Vec<Mention> = Vec::new();
    for row in statements(catalog) {
        for (column, text) in row.texts.iter().chain(&row.remarks) {
            mentions.extend(read((column, text), row.cluster, row.cells));
        }
    }
    for total in &catalog.totals {
        compare(&mentions, (None, total.value, &total.unit), total.qualifier, &total.basis.cells, faults);
    }
    for sum in &catalog.capital {
        let figure = (sum.cluster, sum.amount_bn_vnd.value, "tỷ đồng");
        compare(&mentions, figure, sum.qualifier, &sum.basis.cells, faults);
    }
}

fn read((column, text): Text<'_>, cluster: Option<Key<Cluster>>, cells: &Cells) -> Vec<Mention> {
    let folded = fold(text);
    let told: Vec<&str> = folded.split(' ').collect();
    let mention = |place: &[&str]| {
        let word = place[0].trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let (_, qualifier) = WORDS.iter().find(|(known, _)| *known == word)?;
        let figure = Amount::parse(place[1], NumberStyle::Vietnamese).ok()?;
        let rest = format!("{} ", place[2..].join(" ").replace([',', ';', '.', ')', ':'], " "));
        let unit = UNITS.iter().find(|unit| rest.starts_with(&format!("{unit} ")))?;
        Some(Mention { cluster, qualifier: *qualifier, figure, unit, at: cells.at(column) })
    };
    (0..told.len().saturating_sub(2)).filter_map(|start| mention(&told[start..told.len().min(start + 4)])).collect()
}

/// Whose figure it is, the figure and its unit.
type Figure<'a> = (Option<Key<Cluster>>, Amount, &'a str);

fn compare(
    mentions: &[Mention],
    (cluster, figure, unit): Figure<'_>,
    qualifier: Qualifier,
    cells: &Cells,
    faults: &mut Diagnostics,
) {
    let is_same = |mention: &&Mention| {
        mention.cluster == cluster && mention.figure == figure && mention.unit == fold(unit).as_str()
    };
    let same: Vec<&Mention> = mentions.iter().filter(is_same).collect();
    let Some(first) = same.first().filter(|_| same.iter().all(|mention| mention.qualifier != qualifier)) else {
        return;
    };
    let (typed, wanted) = (qualifier.name(), first.qualifier.name());
    let (word, word_en) = match first.qualifier {
        Qualifier::About => ("khoảng", "about"),
        Qualifier::Over => ("hơn", "over"),
        Qualifier::Exact => ("đúng", "exactly"),
    };
    let message = say!(
        "ghi {figure} {unit} là `{typed}`, nơi khác ghi {word} {figure} {unit}",
        "{figure} {unit} are `{typed}` here, and {word_en} {figure} {unit} elsewhere";
        figure = figure
    );
    let help = say!("ghi qualifier = {wanted}, hoặc sửa nơi kia", "set qualifier = {wanted}, or correct the other");
    let fault = Diagnostic::new(Code::WordsDisagree, &cells.at("qualifier"), message).found(typed);
    faults.add(fault.note(&first.at, say!("nơi kia", "the other")).help(help));
}
