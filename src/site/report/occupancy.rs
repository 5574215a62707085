//! How a rate of occupancy that a developer reports was computed: reports in use take the land let, the decree also the land
//! promised to investors (NĐ 32/2024/NĐ-CP Điều 2 khoản 7).

use crate::catalog::cluster::Cluster;
use crate::catalog::figure::Observation;
use crate::catalog::standing::Standing;
use crate::catalog::standing::figure::Ratio;
use crate::catalog::table::Key;
use crate::site::document::Words;
use crate::site::show::Show;
use crate::text::Amount;

/// The row of Biểu số 02 that has the rate.
pub(super) const ROW: &str = "5";

/// The definition that has article and document of the way of the decree.
const DEFINITION: &str = "ty-le-lap-day";

/// A way to compute occupancy.
struct Way {
    /// Its name in a narrow column.
    short: &'static str,
    /// Its name with what it gives.
    told: Words,
    /// Whether the stated rate comes out.
    is_used: bool,
}

/// Names the way by which the stated rate comes out.
pub(super) fn used(show: &Show<'_>, key: Key<Cluster>, report: &Observation) -> &'static str {
    let ways = ways(show, key, report);
    ways.iter().find(|way| way.is_used).map_or("Chưa rõ cách tính", |way| way.short)
}

/// Says what each way gives, that of the stated rate first.
pub(super) fn note(show: &Show<'_>, key: Key<Cluster>, report: &Observation) -> Option<Words> {
    let mut ways = ways(show, key, report);
    ways.sort_by_key(|way| !way.is_used);
    let told = Words::join(ways.into_iter().map(|way| way.told), "; ");
    let words = Words::plain(format!("Dòng {ROW}: ")).with(told.clone()).then(".");
    (!told.text().is_empty()).then_some(words)
}

fn ways(show: &Show<'_>, key: Key<Cluster>, report: &Observation) -> Vec<Way> {
    let standing = Standing::new(show.catalog, key, report.period.to());
    let way = |ratio: Option<Ratio<'_>>, short, name: Words| {
        let ratio = ratio?;
        let is_used = report.value.is_some_and(|stated| gives(&ratio, stated));
        Some(Way { short, told: name.with(show.ratio(&ratio)?), is_used })
    };
    let promised = Words::plain("tính cả đất đã chấp thuận đầu tư").with(article(show)).then(": ");
    let ways = [
        way(
            standing.occupancy_in_practice(),
            "Đất đã cho thuê / đất công nghiệp",
            Words::plain("tính bằng đất đã cho thuê / đất công nghiệp: "),
        ),
        way(standing.occupancy_by_law(), "Cả đất đã chấp thuận đầu tư / đất công nghiệp", promised),
    ];
    ways.into_iter().flatten().collect()
}

/// Whether a rate comes out of a ratio, as exact as it is stated.
fn gives(ratio: &Ratio<'_>, stated: Amount) -> bool {
    ratio.part.ha.percent_of(ratio.whole.ha).is_some_and(|rate| rate.round(stated.decimals()) == stated)
}

fn article(show: &Show<'_>) -> Words {
    let definition = show.catalog.definitions.iter().find(|definition| definition.id == DEFINITION);
    let Some((key, article)) = definition.and_then(|it| Some((it.document?, it.article.as_ref()?))) else {
        return Words::default();
    };
    Words::plain(format!(" ({article} ")).with(show.document_link(key)).then(")")
}
