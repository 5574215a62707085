//! Letters of before Unicode: TCVN3 and VNI, which show as other letters where their font is not.

use super::document::{Document, Paragraph, Run};
use super::{Finding, about, beginning};
use crate::say;
use crate::text::encoding::{How, garbled, mixed};
use crate::text::legacy::{from_tcvn3, from_vni};

/// How a run is written that is no Unicode, and what it says.
struct Old {
    how: How,
    shown: String,
    typed: Option<String>,
}

/// Returns whether a font is one of the sets that need letters of their own.
pub(super) fn is_old_font(font: &str) -> bool {
    old_font(font).is_some()
}

fn old_font(font: &str) -> Option<How> {
    let font = font.to_lowercase();
    if font.starts_with(".vn") {
        Some(How::Tcvn3)
    } else if font.starts_with("vni-") {
        Some(How::Vni)
    } else {
        None
    }
}

/// Finds a text that has to be converted; what its font is matters only then.
pub(super) fn finding(document: &Document, paragraph: &Paragraph) -> Option<Finding> {
    let Old { how, shown, typed } = paragraph.runs.iter().find_map(of_run).or_else(|| of_text(&paragraph.text))?;
    let shown = beginning(&shown, 60);
    let (vi, en) = match how {
        How::Tcvn3 => ("chữ TCVN3 (ABC, phông .Vn…)", "letters of TCVN3"),
        How::Vni => ("chữ VNI", "letters of VNI"),
        How::Reread | How::Lost | How::Questioned => ("chữ hỏng do sai bảng mã", "letters of a wrong encoding"),
    };
    let message = say!("{vi}: “{shown}”; cần đổi sang Unicode", "{en}: “{shown}”; Unicode is wanted");
    let help = match typed {
        Some(typed) => say!("gõ lại hoặc chuyển mã: “{typed}”", "type or convert it: “{typed}”"),
        None => say!("gõ lại chỗ này bằng Unicode", "type it again in Unicode"),
    };
    Some(about(document, paragraph, "encoding", message, help, "mục I.4"))
}

fn of_run(run: &Run) -> Option<Old> {
    let (text, font) = (run.text.trim(), run.letters.font.as_deref().unwrap_or_default());
    let own = old_font(font).filter(|_| !text.is_ascii() && text.chars().all(|letter| letter <= '\u{ff}'));
    let (how, typed) = match own {
        Some(How::Vni) => (How::Vni, Some(from_vni(text))),
        Some(how) => (how, Some(from_tcvn3(text))),
        None => {
            // A question mark between two letters may be a slip of the hand.
            let found = garbled(text).filter(|found| found.how != How::Questioned)?;
            (found.how, found.typed)
        }
    };
    // The fonts of capitals have the letters of small ones.
    let is_capital = how == How::Tcvn3 && font.to_lowercase().starts_with(".vn") && font.ends_with('H');
    let typed = typed.map(|typed| if is_capital { typed.to_uppercase() } else { typed });
    Some(Old { how, shown: text.to_owned(), typed })
}

fn of_text(text: &str) -> Option<Old> {
    Some(Old { how: mixed(text)?, shown: text.trim().to_owned(), typed: None })
}
