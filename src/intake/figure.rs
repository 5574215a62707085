//! Reads a number as offices type it, with its unit: takes what can mean one thing only, asks about the rest.

use crate::diagnostic::{Code, Diagnostic};
use crate::place::{Located, Location};
use crate::record::{Cell as _, Raw};
use crate::say;
use crate::text::number::NumberStyle;
use crate::text::{Amount, Both, fold};
use crate::workbook::{Cell, Format};

use super::percent;

/// A number that was read, and what was done to read it.
pub(super) struct Read {
    pub(super) value: Amount,
    pub(super) how: Option<Both>,
    /// Whether it stands in percent, of which nothing in the cell tells, and may be a share of one.
    pub(super) may_be_share: bool,
}

/// Reads the number of a cell whose unit is known; an empty cell gives nothing.
pub(super) fn read(cell: &Cell, unit: &str, at: &Location) -> Result<Option<Read>, Diagnostic> {
    let style = NumberStyle::Vietnamese;
    match &cell.value {
        Raw::Empty => Ok(None),
        Raw::Number(plain) => {
            let value = Amount::read(&Located::new(Raw::Number(plain.clone()), at.clone()), style)?;
            Ok(Some(scaled(value, cell.format, unit)))
        }
        Raw::Text(text) if is_waiting(text) => Ok(None),
        Raw::Text(text) => typed(text, unit, at).map(Some),
        Raw::Date(day) => {
            let day = day.format("%d/%m/%Y").to_string();
            let message = say!("ô này là ngày {day}, cần một số", "the cell is the date {day}, and a number is needed");
            let help = say!(
                "Excel đã đổi số thành ngày: định dạng ô là Số (Number) rồi gõ lại",
                "Excel turned the number into a date: format the cell as Number and type it again"
            );
            Err(Diagnostic::new(Code::BadNumber, at, message).found(day).help(help))
        }
        other => {
            let value = Amount::read(&Located::new(other.clone(), at.clone()), style)?;
            Ok(Some(Read { value, how: None, may_be_share: false }))
        }
    }
}

/// Returns whether nothing was filled in.
pub(super) fn is_blank(cell: &Cell) -> bool {
    match &cell.value {
        Raw::Empty => !cell.has_formula,
        Raw::Text(text) => is_waiting(text),
        _ => false,
    }
}

/// Dots and the like that wait for a pen.
fn is_waiting(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '.' | '…' | '_' | ' '))
}

/// A percent cell keeps the hundredth part of what it shows.
fn scaled(value: Amount, format: Format, unit: &str) -> Read {
    if format == Format::Percent && unit == "%" {
        let how = say!("ô dạng phần trăm: {value} là {shown} %", "a percent cell: {value} is {shown} %"; shown = value.hundredfold(), value = value);
        return Read { value: value.hundredfold(), how: Some(how), may_be_share: false };
    }
    Read { value, how: None, may_be_share: percent::may_be_share(value, unit) }
}

fn typed(text: &str, unit: &str, at: &Location) -> Result<Read, Diagnostic> {
    let (number, written) = split(text);
    if let Some(written) = written {
        match (known(written), known(unit)) {
            (Some(one), Some(other)) if one == other => {}
            (Some(one), Some(other)) => return Err(other_unit(text, number, written, unit, at, factor(one, other))),
            _ => return Err(number_with_words(text, at)),
        }
    }
    let raw = Located::new(Raw::Text(number.to_owned()), at.clone());
    let value = match Amount::read(&raw, NumberStyle::Vietnamese) {
        Ok(value) => value,
        Err(fault) if fault.code == Code::BadNumber => return Err(number_with_words(text, at)),
        Err(fault) if fault.code == Code::AmbiguousNumber => return Err(fault.help(as_number(number))),
        Err(fault) => return Err(fault),
    };
    let how = match written {
        Some(_) => say!("số gõ kèm đơn vị", "a number typed with its unit"),
        None => say!("số gõ dạng chữ", "a number typed as text"),
    };
    Ok(Read { value, how: Some(how), may_be_share: written.is_none() && percent::may_be_share(value, unit) })
}

