//! Validates each PDF below a folder against PDF/UA-1 and PDF/A-2a.
//!
//! Prints one line a file and the rules it fails. Exit code 0: all pass; 1: a file fails or
//! cannot be read; 2: wrong arguments, or no PDF at all, which must not look like success.

#![expect(clippy::disallowed_methods, reason = "a program of its own, which reads the folder that it is given")]

mod length;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use page_validation::{ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf};

/// The standards a report must meet, with the names people know.
const STANDARDS: [(&str, ValidationProfile); 2] =
    [("PDF/UA-1", ValidationProfile::PdfUa1), ("PDF/A-2a", ValidationProfile::PdfA2a)];

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let (Some(folder), None) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: conformance DIR");
        return ExitCode::from(2);
    };
    let folder = PathBuf::from(folder);
    let files = match pdf_files(&folder) {
        Ok(files) => files,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            return ExitCode::from(2);
        }
    };
    if files.is_empty() {
        eprintln!("{}: there is no PDF in this folder", folder.display());
        return ExitCode::from(2);
    }
    let failed = files.iter().filter(|file| !conforms(file)).count();
    println!("{} files, {failed} failed", files.len());
    ExitCode::from(u8::from(failed > 0))
}

/// Returns the PDF files below a folder, sorted.
fn pdf_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(pdf_files(&path)?);
        } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Prints the line of one file and tells whether it meets each standard.
fn conforms(file: &Path) -> bool {
    let findings: Vec<String> =
        STANDARDS.into_iter().flat_map(|(name, profile)| findings(file, name, profile)).collect();
    let verdict = if findings.is_empty() { "pass" } else { "FAIL" };
    println!("{verdict} {}", file.display());
    for finding in &findings {
        println!("     {finding}");
    }
    findings.is_empty()
}

/// Returns what keeps a file from meeting one standard.
fn findings(file: &Path, name: &str, profile: ValidationProfile) -> Vec<String> {
    let options = ValidationOptions::default().profile(profile);
    match validate_pdf(file, &options) {
        Ok(report) if report.is_compliant => Vec::new(),
        Ok(report) if report.failures.is_empty() => vec![format!("{name}: not compliant")],
        Ok(report) => {
            let failures = report.failures.iter().filter(|failure| !is_mismeasured(file, failure));
            failures.map(|failure| format!("{name}: {failure}")).collect()
        }
        Err(error) => vec![format!("{name}: {error}")],
    }
}

/// Tells whether the finding is that a stream has a wrong length, and each has the right one.
fn is_mismeasured(file: &Path, failure: &ValidationFailure) -> bool {
    failure.rule_id.ends_with(":6.1.7.1:1") && fs::read(file).is_ok_and(|pdf| length::holds(&pdf))
}
