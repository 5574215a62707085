//! What the public may know of the state of the data: what is known, how well sourced, how old, and who has reported.
//!
//! Made of [`crate::catalog::public::Public`] alone: what is internal or only counted is here neither known nor lacking.

use std::collections::BTreeMap;

use crate::catalog::basis::Grade;
use crate::catalog::cluster::Cluster;
use crate::catalog::figure::{Conflict, ConflictState};
use crate::catalog::indicator::{FormId, Subject};
use crate::catalog::quality::{Round, Wanted};
use crate::catalog::rollup::{self, Line, Scope};
use crate::catalog::standing::age::Ground;
use crate::catalog::table::Key;
use crate::site::dataset::Dataset;
use crate::site::document::{Address, Align, Block, Cell, RowKind, Table, TableRow, Words, columns};
use crate::site::show::{Show, capital};
use crate::site::url::{self, Place};
use crate::text::{Amount, PartialDate};

use super::{defined, statistics};

/// Returns the blocks of the page.
pub fn blocks(show: &Show<'_>, datasets: &[Dataset]) -> Vec<Block> {
    let current = show.catalog.current();
    let open = show.catalog.conflicts.iter().filter(|conflict| conflict.state == ConflictState::Open);
    let open: Vec<&Conflict> = open.collect();
    let mut blocks = vec![
        Block::paragraph(lead()),
        Block::Notice { words: summary(show, &current, open.len()) },
        Block::section("Từng cụm"),
        Block::Table(clusters(show, &current)),
        Block::section("Từng bảng số liệu"),
        Block::Table(tables(show, &current, datasets)),
        Block::section("Báo cáo của kỳ đến hạn gần nhất"),
        Block::Table(rounds(show)),
        Block::section("Độ phủ của các chỉ tiêu"),
    ];
    blocks.extend(coverage(show));
    blocks.push(Block::section("Số liệu chưa thống nhất"));
    blocks.push(match open.is_empty() {
        true => Block::paragraph("Không có."),
        false => Block::Table(statistics::conflict_table(show, &open)),
    });
    blocks
}

fn lead() -> Words {
    Words::plain("Trang này cho biết số liệu công khai đầy đủ, tin cậy và mới đến đâu. Chưa có số liệu không có nghĩa là không có trong thực tế. Từng số liệu với ngày, nguồn và độ tin cậy ở trang ")
        .with(Words::link("dữ liệu mở", Place::OpenData.address()))
        .then("; khái niệm ở trang ")
        .with(Words::link("định nghĩa", Place::Definitions.address()))
        .then(".")
}

fn summary(show: &Show<'_>, current: &[Fact<'_>], conflicts: usize) -> Words {
    let asked: usize = show.catalog.clusters.iter().map(|(_, cluster)| told_of(cluster).count()).sum();
    let lacking: usize = show.catalog.clusters.iter().map(|(key, _)| lacking(show, key).len()).sum();
    let stale = current.iter().filter(|(_, ground)| ground.is_stale(show.catalog, show.today)).count();
    let number = |count: usize| show.number(Amount::from(count));
    Words::plain(format!(
        "Ngày {}: có {} trong {} thông tin cần có của {} cụm; {} trong {} số liệu hiện hành cần xác nhận lại; {} chỗ hai nguồn chưa thống nhất.",
        show.day(show.today),
        number(asked - lacking),
        number(asked),
        number(show.catalog.clusters.len()),
        number(stale),
        number(current.len()),
        number(conflicts),
    ))
}

type Fact<'a> = (Key<Cluster>, Ground<'a>);

/// What of a cluster the public is told when it is known.
fn told_of(cluster: &Cluster) -> impl Iterator<Item = Wanted> {
    Wanted::ALL.iter().copied().filter(|wanted| wanted.is_told(cluster.level))
}

fn lacking(show: &Show<'_>, key: Key<Cluster>) -> Vec<Wanted> {
    let level = show.catalog.clusters[key].level;
    show.catalog.lacking(key, show.today).into_iter().filter(|wanted| wanted.is_told(level)).collect()
}

