//! `ccn explain`: what a code means, an example, and how to mend the fault.

use std::process::ExitCode;

use super::{Done, WRONG_MACHINE, tell, to_stdout};
use crate::diagnostic::{Code, page};
use crate::record::nearest;
use crate::say;
use crate::text::Language;

/// Prints the page `docs/ma-loi.md`.
pub(super) fn all() -> Done {
    to_stdout(&page::page(), Language::Vi)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints one code, or all of them; in both languages unless one is asked for.
pub(super) fn explain(code: Option<&str>, asked: Option<Language>) -> Done {
    let language = asked.unwrap_or(Language::Vi);
    let languages = asked.map_or_else(|| vec![Language::Vi, Language::En], |asked| vec![asked]);
    let Some(name) = code else {
        let lines = Code::ALL.iter().map(|code| line(*code, &languages));
        to_stdout(&lines.collect::<String>(), language)?;
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(code) = Code::from_name(name) {
        to_stdout(&sections(code, &languages), language)?;
        return Ok(ExitCode::SUCCESS);
    }
    let unknown = match nearest(name, Code::ALL.iter().map(|code| code.name())) {
        Some(near) => say!("không có mã `{name}`; có phải là `{near}`?", "no code `{name}`; did you mean `{near}`?"),
        None => say!(
            "không có mã `{name}`; `ccn explain` liệt kê tất cả các mã",
            "no code `{name}`; `ccn explain` lists all codes"
        ),
    };
    for language in languages {
        tell(&say!("lỗi", "error"), &unknown, language);
    }
    Ok(ExitCode::from(WRONG_MACHINE))
}

fn line(code: Code, languages: &[Language]) -> String {
    let meanings: Vec<&str> = languages.iter().map(|language| code.meaning(*language)).collect();
    format!("{:<24} {}\n", code.name(), meanings.join(" / "))
}

fn sections(code: Code, languages: &[Language]) -> String {
    let parts: Vec<String> = languages.iter().map(|language| section(code, *language)).collect();
    parts.join("\n")
}

fn section(code: Code, language: Language) -> String {
    let (severity, name) = (code.severity().word(language), code.name());
    let (meaning, example, mend) = (code.meaning(language), code.example(), code.mend(language));
    let text = say!(
        "{severity}[{name}]\n  {meaning}\n  ví dụ: {example}\n  cách sửa: {mend}\n",
        "{severity}[{name}]\n  {meaning}\n  example: {example}\n  help: {mend}\n"
    );
    text.get(language).to_owned()
}
