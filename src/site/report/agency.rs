//! The work of an agency on paper: what waits for it, since when and by when, what it has to send, its duties today and
//! in the letter of 2009, each with its clause.

use crate::catalog::agency::Agency;
use crate::catalog::law::Duty;
use crate::catalog::table::Key;
use crate::settings::ReportKind;
use crate::site::document::{Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::page::agency::{belongs, is_of_letter};
use crate::site::page::waiting;
use crate::site::show::Show;
use crate::text::within;

use super::{Body, Meta, Report, Subject, Title};

/// Returns the sheet of an agency that exists on the day of the build.
pub fn report(show: &Show<'_>, key: Key<Agency>) -> Report {
    let (agency, province) = (&show.catalog.agencies[key], &show.catalog.province.name);
    let title = format!("Nhiệm vụ, việc đang chờ về cụm công nghiệp của {}", agency.name);
    Report {
        kind: ReportKind::Agency,
        subject: Subject::Agency(agency.id.clone()),
        name: format!("viec-{}", agency.id),
        meta: Meta {
            title: format!("{title}, đến ngày {}", show.day(show.today)),
            author: show.catalog.office(),
            date: show.today.to_string(),
            description: format!("Nhiệm vụ về cụm công nghiệp và việc đang chờ của {}", agency.name),
            keywords: vec!["cụm công nghiệp".into(), agency.name.clone(), province.clone()],
            language: "vi".into(),
        },
        head: None,
        title: Title {
            kind: String::new(),
            text: title,
            note: format!("(Tỉnh {province}, đến ngày {})", show.day(show.today)),
        },
        addressees: Vec::new(),
        body: Body::Blocks(blocks(show, key)),
        recipients: Vec::new(),
        signer: Vec::new(),
        annexes: Vec::new(),
        footer: String::new(),
        qr: None,
    }
}

fn blocks(show: &Show<'_>, key: Key<Agency>) -> Vec<Block> {
    let mut blocks = vec![section("Việc đang chờ"), waiting::block(show, key)];
    if let Some(table) = waiting::forms(show, key) {
        blocks.extend([section("Biểu phải gửi"), Block::Table(table)]);
    }
    let own = |duty: &&Duty| duty.agencies.contains(&key) && duty.is_live(show.today) && !is_of_letter(show, duty);
    let of_letter = |duty: &&Duty| is_of_letter(show, duty) && belongs(show, duty, key);
    let today: Vec<&Duty> = show.catalog.duties.iter().filter(own).collect();
    let letter: Vec<&Duty> = show.catalog.duties.iter().filter(of_letter).collect();
    for (title, id, duties) in
        [("Nhiệm vụ hiện nay", "nhiem-vu", today), ("Trong Công văn 1143/UBND-KTN năm 2009", "nhiem-vu-2009", letter)]
    {
        blocks.push(section(title));
        blocks.push(if duties.is_empty() {
            Block::paragraph("Văn bản đã đọc không giao nhiệm vụ cho cơ quan này.")
        } else {
            Block::Table(table(show, key, id, &duties))
        });
    }
    blocks
}

fn section(title: &str) -> Block {
    Block::Heading { level: 1, id: crate::text::slug(title), text: title.to_owned() }
}

/// Duties with their clauses; which forerunner bore one in 2009, where it had another name; a time only where one is set.
fn table(show: &Show<'_>, key: Key<Agency>, id: &str, duties: &[&Duty]) -> Table {
    let has_deadline = duties.iter().any(|duty| duty.deadline.is_some());
    let rows = duties.iter().enumerate().map(|(index, duty)| {
        let mut cells = vec![
            Cell::text((index + 1).to_string()),
            Cell::text(duty.text.clone()),
            Cell::text(role(show, key, duty)),
            Cell::text(Words::plain(within(&duty.clause, show.language)).with(show.document_link(duty.document))),
        ];
        if has_deadline {
            cells.push(duty.deadline.clone().map_or_else(Cell::gap, Cell::text));
        }
        TableRow::new(cells)
    });
    let mut heads = columns(&[
        ("TT", Align::Center, 1),
        ("Nhiệm vụ", Align::Left, 8),
        ("Vai trò", Align::Left, 3),
        ("Căn cứ", Align::Left, 4),
    ]);
    if has_deadline {
        heads.extend(columns(&[("Thời hạn", Align::Left, 3)]));
    }
    let table = Table { head_column: 1, ..Table::new(id, String::new(), heads, rows.collect()) };
    if has_deadline { table.note("… : văn bản không nêu thời hạn.") } else { table }
}

fn role(show: &Show<'_>, key: Key<Agency>, duty: &Duty) -> String {
    let agencies = &show.catalog.agencies;
    let is_before = |other: &&Key<Agency>| {
        show.catalog.successors_of(**other, show.today).contains(&key) && agencies[**other].name != agencies[key].name
    };
    let before: Vec<&str> =
        duty.agencies.iter().filter(is_before).map(|other| agencies[*other].name.as_str()).collect();
    if duty.agencies.contains(&key) || before.is_empty() {
        return duty.role.clone();
    }
    format!("{} (khi đó: {})", duty.role, before.join("; "))
}
