//! Who looks after a task: a finder, the matrix of tasks and agencies, and each task today beside the letter of 2009.

use std::collections::BTreeSet;

use crate::catalog::agency::Agency;
use crate::catalog::law::{Duty, Seen, Task, Verb};
use crate::catalog::table::Key;
use crate::site::document::{Address, Align, Block, Cell, Mark, RowKind, Table, TableRow, Words, columns};
use crate::site::show::Show;
use crate::site::url::{self, Place};

use super::agency::{duty_anchor, is_of_letter};

/// The duties of a task by today's law, and by the letter of the province.
struct Work<'a> {
    task: Task,
    label: String,
    today: Vec<&'a Duty>,
    letter: Vec<&'a Duty>,
}

/// Every task in Vietnamese order of its name; its duties from who decides to who guides.
fn works<'a>(show: &Show<'a>) -> Vec<Work<'a>> {
    let of = |task: Task, letter: bool| {
        let own = show.catalog.duties.iter().filter(|duty| duty.task == task && is_of_letter(show, duty) == letter);
        let mut own: Vec<&Duty> = own.filter(|duty| letter || duty.is_live(show.today)).collect();
        own.sort_by_key(|duty| Verb::ALL.iter().position(|verb| *verb == duty.verb));
        own
    };
    let work = |task: &Task| Work {
        task: *task,
        label: show.label(&format!("task.{}", task.name())),
        today: of(*task, false),
        letter: of(*task, true),
    };
    let mut works: Vec<Work<'a>> = Task::ALL.iter().map(work).collect();
    show.order.sort_by(&mut works, |work| &work.label);
    works
}

fn anchor(task: Task) -> String {
    format!("viec-{}", task.name())
}

/// Returns the way from a duty back to all who share its task.
pub fn link(show: &Show<'_>, task: Task) -> Words {
    let text = show.label(&format!("task.{}", task.name()));
    Words::link(text, Address::file(&format!("{}#{}", Place::Agencies.path(), anchor(task))))
}

fn page_of(show: &Show<'_>, agency: Key<Agency>, duty: &Duty) -> Address {
    let page = url::agency_path(&show.catalog.agencies[agency]);
    Address::file(&format!("{page}#{}", duty_anchor(duty)))
}

/// Returns the answer to "who looks after this?": the tasks to choose from, then who does what of each, and whom to ask.
pub fn finder(show: &Show<'_>) -> Vec<Block> {
    let works = works(show);
    let choices = works.iter().map(|work| Words::link(work.label.clone(), Address::anchor(&anchor(work.task))));
    let rows = works.iter().flat_map(|work| {
        let own = work.today.iter().flat_map(|duty| duty.agencies.iter().map(|key| duty_row(show, *key, duty)));
        let own: Vec<TableRow> = own.collect();
        let own = if own.is_empty() { vec![nobody()] } else { own };
        [task_row(work, true)].into_iter().chain(own).collect::<Vec<_>>()
    });
    let heads = columns(&[
        ("Cơ quan", Align::Left, 4),
        ("Vai trò", Align::Left, 2),
        ("Việc", Align::Left, 7),
        ("Thời hạn", Align::Left, 3),
        ("Căn cứ", Align::Left, 4),
        ("Điện thoại, thư điện tử", Align::Left, 3),
    ]);
    let table =
        Table::new("ai-lo-viec", "Từng việc hiện nay: ai làm, theo điều khoản nào, hỏi ai", heads, rows.collect());
    let note = "… : chưa có số liệu, hoặc văn bản không nêu thời hạn. Bấm tên cơ quan để xem mọi việc và địa chỉ của cơ quan đó.";
    vec![Block::List { items: choices.collect() }, Block::Table(table.note(note))]
}

/// The head of a task's rows; only one of the tables on the page has the anchor.
fn task_row(work: &Work<'_>, anchored: bool) -> TableRow {
    let cells = vec![Cell::text(work.label.clone())];
    TableRow { kind: RowKind::Head, id: anchored.then(|| anchor(work.task)), ..TableRow::new(cells) }
}

fn nobody() -> TableRow {
    let mut cells = vec![Cell::gap(); 6];
    cells[2] = Cell::text("văn bản đã đọc không giao việc này");
    TableRow::new(cells)
}

fn duty_row(show: &Show<'_>, key: Key<Agency>, duty: &Duty) -> TableRow {
    let agency = &show.catalog.agencies[key];
    // The mark stands behind the clause; the link of a document has one of its own only where the clause has none.
    let document =
        Words::link(show.catalog.documents[duty.document].citation(), url::document(show.catalog, duty.document));
    let ask: Vec<&str> = [&agency.phone, &agency.email].into_iter().filter_map(|way| way.as_deref()).collect();
    TableRow::new(vec![
        Cell::text(show.agency_link(key)),
        Cell::text(show.term(&format!("verb.{}", duty.verb.name()))),
        Cell::text(show.said(duty.text.clone())),
        duty.deadline.clone().map_or_else(Cell::gap, Cell::text),
        Cell::text(clause(show, key, duty).then(", ").with(document)),
        if ask.is_empty() { Cell::gap() } else { Cell::text(ask.join("; ")) },
    ])
}

/// The clause, leading to the duty on the agency's page, marked when its words were not read.
pub fn clause(show: &Show<'_>, key: Key<Agency>, duty: &Duty) -> Words {
    let link = Words::link(duty.clause.clone(), page_of(show, key, duty));
    if is_sure(duty) { link } else { link.with(doubt(show)) }
}

