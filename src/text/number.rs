//! Exact decimal amounts: how officials type them and how each language prints them.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Serialize, Serializer};

use super::Language;

/// An exact decimal number; its unit stands in the name of the field that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Amount(Decimal);

/// How a file writes numbers; one rule for a whole file, never a guess a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberStyle {
    /// `1234.5`
    Plain,
    /// `1.234,5`, as Vietnamese offices write.
    Vietnamese,
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFault {
    /// No number at all, or with words around it.
    NotANumber,
    /// Two readings are possible: the first by the rule of the file, the second by the other rule.
    Ambiguous(Amount, Amount),
}

impl Amount {
    /// Zero.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads a number by the rule of its file.
    ///
    /// `1.234` is 1234 to one reader and 1,234 to another: it is an error in either style, as is `1,234`.
    pub fn parse(text: &str, style: NumberStyle) -> Result<Self, NumberFault> {
        let (decimal, group) = match style {
            NumberStyle::Plain => ('.', ','),
            NumberStyle::Vietnamese => (',', '.'),
        };
        let here = Self::read(text, decimal, group);
        let there = Self::read(text, group, decimal);
        match (here, there) {
            (Some(here), Some(there)) if here != there && is_one_group(text) => {
                Err(NumberFault::Ambiguous(here, there))
            }
            (Some(here), _) => Ok(here),
            (None, Some(there)) => Ok(there),
            (None, None) => Err(NumberFault::NotANumber),
        }
    }

    /// Reads the plain form `-1234.5` that the program itself writes.
    pub fn from_plain(text: &str) -> Option<Self> {
        Decimal::from_str_exact(text).ok().map(|decimal| Self(decimal.normalize()))
    }

    /// Returns so many hundredths: 50 are 0.5.
    pub fn hundredths(count: i64) -> Self {
        Self(Decimal::new(count, 2).normalize())
    }

    fn read(text: &str, decimal: char, group: char) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => ("-", rest),
            None => ("", text),
        };
        let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, ""));
        let groups: Vec<&str> = whole.split([group, ' ', '\u{a0}']).collect();
        let well_grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|g| g.len() == 3));
        let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        // `0,500` is half of something: no group of thousands begins with 0.
        if groups.len() > 1 && groups[0].starts_with('0') {
            return None;
        }
        if !well_grouped || groups.iter().any(|g| g.is_empty() || !all_digits(g)) || !all_digits(fraction) {
            return None;
        }
        if digits.contains(decimal) && fraction.is_empty() {
            return None;
        }
        Self::from_plain(&format!("{sign}{}.{}", groups.concat(), if fraction.is_empty() { "0" } else { fraction }))
    }

    /// Returns the plain form, `1234.5`, without trailing zeros.
    pub fn plain(self) -> String {
        self.0.normalize().to_string()
    }

    /// Prints the number for readers with as many decimals as it has, at most `most`.
    ///
    /// Vietnamese and English as `portal` style rules want them: `1.234,5` and `1,234.5`; a minus is U+2212.
    pub fn show(self, language: Language, most: u32) -> String {
        self.show_fixed(language, self.round(most).0.normalize().scale())
    }

    /// Prints the number with exactly `decimals` decimals, rounding half away from zero.
    pub fn show_fixed(self, language: Language, decimals: u32) -> String {
        let (group, point) = match language {
            Language::Vi => ('.', ','),
            Language::En | Language::Zh => (',', '.'),
        };
        let plain = format!("{:.*}", decimals as usize, self.round(decimals).0.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut shown = String::new();
        if self.round(decimals) < Self::ZERO {
            shown.push('\u{2212}');
        }
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                shown.push(group);
            }
            shown.push(digit);
        }
        if !fraction.is_empty() {
            shown.push(point);
            shown.push_str(fraction);
        }
        shown
    }

    /// Rounds half away from zero, the way accounts are rounded.
    pub fn round(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero))
    }

    /// Leaves out further decimals, for what is at least so much.
    pub fn floor(self, decimals: u32) -> Self {
        Self(self.0.round_dp_with_strategy(decimals, RoundingStrategy::ToNegativeInfinity))
    }

    /// Returns how many decimals the number has.
    pub fn decimals(self) -> u32 {
        self.0.normalize().scale()
    }

    /// Returns a hundred times the number: the percent of a share, or the largest number where it would be larger.
    #[must_use]
    pub fn hundredfold(self) -> Self {
        Self(self.0.saturating_mul(Decimal::ONE_HUNDRED).normalize())
    }

    /// Returns the product, or nothing when it is larger than a decimal holds.
    pub fn times(self, factor: Self) -> Option<Self> {
        self.0.checked_mul(factor.0).map(|product| Self(product.normalize()))
    }

    /// Returns `self` as a share of `whole` in percent, or nothing when the whole is zero.
    pub fn percent_of(self, whole: Self) -> Option<Self> {
        let hundredfold = self.0.checked_mul(Decimal::ONE_HUNDRED)?;
        hundredfold.checked_div(whole.0).map(Self)
    }

    /// Returns `self` for each one of `other`, or nothing when the other is zero.
    pub fn per(self, other: Self) -> Option<Self> {
        self.0.checked_div(other.0).map(Self)
    }

    /// Returns `self` in thousandths of `whole`, from 0 to 1000, for the length of a bar.
    pub fn thousandths_of(self, whole: Self) -> u32 {
        let share = self.0.checked_mul(Decimal::ONE_THOUSAND).and_then(|n| n.checked_div(whole.0));
        let share = share.unwrap_or_default().round().clamp(Decimal::ZERO, Decimal::ONE_THOUSAND);
        u32::try_from(share.mantissa() / 10i128.pow(share.scale())).unwrap_or(0)
    }

    /// Returns the nearest binary number, for file formats that know no other.
    pub fn to_f64(self) -> f64 {
        self.plain().parse().unwrap_or(f64::NAN)
    }
}

