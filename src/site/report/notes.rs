//! What a reader of the report must know of its figures: what they mean, how they are summed, where sources disagree,
//! what is missing, what was revised, and where all of it comes from.

use std::collections::BTreeSet;

use crate::catalog::basis::Source;
use crate::catalog::figure::{Conflict, ConflictState};
use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{self, Compared, Line, Rule, Scope};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, RowKind, Table, TableRow, Words, columns};
use crate::site::page::statistics;
use crate::site::report::cite;
use crate::site::show::{Show, number};
use crate::text::PartialDate;
use crate::text::article::within;

/// Returns the blocks of the annex.
pub(super) fn blocks(show: &Show<'_>, span: Span) -> Vec<Block> {
    let heading = |text: &str| Block::Heading { level: 2, id: crate::text::slug(text), text: text.to_owned() };
    let mut notes = vec![heading("1. Kỳ, ngày chốt và cách cộng"), Block::paragraph(periods(show, span))];
    notes.extend(of_firms(show).map(Block::paragraph));
    notes.extend(undecided(show, span).map(Block::paragraph));
    notes.extend([
        Block::paragraph(by_law(show)),
        occupancy(show),
        heading("2. Khái niệm"),
        definitions(show),
        heading("3. Số liệu chưa thống nhất"),
    ]);
    notes.extend(conflicts(show, span));
    let compared = show.catalog.compared_in(span);
    let other: Vec<&Compared<'_>> = compared.iter().filter(|compared| compared.contradicts()).collect();
    if !other.is_empty() {
        notes.push(Block::Table(communes(show, &other)));
    }
    notes.extend([heading("4. Số liệu còn thiếu"), statistics::missing(show, span)]);
    notes.extend([heading("5. Số liệu sửa đổi sau khi báo cáo được ký"), revisions(show, span)]);
    notes.extend([heading("6. Nguồn số liệu"), sources(show, span)]);
    notes
}

/// From when to when a period goes, as the circular of the forms says, and how its sums are made.
fn periods(show: &Show<'_>, span: Span) -> Words {
    let circular = show.catalog.form(FormId::Province, span.to()).map(|form| cite::named(show, form.document));
    let basis = circular.map(|document| Words::plain(" (").with(document).then(")")).unwrap_or_default();
    Words::plain("Kỳ 6 tháng tính từ 15/12 năm trước đến 14/6, kỳ năm đến 14/12 và gồm cả kỳ 6 tháng").with(basis).then(
        ". Tổng số cộng từ các cụm, không cộng từ biểu của xã. “Chưa có số liệu” không phải là 0. “Chưa kiểm chứng”: chỉ có trang môi giới, trang danh sách hoặc một nguồn yếu. “Cần xác nhận lại”: số liệu đã quá thời hạn phải cập nhật. Tỷ lệ phần trăm làm tròn đến một chữ số thập phân; số khác giữ nguyên như nguồn ghi.",
    )
}

/// Says that some clusters count as established of which no decision is at hand.
fn undecided(show: &Show<'_>, span: Span) -> Option<String> {
    let lines = rollup::lines(show.catalog, Scope::Province, span);
    let count = lines.iter().find(|line| line.row.number == "3")?.sum.undecided;
    (count > 0).then(|| {
        format!(
            "{count} cụm được tính vào số cụm đã thành lập theo thông tin của nguồn nêu ở Phụ lục II, chưa có quyết định thành lập để đối chiếu."
        )
    })
}

/// Says how occupancy is computed, and how the decree defines it.
fn by_law(show: &Show<'_>) -> Words {
    let told = Words::plain(
        "Tỷ lệ lấp đầy ở dòng 19 là đất đã cho thuê trên đất công nghiệp của các cụm đang hoạt động có cả hai số.",
    );
    let definition = show.catalog.definitions.iter().find(|definition| definition.id == OCCUPANCY);
    let basis = definition.and_then(|it| Some((it.article.as_ref()?, it.document?)));
    basis.map_or(told.clone(), |(article, document)| {
        told.then(format!(" Theo {}", within(article, show.language)))
            .with(cite::named(show, document))
            .then(", tử số còn gồm đất đã chấp thuận đầu tư mà chưa cho thuê; tỷ lệ tính theo cách đó ở bảng dưới đây.")
    })
}

/// The definition of occupancy.
const OCCUPANCY: &str = "ty-le-lap-day";

