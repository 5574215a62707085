//! The written rules of the code: layers, budgets, words that may not stand, templates that somebody uses.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::project::ROOT;

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 70;
const PARAMETERS: usize = 4;

/// Names of files in the code that are no templates.
const NO_TEMPLATES: [&str; 2] = ["index.html", "README.md"];

/// A file of the program.
struct Code {
    /// Path below `src/`.
    path: String,
    text: String,
}

impl Code {
    /// Returns the lines before the tests of the file, without comments, with their number.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        let own = lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
        own.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Returns the module that the file belongs to.
    fn module(&self) -> &str {
        let first = self.path.split('/').next().expect("a path has a first part");
        first.trim_end_matches(".rs")
    }

    fn at(&self, line: usize, what: &str) -> String {
        format!("src/{}:{line}: {what}", self.path)
    }
}

fn files(folder: &str) -> Vec<(String, String)> {
    let root = Path::new(ROOT).join(folder);
    // What npm installs is not ours to keep tidy.
    let ours = |entry: &walkdir::DirEntry| entry.file_name() != "node_modules";
    let walk = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_entry(ours).map(Result::unwrap);
    let named = walk.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
        let name = entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
        Some((name, fs::read_to_string(entry.path()).ok()?))
    });
    named.collect()
}

fn program() -> Vec<Code> {
    let rust = files("src").into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, text)| Code { path, text }).collect()
}

/// Returns the layers of `ARCHITECTURE.md` in their order: each module with what it may name.
fn layers() -> Vec<(String, BTreeSet<String>)> {
    let page = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).unwrap();
    let (_, block) = page.split_once("```layers\n").expect("the page has the block");
    let (block, _) = block.split_once("```").expect("the block ends");
    let lines = block.lines().map(|line| line.split_once(':').expect("a module, a colon, what it may name"));
    lines.map(|(module, may)| (module.trim().to_owned(), may.split_whitespace().map(str::to_owned).collect())).collect()
}

/// Returns the names behind `crate::` in a line, each with whether it is a path into a module.
fn named(line: &str) -> Vec<(&str, bool)> {
    let mut names = Vec::new();
    for (at, start) in line.match_indices("crate::") {
        // `$crate::` is in a macro and `other_crate::` is none of ours.
        if line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_') {
            continue;
        }
        let rest = &line[at + start.len()..];
        let list = rest.strip_prefix('{').map(|list| list.split('}').next().unwrap_or(list));
        for item in list.map_or(vec![rest], |list| list.split(", ").collect()) {
            let end = item.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(item.len());
            let behind = &item[end..];
            let path =
                list.is_some() || behind.starts_with("::") || behind.starts_with(';') || behind.starts_with(" as ");
            names.push((&item[..end], path));
        }
    }
    names
}

#[test]
fn the_page_of_the_architecture_names_every_module() {
    let library = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> = library
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ").or_else(|| line.strip_prefix("mod ")))
        .map(|line| line.trim_end_matches(';'))
        .collect();
    let layers = layers();
    let written: BTreeSet<&str> = layers.iter().map(|(module, _)| module.as_str()).collect();
    assert_eq!(declared, written);
    for (index, (module, may)) in layers.iter().enumerate() {
        for name in may {
            let below = layers.iter().position(|(other, _)| other == name);
            let below = below.unwrap_or_else(|| panic!("{module} may name {name}, which is no module"));
            let mutual = layers[below].1.contains(module);
            assert!(below != index && !mutual, "{module} and {name} name each other");
        }
    }
}

