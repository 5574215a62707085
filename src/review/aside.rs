//! What stands beside the running text: words of drawings, native charts, notes at the foot of a page.
//!
//! An editor may write the parts of a drawing in another order, so their words are compared as a heap.

use std::collections::BTreeMap;

use super::citation::Citable;
use super::document::Document;
use super::figure::SOURCE;
use super::number::{Figure, Known, figures};
use super::package::Element;
use super::{Finding, Findings, beginning, section_name};
use crate::say;
use crate::text::Both;

/// A drawing, a chart or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aside {
    /// The text before it.
    pub(super) name: String,
    pub(super) section: usize,
    /// Its texts as they come.
    pub(super) words: Vec<String>,
}

/// What is drawn in a paragraph.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// The words of each drawing and chart.
    pub(super) words: Vec<Vec<String>>,
    /// How many pictures and objects of other programs.
    pub(super) pictures: usize,
}

/// Reads the drawings of a paragraph; of one that is written for two generations of Word the newer form.
pub(super) fn of_paragraph(paragraph: &Element, charts: &BTreeMap<String, Vec<String>>) -> Drawn {
    let mut drawn = Drawn::default();
    gather(paragraph, charts, &mut drawn);
    drawn
}

fn gather(element: &Element, charts: &BTreeMap<String, Vec<String>>, drawn: &mut Drawn) {
    for child in &element.children {
        match child.name.as_str() {
            "drawing" | "pict" | "object" => one(child, charts, drawn),
            "AlternateContent" => gather(newer(child), charts, drawn),
            "del" | "moveFrom" => {}
            _ => gather(child, charts, drawn),
        }
    }
}

fn newer(choice: &Element) -> &Element {
    choice.child("Choice").or(choice.child("Fallback")).unwrap_or(choice)
}

fn one(drawing: &Element, charts: &BTreeMap<String, Vec<String>>, drawn: &mut Drawn) {
    let mut words = Vec::new();
    let mut pictures = 0;
    drawing.each(&mut |element| match element.name.as_str() {
        "txbxContent" => words.extend(paragraphs(element)),
        "chart" => words.extend(element.get("id").and_then(|id| charts.get(id)).into_iter().flatten().cloned()),
        "pic" | "imagedata" | "OLEObject" | "relIds" => pictures += 1,
        _ => {}
    });
    drawn.pictures += pictures;
    if !words.is_empty() {
        drawn.words.push(words);
    }
}

/// The texts of the paragraphs below an element, without deleted words and without those that are empty.
fn paragraphs(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    element.each(&mut |paragraph| {
        if paragraph.name == "p" {
            let mut text = String::new();
            paragraph.each(&mut |part| {
                if part.name == "t" {
                    text.push_str(&part.text);
                }
            });
            found.push(crate::text::nfc(text.trim()));
        }
    });
    found.retain(|text| !text.is_empty());
    found
}

/// The words and values of a chart as Word keeps them; its numbers have a point.
pub(super) fn of_chart(part: &Element) -> Vec<String> {
    let mut found = Vec::new();
    part.each(&mut |element| match element.name.as_str() {
        "t" => found.push(element.text.clone()),
        "numCache" | "numLit" => {
            element.each(&mut |value| {
                if value.name == "v" {
                    found.push(value.text.replace('.', ","));
                }
            });
        }
        "strCache" | "strLit" => {
            element.each(&mut |value| {
                if value.name == "v" {
                    found.push(value.text.clone());
                }
            });
        }
        _ => {}
    });
    found
}

/// The notes at the feet of pages; those that only draw a line have no words.
pub(super) fn of_feet(part: &Element) -> Vec<Aside> {
    let notes = part.children.iter().map(paragraphs).filter(|words| !words.is_empty());
    notes.map(|words| Aside { name: words[0].clone(), section: 0, words }).collect()
}

