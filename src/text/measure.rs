//! Amounts with their units as each language says them: `457,6 tỷ đồng`, `VND 457.6 billion`, `4,576 亿越南盾`.

use super::{Amount, Language};

/// A no-break space: a number and its unit stay on one line.
const NBSP: char = '\u{a0}';

/// The most decimals that a reader is shown.
const DECIMALS: u32 = 3;

/// One of what English counts, where its word for several is another.
const SINGULAR: &[(&str, &str)] = &[
    ("clusters", "cluster"),
    ("projects", "project"),
    ("parks and clusters", "park or cluster"),
    ("plots", "plot"),
    ("people", "person"),
    ("minutes", "minute"),
    ("months", "month"),
];

/// Units as the data write them, in English and in Chinese.
const UNITS: &[(&str, &str, &str)] = &[
    ("cụm", "clusters", "个产业集群"),
    ("dự án", "projects", "个项目"),
    ("khu, cụm", "parks and clusters", "个工业区和产业集群"),
    ("lô", "plots", "块"),
    ("người", "people", "人"),
    ("ha", "ha", "公顷"),
    ("m²", "m²", "平方米"),
    ("km²", "km²", "平方公里"),
    ("km", "km", "公里"),
    ("m", "m", "米"),
    ("phút", "minutes", "分钟"),
    ("tháng", "months", "个月"),
    ("lần", "times", "倍"),
    ("m³/ngày đêm", "m³/day", "立方米/日"),
    ("m³/ngày", "m³/day", "立方米/日"),
];

/// Units of money, the longest first, as English and Chinese write what stands before and behind the number.
///
/// 1 tỷ is 10⁹, a Chinese 亿 is 10⁸ and a 万 is 10⁴, so the number itself changes.
const MONEY: &[(&str, usize, [&str; 2], [&str; 2])] = &[
    ("tỷ đồng", 10, ["VND", "billion"], ["", "亿越南盾"]),
    ("triệu đồng", 100, ["VND", "million"], ["", "万越南盾"]),
    ("đồng", 1, ["VND", ""], ["", "越南盾"]),
    ("VND", 1, ["VND", ""], ["", "越南盾"]),
    ("USD", 1, ["USD", ""], ["", "美元"]),
];

/// What a price is for, behind the stroke.
const PER: &[(&str, &str, &str)] = &[
    ("năm", "year", "年"),
    ("tháng", "month", "月"),
    ("người", "person", "人"),
    ("m²", "m²", "平方米"),
    ("m³", "m³", "立方米"),
    ("kWh", "kWh", "千瓦时"),
    ("ha", "ha", "公顷"),
];

/// Prints an amount with its unit, which the data give in Vietnamese; a unit that is not known stays as it is.
///
/// Hectares bear their mu for Chinese readers: 1 ha = 15 亩.
pub fn measure(amount: Amount, unit: &str, language: Language) -> String {
    let number = amount.show(language, DECIMALS);
    if language == Language::Vi {
        return format!("{number}{NBSP}{}", unit.replace("VND", "đồng"));
    }
    if let Some(price) = price(amount, unit, language) {
        return price;
    }
    let known = UNITS.iter().find(|(vi, ..)| *vi == unit);
    match (language, known) {
        (Language::Zh, Some(("ha", _, zh))) => {
            let mu = amount.times(Amount::from(15)).map(|mu| format!("（{}{NBSP}亩）", mu.show(language, DECIMALS)));
            format!("{number}{NBSP}{zh}{}", mu.unwrap_or_default())
        }
        (Language::Zh, Some((.., zh))) => format!("{number}{NBSP}{zh}"),
        (_, Some((_, en, _))) => {
            let one = SINGULAR.iter().find(|(several, _)| several == en).filter(|_| amount == Amount::from(1));
            format!("{number}{NBSP}{}", one.map_or(*en, |(_, one)| *one))
        }
        (_, None) => format!("{number}{NBSP}{unit}"),
    }
}

fn price(amount: Amount, unit: &str, language: Language) -> Option<String> {
    let mut parts = unit.split('/');
    let money = parts.next()?;
    let (_, factor, en, zh) = MONEY.iter().find(|(vi, ..)| *vi == money)?;
    let (amount, [before, behind]) = match language {
        Language::Zh => (amount.times(Amount::from(*factor))?, zh),
        Language::Vi | Language::En => (amount, en),
    };
    let number = amount.show(language, DECIMALS);
    let words = [*before, &number, *behind].into_iter().filter(|word| !word.is_empty());
    let whole = words.collect::<Vec<_>>().join(&NBSP.to_string());
    Some(parts.fold(whole, |text, part| format!("{text}/{}", per(part, language))))
}

fn per(part: &str, language: Language) -> &str {
    let known = PER.iter().find(|(vi, ..)| *vi == part);
    match (language, known) {
        (Language::Zh, Some((.., zh))) => zh,
        (Language::En, Some((_, en, _))) => en,
        _ => part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the style rules: 1 tỷ = 10 亿, 1 ha = 15 亩, units never mixed.
    #[test]
    fn each_language_says_amounts_in_its_own_way() {
        let table = [
            ("1234.5", "ha", "1.234,5 ha", "1,234.5 ha", "1,234.5 公顷（18,517.5 亩）"),
            ("1", "ha", "1 ha", "1 ha", "1 公顷（15 亩）"),
            ("457.6", "tỷ đồng", "457,6 tỷ đồng", "VND 457.6 billion", "4,576 亿越南盾"),
            ("1", "tỷ đồng", "1 tỷ đồng", "VND 1 billion", "10 亿越南盾"),
            (
                "9.5",
                "triệu đồng/người/tháng",
                "9,5 triệu đồng/người/tháng",
                "VND 9.5 million/person/month",
                "950 万越南盾/人/月",
            ),
            ("998000", "VND/m²", "998.000 đồng/m²", "VND 998,000/m²", "998,000 越南盾/平方米"),
            ("0.4", "USD/m²/năm", "0,4 USD/m²/năm", "USD 0.4/m²/year", "0.4 美元/平方米/年"),
            ("5000", "m³/ngày đêm", "5.000 m³/ngày đêm", "5,000 m³/day", "5,000 立方米/日"),
            ("63", "MVA", "63 MVA", "63 MVA", "63 MVA"),
            ("10.5", "km", "10,5 km", "10.5 km", "10.5 公里"),
            ("1", "cụm", "1 cụm", "1 cluster", "1 个产业集群"),
            ("5", "cụm", "5 cụm", "5 clusters", "5 个产业集群"),
        ];
        for (plain, unit, vi, en, zh) in table {
            let amount = Amount::from_plain(plain).expect("a plain number");
            let said = |language| measure(amount, unit, language).replace(NBSP, " ");
            assert_eq!([said(Language::Vi), said(Language::En), said(Language::Zh)], [vi, en, zh]);
        }
    }
}
