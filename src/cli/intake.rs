//! `ccn intake`: reads what offices sent, answers, and takes it in when asked.

use std::process::ExitCode;

use crate::diagnostic::print::Form;
use crate::disk;
use crate::intake::{Order, answer};
use crate::say;

use super::arguments::IntakeArguments;
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
        to_stdout(&answer::words(&taken.intake, &taken.changes, language), language)?;
        told(&build, &sources, input)?;
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
    let saved = disk::amend(&output, &input.root).map_err(|error| Fault { error, language })?;
    let count = saved.len();
    finish(input, &clock, &say!("đã ghi {count} tệp trong data", "wrote {count} files in data"), language);
    Ok(ExitCode::SUCCESS)
}
