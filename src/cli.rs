//! The command line: turns arguments into settings once, runs one command, tells a person what came of it.
//!
//! Exit code 0: good; 1: the data is wrong and somebody must mend it; 2: the machine or the arguments are wrong.
//! Speaks only when there is something to say: a run in a script that went well prints nothing.

#![expect(clippy::disallowed_methods, reason = "the command line is where the clock and the terminal are")]

mod arguments;
mod clock;
mod diff;
mod explain;
mod guard;
mod intake;
mod lint;
mod template;
mod values;
mod verify;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::diagnostic::print::{Form, print};
use crate::diagnostic::{Diagnostics, Severity};
use crate::disk::{self, Written};
use crate::files::{Output, OutputPath, Sources};
use crate::manifest;
use crate::settings::Step;
use crate::text::{Both, Language};
use crate::{Build, say};

use arguments::{
    ApproveArguments, Arguments, BuildArguments, Command, ConfirmArguments, FreezeArguments, Input, QualityArguments,
    ReportArguments,
};
use clock::Clock;

const WRONG_DATA: u8 = 1;
const WRONG_MACHINE: u8 = 2;
/// A published site is not as it was, or not as another one.
const DIFFERENT: u8 = 1;

/// Runs the command that the arguments of the process name.
///
/// Wrong arguments end the process with exit code 2, `--help` and `--version` with 0.
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Build(arguments) => build(&arguments),
        Command::Check(input) => check(&input),
        Command::Report(arguments) => report(&arguments),
        Command::Template(arguments) => template::template(&arguments),
        Command::Approve(arguments) => approve(&arguments),
        Command::Quality(arguments) => quality(&arguments),
        Command::Confirm(arguments) => confirm(&arguments),
        Command::Freeze(arguments) => freeze(&arguments),
        Command::Intake(arguments) => intake::intake(&arguments),
        Command::Diff(arguments) => diff::diff(&arguments),
        Command::LintReport(arguments) => lint::lint(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Explain { all: true, .. } => explain::all(),
        Command::Explain { code, lang, .. } => explain::explain(code.as_deref(), lang.map(Language::from)),
        Command::Completions { shell } => completions(shell),
    };
    match done {
        Ok(code) => code,
        Err(fault) => {
            tell(&say!("lỗi", "error"), &fault.error.message(), fault.language);
            ExitCode::from(WRONG_MACHINE)
        }
    }
}

/// A fault of the machine and the language of the person at it.
struct Fault {
    error: disk::Error,
    language: Language,
}

type Done = Result<ExitCode, Fault>;

