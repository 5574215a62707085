//! The legal register: which text replaces which, and a page for each document.

use crate::catalog::force::Force;
use crate::catalog::law::{Document, Relation, RelationKind, Seen};
use crate::catalog::table::Key;
use crate::site::document::{Align, Block, Cell, Fact, Table, TableRow, Words, columns};
use crate::site::page::{guide, procedure};
use crate::site::show::Show;
use crate::text::PartialDate;

/// Returns the blocks of the register.
pub fn blocks(show: &Show<'_>) -> Vec<Block> {
    let lead = "Văn bản được nhận diện bằng số, năm và cơ quan ban hành: 303/2025/NĐ-CP và 303/2026/NĐ-CP là hai văn bản khác nhau. “Chờ đối chiếu bản gốc” nghĩa là nội dung mới biết qua nguồn thứ cấp.";
    vec![
        Block::paragraph(lead),
        Block::section("Văn bản của trung ương"),
        Block::Table(register(
            show,
            "trung-uong",
            "Văn bản của trung ương, mới nhất trước",
            crate::catalog::law::Scope::National,
        )),
        Block::section("Văn bản của tỉnh"),
        Block::Table(register(
            show,
            "cua-tinh",
            "Văn bản riêng về tỉnh, mới nhất trước",
            crate::catalog::law::Scope::Province,
        )),
    ]
}

fn register(show: &Show<'_>, id: &str, caption: &str, scope: crate::catalog::law::Scope) -> Table {
    let mut documents: Vec<(Key<Document>, &Document)> =
        show.catalog.documents.iter().filter(|(_, document)| document.scope == scope).collect();
    // Documents of one day stand by their ids, whatever their order in the table.
    documents.sort_by_key(|(_, document)| (std::cmp::Reverse(document.issued_on), document.id.as_str()));
    let rows = documents.into_iter().map(|(key, document)| {
        TableRow::new(vec![
            Cell::text(show.document_link(key)),
            Cell::text(document.issuer.clone()),
            show.date_cell(document.issued_on),
            show.date_cell(document.in_force_from),
            Cell::text(status(show, key)),
            Cell::text(document.subject.clone()),
        ])
    });
    let heads = columns(&[
        ("Văn bản", Align::Left, 4),
        ("Cơ quan ban hành", Align::Left, 3),
        ("Ngày ban hành", Align::Left, 2),
        ("Hiệu lực từ", Align::Left, 2),
        ("Tình trạng", Align::Left, 4),
        ("Trích yếu", Align::Left, 6),
    ]);
    Table::new(id, caption, heads, rows.collect())
}

/// Returns every relation by the later document, the earlier document and the article, oldest first.
fn related<'a>(show: &Show<'a>) -> Vec<&'a Relation> {
    let documents = &show.catalog.documents;
    let mut relations: Vec<&Relation> = show.catalog.relations.iter().collect();
    let place = |key: Key<Document>| (documents[key].issued_on, documents[key].id.as_str());
    relations.sort_by_key(|relation| {
        (place(relation.document), place(relation.target), relation.relation, relation.article.as_deref())
    });
    relations
}

/// Says whether a document is in force on the build date, by its dates and by what replaces it.
fn status(show: &Show<'_>, key: Key<Document>) -> Words {
    let document = &show.catalog.documents[key];
    let is_future = |key: Key<Document>| show.catalog.documents[key].is_future(show.today);
    let later = |kind: RelationKind, fits: &dyn Fn(Key<Document>) -> bool| {
        let of_kind = related(show).into_iter().filter(|relation| relation.target == key && relation.relation == kind);
        let links = of_kind.filter(|relation| fits(relation.document)).map(|it| show.document_link(it.document));
        Words::join(links, ", ")
    };
    let ended = |last: PartialDate| format!("hết hiệu lực sau {}", show.date(last));
    let state = match show.catalog.force(key, show.today) {
        Force::Future => "chưa có hiệu lực".to_owned(),
        Force::InForce => "không thấy văn bản bãi bỏ".to_owned(),
        Force::Ended(last) => ended(last),
        Force::Replaced(_) => {
            let last = document.in_force_to.filter(|last| last.last() < show.today);
            last.map_or_else(|| "đã được thay thế".to_owned(), ended)
        }
    };
    let parts = [
        ("; thay bằng ", later(RelationKind::Replaces, &|newer| !is_future(newer))),
        ("; sẽ được thay bằng ", later(RelationKind::Replaces, &is_future)),
        ("; sửa đổi bởi ", later(RelationKind::Amends, &|_| true)),
    ];
    let said = parts.into_iter().filter(|(_, links)| !links.is_empty());
    said.fold(Words::plain(state), |words, (lead, links)| words.then(lead).with(links))
}

