//! `ccn diff`: how two published sites differ, in words.

use std::process::ExitCode;

use super::arguments::DiffArguments;
use super::values::AnswerFormat;
use super::{DIFFERENT, Done, Fault, to_stdout};
use crate::text::Language;
use crate::{diff, disk};

/// Compares two published folders and tells what changed.
pub(super) fn diff(arguments: &DiffArguments) -> Done {
    let language = Language::from(arguments.answer.lang);
    let fault = |error| Fault { error, language };
    let (old, new) = (disk::site(&arguments.old).map_err(fault)?, disk::site(&arguments.new).map_err(fault)?);
    let changes = diff::compare(&old, &new, language);
    let names = [arguments.old.display().to_string(), arguments.new.display().to_string()];
    let text = match arguments.answer.message_format {
        AnswerFormat::Human => diff::print::print(&changes, [&names[0], &names[1]], language),
        AnswerFormat::Json => {
            let json = serde_json::to_string(&changes).expect("texts and numbers always serialise");
            format!("{json}\n")
        }
    };
    to_stdout(&text, language)?;
    Ok(if changes.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}
