//! Outlines of clusters and plots: where they lie, whose they are, and how large they are against what is said.

use chrono::NaiveDate;

use super::places;
use super::sizes;
use crate::catalog::Catalog;
use crate::catalog::land::AreaKind;
use crate::catalog::outline::Outline;
use crate::catalog::standing::Standing;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::record::Degrees;
use crate::say;
use crate::text::{Amount, Both, Language};

/// How far, per cent, a shape that was drawn from a plan may differ from the area of the plan.
const TOLERANCE: i64 = 2;

/// What is said of the area of an outlined thing.
struct Stated {
    ha: Amount,
    name: Both,
    at: Location,
}

/// Reports outlines outside the province, of a plot of another cluster, and of another size than is said.
pub(super) fn outlines(catalog: &Catalog, today: NaiveDate, faults: &mut Diagnostics) {
    for outline in catalog.outlines.iter() {
        place(catalog, outline, faults);
        let stated = match &outline.plot {
            None => whole(catalog, outline, today),
            Some(id) => match plot(catalog, outline, id) {
                Ok(stated) => vec![stated],
                Err(fault) => {
                    faults.add(fault);
                    continue;
                }
            },
        };
        let drawn = hectares(outline.square_metres());
        // That an area is zero is told as such.
        let known: Vec<&Stated> = stated.iter().filter(|stated| stated.ha > Amount::ZERO).collect();
        if let Some(first) = known.first().filter(|_| !known.iter().any(|stated| is_near(drawn, stated.ha))) {
            faults.add(differs(outline, drawn, first));
        }
    }
}

/// Reports the first point outside the province: the others are outside for the same reason.
fn place(catalog: &Catalog, outline: &Outline, faults: &mut Diagnostics) {
    let degrees = |value: f64| Amount::from_plain(&value.to_string()).map(Degrees);
    let Some(bounds) = places::bounds(catalog) else { return };
    let outside = outline.shape.rings().flatten().find_map(|(lon, lat)| {
        let (lon, lat) = (degrees(*lon)?, degrees(*lat)?);
        (!bounds.has_longitude(lon.0) || !bounds.has_latitude(lat.0)).then_some((lon, lat))
    });
    if let Some((lon, lat)) = outside {
        places::point(&bounds, &outline.basis.cells, (Some(lon), Some(lat)), faults);
    }
}

/// What is said of the whole cluster: by the detailed plan, which is what is drawn, and by decision.
fn whole(catalog: &Catalog, outline: &Outline, today: NaiveDate) -> Vec<Stated> {
    let standing = Standing::new(catalog, outline.cluster, today);
    let planned = standing.area(AreaKind::DetailedPlan).map(|area| (area, area.area_ha.value));
    let decided = standing.area(AreaKind::Decision).zip(standing.decided_ha());
    let known = planned.into_iter().chain(decided).filter(|(area, _)| sizes::is_sound(area));
    known.map(|(area, ha)| Stated { ha, name: sizes::words_of(area, ha), at: area.area_ha.at.clone() }).collect()
}

fn plot(catalog: &Catalog, outline: &Outline, id: &str) -> Result<Stated, Diagnostic> {
    let plots = catalog.plots.of(outline.cluster);
    let Some(plot) = plots.iter().find(|plot| plot.id == id) else {
        let cluster = &catalog.clusters[outline.cluster].short;
        let message = say!("lô `{id}` không thuộc {cluster}", "the plot `{id}` is not of {cluster}");
        let help = say!("sửa cluster hoặc plot của hình này", "correct cluster or plot of this shape");
        return Err(Diagnostic::new(Code::UnknownReference, &outline.basis.cells.at("plot"), message)
            .found(id)
            .help(help));
    };
    let code = &plot.code;
    let name = say!("diện tích lô {code}", "the area of plot {code}");
    Ok(Stated { ha: hectares(plot.area_m2.value), name, at: plot.area_m2.at.clone() })
}

fn hectares(square_metres: Amount) -> Amount {
    square_metres.per(Amount::from(10_000)).unwrap_or_default()
}

fn is_near(drawn: Amount, stated: Amount) -> bool {
    let most = stated.times(Amount::hundredths(TOLERANCE)).unwrap_or(Amount::ZERO);
    drawn - stated <= most && stated - drawn <= most
}

fn differs(outline: &Outline, drawn: Amount, stated: &Stated) -> Diagnostic {
    let show = |amount: Amount, language| amount.show(language, 4);
    let (found, found_en) = (show(drawn, Language::Vi), show(drawn, Language::En));
    let (said, said_en) = (show(stated.ha, Language::Vi), show(stated.ha, Language::En));
    let (name, name_en) = (stated.name.get(Language::Vi), stated.name.get(Language::En));
    let message = say!(
        "hình có diện tích {found} ha, {name} là {said} ha: lệch hơn {TOLERANCE} %",
        "the shape has {found_en} ha, {name_en} is {said_en} ha: more than {TOLERANCE}% apart"
    );
    let note = say!("{name} ở đây", "{name_en} is here");
    Diagnostic::new(Code::OutlineDiffers, &outline.basis.at, message).note(&stated.at, note).help(say!(
        "kiểm tra kinh tuyến trục khi đổi từ VN-2000 sang WGS 84, và hình của đúng cụm, đúng lô",
        "check the central meridian of the conversion from VN-2000 to WGS 84, and that it is the shape of this one"
    ))
}