/// Returns whether a text is a number and nothing else, in a file that knows nothing but text.
pub(super) fn is_bare(text: &str) -> bool {
    split(text).1.is_none()
}

/// Splits a unit off a number: `12,5 ha` is `12,5` and `ha`.
fn split(text: &str) -> (&str, Option<&str>) {
    let end = text.rfind(|c: char| c.is_ascii_digit()).map_or(0, |last| last + 1);
    // `m2` ends in a digit that belongs to the unit.
    let end = if fold(text).ends_with("m2") && end == text.len() { text.len() - 2 } else { end };
    let (number, unit) = text.split_at(end);
    let (number, unit) = (number.trim(), unit.trim());
    (number, (!unit.is_empty()).then_some(unit))
}

/// The units of the forms and those that are taken for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hectare,
    SquareMetre,
    Billion,
    Million,
    Dong,
    Dollar,
    Percent,
    Count,
    Wage,
}

/// Returns the unit that a word means.
pub(super) fn known(text: &str) -> Option<Unit> {
    let folded = fold(text);
    let folded = folded.trim_matches(|c: char| matches!(c, '(' | ')' | '.' | ' '));
    Some(match folded {
        "ha" | "hecta" | "hec-ta" | "hec ta" => Unit::Hectare,
        "m2" | "m²" | "met vuong" => Unit::SquareMetre,
        "ty dong" | "ti dong" | "ty" | "ti" | "ty vnd" | "ty d" => Unit::Billion,
        "trieu dong" | "trieu" | "tr.d" | "trd" | "tr dong" | "trieu vnd" => Unit::Million,
        "dong" | "vnd" | "d" | "vnđ" => Unit::Dong,
        "usd" | "do la" | "do la my" => Unit::Dollar,
        "%" | "phan tram" => Unit::Percent,
        "nguoi" | "lao dong" | "cum" | "du an" | "cong trinh" | "ccn" | "ho" => Unit::Count,
        "trieu dong/nguoi/thang" | "trieu/nguoi/thang" | "trd/nguoi/thang" => Unit::Wage,
        _ => return None,
    })
}

/// Returns by how much a figure in the first unit is to be multiplied to be in the second.
fn factor(from: Unit, to: Unit) -> Option<Amount> {
    let parts = |count: &str| Amount::from_plain(count);
    match (from, to) {
        (Unit::SquareMetre, Unit::Hectare) => parts("0.0001"),
        (Unit::Hectare, Unit::SquareMetre) => parts("10000"),
        (Unit::Million, Unit::Billion) => parts("0.001"),
        (Unit::Dong, Unit::Billion) => parts("0.000000001"),
        (Unit::Billion, Unit::Million) => parts("1000"),
        _ => None,
    }
}

/// Says that a figure is in another unit than the column or the form; never converts it unasked.
fn other_unit(
    text: &str,
    number: &str,
    written: &str,
    unit: &str,
    at: &Location,
    factor: Option<Amount>,
) -> Diagnostic {
    let message =
        say!("`{text}` ghi đơn vị {written}, ở đây cần {unit}", "`{text}` is in {written}, and {unit} is needed here");
    let value = Amount::parse(number, NumberStyle::Vietnamese).ok();
    let meant = value.zip(factor).and_then(|(value, factor)| value.times(factor));
    let help = match meant {
        Some(meant) => say!("nếu đúng thì gõ {meant}", "if that is right type {meant}"; meant = meant),
        None => say!("đổi ra {unit} rồi gõ số", "turn it into {unit} and type the number"),
    };
    Diagnostic::new(Code::OtherUnit, at, message).found(text).help(help)
}

