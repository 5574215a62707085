//! Agencies and duties: the matrix of tasks, and a page for each agency, today and in the letter of 2009.

use crate::catalog::agency::{Agency, AgencyLevel};
use crate::catalog::law::{Duty, Seen};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Fact, Mark, Table, TableRow, Words, columns};
use crate::site::page::{guide, procedure, task, waiting};
use crate::site::show::Show;
use crate::text::within;

/// Returns the blocks of the page of all agencies.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let mut blocks = vec![
        Block::paragraph(
            "Ai làm gì về cụm công nghiệp: hôm nay theo pháp luật hiện hành, và theo Công văn 1143/UBND-KTN ngày 04/12/2009 của UBND tỉnh. Bấm tên cơ quan để xem từng nhiệm vụ với điều khoản.",
        ),
        Block::section("Ai lo việc này?"),
    ];
    blocks.extend(task::finder(show));
    blocks.extend([
        Block::section("Ma trận hôm nay"),
        Block::Table(task::matrix(show)),
        Block::section("Hôm nay và năm 2009"),
        Block::Table(task::then_and_now(show)),
        Block::section("Theo công văn năm 2009"),
        Block::Table(letter(show)),
        Block::section("Cơ quan năm 2009 nay là cơ quan nào"),
        Block::Table(successions(show)),
    ]);
    blocks
}

/// Returns the anchor of a duty on the pages of its agencies.
pub fn duty_anchor(duty: &Duty) -> String {
    format!("nhiem-vu-{}", duty.id.as_str().replace('.', "-"))
}

/// The letter of 2009: the only document whose duties are told one by one with their clause, for the whole province.
fn letter(show: &Show<'_>) -> Table {
    let duties = show.catalog.duties.iter().filter(|duty| is_of_letter(show, duty));
    let rows = duties.map(|duty| {
        let agencies = Words::join(duty.agencies.iter().map(|key| show.agency_link(*key)), "; ");
        TableRow {
            id: Some(format!("cong-van-{}", duty.id.as_str().replace('.', "-"))),
            ..TableRow::new(vec![
                Cell::text(duty.id.as_str().trim_start_matches("1143-").to_owned()),
                Cell::text(duty.clause.clone()),
                Cell::text(agencies),
                Cell::text(duty.role.clone()),
                Cell::text(duty.text.clone()),
                Cell::text(now(show, duty)),
            ])
        }
    });
    let heads = columns(&[
        ("Số", Align::Left, 1),
        ("Điểm của công văn", Align::Left, 2),
        ("Cơ quan năm 2009", Align::Left, 4),
        ("Vai trò", Align::Left, 2),
        ("Nguyên văn", Align::Left, 7),
        ("Nay là", Align::Left, 4),
    ]);
    Table::new("cong-van-2009", "Nhiệm vụ trong Công văn 1143/UBND-KTN ngày 04/12/2009", heads, rows.collect())
}

/// A duty of the province's letter: its document is of the province and its words are quoted.
pub fn is_of_letter(show: &Show<'_>, duty: &Duty) -> bool {
    let document = &show.catalog.documents[duty.document];
    document.scope == crate::catalog::law::Scope::Province && duty.seen == Seen::Original
}

fn now(show: &Show<'_>, duty: &Duty) -> Words {
    let mut keys: Vec<Key<Agency>> = duty.agencies.iter().flat_map(|key| successors(show, *key)).collect();
    keys.sort_unstable();
    keys.dedup();
    Words::join(keys.into_iter().map(|key| show.agency_link(key)), "; ")
}

fn successors(show: &Show<'_>, key: Key<Agency>) -> Vec<Key<Agency>> {
    show.catalog.successors_of(key, show.today)
}

fn successions(show: &Show<'_>) -> Table {
    let ended = show.catalog.agencies.iter().filter(|(_, agency)| !agency.is_live(show.today));
    let rows = ended.map(|(key, agency)| {
        let now = Words::join(successors(show, key).into_iter().map(|key| show.agency_link(key)), "; ");
        TableRow::new(vec![
            Cell::text(show.agency_link(key)),
            show.date_cell(agency.until),
            Cell::text(now),
            Cell::text(agency.basis.note.clone().unwrap_or_default()),
        ])
    });
    let heads = columns(&[
        ("Cơ quan cũ", Align::Left, 4),
        ("Đến ngày", Align::Left, 2),
        ("Nay là", Align::Left, 4),
        ("Ghi chú", Align::Left, 5),
    ]);
    Table::new("ke-tuc", "Cơ quan cũ và cơ quan kế tục", heads, rows.collect())
}

