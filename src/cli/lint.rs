//! `ccn lint-report`: whether a report that was edited in Word still has its layout and its figures.

use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::arguments::LintArguments;
use super::values::{AnswerFormat, date};
use super::{DIFFERENT, Done, Fault, WRONG_MACHINE, tell, to_stdout};
use crate::files::OutputPath;
use crate::review::{self, Edited, Finding, Findings, Origin};
use crate::settings::{Asked, Format, Order, ReportKind, Settings, Unwatched};
use crate::text::{Both, Language};
use crate::{disk, say};

/// The end of the names of reports that are sent within the administration.
const CONFIDENTIAL: &str = "-noi-bo";

/// What was found in a document.
struct Verdict {
    file: String,
    layout: Vec<Finding>,
    notes: Vec<Finding>,
    figures: Compared,
}

/// Whether its figures were compared.
enum Compared {
    /// Nobody asked for it.
    No,
    /// It does not say of which report it was made.
    Unknown,
    /// With the report made again.
    With(Origin, Vec<Finding>),
}

/// Reads a document and tells what to mend.
pub(super) fn lint(arguments: &LintArguments) -> Done {
    let language = Language::from(arguments.answer.lang);
    let fault = |error| Fault { error, language };
    let received = disk::receive(std::slice::from_ref(&arguments.file)).map_err(fault)?;
    let bytes = received.first().map(|file| file.bytes.as_slice()).unwrap_or_default();
    let file = arguments.file.display().to_string();
    let refused = |reason: &Both| {
        let (vi, en) = (reason.get(Language::Vi), reason.get(Language::En));
        tell(&say!("lỗi", "error"), &say!("{file}: {vi}", "{file}: {en}"), language);
        Ok(ExitCode::from(WRONG_MACHINE))
    };
    let edited = match review::read(bytes) {
        Ok(edited) => edited,
        Err(reason) => return refused(&reason),
    };
    let (mut known, mut figures, mut kept) = (Vec::new(), Findings::default(), Findings::default());
    let compared = match edited.origin() {
        _ if arguments.layout_only => Compared::No,
        None => Compared::Unknown,
        Some(origin) => {
            let sources = disk::read(&arguments.root).map_err(fault)?;
            let anew = match anew(&sources, &origin) {
                Ok(anew) => anew,
                Err(reason) => return refused(&reason),
            };
            known = crate::citable(&sources, &Settings::default());
            figures = edited.figures(&anew, &known);
            kept = edited.kept(&anew);
            Compared::With(origin, figures.mend)
        }
    };
    let mut layout = edited.layout(&known);
    layout.append(kept);
    let notes = [layout.notes, figures.notes].concat();
    let verdict = Verdict { file, layout: layout.mend, notes, figures: compared };
    let text = match arguments.answer.message_format {
        AnswerFormat::Human => verdict.words(language),
        AnswerFormat::Json => format!("{}\n", verdict.json(language)),
    };
    to_stdout(&text, language)?;
    Ok(verdict.code())
}

/// Makes the report again of which a document was made, on the same day.
fn anew(sources: &crate::files::Sources, origin: &Origin) -> Result<Edited, Both> {
    let Origin { kind, report, .. } = origin;
    let unknown = || say!("số liệu không có báo cáo {report} ({kind})", "the data give no report {report} ({kind})");
    let order = Order {
        kind: ReportKind::from_str(kind, false).map_err(|_| unknown())?,
        about: Asked::default(),
        formats: vec![Format::Docx],
        official: report.ends_with(CONFIDENTIAL),
    };
    let as_of = origin.day.as_deref().and_then(|day| date(day).ok());
    let settings = Settings { date: date(&origin.date).ok(), as_of, ..Settings::default() };
    let build = crate::report(sources, &settings, &order, &Unwatched);
    let output = build.output.ok_or_else(|| {
        say!(
            "không lập lại được báo cáo từ số liệu; chạy ccn check để xem lỗi",
            "the report cannot be made again from the data; run ccn check to see why"
        )
    })?;
    let bytes = output.get(&OutputPath::new(format!("{report}.docx"))).ok_or_else(unknown)?;
    review::read(bytes)
}

impl Verdict {
    fn is_good(&self) -> bool {
        self.layout.is_empty() && self.differing().is_empty() && !self.is_unknown()
    }

    /// Whether its figures should have been compared, and could not.
    fn is_unknown(&self) -> bool {
        matches!(self.figures, Compared::Unknown)
    }

    fn code(&self) -> ExitCode {
        match (self.is_good(), self.is_unknown()) {
            (true, _) => ExitCode::SUCCESS,
            (false, true) => ExitCode::from(WRONG_MACHINE),
            (false, false) => ExitCode::from(DIFFERENT),
        }
    }

