//! Parts that hold no text: settings, fonts, the dash of lists.

use super::xml::Element;

/// Returns the settings of the document: laid out as Word 2013 and later do, Vietnamese separators.
pub(super) fn settings(language: &str) -> Element {
    let compatible = |name, value| {
        let setting = Element::new("w:compatSetting").with("w:name", name);
        setting.with("w:uri", "http://schemas.microsoft.com/office/word").with("w:val", value)
    };
    let colours = [
        ("w:bg1", "light1"),
        ("w:t1", "dark1"),
        ("w:bg2", "light2"),
        ("w:t2", "dark2"),
        ("w:accent1", "accent1"),
        ("w:accent2", "accent2"),
        ("w:accent3", "accent3"),
        ("w:accent4", "accent4"),
        ("w:accent5", "accent5"),
        ("w:accent6", "accent6"),
        ("w:hyperlink", "hyperlink"),
        ("w:followedHyperlink", "followedHyperlink"),
    ];
    let mapping = Element::new("w:clrSchemeMapping");
    let mapping = colours.into_iter().fold(mapping, |mapping, (name, to)| mapping.with(name, to));
    Element::new("w:settings")
        .with("xmlns:w", super::MAIN)
        .child(Element::new("w:zoom").with("w:percent", 100))
        .child(Element::val("w:defaultTabStop", 567))
        .child(Element::val("w:characterSpacingControl", "doNotCompress"))
        .child(Element::new("w:compat").children([
            compatible("compatibilityMode", 15),
            compatible("overrideTableStyleFontSizeAndJustification", 1),
            compatible("enableOpenTypeFeatures", 1),
            compatible("doNotFlipMirrorIndents", 1),
            compatible("differentiateMultirowTableHeaders", 1),
        ]))
        .child(Element::val("w:themeFontLang", language))
        .child(mapping)
        .child(Element::val("w:decimalSymbol", ","))
        .child(Element::val("w:listSeparator", ";"))
}

/// Returns the table of fonts; where there is no Times New Roman, Tinos has the same widths.
pub(super) fn fonts() -> Element {
    let font = Element::new("w:font")
        .with("w:name", "Times New Roman")
        .child(Element::val("w:altName", "Tinos"))
        .child(Element::val("w:panose1", "02020603050405020304"))
        .child(Element::val("w:charset", "00"))
        .child(Element::val("w:family", "roman"))
        .child(Element::val("w:pitch", "variable"));
    Element::new("w:fonts").with("xmlns:w", super::MAIN).child(font)
}

/// Returns the one kind of list: entries behind a dash.
pub(super) fn numbering(left: u32, hang: u32) -> Element {
    let indent = Element::new("w:ind").with("w:left", left).with("w:hanging", hang);
    let level = Element::new("w:lvl")
        .with("w:ilvl", 0)
        .child(Element::val("w:start", 1))
        .child(Element::val("w:numFmt", "bullet"))
        .child(Element::val("w:pStyle", super::style::Style::Item.names().0))
        .child(Element::val("w:lvlText", "-"))
        .child(Element::val("w:lvlJc", "left"))
        .child(Element::new("w:pPr").child(indent));
    let kind = Element::new("w:abstractNum").with("w:abstractNumId", 0);
    let kind = kind.child(Element::val("w:multiLevelType", "singleLevel")).child(level);
    let list = Element::new("w:num").with("w:numId", 1).child(Element::val("w:abstractNumId", 0));
    Element::new("w:numbering").with("xmlns:w", super::MAIN).child(kind).child(list)
}
