//! Which pages there are in which language, and how much of each still stands in Vietnamese.

use serde_json::Value;

use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words, columns};
use crate::site::show::Show;
use crate::site::{Page, PageBody};
use crate::text::{Amount, Language};

/// Returns the blocks: a row for each page that there is in another language, and what is translated of the words.
pub fn blocks(show: &Show<'_>, pages: &[Page]) -> Vec<Block> {
    let others: Vec<Language> = show.others().map(|other| other.language).collect();
    if others.is_empty() {
        return vec![Block::paragraph("Trang này chỉ có tiếng Việt.")];
    }
    let translated = pages.iter().filter(|page| page.language == Language::Vi && page.translations.len() > 1);
    let rows: Vec<TableRow> = translated.map(|page| row(show, &others, page, pages)).collect();
    let all = pages.iter().filter(|page| page.language == Language::Vi).count();
    let count = rows.len();
    let mut heads = columns(&[("Trang", Align::Left, 4)]);
    heads.extend(others.iter().flat_map(|language| columns(&[(head(*language).as_str(), Align::Left, 4)])));
    let caption = format!("Trang có bản tiếng nước ngoài, ngày {}", show.day(show.today));
    let note = "Chỗ còn tiếng Việt: tên, ghi chú, nguồn của dữ liệu chưa có bản dịch; trên trang, mỗi chỗ được đánh dấu là tiếng Việt cho máy đọc màn hình.";
    let table = Table::new("ban-dich", caption, heads, rows).note(note);
    vec![
        Block::paragraph(format!(
            "{count} trong {all} trang có bản tiếng nước ngoài: các trang dành cho nhà đầu tư. Bản tiếng Việt là bản chính. Văn bản pháp luật và nhiệm vụ của cơ quan chỉ có tiếng Việt, không dịch máy."
        )),
        Block::List { items: others.iter().map(|language| words(show, *language)).collect() },
        Block::Table(table),
    ]
}

fn head(language: Language) -> String {
    match language {
        Language::Vi => "Tiếng Việt",
        Language::En => "Tiếng Anh",
        Language::Zh => "Tiếng Trung (giản thể)",
    }
    .to_owned()
}

fn row(show: &Show<'_>, others: &[Language], page: &Page, pages: &[Page]) -> TableRow {
    let own = Words::link(page.title.clone(), Address::file(&page.path));
    let cells = others.iter().map(|language| {
        let path = page.translations.iter().find(|(it, _)| it == language).map(|(_, path)| path);
        let there = path.and_then(|path| pages.iter().find(|page| page.path == *path));
        there.map_or_else(|| Cell::text("chưa dịch"), |there| Cell::text(state(show, there)))
    });
    TableRow::new([Cell::text(own)].into_iter().chain(cells).collect())
}

fn state(show: &Show<'_>, page: &Page) -> Words {
    let link = Words::link(page.title.clone(), Address::file(&page.path)).spoken(page.language);
    let PageBody::Blocks(blocks) = &page.body else { return link };
    match serde_json::to_value(blocks).map_or(0, |blocks| left(&blocks)) {
        0 => link,
        count => link.then(format!(" – còn {} chỗ tiếng Việt", show.number(Amount::from(count)))),
    }
}

/// Counts the stretches of text of a document that are in Vietnamese.
fn left(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(left).sum(),
        Value::Object(fields) if fields.get("language").is_some_and(|tag| tag == Language::Vi.tag()) => 1,
        Value::Object(fields) => fields.values().map(left).sum(),
        _ => 0,
    }
}

/// How much of the fixed words, of the names of clusters and of the words of the data is translated.
fn words(show: &Show<'_>, language: Language) -> Words {
    let catalog = show.catalog;
    let terms = catalog.terms.values();
    let done = terms.filter(|term| term.get(language) != term.vi || term.vi.is_ascii()).count();
    let translations = catalog.translations.values().filter(|it| it.get(language).is_some()).count();
    let number = |count: usize| show.number(Amount::from(count));
    Words::plain(format!(
        "{}: {}/{} từ và câu cố định của trang, {} câu chữ của dữ liệu",
        head(language),
        number(done),
        number(catalog.terms.len()),
        number(translations)
    ))
}
