//! Texts of reports: no figure is typed where a name would follow the data, headings go down level by level in the order of
//! their numbers, and nothing is printed as it was typed for a machine.

mod figure;
mod markup;
mod section;

pub(super) use markup::{loops, marks, writing};
pub(super) use section::numbers;

use std::ops::Range;

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::narrative::{Kind, Narrative, Piece, slips};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Lines;
use crate::say;

/// Reports figures that are typed in the text of a report, in prose and within names.
pub(super) fn figures(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for narrative in &catalog.narratives {
        let lines = Lines::new(&narrative.text);
        let mut found = typed(narrative);
        found.sort_by_key(|bytes| bytes.start);
        found.into_iter().for_each(|bytes| faults.add(fault(narrative, &lines, bytes)));
    }
}

fn typed(narrative: &Narrative) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut prose = narrative.prose();
    // `[T3]` is a table that was meant, no figure.
    for slip in slips(&prose).into_iter().filter(|slip| slip.meant.is_some()) {
        let blank = " ".repeat(slip.bytes.len());
        prose.replace_range(slip.bytes, &blank);
    }
    for line in prose.split_inclusive('\n') {
        found.extend(figure::typed(line).into_iter().map(|it| it.start + start..it.end + start));
        start += line.len();
    }
    let names = narrative.pieces.iter().filter(|piece| match piece.kind {
        Kind::Print => true,
        // A condition compares with numbers; what is set is printed later.
        Kind::Command => command(narrative, piece).starts_with("set "),
        Kind::Prose | Kind::Remark => false,
    });
    // A name that is not closed has prose in it, which is told as such when it is.
    for piece in names.filter(|piece| !is_open(narrative, piece)) {
        let inside = figure::within_name(&narrative.text[piece.bytes.clone()]);
        found.extend(inside.into_iter().map(|it| it.start + piece.bytes.start..it.end + piece.bytes.start));
    }
    found
}

/// Returns whether another name or command begins within a piece, which must then have lost its end.
fn is_open(narrative: &Narrative, piece: &Piece) -> bool {
    matches!(piece.kind, Kind::Print | Kind::Command) && narrative.text[piece.bytes.clone()].contains('{')
}

/// The words of a command, without the marks by which it takes the blanks around it away.
fn command<'a>(narrative: &'a Narrative, piece: &Piece) -> &'a str {
    narrative.text[piece.bytes.clone()].trim_matches(['-', ' ', '\n', '\t'])
}

fn fault(narrative: &Narrative, lines: &Lines<'_>, bytes: Range<usize>) -> Diagnostic {
    let found = &narrative.text[bytes.clone()];
    let message = say!(
        "số `{found}` gõ tay trong lời văn báo cáo sẽ không đổi khi dữ liệu đổi",
        "the figure `{found}` is typed in the text of a report and will not change when the data do"
    );
    let help = say!(
        "thay bằng tên của số liệu, ví dụ {{{{ r3.value }}}}; số của văn bản thì viết đủ số và ký hiệu, như 32/2024/NĐ-CP, hoặc {{{{ doc[\"mã văn bản\"] }}}}",
        "put the name of the figure in its place, such as {{{{ r3.value }}}}; write the number of a document in full, as 32/2024/NĐ-CP, or name it: {{{{ doc[\"its id\"] }}}}"
    );
    Diagnostic::new(Code::TypedFigure, &lines.place(&narrative.path, bytes), message).found(found).help(help)
}

/// Reports headings that skip a level: `#` is "I.", `##` is "1.", `###` is "a)".
pub(super) fn headings(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    for narrative in &catalog.narratives {
        let lines = Lines::new(&narrative.text);
        let (mut above, mut start) = (0, 0);
        for line in narrative.prose().split_inclusive('\n') {
            let level = line.len() - line.trim_start_matches('#').len();
            if level > 0 {
                if level > above + 1 || level > DEEPEST {
                    let bytes = start..start + line.trim_end().len();
                    faults.add(skipped(narrative, &lines, bytes, (level, above)));
                }
                above = level.min(DEEPEST);
            }
            start += line.len();
        }
    }
}

/// Sections, clauses and points: "I.", "1.", "a)" (NĐ 30/2020/NĐ-CP, Phụ lục I).
const DEEPEST: usize = 3;

fn skipped(narrative: &Narrative, lines: &Lines<'_>, bytes: Range<usize>, levels: (usize, usize)) -> Diagnostic {
    let (level, above) = levels;
    let message = match above {
        0 => say!("đề mục đầu tiên ở cấp {level}, phải ở cấp 1", "the first heading has level {level}, it must have 1"),
        _ if level > DEEPEST => say!(
            "báo cáo chỉ có ba cấp đề mục (I., 1., a), ở đây là cấp {level}",
            "a report has three levels of headings (I., 1., a), and this has level {level}"
        ),
        _ => say!("đề mục cấp {level} đứng sau cấp {above}", "a heading of level {level} follows level {above}"),
    };
    let marks = "#".repeat((above + 1).min(DEEPEST));
    let help = say!("dùng `{marks}`", "use `{marks}`");
    Diagnostic::new(Code::HeadingOrder, &lines.place(&narrative.path, bytes), message).help(help)
}
