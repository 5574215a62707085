//! How each style looks, from the measures of the report, and the part of the package that says so.

use super::look::{Look, mm};
use super::style::{Side, Style};
use super::table::{LINED, PLAIN, RULED};
use super::xml::Element;

/// How a style looks; lengths in twips, size in half points.
struct Form {
    size: u32,
    bold: bool,
    italic: bool,
    side: Side,
    /// Of the first line; negative hangs.
    first: i64,
    left: u32,
    above: u32,
    below: u32,
    /// Height of every line; single spacing when not said.
    line: Option<u32>,
    keep_next: bool,
    outline: Option<u8>,
}

impl Style {
    /// Returns its size in half points, and whether it is bold.
    pub(super) fn letters(self, look: &Look) -> (u32, bool) {
        let form = self.form(look);
        (form.size, form.bold)
    }

    fn form(self, look: &Look) -> Form {
        let plain = Form::plain;
        let bold = |size: u32| Form { bold: true, ..plain(size) };
        let italic = |size: u32| Form { italic: true, ..plain(size) };
        let centered = |form: Form| Form { side: Side::Center, keep_next: true, ..form };
        let text = Form { below: look.gap, ..plain(look.body) };
        let side = if look.justify { Side::Both } else { Side::Left };
        let indent = i64::from(look.indent);
        let rule = Form { line: Some(40), ..centered(plain(2)) };
        match self {
            Self::Normal => plain(look.body),
            Self::Body => Form { side, first: indent, ..text },
            Self::Heading(level) => {
                let size = look.body + if look.indent == 0 && level == 1 { 2 } else { 0 };
                let (above, below) = (look.gap + 80, look.gap + 40);
                let outline = Some(level - 1);
                // A point is set in upright letters (NĐ 30/2020/NĐ-CP, Phụ lục I, II.6).
                let letters = if level > 2 && look.indent > 0 { plain(size) } else { bold(size) };
                let italic = level > 2 && look.indent == 0;
                Form { italic, first: indent, above, below, keep_next: true, outline, ..letters }
            }
            Self::Title | Self::Subject => centered(bold(look.title)),
            Self::TitleNote => Form { above: 120, ..centered(italic(look.body)) },
            Self::Parent => centered(plain(26)),
            Self::Agency | Self::Nation => centered(bold(26)),
            Self::Motto => centered(bold(28)),
            Self::Number => Form { above: 160, ..centered(plain(26)) },
            Self::PlaceDate => Form { above: 160, ..centered(italic(28)) },
            Self::Rule => Form { above: 40, ..rule },
            Self::Addressee => Form { below: 40, ..plain(look.body) },
            Self::AddresseeItem => Form { first: -i64::from(look.hang()), below: 40, ..plain(look.body) },
            Self::Item => Form { side, first: -i64::from(look.hang()), left: look.indent + look.hang(), ..text },
            Self::Notice => Form { left: 160, above: look.gap + 120, below: look.gap + 160, ..plain(look.body) },
            Self::Caption => Form { above: look.gap + 80, below: 80, ..centered(bold(look.table)) },
            Self::TableHead => centered(bold(look.table)),
            Self::DenseHead => centered(bold(look.dense)),
            Self::Cell => plain(look.table),
            Self::DenseCell => plain(look.dense),
            Self::Remark => Form { above: 60, below: look.gap + 60, ..italic(look.small) },
            Self::Fact => plain(look.body),
            Self::FactNote => plain(look.small),
            Self::RecipientsHead => Form { bold: true, below: 40, keep_next: true, ..italic(24) },
            Self::Recipient => Form { first: -120, left: 120, keep_next: true, ..plain(22) },
            Self::Signer => centered(bold(28)),
            Self::SignerName => Form { above: mm(26), side: Side::Center, ..bold(28) },
            Self::Place => Form { below: 60, ..centered(bold(look.body)) },
            Self::PlaceAside => Form { below: 60, ..centered(italic(look.body)) },
            Self::PlaceName => Form { above: mm(13), side: Side::Center, ..bold(look.body) },
            Self::Annex => Form { outline: Some(0), ..centered(bold(28)) },
            Self::AnnexTitle => Form { below: 80, ..centered(bold(28)) },
            Self::AnnexNote => Form { below: 200, ..centered(italic(28)) },
            Self::ChartTitle => Form { above: look.gap + 80, ..centered(bold(look.body)) },
            Self::ChartSubtitle => Form { below: 80, ..centered(plain(look.small)) },
            Self::ChartPart => Form { below: 60, ..plain(look.small) },
            Self::ChartLabel => plain(look.small),
            Self::Closing => Form { above: 200, ..plain(18) },
            Self::Header => Form { side: Side::Center, ..plain(look.number) },
            Self::Apart => Form { line: Some(look.gap + 20), ..plain(2) },
            Self::Break => Form { line: Some(20), ..plain(2) },
        }
    }

    fn element(self, look: &Look) -> Element {
        let form = self.form(look);
        let (id, name) = self.names();
        let style = Element::new("w:style").with("w:type", "paragraph");
        let own = if self == Self::Normal { style.with("w:default", 1) } else { style };
        let known = name.is_ascii();
        let own = if known { own } else { own.with("w:customStyle", 1) };
        let own = own.with("w:styleId", id).child(Element::val("w:name", name));
        let own = if self == Self::Normal { own } else { own.child(Element::val("w:basedOn", "Normal")) };
        let own = match self {
            Self::Heading(_) => own.child(Element::val("w:next", Self::Body.names().0)),
            _ => own,
        };
        own.child(Element::new("w:qFormat")).child(form.paragraph(self, look)).child(form.run())
    }
}

