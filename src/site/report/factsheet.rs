//! The factsheet of a cluster: the cluster's page, made to fit one or two sheets of A4.

use crate::catalog::cluster::Cluster;
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Block, Cell, Step, Table, TableRow, Words};
use crate::site::page::{self, cluster::Section};
use crate::site::qr::Qr;
use crate::site::show::Show;
use crate::site::url;

use super::{Body, Meta, Report, Subject, Title};

/// Returns the factsheet of a cluster.
pub fn report(show: &Show<'_>, key: Key<Cluster>, base_url: &str) -> Report {
    let cluster = &show.catalog.clusters[key];
    let agency = &show.catalog.agencies[show.catalog.province.agency];
    let province = &show.catalog.province.name;
    let folder = url::cluster_folder(&cluster.id);
    let address = url::public(base_url, &format!("{folder}/index.html"));
    let as_of = cluster.basis.as_of.map(|date| show.date(date)).unwrap_or_default();
    let stage = show.stage_of(key).text();
    let blocks = page::cluster::blocks(show, key, SECTIONS).into_iter();
    Report {
        kind: ReportKind::Factsheet,
        subject: Subject::Cluster(cluster.id.clone()),
        name: format!("{}-{}", cluster.id, crate::text::slug(province)),
        meta: Meta {
            title: format!("{}, tỉnh {province}", cluster.name),
            author: format!("{} tỉnh {province}", agency.name),
            date: show.today.to_string(),
            description: format!("Thông tin chính về {} tỉnh {province}", cluster.name),
            keywords: vec!["cụm công nghiệp".into(), cluster.short.clone(), province.clone()],
            language: "vi".into(),
        },
        head: None,
        title: Title {
            kind: String::new(),
            text: format!("{}, tỉnh {province}", cluster.name),
            note: format!("Giai đoạn: {stage}. Số liệu đến {as_of}, lập ngày {}", show.day(show.today)),
        },
        addressees: Vec::new(),
        body: Body::Blocks(blocks.map(shorten).collect()),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: format!(
            "Bản đầy đủ với văn bản và nguồn từng số liệu: {}",
            address.as_deref().unwrap_or("trang của cụm này")
        ),
        qr: address.as_deref().and_then(Qr::of),
    }
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
    Section::Projects,
];

/// The sheet keeps date and source of every fact; the open rungs stay on the page.
fn shorten(block: Block) -> Block {
    match block {
        Block::Table(table) => match without_gaps(table) {
            table if table.rows.is_empty() => Block::paragraph(format!("{}. {}", table.caption, table.note.text())),
            table => Block::Table(table),
        },
        Block::Ladder { rungs } => {
            let told = rungs.iter().filter(|rung| matches!(rung.state, Step::Done | Step::Planned));
            let items = told.map(|rung| Words::plain(format!("{}: ", rung.label)).with(rung.when()));
            Block::List { items: items.collect() }
        }
        other => other,
    }
}

/// On paper the rows and columns without a figure become one line that names them; none is dropped.
fn without_gaps(mut table: Table) -> Table {
    let (gaps, rows): (Vec<TableRow>, Vec<TableRow>) =
        table.rows.into_iter().partition(|row| row.cells.len() > 1 && row.cells[1..].iter().all(Cell::is_gap));
    table.rows = rows;
    let names = gaps.iter().map(|row| row.cells[0].words.text());
    let names: Vec<String> = names.chain(take_empty_columns(&mut table)).collect();
    if !names.is_empty() {
        let own = table.note.text();
        let gaps = format!("Chưa có số liệu: {}.", names.join("; "));
        table.note = Words::plain(if own.is_empty() { gaps } else { format!("{own} {gaps}") });
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
