//! What the page of a cluster rests on: documents, changes, figures that disagree, sources, and whom to tell of a fault.

use std::collections::BTreeSet;

use crate::catalog::basis::{Basis, Source};
use crate::catalog::figure::Conflict;
use crate::catalog::law::Document;
use crate::catalog::table::Key;
use crate::site::document::{Address, Align, Block, Cell, Table, TableRow, Words};
use crate::site::page::{statistics, word};
use crate::site::url::Place;

use super::Sheet;

impl Sheet<'_> {
    pub(super) fn documents(&self) -> Vec<Block> {
        let acts = self.show.catalog.milestones.of(self.key).iter().filter_map(|milestone| milestone.document);
        let areas = self.show.catalog.areas.of(self.key).iter().filter_map(|area| area.document);
        let keys: BTreeSet<Key<Document>> = acts.chain(areas).collect();
        if keys.is_empty() {
            let none = self.show.sentence("cluster.no-documents", &[("unknown", self.show.unknown())]);
            return vec![Block::paragraph(none)];
        }
        let rows = keys.into_iter().map(|key| {
            let document = &self.show.catalog.documents[key];
            TableRow::new(vec![
                Cell::text(self.show.sourced(self.show.document_link(key), document)),
                self.show.date_cell(document.issued_on),
                Cell::text(self.show.said(document.issuer.clone())),
                Cell::text(self.show.said(document.subject.clone())),
            ])
        });
        let heads = self.show.columns(&[
            ("column.document", Align::Left, 4),
            ("column.issued", Align::Left, 2),
            ("column.issuer", Align::Left, 3),
            ("column.subject", Align::Left, 6),
        ]);
        let table = Table::new("van-ban", self.caption("cluster.documents-caption"), heads, rows.collect());
        vec![Block::Table(table.note(self.show.term("cluster.documents-note")))]
    }

    pub(super) fn history(&self) -> Block {
        let own = word::sorted_changes(self.show).into_iter().filter(|change| change.cluster == Some(self.key));
        let items: Vec<Words> = own.map(|change| word::change_words(self.show, change, None)).collect();
        if items.is_empty() {
            return Block::paragraph(self.show.term("cluster.no-changes"));
        }
        Block::List { items }
    }

    pub(super) fn conflicts(&self) -> Vec<Block> {
        let own: Vec<&Conflict> =
            self.show.catalog.conflicts.iter().filter(|conflict| conflict.cluster == Some(self.key)).collect();
        let figures = Words::link(self.show.label("cluster.all-conflicts"), Place::Statistics.address());
        let others = self.show.sentence("cluster.see", &[("page", figures)]);
        if own.is_empty() {
            return vec![Block::paragraph(
                Words::plain(self.show.term("cluster.no-conflicts")).then(self.show.signs().gap).with(others),
            )];
        }
        vec![Block::Table(statistics::conflict_table(self.show, &own)), Block::paragraph(others)]
    }

    /// Every source of the page in full, where the words are defined, and how to tell of a fault.
    pub(super) fn sources(&self) -> Vec<Block> {
        let cited: BTreeSet<Key<Source>> = self.bases().flat_map(|basis| basis.sources.iter().copied()).collect();
        let catalog = self.show.catalog;
        let source = |key: &Key<Source>| &catalog.sources[*key];
        let mut cited: Vec<Key<Source>> = cited.into_iter().collect();
        // By the identifier: the place in the table is not a property of the source.
        cited.sort_by_key(|key| source(key).id.as_str());
        let items = cited.into_iter().filter_map(|key| {
            let checked = self.show.date(source(&key).checked_on);
            let checked = self.show.phrase("cluster.source-checked", &[("date", &checked)]);
            Some(self.show.sources(&[key])?.then(self.show.signs().gap).then(checked))
        });
        let definitions = Words::link(self.show.label("cluster.definitions"), Place::Definitions.address());
        let definitions = self.show.sentence("cluster.defined", &[("page", definitions)]);
        vec![Block::List { items: items.collect() }, Block::paragraph(definitions), self.report_error()]
    }

    fn bases(&self) -> impl Iterator<Item = &Basis> {
        let catalog = self.show.catalog;
        let land = catalog.areas.of(self.key).iter().map(|row| &row.basis);
        let land = land.chain(catalog.plots.of(self.key).iter().map(|row| &row.basis));
        let acts = catalog.milestones.of(self.key).iter().map(|row| &row.basis);
        let acts = acts.chain(self.obstacles().map(|row| &row.basis));
        let acts = acts.chain(catalog.inspections.of(self.key).iter().map(|row| &row.basis));
        let works = catalog.infrastructure.of(self.key).iter().map(|row| &row.basis);
        let works = works.chain(catalog.distances.of(self.key).iter().map(|row| &row.basis));
        let works = works.chain(catalog.attributes.of(self.key).iter().map(|row| &row.basis));
        let money = catalog.prices.of(self.key).iter().map(|row| &row.basis);
        let money = money.chain(catalog.projects.of(self.key).iter().map(|row| &row.basis));
        [&self.cluster.basis].into_iter().chain(land).chain(acts).chain(works).chain(money)
    }

    /// A letter that is begun already, where an address is known; else the office by telephone or on its page.
    fn report_error(&self) -> Block {
        let province = &self.show.catalog.province;
        let agency = self.show.agency_link(province.agency);
        let code = format!("ccn/{}", self.cluster.id);
        let mail = province.email.as_deref().and_then(|email| email.split(';').next()).map(|email| {
            let subject = self.show.phrase("cluster.error-subject", &[("code", &code)]);
            let body = self.show.phrase("cluster.error-body", &[("code", &code)]);
            let letter = format!("mailto:{}?subject={}&body={}", email.trim(), encoded(&subject), encoded(&body));
            Words::link(self.show.label("report-error"), Address::outside(&letter))
                .then(self.show.signs().colon)
                .then(email.trim())
        });
        let other = [&province.phone, &province.address].into_iter().flatten().map(|way| Words::plain(way.clone()));
        let ways = mail.into_iter().chain(other).chain([agency]);
        let ways = Words::join(ways, self.show.signs().items);
        Block::paragraph(self.show.sentence("cluster.error", &[("code", Words::plain(code)), ("ways", ways)]))
    }
}

/// Percent-encoding of all but letters and digits (RFC 6068).
fn encoded(text: &str) -> String {
    let byte = |byte: u8| {
        let plain = byte.is_ascii_alphanumeric();
        if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(byte).collect()
}