impl Form {
    fn plain(size: u32) -> Self {
        Self {
            size,
            bold: false,
            italic: false,
            side: Side::Left,
            first: 0,
            left: 0,
            above: 0,
            below: 0,
            line: None,
            keep_next: false,
            outline: None,
        }
    }

    fn paragraph(&self, style: Style, look: &Look) -> Element {
        let mut all = Element::new("w:pPr");
        if self.keep_next {
            all = all.child(Element::new("w:keepNext"));
        }
        if self.outline.is_some() || style == Style::Notice {
            all = all.child(Element::new("w:keepLines"));
        }
        if style == Style::Item {
            let number = Element::new("w:numPr").child(Element::val("w:ilvl", 0)).child(Element::val("w:numId", 1));
            all = all.child(number);
        }
        if let Some(edges) = edges(style) {
            all = all.child(edges);
        }
        let spacing = Element::new("w:spacing").with("w:before", self.above).with("w:after", self.below);
        all = all.child(match self.line {
            Some(line) => spacing.with("w:line", line).with("w:lineRule", "exact"),
            None => spacing.with("w:line", look.line).with("w:lineRule", "auto"),
        });
        let right = if style == Style::Notice { 160 } else { 0 };
        let indent = Element::new("w:ind").with("w:left", self.left).with("w:right", right);
        all = all.child(match self.first {
            first if first < 0 => indent.with("w:hanging", -first),
            first => indent.with("w:firstLine", first),
        });
        all = all.child(Element::val("w:jc", self.side.name()));
        match self.outline {
            Some(level) => all.child(Element::val("w:outlineLvl", level)),
            None => all,
        }
    }

    fn run(&self) -> Element {
        let mut all = Element::new("w:rPr");
        if self.bold {
            all = all.child(Element::new("w:b")).child(Element::new("w:bCs"));
        }
        if self.italic {
            all = all.child(Element::new("w:i")).child(Element::new("w:iCs"));
        }
        all.child(Element::val("w:sz", self.size)).child(Element::val("w:szCs", self.size))
    }
}

/// The frame of a notice, whose thick edge carries it in black and white, and the line above the closing text.
fn edges(style: Style) -> Option<Element> {
    let edge = |name, size: u32, space: u32| {
        let line = Element::val(name, "single").with("w:sz", size);
        line.with("w:space", space).with("w:color", "000000")
    };
    let frame = Element::new("w:pBdr");
    match style {
        Style::Notice => Some(
            frame
                .child(edge("w:top", 5, 6))
                .child(edge("w:left", 24, 8))
                .child(edge("w:bottom", 5, 6))
                .child(edge("w:right", 5, 8)),
        ),
        Style::Closing => Some(frame.child(edge("w:top", 4, 4))),
        _ => None,
    }
}

/// Returns the part with all styles.
pub(super) fn part(look: &Look, language: &str) -> Element {
    let font = "Times New Roman";
    let fonts = Element::new("w:rFonts").with("w:ascii", font).with("w:hAnsi", font);
    let han = if language.starts_with("zh") { "SimSun" } else { font };
    let fonts = fonts.with("w:eastAsia", han).with("w:cs", font);
    let tongue = Element::val("w:lang", language).with("w:eastAsia", language).with("w:bidi", language);
    let run = Element::new("w:rPr")
        .child(fonts)
        .child(Element::val("w:color", "000000"))
        .child(Element::val("w:sz", look.body))
        .child(Element::val("w:szCs", look.body))
        .child(tongue);
    let spacing = Element::new("w:spacing").with("w:before", 0).with("w:after", 0);
    let spacing = spacing.with("w:line", 240).with("w:lineRule", "auto");
    let defaults = Element::new("w:docDefaults")
        .child(Element::new("w:rPrDefault").child(run))
        .child(Element::new("w:pPrDefault").child(Element::new("w:pPr").child(spacing)));
    let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    Element::new("w:styles")
        .with("xmlns:w", main)
        .child(defaults)
        .children(Style::ALL.map(|style| style.element(look)))
        .children(tables())
}

/// The style of every table, and of those that are ruled or lined.
fn tables() -> [Element; 3] {
    let none = |name| Element::new(name).with("w:w", 0).with("w:type", "dxa");
    let cells = Element::new("w:tblCellMar").children(["w:top", "w:left", "w:bottom", "w:right"].map(none));
    let plain = Element::new("w:style").with("w:type", "table").with("w:default", 1).with("w:styleId", PLAIN);
    let plain = plain
        .child(Element::val("w:name", "Normal Table"))
        .child(Element::val("w:uiPriority", 99))
        .child(Element::new("w:semiHidden"))
        .child(Element::new("w:unhideWhenUsed"))
        .child(Element::new("w:tblPr").child(none("w:tblInd")).child(cells));
    let edge =
        |name, size: u32| Element::val(name, "single").with("w:sz", size).with("w:space", 0).with("w:color", "000000");
    let around = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"].map(|name| edge(name, 4));
    let table = |id, name, edges: Vec<Element>| {
        Element::new("w:style")
            .with("w:type", "table")
            .with("w:customStyle", 1)
            .with("w:styleId", id)
            .child(Element::val("w:name", name))
            .child(Element::val("w:basedOn", PLAIN))
            .child(Element::new("w:qFormat"))
            .child(Element::new("w:tblPr").child(Element::new("w:tblBorders").children(edges)))
    };
    let lined = table(LINED, "Bảng dòng kẻ", vec![edge("w:insideH", 2)]);
    [plain, table(RULED, "Bảng kẻ", around.into()), lined]
}
