//! Who does what under which text, the places, the definitions, and the sources of everything.

use std::collections::BTreeSet;

use crate::catalog::agency::{Agency, AgencyLevel};
use crate::catalog::basis::Source;
use crate::catalog::commune::{Commune, District};
use crate::catalog::law::{Document, Duty, Relation, RelationKind, Scope, Seen, Task, Verb};
use crate::catalog::procedure::{DayKind, Procedure, Track};
use crate::catalog::table::Key;
use crate::catalog::word::Definition;
use crate::site::show::Show;

use super::Dataset;
use super::sheet::Sheet;

/// Where the ids of sources are defined.
pub(super) const SOURCE_ID: (&str, &str) = ("sources", "id");

/// Returns the tables.
pub(super) fn all(show: &Show<'_>) -> Vec<Dataset> {
    vec![
        duties(show),
        procedures(show),
        agencies(show),
        documents(show),
        relations(show),
        communes(show),
        districts(show),
        definitions(show),
    ]
}

fn duties(show: &Show<'_>) -> Dataset {
    let catalog = show.catalog;
    let agencies = |duty: &Duty| {
        let ids = duty.agencies.iter().map(|key| catalog.agencies[*key].id.clone());
        ids.collect::<Vec<_>>()
    };
    Sheet::<&Duty>::of::<Duty>(
        show,
        "Nhiệm vụ của cơ quan",
        "Mỗi dòng là một nhiệm vụ mà văn bản giao, gồm nguyên văn Công văn 1143/UBND-KTN năm 2009 và tóm tắt quy định hiện hành.",
    )
    .text("id", |duty| duty.id.as_str())
    .text("document", |duty| catalog.documents[duty.document].id.as_str())
    .refers("documents", "id")
    .text("clause", |duty| duty.clause.as_str())
    .list("agencies", agencies)
    .refers("agencies", "id")
    .text("role", |duty| duty.role.as_str())
    .text("task", |duty| duty.task.name())
    .choices("task", Task::ALL.iter().map(|task| task.name()))
    .text("verb", |duty| duty.verb.name())
    .choices("verb", Verb::ALL.iter().map(|verb| verb.name()))
    .text("text", |duty| duty.text.as_str())
    .text("deadline", |duty| duty.deadline.as_ref())
    .date("in_force_from", |duty| duty.in_force_from)
    .date("in_force_to", |duty| duty.in_force_to)
    .text("seen", |duty| duty.seen.name())
    .choices("seen", Seen::ALL.iter().map(|seen| seen.name()))
    .text("note", |duty| duty.note.as_ref())
    .fill(&catalog.duties)
}

fn procedures(show: &Show<'_>) -> Dataset {
    let catalog = show.catalog;
    let ids = |keys: &[Key<Agency>]| keys.iter().map(|key| catalog.agencies[*key].id.clone()).collect::<Vec<_>>();
    Sheet::<&Procedure>::of::<Procedure>(
        show,
        "Các bước thủ tục",
        "Mỗi dòng là một bước theo một quy định; bước mà pháp luật đã sửa có mỗi thời kỳ một dòng, cùng thứ tự.",
    )
    .text("id", |step| step.id.as_str())
    .text("track", |step| step.track.name())
    .choices("track", Track::ALL.iter().map(|track| track.name()))
    .integer("order", |step| step.order)
    .text("title", |step| step.title.as_str())
    .list("deciders", move |step| ids(&step.deciders))
    .refers("agencies", "id")
    .list("parties", move |step| ids(&step.parties))
    .refers("agencies", "id")
    .list("papers", |step| step.papers.as_slice())
    .integer("days", |step| step.days)
    .text("day_kind", |step| step.days.map(|_| step.day_kind.name()))
    .choices("days", DayKind::ALL.iter().map(|kind| kind.name()))
    .text("fee", |step| step.fee.as_ref())
    .text("submit_to", |step| step.submit_to.map(|key| catalog.agencies[key].id.as_str()))
    .refers("agencies", "id")
    .text("result", |step| step.result.as_ref())
    .text("complaint", |step| step.complaint.as_ref())
    .text("document", |step| step.document.map(|key| catalog.documents[key].id.as_str()))
    .refers("documents", "id")
    .text("article", |step| step.article.as_ref())
    .date("in_force_from", |step| step.in_force_from)
    .date("in_force_to", |step| step.in_force_to)
    .text("seen", |step| step.seen.name())
    .choices("seen", Seen::ALL.iter().map(|seen| seen.name()))
    .provenance(|step| &step.basis)
    .sorted(&catalog.procedures)
}

fn agencies(show: &Show<'_>) -> Dataset {
    let agencies = &show.catalog.agencies;
    let successors = |agency: &Agency| {
        let ids = agency.successors.iter().map(|key| agencies[*key].id.clone());
        ids.collect::<Vec<_>>()
    };
    Sheet::<&Agency>::of::<Agency>(
        show,
        "Cơ quan, tổ chức",
        "Mỗi dòng là một cơ quan của năm 2009 hoặc hiện nay, hoặc một bên mà pháp luật giao việc; cơ quan cũ ghi cơ quan kế tục.",
    )
    .text("id", |agency| agency.id.as_str())
    .text("name", |agency| agency.name.as_str())
    .text("short", |agency| agency.short.as_str())
    .text("level", |agency| agency.level.name())
    .choices("level", AgencyLevel::ALL.iter().map(|level| level.name()))
    .date("since", |agency| agency.since)
    .date("until", |agency| agency.until)
    .list("successors", successors)
    .refers("agencies", "id")
    .text("role", |agency| agency.role.as_ref())
    .text("phone", |agency| agency.phone.as_ref())
    .text("email", |agency| agency.email.as_ref())
    .text("address", |agency| agency.address.as_ref())
    .text("website", |agency| agency.website.as_ref())
    .provenance(|agency| &agency.basis)
    .sorted(agencies.rows())
}