/// `1.234` or `12,345`: one separator with exactly three digits behind it.
fn is_one_group(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '\u{2212}']);
    match digits.split_once(['.', ',']) {
        Some((whole, rest)) => (1..=3).contains(&whole.len()) && rest.len() == 3 && !whole.starts_with('0'),
        None => false,
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl From<usize> for Amount {
    fn from(count: usize) -> Self {
        Self(Decimal::from(count))
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.plain())
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.plain())
    }
}

#[cfg(test)]
mod tests {
    use super::NumberFault::{Ambiguous, NotANumber};
    use super::NumberStyle::{Plain, Vietnamese};
    use super::*;

    fn amount(plain: &str) -> Amount {
        Amount::from_plain(plain).expect("a plain number")
    }

    #[test]
    fn reads_numbers_by_the_rule_of_the_file() {
        for (text, style, expected) in [
            ("1234.5", Plain, Ok(amount("1234.5"))),
            ("73.76", Plain, Ok(amount("73.76"))),
            ("73,76", Plain, Ok(amount("73.76"))),
            ("1.234,5", Plain, Ok(amount("1234.5"))),
            ("1.234,5", Vietnamese, Ok(amount("1234.5"))),
            ("1.234.567", Vietnamese, Ok(amount("1234567"))),
            ("0.234", Plain, Ok(amount("0.234"))),
            ("0,500", Plain, Ok(amount("0.5"))),
            ("0.500", Vietnamese, Ok(amount("0.5"))),
            ("012,500", Plain, Ok(amount("12.5"))),
            ("0,500,000", Plain, Err(NotANumber)),
            ("724.7565", Plain, Ok(amount("724.7565"))),
            ("−3", Plain, Ok(amount("-3"))),
            ("1.234", Plain, Err(Ambiguous(amount("1.234"), amount("1234")))),
            ("1.234", Vietnamese, Err(Ambiguous(amount("1234"), amount("1.234")))),
            ("1,234", Plain, Err(Ambiguous(amount("1234"), amount("1.234")))),
            ("48,5 ha", Plain, Err(NotANumber)),
            ("~12", Plain, Err(NotANumber)),
            ("12-15", Plain, Err(NotANumber)),
            ("1.2.3", Plain, Err(NotANumber)),
            ("5.", Plain, Err(NotANumber)),
            ("", Plain, Err(NotANumber)),
        ] {
            assert_eq!(Amount::parse(text, style), expected, "{text}");
        }
    }

    #[test]
    fn prints_numbers_as_each_language_does() {
        for (plain, vi, en) in [
            ("1234.5", "1.234,5", "1,234.5"),
            ("253.55", "253,55", "253.55"),
            ("-0.5", "−0,5", "−0.5"),
            ("1000000", "1.000.000", "1,000,000"),
            ("2.005", "2,01", "2.01"),
        ] {
            assert_eq!(amount(plain).show(Language::Vi, 2), vi);
            assert_eq!(amount(plain).show(Language::En, 2), en);
        }
        assert_eq!(amount("29").show_fixed(Language::Vi, 1), "29,0");
    }

    #[test]
    fn printing_and_reading_again_is_identity() {
        proptest::proptest!(|(mantissa in -1_000_000_000i64..1_000_000_000, scale in 0u32..3)| {
            let number = Amount(Decimal::new(mantissa, scale).normalize());
            let shown = number.show(Language::Vi, 2);
            match Amount::parse(&shown, Vietnamese) {
                Ok(read) => proptest::prop_assert_eq!(read, number),
                Err(Ambiguous(read, _)) => proptest::prop_assert_eq!(read, number),
                Err(NotANumber) => proptest::prop_assert!(false, "{}", shown),
            }
        });
    }
}
