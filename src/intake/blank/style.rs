//! Fonts and colours of the blank workbooks, and the heights that wrapped text asks for.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The font of administrative documents (Nghị định 30/2020/NĐ-CP, Phụ lục I).
const FONT: &str = "Times New Roman";

/// Fill of the head of a column that every row needs.
const REQUIRED: Color = Color::RGB(0xF8_D7_9A);
/// Fill of the head of any other column.
const OPTIONAL: Color = Color::RGB(0xE7_EE_F5);

/// Text of the legal forms: size 13.
pub(super) fn form() -> Format {
    Format::new().set_font_name(FONT).set_font_size(13).set_align(FormatAlign::VerticalCenter).set_text_wrap()
}

/// A cell of the table of a form.
pub(super) fn boxed() -> Format {
    form().set_border(FormatBorder::Thin)
}

/// Cells of the data-entry workbook.
pub(super) fn cell() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12).set_align(FormatAlign::Top)
}

/// Running text on the sheet *Đọc trước*.
pub(super) fn paragraph() -> Format {
    cell().set_text_wrap()
}

/// The head of a column.
pub(super) fn head(is_required: bool) -> Format {
    let fill = if is_required { REQUIRED } else { OPTIONAL };
    cell()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_background_color(fill)
}

/// Returns the height of a row whose text wraps, in points; merged cells do not grow by themselves.
///
/// Width in characters of column width. A letter of size 13 is a little wider than a unit of width, which is a digit of
/// size 11; the count is on the safe side.
pub(super) fn height(text: &str, width: f64, size: f64) -> f64 {
    let room = (width * 12.0 / size).max(4.0) as usize;
    let lines: usize = text.split('\n').map(|line| wrapped(line, room)).sum();
    // Excel allows a row no more than 409 points.
    (lines as f64 * size * 1.38 + 4.0).min(409.0)
}

/// Counts the lines of a text broken between words.
fn wrapped(text: &str, room: usize) -> usize {
    let (mut lines, mut filled) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if filled > 0 && filled + 1 + length > room {
            lines += 1;
            filled = 0;
        }
        filled += length + usize::from(filled > 0);
        // A word longer than the line is broken within.
        while filled > room {
            lines += 1;
            filled -= room;
        }
    }
    lines
}

/// Returns the first `most` characters, with an ellipsis for what is left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words() {
        for (text, room, lines) in [("", 10, 1), ("một hai", 10, 1), ("một hai ba bốn", 7, 2), ("abcdefghij", 4, 3)]
        {
            assert_eq!(wrapped(text, room), lines, "{text}");
        }
        assert_eq!(shortened("một hai ba", 7), "một ha…");
    }
}
