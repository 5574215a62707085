//! Where a cluster is, for a map application: nothing is drawn, the reader takes the point along.

use crate::site::document::{Address, Block, Words};

use super::Sheet;

impl Sheet<'_> {
    /// The coordinates as text to copy, and as a link that map applications open (RFC 5870: latitude first, WGS 84).
    ///
    /// Applications read the plain form with a dot, so that it is the same in every language.
    pub(super) fn coordinates(&self) -> Option<Block> {
        let (lon, lat) = (self.cluster.lon.as_ref()?.value.0.plain(), self.cluster.lat.as_ref()?.value.0.plain());
        let open = Words::link(self.show.term("cluster.open-map"), Address::outside(&format!("geo:{lat},{lon}")));
        let point = Words::plain(format!("{lat}, {lon}"));
        Some(Block::paragraph(self.show.sentence("cluster.coordinates", &[("point", point), ("open", open)])))
    }
}
