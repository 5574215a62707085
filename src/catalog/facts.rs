//! What all rows of facts have in common, whatever their table.

use super::Catalog;
use super::basis::Basis;

impl Catalog {
    /// Returns the provenance of every fact about clusters and the province, by table, in file order.
    pub fn facts(&self) -> impl Iterator<Item = &Basis> {
        // Every table is named, so that the compiler asks of each new one whether it holds facts.
        let Self {
            province: _,
            sources: _,
            agencies: _,
            documents: _,
            relations: _,
            duties: _,
            procedures,
            limits: _,
            districts: _,
            communes: _,
            clusters,
            areas,
            milestones,
            clearances,
            plots,
            outlines,
            infrastructure,
            distances,
            attributes,
            prices,
            projects,
            capital,
            obstacles,
            inspections,
            observations,
            totals,
            conflicts: _,
            periods: _,
            forms: _,
            form_rows: _,
            rollup: _,
            definitions: _,
            terms: _,
            translations: _,
            changes: _,
            redirects: _,
            waivers: _,
            approvals: _,
            receipts: _,
            signed: _,
            reasons: _,
            seals: _,
            told: _,
            guides: _,
            narratives: _,
            outline: _,
            district_shapes: _,
            files: _,
        } = self;
        let land = areas.iter().map(|row| &row.basis).chain(milestones.iter().map(|row| &row.basis));
        let land = land.chain(clearances.iter().map(|row| &row.basis)).chain(plots.iter().map(|row| &row.basis));
        let land = land.chain(outlines.iter().map(|row| &row.basis));
        let works = infrastructure.iter().map(|row| &row.basis).chain(distances.iter().map(|row| &row.basis));
        let works = works.chain(attributes.iter().map(|row| &row.basis));
        let works = works.chain(prices.iter().map(|row| &row.basis)).chain(projects.iter().map(|row| &row.basis));
        let reports = capital.iter().map(|row| &row.basis).chain(obstacles.iter().map(|row| &row.basis));
        let reports = reports.chain(inspections.iter().map(|row| &row.basis));
        let reports =
            reports.chain(observations.iter().map(|row| &row.basis)).chain(totals.iter().map(|row| &row.basis));
        let law = procedures.iter().map(|row| &row.basis);
        clusters.rows().iter().map(|row| &row.basis).chain(land).chain(works).chain(reports).chain(law)
    }
}
