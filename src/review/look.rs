//! How text looks after all: what a run says itself, else its styles, else the defaults of the document.

use std::collections::BTreeMap;

use super::package::Element;

/// What is said of letters; nothing where it is not said here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) font: Option<String>,
    /// Half points.
    pub(super) size: Option<i64>,
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) colour: Option<String>,
    pub(super) underline: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) highlight: Option<bool>,
    /// Small letters print as capitals.
    pub(super) caps: Option<bool>,
}

/// What is said of lines; lengths in twips.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lines {
    pub(super) side: Option<String>,
    pub(super) first: Option<i64>,
    pub(super) above: Option<i64>,
    pub(super) below: Option<i64>,
    /// In 240ths of the letters' own height; nothing when it is a length.
    pub(super) height: Option<i64>,
    pub(super) ruled: Option<bool>,
}

impl Letters {
    fn read(own: &Element, themes: &BTreeMap<String, String>) -> Self {
        let fonts = own.child("rFonts");
        let named = fonts.and_then(|fonts| fonts.get("ascii").or(fonts.get("hAnsi"))).map(str::to_owned);
        let theme = fonts.and_then(|fonts| fonts.get("asciiTheme"));
        let theme = theme.and_then(|name| themes.get(if name.starts_with("major") { "major" } else { "minor" }));
        Self {
            font: theme.cloned().or(named),
            size: own.number("sz", "val"),
            bold: own.switch("b"),
            italic: own.switch("i"),
            colour: own.val("color").map(str::to_uppercase),
            underline: own.child("u").map(|line| !matches!(line.get("val"), Some("none"))),
            strike: own.switch("strike").or_else(|| own.switch("dstrike")),
            highlight: own.val("highlight").map(|colour| colour != "none"),
            caps: own.switch("caps"),
        }
    }

    /// What is said here, and what below for the rest.
    fn over(self, below: &Self) -> Self {
        Self {
            font: self.font.or_else(|| below.font.clone()),
            size: self.size.or(below.size),
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            colour: self.colour.or_else(|| below.colour.clone()),
            underline: self.underline.or(below.underline),
            strike: self.strike.or(below.strike),
            highlight: self.highlight.or(below.highlight),
            caps: self.caps.or(below.caps),
        }
    }
}

impl Lines {
    fn read(own: &Element) -> Self {
        let spacing = |name| own.number("spacing", name);
        let is_length = own.child("spacing").and_then(|it| it.get("lineRule")).is_some_and(|rule| rule != "auto");
        let hanging = own.number("ind", "hanging").map(|hanging| -hanging);
        let edges = own.child("pBdr");
        let edge =
            |name: &str| edges.and_then(|edges| edges.val(name)).is_some_and(|kind| kind != "none" && kind != "nil");
        Self {
            side: own.val("jc").map(str::to_owned),
            first: hanging.or_else(|| own.number("ind", "firstLine")),
            above: spacing("before"),
            below: spacing("after"),
            height: spacing("line").filter(|_| !is_length),
            ruled: edges.map(|_| edge("top") || edge("bottom")),
        }
    }

    fn over(self, below: &Self) -> Self {
        Self {
            side: self.side.or_else(|| below.side.clone()),
            first: self.first.or(below.first),
            above: self.above.or(below.above),
            below: self.below.or(below.below),
            height: self.height.or(below.height),
            ruled: self.ruled.or(below.ruled),
        }
    }
}

struct Style {
    name: String,
    based_on: Option<String>,
    letters: Letters,
    lines: Lines,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    letters: Letters,
    lines: Lines,
    styles: BTreeMap<String, Style>,
    normal: Option<String>,
    themes: BTreeMap<String, String>,
}

/// A style that is based on itself has no end.
const CHAIN: usize = 30;

impl Styles {
    /// Reads the part with the styles, and that with the fonts of the theme.
    pub(super) fn read(styles: Option<&Element>, theme: Option<&Element>) -> Self {
        let mut read = Self { themes: theme.map(themes).unwrap_or_default(), ..Self::default() };
        let Some(part) = styles else { return read };
        let default = |outer, inner| part.child("docDefaults")?.child(outer)?.child(inner);
        if let Some(own) = default("rPrDefault", "rPr") {
            read.letters = Letters::read(own, &read.themes);
        }
        if let Some(own) = default("pPrDefault", "pPr") {
            read.lines = Lines::read(own);
        }
        for style in part.children.iter().filter(|child| child.name == "style") {
            let Some(id) = style.get("styleId") else { continue };
            let is_normal =
                style.get("type") == Some("paragraph") && matches!(style.get("default"), Some("1" | "true"));
            if is_normal {
                read.normal = Some(id.to_owned());
            }
            let own = Style {
                name: style.val("name").unwrap_or_default().to_owned(),
                based_on: style.val("basedOn").map(str::to_owned),
                letters: style.child("rPr").map(|own| Letters::read(own, &read.themes)).unwrap_or_default(),
                lines: style.child("pPr").map(Lines::read).unwrap_or_default(),
            };
            read.styles.insert(id.to_owned(), own);
        }
        read
    }

    /// A style and those that it is based on, itself first.
    fn chain(&self, id: Option<&str>) -> impl Iterator<Item = &Style> {
        let first = id.and_then(|id| self.styles.get(id));
        let next = |style: &&Style| style.based_on.as_ref().and_then(|id| self.styles.get(id));
        std::iter::successors(first, next).take(CHAIN)
    }

    fn of_paragraph<'a>(&'a self, own: Option<&'a Element>) -> Option<&'a str> {
        own.and_then(|own| own.val("pStyle")).or(self.normal.as_deref())
    }

    /// Returns the name of the style of a paragraph, by its properties.
    pub(super) fn name(&self, own: Option<&Element>) -> String {
        let style = self.of_paragraph(own).and_then(|id| self.styles.get(id));
        style.map(|style| style.name.clone()).unwrap_or_default()
    }

    /// Returns how the lines of a paragraph stand.
    pub(super) fn lines(&self, own: Option<&Element>) -> Lines {
        let direct = own.map(Lines::read).unwrap_or_default();
        let all = self.chain(self.of_paragraph(own)).fold(direct, |lines, style| lines.over(&style.lines));
        all.over(&self.lines)
    }

    /// Returns how the letters of a run look, by its own properties and those of its paragraph.
    pub(super) fn letters(&self, run: Option<&Element>, paragraph: Option<&Element>) -> Letters {
        let direct = run.map(|own| Letters::read(own, &self.themes)).unwrap_or_default();
        let marked = self.chain(run.and_then(|own| own.val("rStyle")));
        let of_run = marked.fold(direct, |letters, style| letters.over(&style.letters));
        let styles = self.chain(self.of_paragraph(paragraph));
        styles.fold(of_run, |letters, style| letters.over(&style.letters)).over(&self.letters)
    }
}

/// The fonts of a theme by `major` and `minor`.
fn themes(theme: &Element) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    theme.each(&mut |element| {
        let name = match element.name.as_str() {
            "majorFont" => "major",
            "minorFont" => "minor",
            _ => return,
        };
        if let Some(font) = element.child("latin").and_then(|latin| latin.get("typeface")) {
            found.insert(name.to_owned(), font.to_owned());
        }
    });
    found
}