/// Returns the blocks of a document's page.
pub fn document_blocks(show: &Show<'_>, key: Key<Document>) -> Vec<Block> {
    let document = &show.catalog.documents[key];
    let date = |date: Option<PartialDate>| date.map_or_else(|| show.unknown(), |date| Words::plain(show.date(date)));
    let mut blocks = Vec::new();
    if matches!(document.seen, Seen::Secondary | Seen::Unseen) {
        let words = format!("{}: nội dung mới biết qua nguồn thứ cấp.", show.label("verify"));
        blocks.push(Block::Notice { words: Words::plain(words) });
    }
    blocks.push(Block::Facts {
        rows: vec![
            Fact::new("Số, ký hiệu", Words::plain(document.number.clone()), Words::default()),
            Fact::new("Loại văn bản", Words::plain(document.kind.clone()), Words::default()),
            Fact::new("Cơ quan ban hành", Words::plain(document.issuer.clone()), Words::default()),
            Fact::new("Trích yếu", Words::plain(document.subject.clone()), Words::default()),
            Fact::new("Ngày ban hành", date(document.issued_on), Words::default()),
            Fact::new("Hiệu lực từ", date(document.in_force_from), Words::default()),
            Fact::new("Tình trạng", status(show, key), Words::default()),
            Fact::new("Kiểm tra ngày", Words::plain(show.date(document.checked_on)), show.provenance(&document.basis)),
        ],
    });
    blocks.extend(relations(show, key));
    blocks.extend(uses(show, key));
    blocks
}

fn relations(show: &Show<'_>, key: Key<Document>) -> Vec<Block> {
    let said = |kind: RelationKind, passive: bool| {
        let name = match (kind, passive) {
            (kind, false) => kind.name().to_owned(),
            (RelationKind::Replaces, true) => "replaced-by".to_owned(),
            (RelationKind::Amends, true) => "amended-by".to_owned(),
            (RelationKind::Guides, true) => "guided-by".to_owned(),
            (RelationKind::Implements, true) => "implemented-by".to_owned(),
            (RelationKind::Consolidates, true) => "consolidated-by".to_owned(),
            (RelationKind::Transfers, true) => "transferred-by".to_owned(),
        };
        show.label(&format!("relation.{name}"))
    };
    let items: Vec<Words> = related(show)
        .into_iter()
        .filter_map(|relation| {
            let (other, passive) = match (relation.document == key, relation.target == key) {
                (true, _) => (relation.target, false),
                (_, true) => (relation.document, true),
                _ => return None,
            };
            let article = relation.article.clone().map(|article| format!(" ({article})")).unwrap_or_default();
            let subject = show.catalog.documents[other].subject.clone();
            Some(
                Words::plain(said(relation.relation, passive))
                    .then(" ")
                    .with(show.document_link(other))
                    .then(format!("{article}: {subject}")),
            )
        })
        .collect();
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::section("Quan hệ với văn bản khác"), Block::List { items }]
    }
}

/// Which pages, duties and steps rest on the document: both ends of every link can be walked.
fn uses(show: &Show<'_>, key: Key<Document>) -> Vec<Block> {
    let mut items = guide::naming(show, |guide| guide.documents.iter().any(|document| document.value == key));
    let mut agencies: Vec<_> = show
        .catalog
        .duties
        .iter()
        .filter(|duty| duty.document == key)
        .flat_map(|duty| duty.agencies.iter().copied())
        .collect();
    agencies.sort_unstable();
    agencies.dedup();
    items.extend(agencies.into_iter().map(|key| Words::plain("Nhiệm vụ của ").with(show.agency_link(key))));
    items.extend(procedure::of_document(show, key));
    let clusters = show.clusters().into_iter().filter(|(cluster, _)| {
        show.catalog.milestones.of(*cluster).iter().any(|milestone| milestone.document == Some(key))
    });
    items.extend(clusters.map(|(cluster, _)| Words::plain("Cụm công nghiệp ").with(show.cluster_link(cluster))));
    if items.is_empty() {
        Vec::new()
    } else {
        vec![Block::section("Trang dựa trên văn bản này"), Block::List { items }]
    }
}