#[test]
fn no_module_names_what_its_layer_does_not_allow() {
    let layers: BTreeMap<String, BTreeSet<String>> = layers().into_iter().collect();
    let mut faults = Vec::new();
    for code in program().iter().filter(|code| !["lib.rs", "main.rs"].contains(&code.path.as_str())) {
        let module = code.module();
        let may = &layers[module];
        let depth = code.path.matches('/').count() + 1;
        let beyond = "super::".repeat(depth);
        for (number, line) in code.lines() {
            for (name, path) in named(line) {
                let is_module = path && layers.contains_key(name);
                // What `lib.rs` itself offers (`build`, `check`, `Build`) is for the command line; macros are for all.
                let is_root = !is_module && !line.contains(&format!("{name}!")) && !is_macro(name);
                let allowed = name == module || may.contains(name);
                if is_module && !allowed || is_root && module != "cli" {
                    faults.push(code.at(number, &format!("{module} may not name {name}")));
                }
            }
            if line.contains(&beyond) {
                faults.push(code.at(number, &format!("write `crate::`, not `{beyond}`")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}\nsee ARCHITECTURE.md, Layers", faults.join("\n"));
}

/// Returns whether the program exports a macro of this name.
fn is_macro(name: &str) -> bool {
    program().iter().any(|code| code.text.contains(&format!("#[macro_export]\nmacro_rules! {name} ")))
        || program()
            .iter()
            .any(|code| code.text.contains(&format!("use {name};")) && code.text.contains("macro_rules!"))
}

#[test]
fn files_and_functions_stay_within_their_budgets() {
    let mut faults = Vec::new();
    for code in program() {
        if !code.text.starts_with("//! ") {
            faults.push(code.at(1, "a module opens with what it takes, gives and never does (`//!`)"));
        }
        let production = code.text.lines().take_while(|line| !line.starts_with("#[cfg(test)]")).count();
        if production > FILE_LINES {
            faults.push(code.at(1, &format!("{production} lines; {FILE_LINES} are allowed")));
        }
        for (name, first, last) in functions(&code) {
            let length = last - first + 1;
            if length > FUNCTION_LINES {
                faults.push(code.at(first, &format!("{name} has {length} lines; {FUNCTION_LINES} are allowed")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Returns each function with its first and last line; rustfmt puts the closing brace under the first letter.
fn functions(code: &Code) -> Vec<(String, usize, usize)> {
    let lines: Vec<(usize, &str)> = code.lines().collect();
    let mut functions = Vec::new();
    for (index, (first, line)) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let closing = format!("{}}}", " ".repeat(indent));
        let one_line = line.ends_with('}') || line.ends_with(';');
        let last = lines[index..].iter().find(|(_, line)| *line == closing).map_or(*first, |(last, _)| *last);
        functions.push((name.to_owned(), *first, if one_line { *first } else { last }));
    }
    functions
}

fn function_name(line: &str) -> Option<&str> {
    let (before, rest) = line.split_once("fn ")?;
    let before: Vec<&str> = before.split_whitespace().collect();
    let known = |word: &&str| ["pub", "const", "unsafe", "async"].contains(word) || word.starts_with("pub(");
    before.iter().all(known).then(|| rest.split(['(', '<']).next()).flatten()
}

#[test]
fn no_unwrap_and_no_work_left_for_later() {
    let mut faults = Vec::new();
    for code in program() {
        for (number, line) in code.lines().filter(|(_, line)| line.contains(".unwrap()")) {
            faults.push(code.at(number, line.trim()));
        }
    }
    // Put together here, so that this file may be searched as well.
    let words = [["TO", "DO"].concat(), ["FIX", "ME"].concat()];
    for folder in ["src", "templates", "tests"] {
        for (path, text) in files(folder).iter().filter(|(path, _)| !path.starts_with("cases/")) {
            for (index, line) in text.lines().enumerate() {
                let whole =
                    |word: &String| line.split(|letter: char| !letter.is_alphanumeric()).any(|part| part == word);
                if words.iter().any(whole) {
                    faults.push(format!("{folder}/{path}:{}: {}", index + 1, line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Prints functions with many parameters; they are to become structs, one by one.
#[test]
fn functions_with_many_parameters_are_told() {
    for code in program() {
        let text: String = code.lines().map(|(_, line)| format!("{line}\n")).collect();
        for (number, line) in code.lines().filter(|(_, line)| function_name(line).is_some()) {
            let name = function_name(line).expect("the line was chosen by it");
            let at = text.find(line).expect("the line is in the text");
            let count = parameters(&text[at..]);
            if count > PARAMETERS {
                println!("{}", code.at(number, &format!("{name} has {count} parameters")));
            }
        }
    }
}

/// Counts the parameters of the function that a text begins with, without `self`.
fn parameters(text: &str) -> usize {
    let (mut depth, mut commas, mut list, mut before) = (0_i32, 0, String::new(), ' ');
    let start = text.find("fn ").expect("the text begins with a function");
    let open = start + text[start..].find('(').expect("a function has a list of parameters");
    for letter in text[open..].chars() {
        match letter {
            '(' | '[' | '<' => depth += 1,
            '>' if before == '-' => {}
            ')' | ']' | '>' => depth -= 1,
            ',' if depth == 1 => commas += 1,
            _ => {}
        }
        before = letter;
        if depth == 0 {
            break;
        }
        list.push(letter);
    }
    let list = list.trim_start_matches('(').trim();
    let own = list.split(',').next().is_some_and(|first| first.trim_end().ends_with("self"));
    let all = if list.is_empty() { 0 } else { commas + usize::from(!list.ends_with(',')) };
    all - usize::from(own)
}

#[test]
fn every_template_that_the_code_names_exists() {
    let texts = files("content/vi/bao-cao").into_iter();
    let templates: BTreeSet<String> = files("templates").into_iter().chain(texts).map(|(path, _)| path).collect();
    let mut faults = Vec::new();
    for code in program().iter().filter(|code| ["render", "site"].contains(&code.module())) {
        for (number, line) in code.lines() {
            for name in line.split('"').skip(1).step_by(2).filter(|text| is_template_name(text)) {
                let places = ["", "site/", "report/"].map(|folder| format!("{folder}{name}"));
                if !NO_TEMPLATES.contains(&name) && !places.iter().any(|place| templates.contains(place)) {
                    faults.push(code.at(number, &format!("there is no template {name}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

fn is_template_name(text: &str) -> bool {
    // Other paths with folders are addresses on the site.
    if text.contains('/') && !text.starts_with("site/") && !text.starts_with("report/") {
        return false;
    }
    let letter = |letter: char| letter.is_ascii_alphanumeric() || "-_/".contains(letter);
    let ends = [".html", ".xml", ".txt", ".typ", ".md"];
    ends.iter().filter_map(|end| text.strip_suffix(end)).any(|stem| !stem.is_empty() && stem.chars().all(letter))
}

#[test]
fn somebody_uses_every_template() {
    let all = files("templates");
    let code: String = program()
        .iter()
        .flat_map(|code| code.lines().map(|(_, line)| format!("{line}\n")).collect::<Vec<_>>())
        .collect();
    let unused: Vec<&String> = all
        .iter()
        .filter(|(path, _)| !path.starts_with("report/fonts/"))
        .filter(|(path, text)| !is_used(path, text, &all, &code))
        .map(|(path, _)| path)
        .collect();
    assert!(unused.is_empty(), "no code and no other template names {unused:?}");
}

fn is_used(path: &str, text: &str, all: &[(String, String)], code: &str) -> bool {
    let name = path.rsplit('/').next().expect("a path has a last part");
    let stem = name.split('.').next().expect("a name has a first part");
    let others = || all.iter().filter(|(other, _)| other != path).map(|(_, text)| text);
    let components =
        || text.lines().filter_map(|line| line.split_once("component ")).filter(|(at, _)| at.contains("{%"));
    // Named by the code or another template; the kind of a page; or a file of components of which one is used.
    code.contains(&format!("\"{name}\""))
        || code.contains(&format!("\"{path}\""))
        || others().any(|text| text.contains(&format!("\"{name}\"")) || text.contains(path))
        || path.starts_with("site/") && name.ends_with(".html") && code.contains(&format!("\"{stem}\""))
        || components().any(|(_, rest)| {
            let component = rest.split('(').next().unwrap_or(rest);
            others().any(|text| text.contains(&format!("<{component} ")))
        })
}