fn clusters(show: &Show<'_>, current: &[Fact<'_>]) -> Table {
    let rows = show.clusters().into_iter().map(|(key, cluster)| {
        let (asked, lacking) = (told_of(cluster).count(), lacking(show, key));
        let names = lacking.iter().map(|wanted| wanted.words().get(show.language).to_owned());
        let own: Vec<&Ground<'_>> = current.iter().filter(|(of, _)| *of == key).map(|(_, ground)| ground).collect();
        let mut cells = vec![
            Cell::text(show.cluster_link(key)),
            Cell::text(format!("{} / {asked}", asked - lacking.len())),
            Cell::text(capital(&names.collect::<Vec<_>>().join("; "))),
        ];
        cells.extend(counts(show, &own));
        TableRow::new(cells)
    });
    let mut heads =
        columns(&[("Cụm", Align::Left, 3), ("Đã có", Align::Right, 2), ("Chưa có số liệu công khai", Align::Left, 7)]);
    heads.extend(columns(&COUNTS));
    let caption = format!("Thông tin cần có và số liệu hiện hành của từng cụm, ngày {}", show.day(show.today));
    let note = "Cụm mức B không nêu tên doanh nghiệp, cụm mức C chỉ có số liệu quy hoạch: những gì không công bố thì không tính là thiếu.";
    Table::new("tung-cum", caption, heads, rows.collect()).note(note)
}

const COUNTS: [(&str, Align, u32); 4] = [
    ("Độ tin cậy A", Align::Right, 2),
    ("Độ tin cậy B", Align::Right, 2),
    ("Độ tin cậy C", Align::Right, 2),
    ("Cần xác nhận lại", Align::Right, 2),
];

/// Counts facts by grade, then those that must be confirmed again.
fn counts(show: &Show<'_>, facts: &[&Ground<'_>]) -> Vec<Cell> {
    let graded = Grade::ALL.iter().map(|grade| facts.iter().filter(|ground| ground.basis.grade == *grade).count());
    let stale = facts.iter().filter(|ground| ground.is_stale(show.catalog, show.today)).count();
    graded.chain([stale]).map(|count| counted(show, count)).collect()
}

fn counted(show: &Show<'_>, count: usize) -> Cell {
    let amount = Amount::from(count);
    Cell::number(amount, show.number(amount))
}

fn tables(show: &Show<'_>, current: &[Fact<'_>], datasets: &[Dataset]) -> Table {
    let mut grouped: BTreeMap<&str, Vec<&Ground<'_>>> = BTreeMap::new();
    for (_, ground) in current {
        grouped.entry(ground.basis.at.file.stem()).or_default().push(ground);
    }
    let named = datasets.iter().filter_map(|dataset| Some((dataset, grouped.get(dataset.name)?)));
    let rows = named.map(|(dataset, facts)| {
        let dates = || facts.iter().filter_map(|ground| ground.confirmed);
        let day = |date: Option<PartialDate>| show.date_cell(date);
        let mut cells = vec![
            Cell::text(Words::link(dataset.title, Address::file(&url::dataset_path(dataset.name)))),
            counted(show, facts.len()),
        ];
        cells.extend(counts(show, facts));
        cells.extend([day(dates().min()), day(dates().max())]);
        TableRow::new(cells)
    });
    let mut heads = columns(&[("Bảng", Align::Left, 4), ("Số liệu hiện hành", Align::Right, 2)]);
    heads.extend(columns(&COUNTS));
    heads.extend(columns(&[("Cũ nhất", Align::Left, 2), ("Mới nhất", Align::Left, 2)]));
    let note = Words::plain("Số liệu hiện hành: không có dòng nào mới hơn về cùng một việc. ")
        .with(defined(show, "Độ tin cậy".to_owned(), "do-tin-cay"))
        .then(": A là văn bản hoặc trang của cơ quan nhà nước, B là báo chí hoặc doanh nghiệp, C là nguồn yếu. Giá và tình trạng đất, tiến độ cũ hơn số ngày ghi ở trang định nghĩa thì cần xác nhận lại; diện tích theo quyết định, quy hoạch không cũ đi.");
    Table::new("tung-bang", "Độ tin cậy và tuổi của số liệu theo bảng", heads, rows.collect()).note(note)
}

