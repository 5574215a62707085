//! What happens to a cluster on its way: what holds it up, what inspectors found.

use crate::catalog::inspection::{Finding, Inspection, InspectionField};
use crate::catalog::project::{Obstacle, ObstacleCategory};
use crate::site::show::Show;

use super::Dataset;
use super::cluster::{of_cluster, with_document};
use super::sheet::Sheet;

pub(super) fn obstacles(show: &Show<'_>) -> Dataset {
    let agencies = &show.catalog.agencies;
    let sheet = Sheet::<&Obstacle>::of::<Obstacle>(
        show,
        "Khó khăn, vướng mắc",
        "Mỗi dòng là một vướng mắc đã công bố của một cụm, hoặc của tỉnh khi trường cluster trống.",
    )
    .text("id", |obstacle| obstacle.id.as_str());
    let sheet = of_cluster(sheet, show, |obstacle| obstacle.cluster)
        .text("category", |obstacle| obstacle.category.name())
        .choices("obstacle", ObstacleCategory::ALL.iter().map(|category| category.name()))
        .text("text", |obstacle| obstacle.text.as_str())
        .text("cause", |obstacle| obstacle.cause.as_ref())
        .text("request", |obstacle| obstacle.request.as_ref())
        .text("agency", |obstacle| obstacle.agency.map(|key| agencies[key].id.as_str()))
        .refers("agencies", "id")
        .date("since", |obstacle| obstacle.since)
        .date("due", |obstacle| obstacle.due);
    with_document(sheet, show, |obstacle| obstacle.document)
        .date("resolved_on", |obstacle| obstacle.resolved_on)
        .grounded(|obstacle| obstacle)
        .sorted(show.catalog.obstacles.iter())
}

pub(super) fn inspections(show: &Show<'_>) -> Dataset {
    let agencies = &show.catalog.agencies;
    let sheet = Sheet::<&Inspection>::of::<Inspection>(
        show,
        "Thanh tra, kiểm tra",
        "Mỗi dòng là một cuộc thanh tra, kiểm tra đã công bố kết quả tại một cụm.",
    )
    .text("id", |inspection| inspection.id.as_str());
    let sheet = of_cluster(sheet, show, |inspection| Some(inspection.cluster))
        .text("field", |inspection| inspection.field.name())
        .choices("inspection", InspectionField::ALL.iter().map(|field| field.name()))
        .text("agency", |inspection| inspection.agency.map(|key| agencies[key].id.as_str()))
        .refers("agencies", "id")
        .date("date", |inspection| Some(inspection.date))
        .text("finding", |inspection| inspection.finding.name())
        .choices("inspection", Finding::ALL.iter().map(|finding| finding.name()))
        .text("text", |inspection| inspection.text.as_str())
        .date("due", |inspection| inspection.due)
        .date("resolved_on", |inspection| inspection.resolved_on);
    with_document(sheet, show, |inspection| inspection.document)
        .grounded(|inspection| inspection)
        .sorted(show.catalog.inspections.iter())
}
