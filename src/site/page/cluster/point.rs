//! Where a cluster is: a point for a map application, and the drawing of its outline where one is known.

use crate::site::document::{Address, Block, Words};
use crate::site::sketch;

use super::Sheet;

impl Sheet<'_> {
    /// The coordinates, then the drawing.
    pub(super) fn whereabouts(&self) -> impl Iterator<Item = Block> {
        let drawing = sketch::cluster(self.show, self.key).map(Block::Sketch);
        self.coordinates().into_iter().chain(drawing)
    }

    /// The coordinates as text to copy, and as a link that map applications open (RFC 5870: latitude first, WGS 84).
    ///
    /// Applications read the plain form with a dot, so that it is the same in every language.
    fn coordinates(&self) -> Option<Block> {
        let (lon, lat) = (self.cluster.lon.as_ref()?.value.0.plain(), self.cluster.lat.as_ref()?.value.0.plain());
        let open = Words::link(self.show.term("cluster.open-map"), Address::outside(&format!("geo:{lat},{lon}")));
        let point = Words::plain(format!("{lat}, {lon}"));
        Some(Block::paragraph(self.show.sentence("cluster.coordinates", &[("point", point), ("open", open)])))
    }
}