/// Finds figures of drawings and notes that are not those of the report; notes pictures that nobody can read.
pub(super) fn findings(edited: &Document, anew: &Document, citable: &[Citable]) -> Findings {
    let mut found = Findings::default();
    let known = Known::new(anew, citable);
    let mut left: Vec<&Aside> = anew.asides.iter().collect();
    let mut other = Vec::new();
    // What nobody touched is paired first, wherever it stands now.
    for aside in &edited.asides {
        match left.iter().position(|old| sorted(&old.words) == sorted(&aside.words)) {
            Some(same) => drop(left.remove(same)),
            None => other.push(aside),
        }
    }
    for aside in other {
        let alike = left.iter().enumerate().map(|(index, old)| (shared(old, aside), index));
        let old = alike.max_by_key(|(shared, index)| (*shared, std::cmp::Reverse(*index)));
        let old = old.filter(|(shared, _)| shared * 2 >= aside.words.len()).map(|(_, index)| left.remove(index));
        found.mend.extend(differing(edited, old, aside, &known));
    }
    found.notes.extend(left.into_iter().map(|aside| gone(edited, aside)));
    found.notes.extend(unread(edited, edited.pictures.saturating_sub(anew.pictures)));
    found
}

fn sorted(words: &[String]) -> Vec<&String> {
    let mut words: Vec<&String> = words.iter().collect();
    words.sort();
    words
}

/// How many texts two drawings have in common.
fn shared(one: &Aside, other: &Aside) -> usize {
    other.words.iter().filter(|word| one.words.contains(word)).count()
}

/// The figures of a drawing that it did not have, beside those that it has no more.
fn differing(edited: &Document, old: Option<&Aside>, new: &Aside, known: &Known) -> Option<Finding> {
    let all = |aside: &Aside| aside.words.iter().flat_map(|text| figures(text, false)).collect::<Vec<Figure>>();
    let (mut was, mut is) = (old.map(all).unwrap_or_default(), all(new));
    is.retain(|figure| match was.iter().position(|old| old.key == figure.key) {
        Some(same) => {
            was.remove(same);
            false
        }
        None => true,
    });
    if old.is_none() {
        is.retain(|figure| !known.has(figure));
    }
    if is.is_empty() {
        return None;
    }
    let list = |figures: &[Figure]| figures.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("; ");
    let (is, was) = (list(&is), list(&was));
    let message = match was.is_empty() {
        true => say!("số {is} không có trong số liệu của báo cáo", "figure {is} stands nowhere in the report"),
        false => say!("hình ghi {is}, số liệu là {was}", "the drawing says {is}, the data {was}"),
    };
    let help = say!(
        "chép lại hình từ bản ccn lập; số trong hình đúng thì sửa bảng trong data/ rồi lập lại",
        "copy it from the document that ccn makes; if it is right, mend the table in data/ and make the report again"
    );
    Some(Finding { also: Vec::new(), rule: "drawn-figure", place: place(edited, new), message, help, source: SOURCE })
}

fn place(document: &Document, aside: &Aside) -> Both {
    let section = section_name(document, aside.section);
    let name = beginning(&aside.name, 60);
    say!("{section}, hình hoặc chú thích ở “{name}”", "{section}, drawing or note at “{name}”"; section = section)
}

fn gone(edited: &Document, aside: &Aside) -> Finding {
    let name = beginning(&aside.name, 60);
    Finding {
        also: Vec::new(),
        rule: "drawing-gone",
        place: section_name(edited, aside.section.min(edited.sections.len().saturating_sub(1))),
        message: say!("không còn hình “{name}”", "the drawing “{name}” is gone"),
        help: say!("nếu không định bỏ thì chép lại từ bản ccn lập", "if that was not meant, copy it again"),
        source: SOURCE,
    }
}

fn unread(edited: &Document, pictures: usize) -> Option<Finding> {
    (pictures > 0).then(|| Finding {
        also: Vec::new(),
        rule: "picture",
        place: section_name(edited, 0),
        message: say!(
            "có {pictures} ảnh hoặc đối tượng nhúng mà bản ccn lập không có; số ở trong đó không so được",
            "{pictures} pictures or embedded objects are not of ccn; figures in them were not compared"
        ),
        help: say!(
            "tự đối chiếu số trong ảnh; bảng chụp từ Excel thì gõ lại thành bảng",
            "compare them by eye; type a photographed table as a table"
        ),
        source: SOURCE,
    })
}
