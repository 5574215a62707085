//! How many of the clusters that belong to a row its result covers, and of how many it is not known whether they belong.

use crate::catalog::cluster::Cluster;
use crate::catalog::form::Span;
use crate::catalog::rollup::{self, Line, Rule, Scope, Sum};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Table, TableRow, columns};
use crate::site::show::Show;

/// No more clusters than these are named in a remark; the annex on missing figures names all.
const NAMED: usize = 3;

/// Says in the column "Ghi chú" what of the clusters that belong to the row is not known.
pub(super) fn remarks(show: &Show<'_>, line: &Line<'_>) -> Vec<String> {
    let Sum { known, missing, unclear, value, .. } = &line.sum;
    if line.rule.is_none_or(Rule::is_of_all) {
        return match (*known, missing.len()) {
            (_, 0) => Vec::new(),
            (0, _) => vec!["chưa có số liệu".to_owned()],
            (known, _) => vec![format!("tính trên {known}/{} cụm", line.sum.whole())],
        };
    }
    let of_members = match (*known, missing.len()) {
        (0, 0) if value.is_none() && unclear.is_empty() => Some("không có cụm thuộc dòng này".to_owned()),
        (0, 0) if value.is_none() => Some("chưa có số liệu".to_owned()),
        (_, 0) => None,
        (0, 1..=NAMED) => Some(format!("chưa có số liệu của cụm thuộc dòng này: {}", names(show, missing))),
        (0, all) => Some(format!("chưa có số liệu của cả {all} cụm thuộc dòng này")),
        (known, _) => Some(format!("tính trên {known}/{} cụm thuộc dòng này", line.sum.whole())),
    };
    let of_others = (!unclear.is_empty()).then(|| format!("chưa rõ {} cụm có thuộc dòng này hay không", unclear.len()));
    of_members.into_iter().chain(of_others).collect()
}

/// Says the same in running text: "tính trên 2/3 cụm đã hoạt động có số liệu, còn 2 cụm chưa rõ".
pub fn coverage(show: &Show<'_>, line: &Line<'_>) -> String {
    let sum = &line.sum;
    let counted = |members: &str| format!("tính trên {}/{} {members} có số liệu", sum.known, sum.whole());
    let Some(rule) = line.rule.filter(|rule| !rule.is_of_all()) else { return counted("cụm") };
    let members = show.term(&format!("belongs.{}", rule.belongs.name()));
    let of_members = if sum.whole() == 0 { format!("chưa ghi nhận {members}") } else { counted(&members) };
    match sum.unclear.len() {
        0 => of_members,
        unclear => format!("{of_members}, còn {unclear} cụm chưa rõ"),
    }
}

/// Returns which clusters the rows of the form lack; rows that lack the same of as many stand together.
pub fn missing(show: &Show<'_>, span: Span) -> Block {
    let lines = rollup::lines(show.catalog, Scope::Province, span);
    let mut groups: Vec<(&Sum, Vec<&str>)> = Vec::new();
    for line in lines.iter().filter(|line| line.row.unit.is_some() && !line.sum.is_whole()) {
        let alike = |(sum, _): &&mut (&Sum, Vec<&str>)| sum.lacks_as(&line.sum) && sum.known == line.sum.known;
        match groups.iter_mut().find(alike) {
            Some((_, rows)) => rows.push(&line.row.number),
            None => groups.push((&line.sum, vec![&line.row.number])),
        }
    }
    if groups.is_empty() {
        return Block::paragraph("Mọi dòng của Biểu số 04 đều có số liệu của các cụm thuộc dòng.");
    }
    let rows = groups.into_iter().map(|(sum, rows)| {
        TableRow::new(vec![
            Cell::text(rows.join(", ")),
            Cell::text(names(show, &sum.missing)),
            Cell::text(names(show, &sum.unclear)),
            Cell::text(if sum.whole() == 0 {
                "chưa rõ".to_owned()
            } else {
                format!("{}/{}", sum.known, sum.whole())
            }),
        ])
    });
    let heads = columns(&[
        ("Dòng của Biểu số 04", Align::Left, 5),
        ("Cụm chưa có số liệu", Align::Left, 6),
        ("Cụm chưa rõ có thuộc dòng hay không", Align::Left, 6),
        ("Số cụm có số liệu trên số cụm phải có", Align::Right, 3),
    ]);
    let caption = "Các dòng chưa đủ số liệu";
    let note = "Dòng đếm số cụm phải có số liệu của mọi cụm; các dòng khác, của những cụm thuộc dòng.";
    Block::Table(Table::new("con-thieu", caption, heads, rows.collect()).note(note).source("Phụ lục I."))
}

fn names(show: &Show<'_>, clusters: &[Key<Cluster>]) -> String {
    if clusters.len() > 1 && clusters.len() == show.catalog.clusters.len() {
        return "tất cả các cụm".to_owned();
    }
    let mut names: Vec<&str> = clusters.iter().map(|key| show.catalog.clusters[*key].short.as_str()).collect();
    show.order.sort_by(&mut names, |name| name);
    names.join(", ")
}
