//! The factsheet of a cluster: the cluster's page, made to fit one or two sheets of A4.

use crate::catalog::cluster::Cluster;
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Block, Cell, Step, Table, TableRow, Words};
use crate::site::page::{self, cluster::Section};
use crate::site::qr::Qr;
use crate::site::show::Show;
use crate::site::url;
use crate::text::Language;

use super::{Body, Meta, Report, Subject, Title};

/// Returns the factsheet of a cluster, in the language of the show.
pub fn report(show: &Show<'_>, key: Key<Cluster>, base_url: &str) -> Report {
    let cluster = &show.catalog.clusters[key];
    let subject = Subject::Cluster(cluster.id.clone());
    let (name, province) = (show.cluster_name(cluster).text(), show.province());
    let named = |term: &str| show.phrase(term, &[("cluster", &name), ("province", &province)]);
    let address = url::public(base_url, &url::spoken(&format!("{}/index.html", subject.folder()), show.language));
    let page = address.clone().unwrap_or_else(|| show.term("sheet.page"));
    let own = if show.language == Language::Vi { String::new() } else { format!("-{}", show.language) };
    let blocks = page::cluster::blocks(show, key, SECTIONS).into_iter();
    Report {
        kind: ReportKind::Factsheet,
        name: format!("{}-{}{own}", cluster.id, crate::text::slug(&show.catalog.province.name)),
        meta: Meta {
            title: named("sheet.title"),
            author: show.office(),
            date: show.today.to_string(),
            description: named("sheet.about"),
            keywords: vec![show.term("sheet.keyword"), show.cluster_short(cluster), province.clone()],
            language: show.language.tag().into(),
        },
        head: None,
        title: Title { kind: String::new(), text: named("sheet.title"), note: note(show, key) },
        addressees: Vec::new(),
        body: Body::Blocks(blocks.map(|block| shorten(show, block)).collect()),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: show.phrase("sheet.full", &[("page", &page)]),
        qr: address.as_deref().and_then(Qr::of),
        subject,
    }
}

/// Stage, the day of the figures and the day of the sheet.
fn note(show: &Show<'_>, key: Key<Cluster>) -> String {
    let as_of = show.catalog.clusters[key].basis.as_of.map(|date| show.date(date)).unwrap_or_default();
    let (stage, day) = (show.stage_of(key).text(), show.day(show.today));
    show.phrase("sheet.note", &[("stage", &stage), ("as-of", &as_of), ("day", &day)])
}

/// What fits the sheet; documents, conflicts and long remarks stay on the page.
pub const SECTIONS: &[Section] = &[
    Section::Answer,
    Section::FactsInBrief,
    Section::Contact,
    Section::LandInBrief,
    Section::Infrastructure,
    Section::Location,
    Section::Prices,
    Section::Progress,
    Section::ProjectsInBrief,
];

/// The sheet keeps date and source of every fact; the open rungs stay on the page.
fn shorten(show: &Show<'_>, block: Block) -> Block {
    match block {
        Block::Table(table) => match without_gaps(show, table) {
            table if table.rows.is_empty() => {
                let own = [Words::plain(table.caption), table.note];
                Block::paragraph(Words::sentences(own, show.signs()).text())
            }
            table => Block::Table(table),
        },
        Block::Ladder { rungs } => {
            let told = rungs.iter().filter(|rung| matches!(rung.state, Step::Done | Step::Planned));
            let items = told.map(|rung| Words::plain(rung.label.clone()).then(show.signs().colon).with(rung.when()));
            Block::List { items: items.collect() }
        }
        other => other,
    }
}

/// On paper the rows and columns without a figure become one line that names them; none is dropped.
fn without_gaps(show: &Show<'_>, mut table: Table) -> Table {
    let (gaps, rows): (Vec<TableRow>, Vec<TableRow>) =
        table.rows.into_iter().partition(|row| row.cells.len() > 1 && row.cells[1..].iter().all(Cell::is_gap));
    table.rows = rows;
    let names: Vec<String> = gaps.iter().map(|row| row.cells[0].words.text()).collect();
    let heads = take_empty_columns(&mut table);
    for (term, names) in [("sheet.gaps", names), ("sheet.gaps-of-all", heads)] {
        if !names.is_empty() {
            let own = table.note.text();
            let gaps = show.phrase(term, &[("names", &names.join(show.signs().items))]);
            table.note = Words::plain(if own.is_empty() { gaps } else { format!("{own}{}{gaps}", show.signs().gap) });
        }
    }
    table
}

/// Takes out the columns in which no row has a figure, and returns their heads.
fn take_empty_columns(table: &mut Table) -> Vec<String> {
    let is_empty = |column: usize| table.rows.iter().all(|row| row.cells.get(column).is_some_and(Cell::is_gap));
    let empty: Vec<usize> =
        (1..table.columns.len()).filter(|column| !table.rows.is_empty() && is_empty(*column)).collect();
    for row in &mut table.rows {
        row.cells = kept(std::mem::take(&mut row.cells), &empty);
    }
    let heads = empty.iter().map(|column| table.columns[*column].heading.clone()).collect();
    table.columns = kept(std::mem::take(&mut table.columns), &empty);
    heads
}

fn kept<T>(items: Vec<T>, without: &[usize]) -> Vec<T> {
    items.into_iter().enumerate().filter(|(index, _)| !without.contains(index)).map(|(_, item)| item).collect()
}
