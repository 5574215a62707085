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
}
