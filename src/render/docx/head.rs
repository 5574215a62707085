//! The parts that Nghị định 30/2020/NĐ-CP fixes: national name and motto, issuing body, title, addressees, recipients
//! and signature, the heads of annexes.

use crate::site::report::{Annex, Head, Title};

use super::Paper;
use super::look::mm;
use super::paragraph::Paragraph;
use super::style::Style;
use super::table::{PLAIN, bare};
use super::xml::Element;

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Returns the borderless head of page 1, and the room below it.
pub(super) fn letterhead(head: &Head, paper: &Paper<'_>) -> Vec<Element> {
    let right = mm(102);
    let widths = [paper.look.width(false) - right, right];
    let (parent, agency) = (head.parent.to_uppercase(), head.agency.to_uppercase());
    let bodies = vec![
        Paragraph::of(Style::Parent, &parent),
        Paragraph::of(Style::Agency, &agency),
        rule(Style::Agency, &agency, (2, 5), widths[0], paper),
    ];
    let nation = vec![
        Paragraph::of(Style::Nation, NATION),
        Paragraph::of(Style::Motto, MOTTO),
        rule(Style::Motto, MOTTO, (1, 1), widths[1], paper),
    ];
    let number = vec![Paragraph::of(Style::Number, &head.number)];
    let place = vec![Paragraph::of(Style::PlaceDate, &head.place_date)];
    vec![bare(PLAIN, vec![vec![bodies, nation], vec![number, place]], &widths), apart()]
}

/// A line under a text: as the border of an empty paragraph, as long as a share of the text, in the middle of `width`.
fn rule(style: Style, text: &str, (part, whole): (u32, u32), width: u32, paper: &Paper<'_>) -> Paragraph {
    let length = paper.text_width(style, text).min(width) * part / whole;
    let side = (width - length) / 2;
    Paragraph::empty(Style::Rule).ruled().within(side, width - length - side)
}

/// Returns kind and title with their rule, and the note under them; `mark` is drawn beside the page's first line.
pub(super) fn title(title: &Title, paper: &Paper<'_>, mark: Option<Element>) -> Vec<Element> {
    let mut lines = Vec::new();
    if title.kind.is_empty() {
        lines.push(Paragraph::of(Style::Title, &title.text));
    } else {
        lines.push(Paragraph::of(Style::Title, &title.kind.to_uppercase()));
        lines.push(Paragraph::of(Style::Subject, &title.text));
    }
    if let Some(mark) = mark {
        lines[0] = lines[0].clone().drawn(mark);
    }
    if paper.look.indent > 0 {
        lines.push(rule(Style::Subject, &title.text, (2, 5), paper.look.width(false), paper));
    }
    if !title.note.is_empty() {
        lines.push(Paragraph::of(Style::TitleNote, &title.note));
    }
    lines.into_iter().map(Paragraph::element).chain([apart()]).collect()
}

/// Room behind a table or a title, which a table cannot have of its own.
pub(super) fn apart() -> Element {
    Paragraph::empty(Style::Apart).element()
}

/// An entry of a head or foot without the mark that ends it.
fn bared(entry: &str) -> &str {
    entry.trim_end_matches(|end: char| end.is_whitespace() || end == ';' || end == '.')
}

/// Entries as "- …;" lines, the last one with a full stop.
fn dashed(entries: &[String]) -> impl Iterator<Item = String> + '_ {
    let last = entries.len().saturating_sub(1);
    let end = move |index| if index < last { ";" } else { "." };
    entries.iter().enumerate().map(move |(index, entry)| format!("- {}{}", bared(entry), end(index)))
}

/// "Kính gửi": one addressee on its line, several one under another with the dashes under the colon.
pub(super) fn addressees(entries: &[String], paper: &Paper<'_>) -> Vec<Element> {
    let lines: Vec<Paragraph> = match entries {
        [] => return Vec::new(),
        [only] => vec![Paragraph::of(Style::Addressee, &format!("Kính gửi: {only}")).at(super::style::Side::Center)],
        several => {
            let colon = mm(25) + paper.text_width(Style::Addressee, "Kính gửi");
            let first = Paragraph::of(Style::Addressee, "Kính gửi:").within(mm(25), 0);
            let rest = dashed(several)
                .map(|line| Paragraph::of(Style::AddresseeItem, &line).within(colon + paper.look.hang(), 0));
            [first].into_iter().chain(rest).collect()
        }
    };
    lines.into_iter().map(Paragraph::element).chain([apart()]).collect()
}

/// Recipients at the left, power and post of the signer at the right, with room to sign; on one page.
pub(super) fn signatures(recipients: &[String], signer: &[String], paper: &Paper<'_>) -> Vec<Element> {
    if recipients.is_empty() && signer.is_empty() {
        return Vec::new();
    }
    let mut left = Vec::new();
    if !recipients.is_empty() {
        left.push(Paragraph::of(Style::RecipientsHead, "Nơi nhận:"));
        left.extend(dashed(recipients).map(|line| Paragraph::of(Style::Recipient, &line)));
    }
    let mut right: Vec<Paragraph> =
        signer.iter().map(|line| Paragraph::of(Style::Signer, &line.to_uppercase())).collect();
    right.push(Paragraph::empty(Style::SignerName));
    let width = paper.look.width(false);
    let room = Paragraph::empty(Style::Apart).kept(true).element();
    vec![room, bare(PLAIN, vec![vec![left, right]], &[width / 2, width - width / 2])]
}

/// The signature corner of a form: place and date, post, and what to put there.
pub(super) fn place(lines: &[String], width: u32) -> Vec<Element> {
    let is_aside = |line: &str| line.contains("ngày") || line.starts_with('(');
    let style = |line: &str| if is_aside(line) { Style::PlaceAside } else { Style::Place };
    let mut right: Vec<Paragraph> = lines.iter().map(|line| Paragraph::of(style(line), line)).collect();
    right.push(Paragraph::empty(Style::PlaceName));
    let left = width * 42 / 100;
    vec![apart(), bare(PLAIN, vec![vec![Vec::new(), right]], &[left, width - left]), apart()]
}

/// Number, title and note of an annex.
pub(super) fn annex(annex: &Annex) -> Vec<Element> {
    let number = format!("Phụ lục {}", annex.number);
    let note = (!annex.note.is_empty()).then(|| Paragraph::of(Style::AnnexNote, &annex.note));
    let lines =
        [Paragraph::of(Style::Annex, number.trim_end()), Paragraph::of(Style::AnnexTitle, &annex.title.to_uppercase())];
    lines.into_iter().chain(note).map(Paragraph::element).collect()
}