fn documents(show: &Show<'_>) -> Dataset {
    Sheet::<&Document>::of::<Document>(
        show,
        "Văn bản",
        "Mỗi dòng là một văn bản. Số văn bản không duy nhất: 303/2025/NĐ-CP và 303/2026/NĐ-CP là hai văn bản; dùng mã.",
    )
    .text("id", |document| document.id.as_str())
    .text("number", |document| document.number.as_str())
    .text("kind", |document| document.kind.as_str())
    .text("issuer", |document| document.issuer.as_str())
    .date("issued_on", |document| document.issued_on)
    .date("in_force_from", |document| document.in_force_from)
    .date("in_force_to", |document| document.in_force_to)
    .text("subject", |document| document.subject.as_str())
    .text("scope", |document| document.scope.name())
    .choices("scope", Scope::ALL.iter().map(|scope| scope.name()))
    .text("seen", |document| document.seen.name())
    .choices("seen", Seen::ALL.iter().map(|seen| seen.name()))
    .date("checked_on", |document| document.checked_on)
    .provenance(|document| &document.basis)
    .sorted(show.catalog.documents.rows())
}

fn relations(show: &Show<'_>) -> Dataset {
    let documents = &show.catalog.documents;
    Sheet::<&Relation>::of::<Relation>(
        show,
        "Quan hệ giữa văn bản",
        "Mỗi dòng nói văn bản sau làm gì với văn bản trước: thay thế, sửa đổi, hướng dẫn, triển khai.",
    )
    .text("document", |relation| documents[relation.document].id.as_str())
    .refers("documents", "id")
    .text("relation", |relation| relation.relation.name())
    .choices("relation", RelationKind::ALL.iter().map(|kind| kind.name()))
    .text("target", |relation| documents[relation.target].id.as_str())
    .refers("documents", "id")
    .text("article", |relation| relation.article.as_ref())
    .sorted(&show.catalog.relations)
}

fn communes(show: &Show<'_>) -> Dataset {
    let districts = &show.catalog.districts;
    let former = |commune: &Commune| {
        let codes = commune.former_districts.iter().map(|key| districts[*key].code.clone());
        codes.collect::<Vec<_>>()
    };
    Sheet::<&Commune>::of::<Commune>(
        show,
        "Xã, phường",
        "Mỗi dòng là một xã, phường từ 01/7/2025. Diện tích và điểm đại diện lấy từ bản đồ tham khảo, không có giá trị pháp lý.",
    )
    .text("code", |commune| commune.code.as_str())
    .about("Mã thống kê, năm chữ số; giữ số 0 ở đầu khi mở bằng bảng tính.")
    .text("name", |commune| commune.name.as_str())
    .text("kind", |commune| commune.kind.as_str())
    .date("since", |commune| commune.since)
    .list("former_districts", former)
    .refers("districts", "code")
    .list("formed_from", |commune| commune.formed_from.as_slice())
    .number("area_km2", "km²", |commune| commune.area_km2)
    .number("lon", "độ", |commune| commune.lon)
    .number("lat", "độ", |commune| commune.lat)
    .provenance(|commune| &commune.basis)
    .sorted(show.catalog.communes.rows())
}

fn districts(show: &Show<'_>) -> Dataset {
    Sheet::<&District>::of::<District>(
        show,
        "Huyện, thành phố cũ",
        "Mỗi dòng là một huyện, thành phố đến 30/6/2025; văn bản cũ còn dùng các tên này.",
    )
    .text("code", |district| district.code.as_str())
    .text("name", |district| district.name.as_str())
    .date("until", |district| district.until)
    .text("successor_note", |district| district.successor_note.as_ref())
    .number("lon", "độ", |district| district.lon)
    .number("lat", "độ", |district| district.lat)
    .sorted(show.catalog.districts.rows())
}

fn definitions(show: &Show<'_>) -> Dataset {
    let documents = &show.catalog.documents;
    let mut rows: Vec<&Definition> = show.catalog.definitions.iter().collect();
    rows.sort_by_key(|definition| definition.order);
    Sheet::<&Definition>::of::<Definition>(
        show,
        "Định nghĩa",
        "Mỗi dòng là một khái niệm dùng trong các bảng, với điều khoản và cách tính.",
    )
    .text("id", |definition| definition.id.as_str())
    .text("term", |definition| definition.term.as_str())
    .text("text", |definition| definition.text.as_str())
    .text("document", |definition| definition.document.map(|key| documents[key].id.as_str()))
    .refers("documents", "id")
    .text("article", |definition| definition.article.as_ref())
    .text("unit", |definition| definition.unit.as_ref())
    .text("formula", |definition| definition.formula.as_ref())
    .text("not_to_be_confused", |definition| definition.not_to_be_confused.as_ref())
    .fill(rows)
}

/// Returns the table of the sources that a public row cites.
pub(super) fn sources(show: &Show<'_>, cited: &BTreeSet<String>) -> Dataset {
    let rows = show.catalog.sources.rows().iter().filter(|source| cited.contains(source.id.as_str()));
    Sheet::<&Source>::of::<Source>(
        show,
        "Nguồn",
        "Mỗi dòng là một bài hoặc văn bản mà ít nhất một dòng công khai dẫn đến.",
    )
    .text("id", |source| source.id.as_str())
    .text("title", |source| source.title.as_str())
    .text("publisher", |source| source.publisher.as_str())
    .text("url", |source| source.url.as_deref())
    .date("checked_on", |source| source.checked_on)
    .sorted(rows)
}
