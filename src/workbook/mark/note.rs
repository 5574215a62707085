//! The comments of a sheet: new ones behind those that are there, and our words before what a cell's comment says.

use std::collections::BTreeMap;

use crate::place::cell_name;
use crate::text::Both;
use crate::workbook::Position;

use super::super::name::position;
use super::package::HEAD;
use super::xml::{Edits, Form, Part, Tag, content, prefixed};

/// Who the comments are by.
const AUTHOR: &str = "ccn";
/// The font of comments in Excel; it has all letters of Vietnamese.
const FONT: &str = "<rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/></rPr>";

/// Returns the part of the comments of a sheet that has none yet.
pub(super) fn new_part(notes: &BTreeMap<Position, String>, namespace: &str) -> String {
    let comments: String = notes.iter().map(|(position, text)| comment(*position, text, 0)).collect();
    let authors = format!("<authors><author>{AUTHOR}</author></authors>");
    format!("{HEAD}<comments xmlns=\"{namespace}\">{authors}<commentList>{comments}</commentList></comments>")
}

fn comment((row, column): Position, text: &str, author: usize) -> String {
    let name = cell_name(row, column);
    format!("<comment ref=\"{name}\" authorId=\"{author}\"><text>{}</text></comment>", run(text))
}

fn run(text: &str) -> String {
    format!("<r>{FONT}<t xml:space=\"preserve\">{}</t></r>", content(text))
}

/// Returns the edits that add comments to those of a sheet.
pub(super) fn added(part: &Part, notes: &BTreeMap<Position, String>) -> Result<Edits, Both> {
    let mut edits = Edits::default();
    let mut left = notes.clone();
    let (mut authors, mut has_authors, mut has_list) = (0, false, false);
    // The words for the comment that is being read, until its text begins.
    let mut words: Option<String> = None;
    for tag in part.tags() {
        let tag = tag?;
        match (tag.depth, tag.name()) {
            (2, "author") if tag.form != Form::Close => authors += 1,
            (1, "authors") => {
                has_authors = true;
                last(part, &mut edits, &tag, &format!("<author>{AUTHOR}</author>"))?;
            }
            (2, "comment") => {
                let place = tag.get("ref").and_then(|name| position(&name));
                words = place.filter(|_| tag.form == Form::Open).and_then(|place| left.remove(&place));
            }
            (3, "text") if tag.form != Form::Close => {
                if let Some(words) = words.take() {
                    before(part, &mut edits, &tag, &words)?;
                }
            }
            (1, "commentList") => {
                has_list = true;
                if !has_authors && tag.form != Form::Close {
                    let list = format!("<authors><author>{AUTHOR}</author></authors>");
                    edits.insert(tag.span.start, prefixed(&list, tag.prefix()));
                    has_authors = true;
                }
                if tag.form != Form::Open {
                    let new: String = left.iter().map(|(place, text)| comment(*place, text, authors)).collect();
                    last(part, &mut edits, &tag, &new)?;
                }
            }
            _ => {}
        }
    }
    if has_list { Ok(edits) } else { Err(part.lacks("commentList")) }
}

/// Puts XML at the end of an element.
fn last(part: &Part, edits: &mut Edits, tag: &Tag<'_>, xml: &str) -> Result<(), Both> {
    let xml = prefixed(xml, tag.prefix());
    match tag.form {
        Form::Open => {}
        Form::Close => edits.insert(tag.span.start, xml),
        Form::Empty => {
            let whole = tag.with(Form::Open, &[], part)? + &xml + &tag.closing();
            edits.replace(tag.span.clone(), whole);
        }
    }
    Ok(())
}

/// Puts words before what a comment says, which is either one plain text or runs with fonts.
fn before(part: &Part, edits: &mut Edits, text: &Tag<'_>, words: &str) -> Result<(), Both> {
    let words = format!("{words}\n\n");
    let run = prefixed(&run(&words), text.prefix());
    if text.form == Form::Empty {
        edits.replace(text.span.clone(), text.with(Form::Open, &[], part)? + &run + &text.closing());
        return Ok(());
    }
    let from = text.span.end;
    let plain = part.tags_from(from).next().transpose()?.filter(|next| next.begins(0, "t"));
    match plain {
        Some(plain) => {
            let open = plain.with(Form::Open, &[("xml:space", Some("preserve".to_owned()))], part)?;
            let end = if plain.form == Form::Empty { plain.closing() } else { String::new() };
            let span = from + plain.span.start..from + plain.span.end;
            edits.replace(span, open + &content(&words) + &end);
        }
        None => edits.insert(from, run),
    }
    Ok(())
}