    fn differing(&self) -> &[Finding] {
        match &self.figures {
            Compared::With(_, found) => found,
            Compared::No | Compared::Unknown => &[],
        }
    }

    fn first(&self) -> Both {
        let file = &self.file;
        let (layout, figures) = (self.layout.len(), self.differing().len());
        match (self.is_good(), &self.figures) {
            (true, Compared::With(..)) => say!(
                "{file}: đúng thể thức, các con số khớp với số liệu",
                "{file}: the layout is right, the figures agree with the data"
            ),
            (true, _) => say!("{file}: đúng thể thức", "{file}: the layout is right"),
            (false, Compared::Unknown) => say!(
                "{file}: CHƯA SO ĐƯỢC SỐ LIỆU; thể thức {layout} điểm cần sửa",
                "{file}: FIGURES NOT COMPARED; {layout} to mend in the layout"
            ),
            (false, Compared::With(..)) => say!(
                "{file}: thể thức {layout} điểm cần sửa, số liệu {figures} điểm cần xem",
                "{file}: {layout} to mend in the layout, {figures} figures to look at"
            ),
            (false, _) => say!("{file}: thể thức {layout} điểm cần sửa", "{file}: {layout} to mend in the layout"),
        }
    }

    fn words(&self, language: Language) -> String {
        let mut lines = vec![self.first().get(language).to_owned()];
        let head =
            say!("Thể thức (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I)", "Layout (Decree 30/2020, Annex I, Part I)");
        list(&head, &self.layout, false, language, &mut lines);
        match &self.figures {
            Compared::With(Origin { report, date, .. }, found) => {
                let head = say!(
                    "Số liệu (so với báo cáo {report} lập lại từ số liệu, ngày {date})",
                    "Figures (against {report} made again from the data, day {date})"
                );
                list(&head, found, true, language, &mut lines);
            }
            Compared::Unknown => lines.extend(unknown().map(|line| line.get(language).to_owned())),
            Compared::No => {}
        }
        let head = say!("Lưu ý (không tính là lỗi)", "To know (no faults)");
        list(&head, &self.notes, false, language, &mut lines);
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    fn json(&self, language: Language) -> Value {
        let finding = |finding: &Finding| {
            json!({
                "rule": finding.rule,
                "place": finding.place.get(language),
                "also": finding.also.iter().map(|place| place.get(language)).collect::<Vec<&str>>(),
                "message": finding.message.get(language),
                "help": finding.help.get(language),
                "source": finding.source,
            })
        };
        let origin = match &self.figures {
            Compared::With(origin, _) => Some(origin),
            Compared::No | Compared::Unknown => None,
        };
        let all = |found: &[Finding]| found.iter().map(finding).collect::<Vec<Value>>();
        json!({
            "file": self.file,
            "good": self.is_good(),
            "compared": origin.is_some(),
            "counts": review::counts(self.layout.iter().chain(self.differing())),
            "layout": all(&self.layout),
            "figures": origin.map(|_| all(self.differing())),
            "notes": all(&self.notes),
            "report": origin.map(|origin| &origin.report),
        })
    }
}

/// What is told of a file that does not say of which report it was made.
fn unknown() -> [Both; 2] {
    [
        say!(
            "\nKhông so được số liệu: tệp không ghi lập từ báo cáo nào của ccn (chép lời văn sang văn bản mới, hoặc lưu bằng \
             phần mềm bỏ thuộc tính của tệp).",
            "\nFigures could not be compared: the file does not say of which report of ccn it was made (its text was copied \
             into a new document, or a program dropped its properties)."
        ),
        say!(
            "  cách sửa: mở bản .docx do ccn lập (ccn report …), dán lời văn đã sửa vào đó, lưu rồi soát lại; văn bản không do \
             ccn lập thì thêm --layout-only",
            "  help: open the .docx that ccn made (ccn report …), paste the edited text into it, save and check it again; for \
             a document that ccn did not make add --layout-only"
        ),
    ]
}

/// Writes findings below a head; `all` when each place of a finding is wanted, not only how many there are.
fn list(head: &Both, found: &[Finding], all: bool, language: Language, lines: &mut Vec<String>) {
    if found.is_empty() {
        return;
    }
    lines.push(format!("\n{}", head.get(language)));
    let help = say!("cách sửa", "help");
    for finding in found {
        let Finding { place, message, source, .. } = finding;
        lines.push(format!("  {}: {} [{source}]", place.get(language), message.get(language)));
        let also = finding.also.iter().filter(|_| all);
        lines.extend(also.map(|place| format!("    + {}", place.get(language))));
        lines.push(format!("    {}: {}", help.get(language), finding.help.get(language)));
    }
}
