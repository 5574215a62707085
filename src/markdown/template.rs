//! The pieces of a text with names in the places of figures: prose, `{{ names }}`, `{% commands %}`, `{# remarks #}`.

use std::ops::Range;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words as they are printed.
    Prose,
    /// The inside of `{{ … }}`, which prints a value.
    Print,
    /// The inside of `{% … %}`, which decides or repeats.
    Command,
    /// The inside of `{# … #}`, which nobody prints.
    Remark,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// Its bytes in the text, without the marks around it.
    pub bytes: Range<usize>,
}

const MARKS: [(Kind, &str, &str); 3] =
    [(Kind::Print, "{{", "}}"), (Kind::Command, "{%", "%}"), (Kind::Remark, "{#", "#}")];

/// Returns the pieces in their order; one that is not closed reaches to the end.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let found = MARKS.iter().filter_map(|mark| Some((from + text[from..].find(mark.1)?, mark)));
        let Some((open, (kind, start, end))) = found.min_by_key(|(open, _)| *open) else { break };
        pieces.push(Piece { kind: Kind::Prose, bytes: from..open });
        let inside = open + start.len();
        let close = text[inside..].find(end).map_or(text.len(), |close| inside + close);
        pieces.push(Piece { kind: *kind, bytes: inside..close });
        from = (close + end.len()).min(text.len());
    }
    pieces.push(Piece { kind: Kind::Prose, bytes: from..text.len() });
    pieces.retain(|piece| !piece.bytes.is_empty());
    pieces
}

/// Returns the tables that a text places, `[[T1]]`, each with its bytes, the brackets included.
pub fn placed(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.match_indices("[[").filter_map(|(start, _)| {
        let (name, _) = text[start + 2..].split_once("]]").filter(|(name, _)| !name.contains(['[', '\n']))?;
        Some((name, start..start + name.len() + 4))
    })
}

/// Returns the tables that the prose of a text places; a remark may name any.
pub fn tables<'a>(text: &'a str, pieces: &[Piece]) -> Vec<(&'a str, Range<usize>)> {
    let is_prose = |at: usize| pieces.iter().any(|it| it.kind == Kind::Prose && it.bytes.contains(&at));
    placed(text).filter(|(_, bytes)| is_prose(bytes.start)).collect()
}

/// Stands for what is no prose; no text has this character.
pub const BLOT: char = '\u{1}';

/// Returns the prose of a text with every name and every placed table blotted out, so that places in it stay what they are.
pub fn prose(text: &str, pieces: &[Piece]) -> String {
    let mut bytes = vec![BLOT as u8; text.len()];
    let mut copy = |range: Range<usize>| bytes[range.clone()].copy_from_slice(&text.as_bytes()[range]);
    pieces.iter().filter(|piece| piece.kind == Kind::Prose).for_each(|piece| copy(piece.bytes.clone()));
    text.match_indices('\n').for_each(|(newline, _)| copy(newline..newline + 1));
    placed(text).for_each(|(_, range)| bytes[range].fill(BLOT as u8));
    String::from_utf8(bytes).expect("pieces begin and end between characters")
}

/// A name or a table whose brackets are not all there, so that it would be printed as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip {
    /// Its bytes in the text.
    pub bytes: Range<usize>,
    /// What was meant, where that can be told.
    pub meant: Option<String>,
}

/// Returns the slips in a text of which only prose is left; marks of names that stand alone are among them.
pub fn slips(prose: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut from = 0;
    while let Some(found) = prose[from..].find(['{', '}', '[', ']']) {
        let start = from + found;
        let slip = slip(prose, start);
        from = slip.as_ref().map_or(start + 1, |slip| slip.bytes.end);
        slips.extend(slip);
    }
    slips
}