/// Returns the blocks of an agency's page.
pub fn agency_blocks(show: &Show<'_>, key: Key<Agency>) -> Vec<Block> {
    let agency = &show.catalog.agencies[key];
    let mut blocks = vec![facts(show, key, agency)];
    if agency.is_live(show.today) {
        blocks.extend([Block::section("Việc đang chờ"), waiting::block(show, key)]);
        let forms = waiting::forms(show, key).into_iter();
        blocks.extend(forms.flat_map(|table| [Block::section("Biểu phải gửi"), Block::Table(table)]));
    }
    let live = show
        .catalog
        .duties
        .iter()
        .filter(|duty| duty.agencies.contains(&key) && duty.is_live(show.today) && !is_of_letter(show, duty));
    blocks.extend(duty_section(show, "Nhiệm vụ hiện nay", "nhiem-vu", live.collect()));
    let ended = show
        .catalog
        .duties
        .iter()
        .filter(|duty| duty.agencies.contains(&key) && !duty.is_live(show.today) && !is_of_letter(show, duty));
    blocks.extend(duty_section(
        show,
        "Nhiệm vụ đã hết hiệu lực hoặc chưa có hiệu lực",
        "nhiem-vu-khac",
        ended.collect(),
    ));
    let letter = show.catalog.duties.iter().filter(|duty| is_of_letter(show, duty) && belongs(show, duty, key));
    blocks.extend(duty_section(show, "Trong Công văn 1143/UBND-KTN năm 2009", "nhiem-vu-2009", letter.collect()));
    let steps = procedure::of_agency(show, key);
    if !steps.is_empty() {
        blocks.push(Block::section("Bước thủ tục có cơ quan này"));
        blocks.push(Block::List { items: steps });
    }
    let guides = guide::naming(show, |guide| guide.agencies.contains(&key));
    if !guides.is_empty() {
        blocks.push(Block::section("Hướng dẫn có liên quan"));
        blocks.push(Block::List { items: guides });
    }
    blocks
}

/// Returns whether a duty of the letter belongs to an agency: to the body of 2009 and to what that
/// body became.
pub fn belongs(show: &Show<'_>, duty: &Duty, key: Key<Agency>) -> bool {
    duty.agencies.iter().any(|agency| *agency == key || successors(show, *agency).contains(&key))
}

fn facts(show: &Show<'_>, key: Key<Agency>, agency: &Agency) -> Block {
    let text = |text: &Option<String>| text.clone().map_or_else(|| show.unknown(), Words::plain);
    let level = match agency.level {
        AgencyLevel::Central => "central",
        other => other.name(),
    };
    let mut rows = vec![Fact::new("Cấp", Words::plain(show.term(&format!("level.{level}"))), Words::default())];
    rows.push(Fact::new("Việc về cụm công nghiệp", text(&agency.role), show.provenance(&agency.basis)));
    if let Some(until) = agency.until {
        let next = Words::join(successors(show, key).into_iter().map(|key| show.agency_link(key)), "; ");
        rows.push(Fact::new("Kết thúc", Words::plain(show.date(until)), Words::default()));
        rows.push(Fact::new("Nay là", next, Words::default()));
    }
    let before: Vec<Words> = show
        .catalog
        .agencies
        .iter()
        .filter(|(_, other)| other.successors.contains(&key))
        .map(|(key, _)| show.agency_link(key))
        .collect();
    if !before.is_empty() {
        rows.push(Fact::new("Kế tục", Words::join(before, "; "), Words::default()));
    }
    rows.push(Fact::new("Địa chỉ", text(&agency.address), Words::default()));
    rows.push(Fact::new("Điện thoại", text(&agency.phone), Words::default()));
    rows.push(Fact::new("Thư điện tử", text(&agency.email), Words::default()));
    Block::Facts { rows }
}

fn duty_section(show: &Show<'_>, title: &str, id: &str, duties: Vec<&Duty>) -> Vec<Block> {
    if duties.is_empty() {
        return Vec::new();
    }
    let rows = duties.into_iter().map(|duty| {
        let document = show.document_link(duty.document);
        let remark = match (duty.seen, &duty.note) {
            (Seen::Original | Seen::House, None) => Words::default(),
            (Seen::Original | Seen::House, Some(note)) => Words::plain(note.clone()),
            (_, note) => Words::marked(show.term("verify"), Mark::Tag)
                .then(note.clone().map(|note| format!(" {note}")).unwrap_or_default()),
        };
        TableRow {
            id: Some(duty_anchor(duty)),
            ..TableRow::new(vec![
                Cell::text(duty.text.clone()),
                Cell::text(duty.role.clone()),
                Cell::text(task::link(show, duty.task)),
                Cell::text(Words::plain(within(&duty.clause, show.language)).with(document)),
                in_force(show, duty),
                Cell::text(remark),
            ])
        }
    });
    let heads = columns(&[
        ("Nhiệm vụ", Align::Left, 7),
        ("Vai trò", Align::Left, 2),
        ("Việc", Align::Left, 2),
        ("Căn cứ", Align::Left, 4),
        ("Hiệu lực", Align::Left, 2),
        ("Ghi chú", Align::Left, 3),
    ]);
    vec![Block::section(title), Block::Table(Table::new(id, title, heads, rows.collect()))]
}

fn in_force(show: &Show<'_>, duty: &Duty) -> Cell {
    match (duty.in_force_from, duty.in_force_to) {
        (Some(from), Some(to)) => Cell::text(format!("{} – {}", show.date(from), show.date(to))),
        (Some(from), None) => Cell::text(format!("từ {}", show.date(from))),
        (None, Some(to)) => Cell::text(format!("đến {}", show.date(to))),
        (None, None) => Cell::gap(),
    }
}
