//! How exact a sum is whose parts were published as "over" or "about".

use crate::catalog::project::Qualifier;
use crate::text::Amount;

/// What a sum may be told as: no more exact than the roughest of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rough {
    /// "Over" when no part was given as "about", for a sum of parts that are at least so much is at least their sum.
    pub qualifier: Qualifier,
    /// The fewest decimals of the parts that are not exact.
    pub decimals: u32,
}

impl Rough {
    /// Returns how exact the sum of two figures is; nothing when both are exact.
    pub fn both(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let (Some(left), Some(right)) = (one, other) else { return one.or(other) };
        let about = [left, right].into_iter().find(|rough| rough.qualifier == Qualifier::About);
        Some(Self { decimals: left.decimals.min(right.decimals), ..about.unwrap_or(left) })
    }

    /// Rounds a sum to what its parts tell; what is "over" a figure is over no more than that.
    pub fn of(self, sum: Amount) -> Amount {
        match self.qualifier {
            Qualifier::Over => sum.floor(self.decimals),
            Qualifier::Exact | Qualifier::About => sum.round(self.decimals),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::from_plain(text).expect("a plain number")
    }

    /// "Hơn 677", 724,756 and "hơn 814" are 2.215,756 together, of which the sources vouch for "hơn 2.215".
    #[test]
    fn a_sum_is_told_no_more_exactly_than_its_parts() {
        let over = |decimals| Some(Rough { qualifier: Qualifier::Over, decimals });
        let about = Some(Rough { qualifier: Qualifier::About, decimals: 1 });
        let least = Rough::both(Rough::both(over(0), None), over(2)).expect("two parts are not exact");
        assert_eq!((least.qualifier, least.of(amount("2215.756"))), (Qualifier::Over, amount("2215")));
        let near = Rough::both(over(2), about).expect("neither part is exact");
        assert_eq!((near.qualifier, near.of(amount("450.25"))), (Qualifier::About, amount("450.3")));
        assert_eq!(Rough::both(None, None), None);
    }
}