fn is_sure(duty: &Duty) -> bool {
    matches!(duty.seen, Seen::Original | Seen::House)
}

fn doubt(show: &Show<'_>) -> Words {
    Words::plain(" ").with(Words::marked(show.term("verify"), Mark::Tag))
}

/// Returns the matrix of today: a row for each task, a column for each agency that the law gives one to.
pub fn matrix(show: &Show<'_>) -> Table {
    let works = works(show);
    let bears = |key: &Key<Agency>| works.iter().flat_map(|work| &work.today).any(|duty| duty.agencies.contains(key));
    let agencies: Vec<(Key<Agency>, &Agency)> =
        show.catalog.agencies.iter().filter(|(key, agency)| agency.is_live(show.today) && bears(key)).collect();
    let rows = works.iter().map(|work| {
        let head = Words::link(work.label.clone(), Address::anchor(&anchor(work.task)));
        let cells = agencies.iter().map(|(key, _)| verbs(show, *key, &work.today));
        TableRow::new([Cell::text(head)].into_iter().chain(cells).collect())
    });
    let mut heads = columns(&[("Việc", Align::Left, 3)]);
    heads.extend(agencies.iter().flat_map(|(_, agency)| columns(&[(agency.short.as_str(), Align::Left, 2)])));
    Table::new("hom-nay", "Việc và cơ quan hiện nay", heads, rows.collect())
        .note("… : văn bản đã đọc không giao việc này cho cơ quan đó. Mỗi chữ dẫn đến nhiệm vụ và điều khoản.")
}

/// The different verbs of an agency in a task, each leading to its first duty, doubtful ones marked.
fn verbs(show: &Show<'_>, key: Key<Agency>, duties: &[&Duty]) -> Cell {
    let words = Verb::ALL.iter().filter_map(|verb| {
        let mut own = duties.iter().filter(|duty| duty.verb == *verb && duty.agencies.contains(&key));
        let first = own.next()?;
        let seen = is_sure(first) || own.any(|duty| is_sure(duty));
        let link = Words::link(show.term(&format!("verb.{}", verb.name())), page_of(show, key, first));
        Some(if seen { link } else { link.with(doubt(show)) })
    });
    let words: Vec<Words> = words.collect();
    if words.is_empty() { Cell::gap() } else { Cell::text(Words::join(words, ", ")) }
}

/// Returns each task with its agencies today and in the letter, matched through the succession of agencies.
pub fn then_and_now(show: &Show<'_>) -> Table {
    let rows = works(show).into_iter().flat_map(|work| {
        let keys = bearers(show, &work);
        let compared = keys.into_iter().map(|key| compared(show, &work, key));
        [task_row(&work, false)].into_iter().chain(compared).collect::<Vec<_>>()
    });
    let heads = columns(&[
        ("Cơ quan hiện nay", Align::Left, 3),
        ("Hôm nay", Align::Left, 4),
        ("Cơ quan năm 2009", Align::Left, 3),
        ("Năm 2009", Align::Left, 4),
    ]);
    Table::new("hom-nay-va-2009", "Từng việc hôm nay và theo công văn năm 2009", heads, rows.collect()).note(
        "Mỗi điều khoản dẫn đến nhiệm vụ. Cơ quan năm 2009 đứng cạnh cơ quan kế tục. … : văn bản không giao việc này.",
    )
}

/// The agencies of today that bear a task, or whose forerunners bore it.
fn bearers(show: &Show<'_>, work: &Work<'_>) -> BTreeSet<Key<Agency>> {
    let today = work.today.iter().flat_map(|duty| duty.agencies.iter().copied());
    let letter = work.letter.iter().flat_map(|duty| duty.agencies.iter());
    today.chain(letter.flat_map(|key| show.catalog.successors_of(*key, show.today))).collect()
}

fn compared(show: &Show<'_>, work: &Work<'_>, key: Key<Agency>) -> TableRow {
    let own: Vec<&Duty> = work.today.iter().copied().filter(|duty| duty.agencies.contains(&key)).collect();
    let before = work.letter.iter().flat_map(|duty| duty.agencies.iter().copied());
    let before: BTreeSet<Key<Agency>> =
        before.filter(|old| show.catalog.successors_of(*old, show.today).contains(&key)).collect();
    let bore = |duty: &&Duty| duty.agencies.iter().any(|agency| before.contains(agency));
    let letter: Vec<&Duty> = work.letter.iter().copied().filter(bore).collect();
    let old = Words::join(before.iter().map(|old| show.agency_link(*old)), "; ");
    TableRow::new(vec![
        Cell::text(show.agency_link(key)),
        clauses(show, key, &own),
        if before.is_empty() { Cell::gap() } else { Cell::text(old) },
        clauses(show, key, &letter),
    ])
}

/// Each verb with the clauses that give it: `chủ trì: khoản 3 Điều 10, khoản 1 Điều 33`.
fn clauses(show: &Show<'_>, key: Key<Agency>, duties: &[&Duty]) -> Cell {
    if duties.is_empty() {
        return Cell::gap();
    }
    let verbs = Verb::ALL.iter().filter_map(|verb| {
        let links: Vec<Words> =
            duties.iter().filter(|duty| duty.verb == *verb).map(|duty| clause(show, key, duty)).collect();
        let name = show.term(&format!("verb.{}", verb.name()));
        (!links.is_empty()).then(|| Words::plain(format!("{name}: ")).with(Words::join(links, ", ")))
    });
    Cell::text(Words::join(verbs, "; "))
}
