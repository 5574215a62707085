//! Definitions, and what changed.

use crate::catalog::figure::Change;
use crate::site::document::{Block, Fact, Mark, Words};
use crate::site::show::Show;

/// Returns the blocks of the page of definitions.
pub fn definitions(show: &Show<'_>) -> Vec<Block> {
    let mut definitions: Vec<_> = show.catalog.definitions.iter().collect();
    definitions.sort_by_key(|definition| definition.order);
    let mut blocks = vec![Block::paragraph(
        "Mỗi bảng số liệu trên trang dùng các khái niệm dưới đây. Khái niệm có trong luật thì ghi điều khoản.",
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
    blocks
}

/// Returns the changes, newest first.
pub fn sorted_changes<'a>(show: &Show<'a>) -> Vec<&'a Change> {
    let mut changes: Vec<&Change> = show.catalog.changes.iter().collect();
    changes.sort_by_key(|change| std::cmp::Reverse(change.date));
    changes
}

/// Returns the changes in words, newest first.
pub fn changes(show: &Show<'_>) -> Vec<Words> {
    let words = |change: &Change| {
        let mut words = Words::marked(show.date(change.date), Mark::Strong).then(": ").then(change.text.clone());
        if let Some(cluster) = change.cluster {
            words = words.then(" ").with(show.cluster_link(cluster));
        }
        match show.sources(&change.source) {
            Some(sources) => words.then(" Nguồn: ").with(sources).then("."),
            None => words,
        }
    };
    sorted_changes(show).into_iter().map(words).collect()
}

/// Returns the blocks of the page of changes.
pub fn change_blocks(show: &Show<'_>) -> Vec<Block> {
    let lead =
        "Các thay đổi về pháp luật, cụm công nghiệp, số liệu và trang, mới nhất trước. Cũng có dưới dạng tệp Atom.";
    vec![Block::paragraph(lead), Block::List { items: changes(show) }]
}
