//! Paragraphs and the runs in them; the children of their properties stand in the order of the schema (CT_PPr, CT_RPr).

use super::style::{Side, Style};
use super::xml::Element;

/// A paragraph on its way into the document.
#[derive(Debug, Clone)]
pub(super) struct Paragraph {
    style: Style,
    keep_next: bool,
    side: Option<Side>,
    indents: Option<(u32, u32)>,
    rule: bool,
    dots: Option<u32>,
    height: Option<u32>,
    section: Option<Element>,
    runs: Vec<Element>,
}

impl Paragraph {
    /// A paragraph without text.
    pub(super) fn empty(style: Style) -> Self {
        Self {
            style,
            keep_next: false,
            side: None,
            indents: None,
            rule: false,
            dots: None,
            height: None,
            section: None,
            runs: Vec::new(),
        }
    }

    /// A paragraph of plain text.
    pub(super) fn of(style: Style, text: &str) -> Self {
        Self::empty(style).run(text)
    }

    /// The same paragraph with text in the letters of its style at its end.
    #[must_use]
    pub(super) fn run(self, text: &str) -> Self {
        self.drawn(run(text, None))
    }

    /// The same paragraph with bold text at its end.
    #[must_use]
    pub(super) fn strong(self, text: &str) -> Self {
        let bold = Element::new("w:rPr").child(Element::new("w:b")).child(Element::new("w:bCs"));
        self.drawn(run(text, Some(bold)))
    }

    /// The same paragraph with italic text at its end.
    #[must_use]
    pub(super) fn italic(self, text: &str) -> Self {
        let italic = Element::new("w:rPr").child(Element::val("w:b", 0)).child(Element::val("w:bCs", 0));
        let italic = italic.child(Element::new("w:i")).child(Element::new("w:iCs"));
        self.drawn(run(text, Some(italic)))
    }

    /// The same paragraph with bold white text at its end, for dark grounds.
    #[must_use]
    pub(super) fn light(self, text: &str) -> Self {
        let light = Element::new("w:rPr").child(Element::new("w:b")).child(Element::new("w:bCs"));
        self.drawn(run(text, Some(light.child(Element::val("w:color", "FFFFFF")))))
    }

    /// The same paragraph with a run of any kind at its end.
    #[must_use]
    pub(super) fn drawn(mut self, run: Element) -> Self {
        self.runs.push(run);
        self
    }

    /// The same paragraph on the page of the one that follows.
    #[must_use]
    pub(super) fn kept(self, keep_next: bool) -> Self {
        Self { keep_next, ..self }
    }

    /// The same paragraph, whose tab leads to `end` (twips) by dots.
    #[must_use]
    pub(super) fn dotted(self, end: u32) -> Self {
        Self { dots: Some(end), ..self }
    }

    /// The same paragraph at a side that is not that of its style.
    #[must_use]
    pub(super) fn at(self, side: Side) -> Self {
        Self { side: Some(side), ..self }
    }

    /// The same paragraph with indents on both sides, twips.
    #[must_use]
    pub(super) fn within(self, left: u32, right: u32) -> Self {
        Self { indents: Some((left, right)), ..self }
    }

    /// The same paragraph with a line on top.
    #[must_use]
    pub(super) fn ruled(self) -> Self {
        Self { rule: true, ..self }
    }

    /// The same paragraph with one line of this height, twips: room for what lies above it.
    #[must_use]
    pub(super) fn tall(self, height: u32) -> Self {
        Self { height: Some(height), ..self }
    }

    /// The same paragraph as the last of a section.
    #[must_use]
    pub(super) fn ending(self, section: Element) -> Self {
        Self { section: Some(section), ..self }
    }

    /// Returns the element.
    pub(super) fn element(self) -> Element {
        let mut own = Element::new("w:pPr").child(Element::val("w:pStyle", self.style.names().0));
        if self.keep_next {
            own = own.child(Element::new("w:keepNext"));
        }
        if self.rule {
            let line = Element::val("w:top", "single").with("w:sz", 5).with("w:space", 0).with("w:color", "000000");
            own = own.child(Element::new("w:pBdr").child(line));
        }
        if let Some(end) = self.dots {
            let stop = Element::val("w:tab", "right").with("w:leader", "dot").with("w:pos", end);
            own = own.child(Element::new("w:tabs").child(stop));
        }
        if let Some(height) = self.height {
            own = own.child(Element::new("w:spacing").with("w:line", height).with("w:lineRule", "exact"));
        }
        if let Some((left, right)) = self.indents {
            own = own.child(Element::new("w:ind").with("w:left", left).with("w:right", right));
        }
        if let Some(side) = self.side {
            own = own.child(Element::val("w:jc", side.name()));
        }
        own = own.children(self.section);
        Element::new("w:p").child(own).children(self.runs)
    }
}

/// A run of text; what stands on several lines is broken there.
pub(super) fn run(text: &str, letters: Option<Element>) -> Element {
    let mut run = Element::new("w:r").children(letters);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.child(Element::new("w:br"));
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                run = run.child(Element::new("w:tab"));
            }
            if !part.is_empty() {
                run = run.child(Element::new("w:t").with("xml:space", "preserve").text(part));
            }
        }
    }
    run
}
