//! Shapes of charts and of QR codes against what a hand calculates.

use ccn::site::chart::{Bar, Series, Slice, compared, lines, sorted, stack};
use ccn::site::document::{Fill, LabelKind, Panel};
use ccn::site::qr::Qr;
use ccn::text::Amount;

fn amount(text: &str) -> Amount {
    Amount::from_plain(text).expect("a number")
}

fn slice(value: &str, fill: Fill) -> Slice {
    let (label, short) = ("phần".to_owned(), value.to_owned());
    Slice { label, text: format!("{value} ha"), short, value: amount(value), fill }
}

/// 30, 2.5, 7.5, 20 and 10 of 70 ha end at 428.6, 464.3, 571.4, 857.1 and 1000 thousandths.
#[test]
fn parts_of_a_whole_lie_side_by_side_and_fill_it() {
    let fills = [Fill::Solid, Fill::Dotted, Fill::Light, Fill::Hatched, Fill::Unknown];
    let slices: Vec<Slice> = ["30", "2.5", "7.5", "20", "10"].iter().zip(fills).map(|(v, f)| slice(v, f)).collect();
    let (panel, parts) = stack(&slices, amount("70"));
    let edges: Vec<(u32, u32)> = panel.rects.iter().map(|rect| (rect.x, rect.x + rect.width)).collect();
    assert_eq!(edges, [(0, 429), (429, 464), (464, 571), (571, 857), (857, 1000)]);
    let upon: Vec<&str> = panel.labels.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(upon, ["30", "20", "10"], "a value stands upon a part only where it fits");
    assert_eq!(parts.len(), 5, "every part is named, the unknown one too");
    assert_eq!(panel.alt, "phần: 30 ha; phần: 2.5 ha; phần: 7.5 ha; phần: 20 ha; phần: 10 ha");
}

fn series(name: &str, values: &[&str]) -> Series {
    let value = |text: &&str| (!text.is_empty()).then(|| (amount(text), (*text).to_owned()));
    Series { name: name.to_owned(), values: values.iter().map(value).collect() }
}

fn periods(count: usize) -> Vec<String> {
    (1..=count).map(|period| format!("kỳ {period}")).collect()
}

#[test]
fn a_line_has_a_gap_where_there_is_no_figure_and_begins_at_zero() {
    let panel = lines(&periods(4), &[series("", &["10", "", "20", "0"])]);
    assert_eq!(panel.dots.len(), 3, "an unknown figure has no mark");
    assert_eq!(panel.lines.len(), 2, "the axis and the one pair of neighbours that are both known");
    let [first, last, zero] = [0, 1, 2].map(|mark| i64::from(panel.dots[mark].at.1));
    assert_eq!(zero, i64::from(panel.lines[0].from.1), "0 lies on the axis");
    assert_eq!(zero - last, 2 * (zero - first), "20 is twice as high as 10");
    assert!(panel.alt.contains("kỳ 2: …"), "the words tell the gap: {}", panel.alt);
}

#[test]
fn values_of_lines_that_meet_do_not_cover_each_other() {
    let same = ["một", "hai", "ba", "bốn"].map(|name| series(name, &["5", "5"]));
    let panel = lines(&periods(2), &same);
    let Panel { labels, height, .. } = &panel;
    for (index, label) in labels.iter().enumerate() {
        assert!(label.at.1 <= *height, "{} lies below the drawing", label.text);
        for other in labels.iter().skip(index + 1).filter(|other| other.at.0 == label.at.0) {
            assert!(label.at.1.abs_diff(other.at.1) >= 100, "{} covers {}", label.text, other.text);
        }
    }
    assert_eq!(labels.iter().filter(|label| label.kind == LabelKind::Value).count(), 8);
}

#[test]
fn bars_stand_from_the_longest_to_the_shortest() {
    let bar = |label: &str, value: &str| ccn::site::chart::Bar {
        label: label.to_owned(),
        text: value.to_owned(),
        value: amount(value),
    };
    let panel = sorted(vec![bar("nhỏ", "5"), bar("lớn", "20"), bar("vừa", "10")]);
    let widths: Vec<u32> = panel.rects.iter().map(|rect| rect.width).collect();
    assert_eq!(widths, [1000, 500, 250]);
    assert_eq!(panel.alt, "lớn: 20; vừa: 10; nhỏ: 5");
}

/// ISO/IEC 18004: 42 bytes fit version 3 at level M, 29 modules; a finder pattern of 7 modules in three corners.
#[test]
fn an_address_becomes_a_code_and_what_is_none_does_not() {
    let address = format!("https://vi-du.example/{}", "a".repeat(20));
    assert_eq!(address.len(), 42);
    let code = Qr::of(&address).expect("an address on the web");
    assert_eq!(code.size, 29);
    let dark =
        |x: usize, y: usize| code.runs.iter().any(|(from, row, count)| *row == y && (*from..from + count).contains(&x));
    for (left, top) in [(0, 0), (22, 0), (0, 22)] {
        let ring = |x: usize, y: usize| x == 0 || y == 0 || x == 6 || y == 6;
        let heart = |x: usize, y: usize| (2..5).contains(&x) && (2..5).contains(&y);
        for (x, y) in (0..7).flat_map(|x| (0..7).map(move |y| (x, y))) {
            assert_eq!(dark(left + x, top + y), ring(x, y) || heart(x, y), "module {x}, {y} of the finder");
        }
    }
    assert!((8..21).all(|x| dark(x, 6) == (x % 2 == 0)), "the timing pattern");
    for none in ["", "vi/ccn/index.html", "file:///tmp/index.html"] {
        assert_eq!(Qr::of(none), None, "`{none}` leads nowhere from paper");
    }
}

/// 65.9 and 44.0 of 100, then a bar of which nothing was known before.
#[test]
fn another_period_is_a_lighter_thinner_bar_below_its_own() {
    let bar = |label: &str, value: &str| Bar { label: label.into(), text: format!("{value} %"), value: amount(value) };
    let all = [(bar("Một", "65.9"), Some(bar("năm trước", "44"))), (bar("Hai", "100"), None)];
    let panel = compared(&all, amount("100"));
    let drawn: Vec<(u32, Fill)> = panel.rects.iter().map(|rect| (rect.width, rect.fill)).collect();
    assert_eq!(drawn, [(659, Fill::Solid), (440, Fill::Light), (1000, Fill::Solid)]);
    let [now, before, next] = [0, 1, 2].map(|index| &panel.rects[index]);
    assert_eq!(before.y, now.y + now.height, "it hangs on the bar of this period");
    assert!(before.height < now.height && next.y > before.y + before.height);
    assert!(panel.labels.iter().all(|label| label.at.1 < panel.height), "every word lies within");
    assert_eq!(panel.alt, "Một: 65.9 % (năm trước: 44 %); Hai: 100 %");
    let long = compared(&[(bar("Ba", "10"), Some(bar("năm trước", "90")))], amount("100"));
    assert_eq!(long.labels[2].kind, LabelKind::Upon, "white words cannot be read upon a lighter bar");
}