/// Both ways to compute occupancy, cluster by cluster.
fn occupancy(show: &Show<'_>) -> Block {
    let rows: Vec<TableRow> = show
        .clusters()
        .into_iter()
        .filter_map(|(key, cluster)| {
            let standing = show.standing(key);
            let ways = [Some(standing.occupancy_in_practice()?), standing.occupancy_by_law()];
            let [practice, law] = ways.map(|ratio| show.ratio_cell(ratio.as_ref(), show.unknown_cell()));
            Some(TableRow::new(vec![Cell::text(cluster.short.clone()), practice, law]))
        })
        .collect();
    if rows.is_empty() {
        return Block::paragraph("Chưa cụm nào có đủ số liệu để tính tỷ lệ lấp đầy.");
    }
    let heads = columns(&[
        ("Cụm", Align::Left, 3),
        ("Đã cho thuê / đất công nghiệp (dùng ở dòng 19)", Align::Right, 5),
        ("Đã cho thuê và đã chấp thuận đầu tư / đất công nghiệp", Align::Right, 5),
    ]);
    let table = Table::new("lap-day", "Tỷ lệ lấp đầy theo hai cách tính", heads, rows);
    Block::Table(table.source("Phụ lục III."))
}

/// Units of distances and prices, which no table of the report has.
const UNREPORTED: [&str; 2] = ["km", "VND/m²"];

/// The terms that are measured, with their articles.
fn definitions(show: &Show<'_>) -> Block {
    let mut terms: Vec<_> = show.catalog.definitions.iter().collect();
    terms.sort_by_key(|definition| definition.order);
    let is_reported = |unit: &String| !UNREPORTED.contains(&unit.as_str());
    terms.retain(|definition| definition.unit.as_ref().is_some_and(is_reported));
    if terms.is_empty() {
        return Block::paragraph("Không có khái niệm nào có đơn vị tính.");
    }
    let rows = terms.into_iter().map(|definition| {
        let article = definition.article.clone().unwrap_or_default();
        let document = definition.document.map(|key| cite::named(show, key)).unwrap_or_default();
        TableRow::new(vec![
            Cell::text(definition.term.clone()),
            Cell::text(definition.text.clone()),
            Cell::text(Words::plain(article).then(" ").with(document)),
        ])
    });
    let heads = columns(&[("Khái niệm", Align::Left, 3), ("Nội dung", Align::Left, 9), ("Căn cứ", Align::Left, 4)]);
    Block::Table(
        Table::new("khai-niem", "Khái niệm dùng trong báo cáo", heads, rows.collect())
            .source("văn bản ghi ở cột Căn cứ."),
    )
}

/// Conflicts that somebody settled, and those that nobody has.
fn conflicts(show: &Show<'_>, span: Span) -> Vec<Block> {
    let of = |state: ConflictState| -> Vec<&Conflict> {
        show.catalog.conflicts.iter().filter(|conflict| conflict.state_on(span.to()) == Some(state)).collect()
    };
    let (open, settled) = (of(ConflictState::Open), of(ConflictState::Settled));
    let printed = |id: &str, caption: &str, conflicts: &[&Conflict]| {
        let mut table = statistics::conflict_table(show, conflicts);
        table.rows.iter_mut().for_each(|row| row.kind = RowKind::Row);
        table.id = format!("bang-{id}");
        Block::Table(Table { caption: caption.to_owned(), ..table }.source("ghi sau từng giá trị."))
    };
    let mut blocks = Vec::new();
    match open.is_empty() {
        true => blocks.push(Block::paragraph("Không có số liệu nào mà các nguồn còn khác nhau.")),
        false => blocks.push(printed("chua-thong-nhat", "Số liệu các nguồn còn khác nhau, chưa thống nhất", &open)),
    }
    if !settled.is_empty() {
        blocks.push(printed("da-chon", "Số liệu các nguồn khác nhau, đã chọn một giá trị", &settled));
    }
    blocks
}

/// Rows of signed reports that the data of today would give otherwise.
fn revisions(show: &Show<'_>, span: Span) -> Block {
    let mut rows = Vec::new();
    for period in [span, span.previous(), span.year_before()] {
        let lines = rollup::lines(show.catalog, Scope::Province, period);
        rows.extend(lines.iter().filter_map(|line| revision(line, period)));
    }
    if rows.is_empty() {
        return Block::paragraph(
            "Không có số liệu nào của báo cáo đã ký ở kỳ này, kỳ báo cáo trước và cùng kỳ năm trước phải sửa đổi.",
        );
    }
    let heads = columns(&[
        ("Kỳ", Align::Left, 2),
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 8),
        ("Số đã ký", Align::Right, 2),
        ("Số hiện nay", Align::Right, 2),
        ("Ngày chốt", Align::Left, 2),
    ]);
    let caption = "Số đã ký và số hiện nay, nơi hai số khác nhau";
    Block::Table(
        Table { head_column: 2, ..Table::new("sua-doi", caption, heads, rows) }.source("báo cáo đã ký; Phụ lục I."),
    )
}