/// Says that the unit written beside a figure is another one than that of the form.
pub(super) fn unit_differs(written: &str, unit: &str, value: Option<Amount>, at: &Location) -> Option<Diagnostic> {
    let (one, other) = (known(written)?, known(unit)?);
    if one == other {
        return None;
    }
    let message =
        say!("đơn vị ghi `{written}`, biểu quy định `{unit}`", "the unit is `{written}`, the form says `{unit}`");
    let meant = value.zip(factor(one, other)).and_then(|(value, factor)| value.times(factor));
    let help = match meant {
        Some(meant) => say!(
            "nếu số gõ theo {written} thì sửa thành {meant} và ghi lại đơn vị {unit}",
            "if the figure is in {written} change it to {meant} and the unit to {unit}";
            meant = meant
        ),
        None => say!("ghi số theo đơn vị {unit}", "give the figure in {unit}"),
    };
    Some(Diagnostic::new(Code::OtherUnit, at, message).found(written).help(help))
}

/// In a workbook a number need not be guessed from its marks: a cell can hold it as one.
fn as_number(number: &str) -> Both {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    say!(
        "nếu là hàng nghìn thì gõ {digits}; nếu là số lẻ thì định dạng ô kiểu Số (Number) rồi gõ lại; trong tệp CSV thì thêm một số 0 ở cuối",
        "type {digits} if it is thousands; if it has decimals format the cell as Number and type it again; in CSV add a zero at the end"
    )
}

fn number_with_words(text: &str, at: &Location) -> Diagnostic {
    let message = say!("`{text}` không phải là một số", "`{text}` is not one number");
    let pieces = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let numbers: Vec<&str> = pieces.filter(|piece| piece.contains(|c: char| c.is_ascii_digit())).collect();
    let help = match numbers.as_slice() {
        [] => say!(
            "gõ số, ví dụ 12,5; bằng không thì gõ 0, chưa có số thì để trống",
            "type a number such as 12,5; 0 if there is none, leave it empty if it is not known"
        ),
        [number] => say!(
            "gõ số đúng, ví dụ {number}, không kèm chữ hay dấu ~; số ước thì nói ở cột Ghi chú",
            "type the exact number, such as {number}, without words or ~; say in the remarks that it is estimated"
        ),
        [first, ..] => say!(
            "gõ một số, ví dụ {first}; khoảng từ đến thì ghi ở cột Ghi chú",
            "type one number, such as {first}; put a range into the remarks"
        ),
    };
    Diagnostic::new(Code::BadNumber, at, message).found(text).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::SourcePath;

    fn said(text: &str, unit: &str) -> Result<String, Code> {
        let at = Location::cell(&SourcePath::new("a.xlsx"), &"Biểu".into(), 9, 4);
        typed(text, unit, &at).map(|read| read.value.plain()).map_err(|fault| fault.code)
    }

    #[test]
    fn takes_what_can_mean_one_thing_only() {
        for (text, unit, expected) in [
            ("12,5", "ha", Ok("12.5")),
            ("1.234,5", "ha", Ok("1234.5")),
            ("1,234.5", "ha", Ok("1234.5")),
            ("12,5 ha", "ha", Ok("12.5")),
            ("29%", "%", Ok("29")),
            ("57 tỷ", "Tỷ đồng", Ok("57")),
            ("12 dự án", "Dự án", Ok("12")),
            ("1.234", "ha", Err(Code::AmbiguousNumber)),
            ("~12", "ha", Err(Code::BadNumber)),
            ("12–15", "ha", Err(Code::BadNumber)),
            ("trên 10", "ha", Err(Code::BadNumber)),
            ("-", "ha", Err(Code::BadNumber)),
            ("125000 m2", "ha", Err(Code::OtherUnit)),
            ("57.000 triệu đồng", "Tỷ đồng", Err(Code::OtherUnit)),
            ("2 triệu USD", "Tỷ đồng", Err(Code::BadNumber)),
        ] {
            assert_eq!(said(text, unit).as_deref(), expected.as_ref().copied(), "{text}");
        }
    }
}
