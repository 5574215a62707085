//! What else is known of a cluster, each item in its place on the page.

use crate::catalog::attribute::{Attribute, Item};
use crate::site::document::{Address, Fact, Words};
use crate::text::personal::{dialled, is_email};

use super::Sheet;

/// What may be built, by whom and how long.
pub(super) const LIMITS: &[Item] = &[
    Item::Density,
    Item::FloorArea,
    Item::Height,
    Item::Green,
    Item::Setback,
    Item::LimitedIndustries,
    Item::IndustryCodes,
    Item::Term,
    Item::TaxCode,
    Item::Languages,
];

/// The ground and what leads to it.
pub(super) const GROUND: &[Item] = &[
    Item::RoadWidth,
    Item::RoadLoad,
    Item::Gas,
    Item::FloodLevel,
    Item::LevelDifference,
    Item::Soil,
    Item::Survey,
    Item::Groundwater,
    Item::GroundObstacles,
    Item::Pollution,
    Item::LandConversion,
    Item::Labour,
    Item::WageRegion,
    Item::Housing,
];

/// Where the wastewater goes.
pub(super) const WATER: &[Item] = &[Item::WastewaterStandard, Item::ReceivingWater];

impl Sheet<'_> {
    /// A fact for each item, known or not.
    pub(super) fn attributes(&self, items: &[Item]) -> Vec<Fact> {
        let fact = |item: &Item| {
            let label = self.show.label(&format!("attribute.{}", item.name()));
            let note = self.attribute(*item).map(|attribute| self.show.provenance(&attribute.basis));
            Fact::new(label, self.attribute_words(*item), note.unwrap_or_default())
        };
        items.iter().map(fact).collect()
    }

    /// Telephone and e-mail of the developer.
    pub(super) fn developer_contact(&self) -> Words {
        let known = [Item::Phone, Item::Email].into_iter().filter(|item| self.attribute(*item).is_some());
        let words = Words::join(known.map(|item| self.attribute_words(item)), self.show.signs().items);
        if words.is_empty() { self.show.unknown() } else { words }
    }

    /// The newest that is known of an item.
    fn attribute(&self, item: Item) -> Option<&Attribute> {
        let own = self.show.catalog.attributes.of(self.key).iter().filter(|attribute| attribute.item == item);
        own.max_by_key(|attribute| attribute.basis.as_of)
    }

    fn attribute_words(&self, item: Item) -> Words {
        let Some(attribute) = self.attribute(item) else { return self.show.unknown() };
        let words = match (attribute.amount, item.unit()) {
            (Some(amount), Some("")) => Words::plain(self.show.number(amount)),
            (Some(amount), Some(unit)) => Words::plain(self.show.measure(amount, unit)),
            _ => {
                let words = self.show.said(attribute.value.clone());
                match way(item, &attribute.value) {
                    Some(way) => words.leading(way),
                    None => words,
                }
            }
        };
        self.show.sourced(words, attribute)
    }
}

/// What a phone dials or a letter goes to, when the cell holds that alone.
fn way(item: Item, value: &str) -> Option<Address> {
    match item {
        Item::Phone => {
            let is_number = value.chars().all(|sign| sign.is_ascii_digit() || "+ .-()".contains(sign));
            is_number.then(|| Address::outside(&format!("tel:{}", dialled(value))))
        }
        Item::Email => is_email(value).then(|| Address::outside(&format!("mailto:{value}"))),
        _ => None,
    }
}
