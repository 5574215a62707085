//! Definitions, and changes in words.

use crate::catalog::cluster::Cluster;
use crate::catalog::figure::Change;
use crate::catalog::indicator::FormId;
use crate::catalog::rollup::{Rule, Term};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Fact, Mark, Table, TableRow, Words, columns};
use crate::site::show::{Show, capital};
use crate::site::url::Place;

/// Returns the blocks of the page of definitions.
pub fn definitions(show: &Show<'_>) -> Vec<Block> {
    let mut definitions: Vec<_> = show.catalog.definitions.iter().collect();
    definitions.sort_by_key(|definition| definition.order);
    let mut blocks = vec![Block::paragraph(
        Words::plain("Mỗi bảng số liệu trên trang dùng các khái niệm dưới đây. Khái niệm có trong luật thì ghi điều khoản. Số liệu đầy đủ, tin cậy và mới đến đâu: ")
            .with(Words::link(show.term("page.quality"), Place::Quality.address()))
            .then("."),
    )];
    for definition in definitions {
        blocks.push(Block::Heading { level: 2, id: definition.id.clone(), text: definition.term.clone() });
        blocks.push(Block::paragraph(definition.text.clone()));
        let article = definition.document.map(|key| {
            let article = definition.article.clone().map(|article| format!("{article} ")).unwrap_or_default();
            Words::plain(article).with(show.document_link(key))
        });
        let article = article.or_else(|| definition.article.clone().map(Words::plain));
        let rows: Vec<Fact> = [
            ("Căn cứ", article),
            ("Đơn vị", definition.unit.clone().map(Words::plain)),
            ("Công thức", definition.formula.clone().map(Words::plain)),
            ("Không nhầm với", definition.not_to_be_confused.clone().map(Words::plain)),
        ]
        .into_iter()
        .filter_map(|(label, words)| Some(Fact::new(label, words?, Words::default())))
        .collect();
        if !rows.is_empty() {
            blocks.push(Block::Facts { rows });
        }
    }
    blocks.extend(mapping(show));
    blocks
}

/// Says of each row of Biểu 03 and 04 which clusters it counts and what it adds.
fn mapping(show: &Show<'_>) -> [Block; 3] {
    let rows = show.catalog.rows_of(FormId::Province, show.today);
    let rows = rows.filter_map(|row| {
        let rule = show.catalog.rule(row, show.today)?;
        let belongs = show.label(&format!("belongs.{}", rule.belongs.name()));
        let cells =
            [row.number.clone(), row.text.clone(), row.unit.clone().unwrap_or_default(), belongs, adds(show, rule)];
        Some(TableRow::new(cells.map(Cell::text).into()))
    });
    let heads = columns(&[
        ("TT", Align::Center, 1),
        ("Chỉ tiêu", Align::Left, 6),
        ("Đơn vị tính", Align::Center, 2),
        ("Cụm được tính", Align::Left, 4),
        ("Mỗi cụm cộng", Align::Left, 6),
    ]);
    let caption = "Cách cộng từng chỉ tiêu của Biểu số 03 và Biểu số 04 từ các cụm";
    let table = Table { head_column: 1, ..Table::new("cach-cong", caption, heads, rows.collect()) };
    [
        Block::section("Cách cộng các chỉ tiêu"),
        Block::paragraph(
            "Thông tư 14/2024/TT-BCT ghi tên chỉ tiêu mà không ghi cách cộng; cơ quan dùng cách dưới đây. Biểu số 04 cộng các cụm của cả tỉnh; Biểu số 03 có cùng số thứ tự, cộng các cụm của xã. Cụm nằm trên hai xã được tính cho xã chính. Chỉ cộng cụm có số liệu, số cụm ghi ở cột Ghi chú.",
        ),
        Block::Table(table),
    ]
}

fn adds(show: &Show<'_>, rule: &Rule) -> String {
    let terms = rule.adds.iter().map(|term| match term {
        Term::Measure(measure) => show.term(&format!("adds.{}", measure.name())),
        Term::Reported(indicator) => {
            let whose = if indicator.form == FormId::Project { " của các dự án trong cụm" } else { "" };
            format!("dòng {} Biểu số {}{whose}", indicator.row, indicator.form.number())
        }
    });
    let sum = terms.collect::<Vec<_>>().join(" + ");
    let or_else = rule.or_else.map(|or_else| show.term(&format!("or-else.{}", or_else.name())));
    let or_else = or_else.map(|or_else| format!("; chưa có báo cáo thì {or_else}")).unwrap_or_default();
    capital(&format!("{sum}{or_else}"))
}

/// Returns the changes, newest first.
pub fn sorted_changes<'a>(show: &Show<'a>) -> Vec<&'a Change> {
    let mut changes: Vec<&Change> = show.catalog.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}

/// Returns the changes in words, newest first.
pub fn changes(show: &Show<'_>) -> Vec<Words> {
    sorted_changes(show).into_iter().map(|change| change_words(show, change, change.cluster)).collect()
}

/// Returns a change with its date, the cluster that is named, and its sources.
pub fn change_words(show: &Show<'_>, change: &Change, cluster: Option<Key<Cluster>>) -> Words {
    let words = Words::marked(show.date(change.date), Mark::Strong)
        .then(show.signs().colon)
        .with(show.said(change.text.clone()));
    let cluster = cluster.map(|cluster| show.sentence("cluster.see", &[("page", show.cluster_link(cluster))]));
    let sources = show.sources(&change.source);
    let sources = sources.map(|sources| show.sentence("cluster.change-sources", &[("sources", sources)]));
    Words::sentences([Some(words), cluster, sources].into_iter().flatten(), show.signs())
}