fn revision(line: &Line<'_>, period: Span) -> Option<TableRow> {
    let (kept, now) = (line.signed?, line.revised?);
    Some(TableRow::new(vec![
        Cell::text(statistics::period_name(period)),
        Cell::text(line.row.number.clone()),
        Cell::text(line.row.text.clone()),
        kept.value.map_or_else(Cell::gap, |value| Cell::number(value, number(value))),
        Cell::number(now, number(now)),
        Cell::text(PartialDate::Day(kept.on).written(crate::text::Language::Vi)),
    ]))
}

/// The sources of what is told, with the day on which somebody last looked at each.
fn sources(show: &Show<'_>, span: Span) -> Block {
    let is_known = |date: Option<PartialDate>| date.is_none_or(|date| date.first() <= span.to());
    let told = show.catalog.facts().filter(|basis| is_known(basis.as_of)).flat_map(|basis| &basis.sources);
    let disputed = show.catalog.conflicts.iter().filter(|conflict| conflict.state_on(span.to()).is_some());
    let disputed = disputed.flat_map(|conflict| conflict.source_a.iter().chain(&conflict.source_b));
    let named: BTreeSet<Key<Source>> = told.chain(disputed).copied().collect();
    let mut all: Vec<(Key<Source>, &Source)> = named.into_iter().map(|key| (key, &show.catalog.sources[key])).collect();
    all.sort_by_key(|(_, source)| source.id.as_str());
    show.order.sort_by(&mut all, |(_, source)| &source.publisher);
    let rows = all.into_iter().map(|(key, source)| {
        TableRow::new(vec![
            Cell::text(show.publishers(&[key])),
            Cell::text(source.title.clone()),
            Cell::text(show.date(source.checked_on)),
        ])
    });
    let heads = columns(&[("Nơi công bố", Align::Left, 5), ("Tài liệu", Align::Left, 9), ("Ngày xem", Align::Left, 2)]);
    let caption = "Nguồn của số liệu trong báo cáo";
    Block::Table(Table::new("nguon", caption, heads, rows.collect()).source("ghi ở cột Nơi công bố."))
}

/// Figures of communes that contradict the sums of their clusters.
fn communes(show: &Show<'_>, other: &[&Compared<'_>]) -> Table {
    let rows = other.iter().map(|compared| {
        let (row, sum) = (compared.row, &compared.sum);
        TableRow::new(vec![
            Cell::text(show.catalog.communes[compared.commune].running_name()),
            Cell::text(row.number.clone()),
            Cell::text(row.text.clone()),
            Cell::text(row.unit.clone().unwrap_or_default()),
            Cell::number(compared.stated, number(compared.stated)),
            compared.own().map_or_else(Cell::gap, |own| Cell::number(own, number(own))),
            Cell::text(format!("{}/{}", sum.known, sum.known + sum.missing.len())),
        ])
    });
    let heads = columns(&[
        ("Xã, phường", Align::Left, 3),
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 7),
        ("Đơn vị tính", Align::Center, 2),
        ("Biểu số 03 ghi", Align::Right, 2),
        ("Cộng từ các cụm", Align::Right, 2),
        ("Số cụm có số liệu", Align::Right, 2),
    ]);
    Table::new("bieu-03", "Biểu số 03 của xã khác với số cộng từ các cụm của xã", heads, rows.collect())
}

/// Says whether the developers' own projects are in the rows on firms, which the circular leaves open.
fn of_firms(show: &Show<'_>) -> Option<String> {
    let of_form = |rule: &Rule, form: FormId| rule.reported().any(|indicator| indicator.form == form);
    let rules = show.catalog.rows_of(FormId::Province, show.today);
    let rules =
        rules.filter_map(|row| show.catalog.rule(row, show.today)).filter(|rule| of_form(rule, FormId::Project));
    let (with, without): (Vec<&Rule>, Vec<&Rule>) = rules.partition(|rule| of_form(rule, FormId::Developer));
    let said = [(with, "cộng cả"), (without, "không cộng")].into_iter().filter(|(rules, _)| !rules.is_empty());
    let said = said.map(|(rules, word)| {
        let numbers = rules.iter().map(|rule| rule.row.as_str()).collect::<Vec<_>>().join(", ");
        format!(
            "Dòng {numbers} cộng Biểu số 01 của các dự án trong cụm, {word} dự án hạ tầng của chủ đầu tư (Biểu số 02)."
        )
    });
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join(" "))
}