fn build(arguments: &BuildArguments) -> Done {
    let input = &arguments.input;
    let root = &input.root;
    let target = arguments.output.clone().unwrap_or_else(|| root.join("public"));
    let clock = Clock::new(input.spoken());
    disk::recover(&target, root).map_err(|error| input.fault(error))?;
    let sources = clock.time("read", || disk::read(root)).map_err(|error| input.fault(error))?;
    let previous = clock.time("previous", || disk::previous(&target));
    let build = crate::build(&sources, &input.settings(), &previous, &clock);
    clock.clear();
    let language = build.language;
    let Some(output) = accepted(build, &sources, input)? else {
        unpublished(&target, language);
        return Ok(ExitCode::from(WRONG_DATA));
    };
    match clock.time("write", || disk::write(&output, &target, root)) {
        Ok(written) => {
            finish(input, &clock, &published(written, &target, &output), language);
            if output.get(&OutputPath::new("sitemap.xml")).is_none() {
                nowhere(language);
            }
        }
        Err(error) => {
            let moved = matches!(error, disk::Error::Stranded { .. });
            tell(&say!("lỗi", "error"), &error.message(), language);
            if !moved {
                unpublished(&target, language);
            }
            return Ok(ExitCode::from(WRONG_MACHINE));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells that no count of faults is the last word while a stage stops at the errors of the one before.
fn partial(input: &Input, language: Language) {
    if matches!(Form::from(input.message_format), Form::Json | Form::Sarif) {
        return;
    }
    let more = say!(
        "những lỗi trên chặn các bước kiểm tra sau; sửa xong thì chạy lại, có thể còn lỗi khác",
        "these errors keep later checks from looking; run again when they are mended, there may be more"
    );
    tell(&say!("lưu ý", "note"), &more, language);
}

/// Tells a person after a failed build that nothing was lost.
fn unpublished(target: &Path, language: Language) {
    let shown = target.display();
    let kept = say!("chưa xuất bản: {shown} giữ nguyên như trước", "not published: {shown} stays as it was");
    tell(&say!("lưu ý", "note"), &kept, language);
}

/// Tells a person what a site lacks whose address is not known; a script asked for it.
fn nowhere(language: Language) {
    if io::stderr().is_terminal() {
        let lacks = say!(
            "trang chưa có địa chỉ: không có sitemap.xml, mã QR và địa chỉ đầy đủ nào; khi biết thì ghi base_url trong \
             data/site.yaml hoặc thêm --base-url",
            "the site has no address: no sitemap.xml, QR code or whole address; when it is known, set base_url in \
             data/site.yaml or add --base-url"
        );
        tell(&say!("lưu ý", "note"), &lacks, language);
    }
}

fn check(input: &Input) -> Done {
    let clock = Clock::new(input.spoken());
    let sources = clock.time("read", || disk::read(&input.root)).map_err(|error| input.fault(error))?;
    let build = crate::check(&sources, &input.settings(), &clock);
    clock.clear();
    let language = build.language;
    let passed = passes(&build.diagnostics, input);
    show(&build.diagnostics, &sources, input, language)?;
    if build.is_partial {
        partial(input, language);
    }
    if !passed {
        return Ok(ExitCode::from(WRONG_DATA));
    }
    finish(input, &clock, &say!("số liệu đạt, có thể xuất bản", "the data is sound and can be published"), language);
    Ok(ExitCode::SUCCESS)
}

fn report(arguments: &ReportArguments) -> Done {
    let input = &arguments.input;
    let (order, settings) = arguments.order();
    if order.official && disk::is_within_site(&arguments.folder) {
        let folder = arguments.folder.display();
        let reason = say!(
            "{folder} nằm trong một trang đã xuất bản; bản gửi cơ quan có số liệu bảo mật, hãy ghi vào thư mục khác (-o)",
            "{folder} lies within a published site; the official copy holds sums that are not public: write it elsewhere (-o)"
        );
        tell(&say!("lỗi", "error"), &reason, input.spoken());
        return Ok(ExitCode::from(WRONG_MACHINE));
    }
    let make = |sources: &Sources, clock: &Clock| {
        let previous = clock.time("previous", || disk::ordered(&arguments.folder));
        let build = crate::report_again(sources, &settings, &order, &previous, clock);
        clock.clear();
        (build, Vec::new())
    };
    let write = |output| disk::hand_out(output, &arguments.folder, &input.root);
    written(input, make, write, |names| say!("đã ghi {names}", "wrote {names}"))
}

fn approve(arguments: &ApproveArguments) -> Done {
    let (input, by) = (&arguments.input, &arguments.by);
    let make = |sources: &Sources, _: &Clock| crate::approve(sources, &input.settings(), &arguments.tables, by);
    let done = |names: &str| say!("đã ghi {names}: {by} duyệt", "wrote {names}: approved by {by}");
    written(input, make, |output: Output| disk::amend(&output, &input.root), done)
}

fn quality(arguments: &QualityArguments) -> Done {
    let input = &arguments.input;
    let make = |sources: &Sources, _: &Clock| (crate::quality(sources, &input.settings()), Vec::new());
    let write = |output: Output| disk::save(&output, &arguments.folder, &input.root);
    written(input, make, write, |names| say!("đã ghi {names}", "wrote {names}"))
}

fn confirm(arguments: &ConfirmArguments) -> Done {
    let (input, by) = (&arguments.input, &arguments.by);
    let make = |sources: &Sources, _: &Clock| crate::confirm(sources, &input.settings(), &arguments.ids, by);
    let done = |_: &str| say!("đã ghi: {by} xác nhận", "confirmed by {by}");
    written(input, make, |output: Output| disk::amend(&output, &input.root), done)
}

fn freeze(arguments: &FreezeArguments) -> Done {
    let (input, period, by) = (&arguments.input, &arguments.period, &arguments.by);
    let make = |sources: &Sources, _: &Clock| (crate::freeze(sources, &input.settings(), period, by), Vec::new());
    let done = |_: &str| say!("đã chốt số kỳ {period}: {by}", "the figures of {period} are kept by {by}");
    written(input, make, |output: Output| disk::amend(&output, &input.root), done)
}

/// Runs a command that writes files made of the data; prints the lines that are made with them.
fn written(
    input: &Input,
    make: impl FnOnce(&Sources, &Clock) -> (Build, Vec<String>),
    write: impl FnOnce(Output) -> Result<Vec<PathBuf>, disk::Error>,
    done: impl FnOnce(&str) -> Both,
) -> Done {
    let clock = Clock::new(input.spoken());
    let sources = clock.time("read", || disk::read(&input.root)).map_err(|error| input.fault(error))?;
    let (build, lines) = make(&sources, &clock);
    let language = build.language;
    let output = match ordered(build, &sources, input)? {
        Ok(output) => output,
        Err(code) => return Ok(code),
    };
    let saved = clock.time("write", || write(output)).map_err(|error| Fault { error, language })?;
    to_stdout(&lines.iter().map(|line| format!("{line}\n")).collect::<String>(), language)?;
    finish(input, &clock, &done(names(&saved).get(language)), language);
    Ok(ExitCode::SUCCESS)
}

/// Names the files that were written; of many how many they are, and their folder.
fn names(saved: &[PathBuf]) -> Both {
    const MANY: usize = 20;
    let folders = saved.iter().filter_map(|path| path.parent());
    match folders.min_by_key(|folder| folder.components().count()) {
        Some(folder) if saved.len() > MANY => {
            let (count, folder) = (saved.len(), folder.display());
            say!("{count} tệp vào {folder}", "{count} files to {folder}")
        }
        _ => {
            let names = saved.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
            say!("{names}", "{names}")
        }
    }
}

/// Returns the files that were ordered, or why there are none as the code to exit with.
fn ordered(build: Build, sources: &Sources, input: &Input) -> Result<Result<Output, ExitCode>, Fault> {
    let language = build.language;
    if let Some(reason) = &build.unmet {
        tell(&say!("lỗi", "error"), reason, language);
        return Ok(Err(ExitCode::from(WRONG_MACHINE)));
    }
    let output = accepted(build, sources, input)?;
    if output.is_none() {
        tell(&say!("lưu ý", "note"), &say!("không ghi tệp nào", "no file was written"), language);
    }
    Ok(output.ok_or(ExitCode::from(WRONG_DATA)))
}

fn completions(shell: clap_complete::Shell) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ccn", &mut script);
    to_stdout(&String::from_utf8_lossy(&script), Language::Vi)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints what was found.
fn told(build: &Build, sources: &Sources, input: &Input) -> Result<(), Fault> {
    show(&build.diagnostics, sources, input, build.language)?;
    if build.is_partial {
        partial(input, build.language);
    }
    Ok(())
}

/// Prints what was found and returns the files, unless something found forbids to write them.
fn accepted(build: Build, sources: &Sources, input: &Input) -> Result<Option<Output>, Fault> {
    told(&build, sources, input)?;
    Ok(build.output.filter(|_| passes(&build.diagnostics, input)))
}

fn passes(diagnostics: &Diagnostics, input: &Input) -> bool {
    let warnings = if input.deny_warnings { diagnostics.count(Severity::Warning) } else { 0 };
    diagnostics.count(Severity::Error) + warnings == 0
}

/// Prints diagnostics where their readers look: objects for a program on stdout, text for a person on stderr.
fn show(diagnostics: &Diagnostics, sources: &Sources, input: &Input, language: Language) -> Result<(), Fault> {
    let form = Form::from(input.message_format);
    let text = print(diagnostics, sources, form, language);
    match form {
        Form::Json | Form::Sarif => to_stdout(&text, language)?,
        Form::Human | Form::Short => to_stderr(&text),
    }
    Ok(())
}

/// Says what was published, with the digest to keep: `ccn verify` finds out by it whether the site was altered.
fn published(written: Written, target: &Path, output: &Output) -> Both {
    let target = target.display();
    let digest = output.get(&OutputPath::new(manifest::NAME)).map(manifest::digest).unwrap_or_default();
    match written {
        Written::Unchanged => say!(
            "{target} không có gì thay đổi; mã băm của manifest.json: {digest}",
            "{target} is unchanged; digest of manifest.json: {digest}"
        ),
        Written::Changed { written, kept, removed } => say!(
            "đã xuất bản {target}: {written} tệp mới hoặc đổi, {kept} tệp giữ nguyên, {removed} tệp bỏ; mã băm của \
             manifest.json: {digest}",
            "published {target}: {written} files new or changed, {kept} kept, {removed} removed; digest of \
             manifest.json: {digest}"
        ),
    }
}

/// Ends a good run: one line for a person at a terminal, and the times if they were asked for.
fn finish(input: &Input, clock: &Clock, summary: &Both, language: Language) {
    if io::stderr().is_terminal() {
        let time = clock.elapsed(language);
        to_stderr(&format!("{} ({time})\n", summary.get(language)));
    }
    if input.timings {
        to_stderr(&clock.table(language));
    }
}

fn tell(kind: &Both, message: &Both, language: Language) {
    to_stderr(&format!("{}: {}\n", kind.get(language), message.get(language)));
}

/// Writes to stderr; when even that fails there is nobody left to tell.
fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes to stdout; a reader who has seen enough (`ccn explain | head`) is no fault.
fn to_stdout(text: &str, language: Language) -> Result<(), Fault> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Fault { error: disk::Error::Unwritable { path: PathBuf::from("stdout"), cause }, language })
        }
        _ => Ok(()),
    }
}

impl Clock {
    /// Times a stage that the command line itself runs.
    fn time<T>(&self, stage: &str, work: impl FnOnce() -> T) -> T {
        crate::settings::watched(self, Step::Stage(stage), work)
    }
}

impl Input {
    /// Returns the language before `data/site.yaml` is read.
    fn spoken(&self) -> Language {
        self.lang.map_or(Language::Vi, Language::from)
    }

    fn fault(&self, error: disk::Error) -> Fault {
        Fault { error, language: self.spoken() }
    }
}