/// The forms of those who are named in the data: Biểu 02 of developers, Biểu 03 of communes.
fn rounds(show: &Show<'_>) -> Table {
    let rounds = [FormId::Developer, FormId::Commune].into_iter();
    let rows = rounds.filter_map(|form| Some(round(show, &show.catalog.round(form, show.today)?)));
    let heads = columns(&[
        ("Biểu", Align::Left, 2),
        ("Kỳ", Align::Left, 2),
        ("Gửi chậm nhất", Align::Left, 2),
        ("Đơn vị gửi", Align::Right, 2),
        ("Có số liệu công khai", Align::Right, 2),
        ("Chưa có số liệu công khai", Align::Left, 6),
    ]);
    let note = "Biểu số 02 do chủ đầu tư hạ tầng gửi, đếm theo cụm; Biểu số 03 do xã, phường có cụm gửi. Đơn vị có số liệu không công bố từng đơn vị thì ghi là chưa có số liệu công khai.";
    Table::new("ky-den-han", "Đơn vị có và chưa có số liệu công khai của kỳ", heads, rows.collect()).note(note)
}

fn round(show: &Show<'_>, round: &Round<'_>) -> TableRow {
    let mut silent: Vec<Words> = round.silent().map(|subject| sender(show, subject)).collect();
    silent.sort_by(|left, right| show.order.compare(&left.text(), &right.text()));
    let heard = round.senders.len() - silent.len();
    TableRow::new(vec![
        Cell::text(round.form.number.clone()),
        Cell::text(statistics::period_name(round.span)),
        Cell::text(show.day(round.last)),
        counted(show, round.senders.len()),
        counted(show, heard),
        Cell::text(Words::join(silent, "; ")),
    ])
}

fn sender(show: &Show<'_>, subject: Subject) -> Words {
    match subject {
        Subject::Cluster(key) => show.cluster_link(key),
        Subject::Commune(key) => Words::plain(show.catalog.communes[key].name.clone()),
        Subject::Project(_) | Subject::Province => Words::default(),
    }
}

/// How many clusters each row of Biểu số 04 of the newest period covers.
fn coverage(show: &Show<'_>) -> Vec<Block> {
    let Some(period) = show.catalog.periods.iter().max_by_key(|period| period.span) else {
        return vec![Block::paragraph("Chưa có kỳ báo cáo nào.")];
    };
    let lines = rollup::lines(show.catalog, Scope::Province, period.span);
    let rows = lines.iter().filter(|line| line.row.unit.is_some()).map(|line| covered(show, line));
    let heads = columns(&[
        ("TT", Align::Left, 1),
        ("Chỉ tiêu", Align::Left, 8),
        ("Cụm có số liệu", Align::Right, 2),
        ("Cụm phải có số liệu", Align::Right, 2),
        ("Cụm chưa rõ có thuộc dòng", Align::Right, 2),
        ("Tổng dựa vào số liệu", Align::Left, 4),
    ]);
    let caption =
        format!("Độ phủ của từng chỉ tiêu Biểu số 04, {}", statistics::period_name(period.span).to_lowercase());
    let mut table = Table::new("do-phu", caption, heads, rows.collect());
    table.head_column = 1;
    vec![Block::Table(table)]
}

fn covered(show: &Show<'_>, line: &Line<'_>) -> TableRow {
    let weak = line.sum.is_weak.then(|| show.term("grade.C"));
    let stale = line.sum.is_stale.then(|| show.term("reconfirm"));
    let marks = weak.into_iter().chain(stale).collect::<Vec<_>>().join("; ");
    let cells = vec![
        Cell::text(line.row.number.clone()),
        Cell::text(line.row.text.clone()),
        counted(show, line.sum.known),
        counted(show, line.sum.whole()),
        counted(show, line.sum.unclear.len()),
        Cell::text(capital(&marks)),
    ];
    let kind = if line.row.number.contains('.') { RowKind::Sub } else { RowKind::Row };
    TableRow { kind, ..TableRow::new(cells) }
}