fn slip(prose: &str, start: usize) -> Option<Slip> {
    let is_brace = prose[start..].starts_with(['{', '}']);
    let (open, close) = if is_brace { ('{', '}') } else { ('[', ']') };
    let inside = start + prose[start..].len() - prose[start..].trim_start_matches(open).len();
    let rest = &prose[inside..];
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '"' | '[' | ']');
    let length = rest.find(|c: char| c == close || !is_part(c)).unwrap_or(rest.len());
    let name = rest[..length].trim();
    let end = inside + length;
    let closed = prose[end..].len() - prose[end..].trim_start_matches(close).len();
    let is_name = if is_brace { is_value(name) } else { is_table(name) };
    if is_name && (inside > start || closed > 0) && (closed > 0 || inside - start > 1) {
        let end = if closed > 0 { end + closed } else { inside + rest[..length].trim_end().len() };
        let meant = if is_brace { format!("{{{{ {name} }}}}") } else { format!("[[{name}]]") };
        return Some(Slip { bytes: start..end, meant: Some(meant) });
    }
    let alone = prose[start..].chars().take_while(|c| *c == open || *c == close).count();
    let before = prose[..start].trim_end_matches(' ');
    let name = before.rsplit(|c: char| !is_part(c) || c == ' ').next().unwrap_or_default();
    if prose[start..].starts_with('}') && is_value(name) && name.contains('.') {
        let meant = Some(format!("{{{{ {name} }}}}"));
        return Some(Slip { bytes: before.len() - name.len()..start + alone, meant });
    }
    is_brace.then(|| Slip { bytes: start..start + alone, meant: None })
}

/// `r3.said`, `stage_building.count`, `doc["nd-32-2024"]`.
fn is_value(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && !name.contains(' ')
}

/// `T3`, `C1`, `phap-luat`: what a table is called; other words in brackets are words.
fn is_table(name: &str) -> bool {
    let is_numbered = name
        .strip_prefix(['T', 'C', 't', 'c'])
        .is_some_and(|number| !number.is_empty() && number.len() < 3 && number.chars().all(|c| c.is_ascii_digit()));
    let is_made = name.contains('-') && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    is_numbered || is_made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_its_pieces() {
        let text = "{# số #}Có {{ r3.value }} cụm{% if r3.known %}.{% endif %}";
        let found: Vec<(Kind, &str)> =
            pieces(text).into_iter().map(|piece| (piece.kind, &text[piece.bytes.clone()])).collect();
        let expected = [
            (Kind::Remark, " số "),
            (Kind::Prose, "Có "),
            (Kind::Print, " r3.value "),
            (Kind::Prose, " cụm"),
            (Kind::Command, " if r3.known "),
            (Kind::Prose, "."),
            (Kind::Command, " endif "),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_piece_that_is_not_closed_ends_with_the_text() {
        let text = "Có {{ r3";
        assert_eq!(pieces(text).last().map(|piece| &text[piece.bytes.clone()]), Some(" r3"));
    }

    #[test]
    fn brackets_that_are_not_all_there_are_found() {
        for (text, expected) in [
            ("[T3]", vec![("[T3]", Some("[[T3]]"))]),
            ("[[T3]", vec![("[[T3]", Some("[[T3]]"))]),
            ("[T3]]", vec![("[T3]]", Some("[[T3]]"))]),
            ("[[T3", vec![("[[T3", Some("[[T3]]"))]),
            ("[phap-luat]", vec![("[phap-luat]", Some("[[phap-luat]]"))]),
            ("có { r3.said } cụm", vec![("{ r3.said }", Some("{{ r3.said }}"))]),
            ("có {r3.said}} cụm", vec![("{r3.said}}", Some("{{ r3.said }}"))]),
            ("{doc[\"nd-32-2024\"]}", vec![("{doc[\"nd-32-2024\"]}", Some("{{ doc[\"nd-32-2024\"] }}"))]),
            ("có r3.said }} cụm", vec![("r3.said }}", Some("{{ r3.said }}"))]),
            ("có cụm }} khác", vec![("}}", None)]),
            ("{ % if half %}", vec![("{", None), ("}", None)]),
            ("(xem [1] và [ghi chú])", vec![]),
        ] {
            let found: Vec<(&str, Option<String>)> =
                slips(text).into_iter().map(|slip| (&text[slip.bytes], slip.meant)).collect();
            let expected: Vec<_> = expected.into_iter().map(|(it, meant)| (it, meant.map(str::to_owned))).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
