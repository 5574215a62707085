//! `ccn intake`: reads what offices sent, answers, and takes it in when asked.

use std::path::Path;
use std::process::ExitCode;

use crate::diagnostic::print::Form;
use crate::files::{Output, OutputPath};
use crate::intake::{Order, Received, answer};
use crate::{Build, Taken, disk, say};

use super::arguments::{Input, IntakeArguments};
use super::clock::Clock;
use super::{Done, Fault, WRONG_DATA, finish, passes, tell, to_stdout, told};

/// Runs the command.
pub(super) fn intake(arguments: &IntakeArguments) -> Done {
    let input = &arguments.input;
    let clock = Clock::new(input.spoken());
    let sources = clock.time("read", || disk::read(&input.root)).map_err(|error| input.fault(error))?;
    let received = disk::receive(&arguments.files).map_err(|error| input.fault(error))?;
    let order: Order = arguments.order();
    let (build, taken) = clock.time("intake", || crate::intake(&sources, &input.settings(), &received, &order));
    clock.clear();
    let language = build.language;
    let is_sound = build.output.is_some() && passes(&build.diagnostics, input);
    let applied = arguments.apply && is_sound;
    if matches!(Form::from(input.message_format), Form::Json) {
        let object = answer::json(&taken.intake, &taken.changes, &build.diagnostics, applied, language);
        to_stdout(&format!("{object}\n"), language)?;
    } else {
        to_stdout(&answer::words(&taken.intake, &taken.changes, applied, language), language)?;
        told(&build, &sources, input)?;
    }
    if let Some(folder) = &arguments.folder {
        answered(folder, &received, &order, &build, &taken, input)?;
    }
    if !passes(&build.diagnostics, input) {
        tell(&say!("lưu ý", "note"), &say!("chưa ghi gì vào số liệu", "nothing was taken in"), language);
        return Ok(ExitCode::from(WRONG_DATA));
    }
    let Some(output) = build.output.filter(|_| applied) else {
        if !taken.changes.is_empty() {
            let help =
                say!("xem lại rồi chạy với --apply để ghi", "look at it and run again with --apply to take it in");
            tell(&say!("lưu ý", "note"), &help, language);
        }
        return Ok(ExitCode::SUCCESS);
    };
    // The file and its source first: figures without a source would be an error, a source without figures is none.
    // The receipt last: it says that all of the file was taken in.
    let place = |path: &str| match path {
        "receipts.csv" => 2,
        path => usize::from(!path.contains('/') && path != "sources.csv"),
    };
    let mut count = 0;
    for wanted in 0..3 {
        let part = output.iter().filter(|(path, _)| place(path.as_str()) == wanted);
        let part: Output = part.map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
        count += disk::amend(&part, &input.root).map_err(|error| Fault { error, language })?.len();
    }
    finish(input, &clock, &say!("đã ghi {count} tệp trong data", "wrote {count} files in data"), language);
    Ok(ExitCode::SUCCESS)
}

/// Writes the answer and the marked copy of each file into a folder of the person who asked.
fn answered(
    folder: &Path,
    received: &[Received],
    order: &Order,
    build: &Build,
    taken: &Taken,
    input: &Input,
) -> Result<(), Fault> {
    let language = build.language;
    let mut output = Output::default();
    let page = answer::page(&taken.intake, &taken.changes, &build.diagnostics, &taken.date, language);
    output.insert(OutputPath::new("phieu-kiem-tra.html"), page.into_bytes());
    for sent in received {
        match answer::copy(sent, order, &build.diagnostics, language) {
            Ok(bytes) => {
                let stem = sent.name.rsplit_once('.').map_or(sent.name.as_str(), |(stem, _)| stem);
                output.insert(OutputPath::new(format!("da-danh-dau-{stem}.xlsx")), bytes);
            }
            Err(reason) => tell(&say!("lưu ý", "note"), &reason, language),
        }
    }
    let saved = disk::save(&output, folder, &input.root).map_err(|error| Fault { error, language })?;
    let names = saved.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    tell(&say!("lưu ý", "note"), &say!("đã ghi {names}", "wrote {names}"), language);
    Ok(())
}
