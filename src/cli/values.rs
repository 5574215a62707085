//! Values of arguments as they are typed; what is wrong is said in both languages.

use chrono::NaiveDate;
use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::catalog::indicator::FormId;
use crate::diagnostic::print::Form;
use crate::intake::schema::ENTRIES;
use crate::settings::{BlankKind, Format, ReportKind};
use crate::text::Language;
use crate::text::charset::Charset;

/// Reads a digest.
pub(super) fn sha256(text: &str) -> Result<String, &'static str> {
    let fits = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let expected = "mã băm SHA-256 có 64 chữ số 0-9, a-f / a SHA-256 digest has 64 digits 0-9, a-f";
    if fits { Ok(text.to_ascii_lowercase()) } else { Err(expected) }
}

/// Reads a day.
pub(super) fn date(text: &str) -> Result<NaiveDate, &'static str> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == "2026-06-30".len());
    date.ok_or("viết ngày theo mẫu 2026-06-30 / write the date as 2026-06-30")
}

/// Reads the name of a person, who can be asked; a number is none.
pub(super) fn person(text: &str) -> Result<String, &'static str> {
    let name = text.trim();
    let fits = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_control);
    if fits { Ok(name.to_owned()) } else { Err("ghi họ và tên / give a name") }
}

/// Reads a period.
pub(super) fn period(text: &str) -> Result<String, &'static str> {
    let year = text.strip_suffix("-H1").unwrap_or(text);
    let fits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let expected = "viết kỳ theo mẫu 2026-H1 (6 tháng) hoặc 2026 (năm) / write 2026-H1 (six months) or 2026 (year)";
    if fits { Ok(text.to_owned()) } else { Err(expected) }
}

/// Reads the address of a site, or `none` when it has none yet.
pub(super) fn base_url(text: &str) -> Result<String, &'static str> {
    if text.is_empty() || text == "none" {
        return Ok(String::new());
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '?' | '#');
    let fits = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(odd));
    let expected = "viết địa chỉ đầy đủ, như https://ccn.example.vn/ / write the whole address, such as \
                    https://ccn.example.vn/";
    if fits { Ok(text.to_owned()) } else { Err(expected) }
}

/// Reads the name of a table of characters.
pub(super) fn charset(text: &str) -> Result<Charset, &'static str> {
    let known = Charset::UNMARKED.into_iter().find(|charset| charset.name() == text.to_lowercase());
    known.ok_or("ghi windows-1258, tcvn3, vni, viscii hoặc vps / write windows-1258, tcvn3, vni, viscii or vps")
}

/// Reads the name of a form or of a table of the data-entry workbook.
pub(super) fn received_kind(text: &str) -> Result<String, String> {
    let forms = FormId::ALL.iter().map(|form| form.name());
    let known: Vec<&str> = forms.chain(ENTRIES.iter().map(|entry| entry.table)).collect();
    let list = known.join(", ");
    if known.contains(&text) { Ok(text.to_owned()) } else { Err(format!("ghi một trong / write one of: {list}")) }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// bằng lời / in words
    #[default]
    Human,
    /// một đối tượng JSON / one JSON object
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Tongue {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub(super) enum MessageFormat {
    /// đầy đủ, có trích dòng / in full, with the line
    #[default]
    Human,
    /// mỗi thông báo một dòng / one line each
    Short,
    /// mỗi thông báo một đối tượng JSON, ra stdout / one JSON object each, to stdout
    Json,
    /// SARIF 2.1.0 cho trình soạn thảo và kho mã, ra stdout / SARIF 2.1.0 for editors and code hosts, to stdout
    Sarif,
}

impl From<Tongue> for Language {
    fn from(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Vi => Self::Vi,
            Tongue::En => Self::En,
        }
    }
}

impl From<MessageFormat> for Form {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Short => Self::Short,
            MessageFormat::Json => Self::Json,
            MessageFormat::Sarif => Self::Sarif,
        }
    }
}

/// The names of the kinds on the command line, with what `--help` says of each.
impl ValueEnum for ReportKind {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Bieu01 => PossibleValue::new("bieu-01")
                .help("Biểu 01 để in: mẫu trống, và số mà nhà đầu tư cho công bố / Form 01: blank, and what is published"),
            Self::Bieu02 => PossibleValue::new("bieu-02")
                .help("Biểu 02 để in: mẫu trống, và số mà chủ đầu tư cho công bố / Form 02: blank, and what is published"),
            Self::Bieu03 => PossibleValue::new("bieu-03")
                .help("Biểu 03 của từng xã, Thông tư 14/2024/TT-BCT / Form 03 of each commune"),
            Self::Agency => PossibleValue::new("agency").help(
                "việc của từng cơ quan: nhiệm vụ, việc đang chờ, thời hạn / work of an agency: duties, what waits for it",
            ),
            Self::Bieu04 => PossibleValue::new("bieu-04").help("Biểu 04, Thông tư 14/2024/TT-BCT / Form 04"),
            Self::Status => PossibleValue::new("status")
                .help("tình hình các cụm công nghiệp của tỉnh / status of the province's clusters"),
            Self::Leaders => PossibleValue::new("leaders")
                .help("tóm tắt một trang cho lãnh đạo / one page for leaders"),
            Self::Message => PossibleValue::new("message")
                .help("tin nhắn vài dòng cho lãnh đạo, dạng txt / a message of a few lines for leaders, as txt"),
            Self::Factsheet => {
                PossibleValue::new("factsheet").help("tờ thông tin của từng cụm / factsheet of a cluster")
            }
        })
    }
}

impl ValueEnum for BlankKind {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let value = PossibleValue::new(self.name());
        Some(match self {
            Self::Entry => value.help("bảng nhập liệu, mọi trang / the data-entry workbook"),
            Self::Project => value.help("Biểu 01, dự án trong cụm / Form 01, a project"),
            Self::Developer => value.help("Biểu 02, chủ đầu tư hạ tầng / Form 02, a developer"),
            Self::Commune => value.help("Biểu 03, cấp xã / Form 03, a commune"),
        })
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.extension()))
    }
}
