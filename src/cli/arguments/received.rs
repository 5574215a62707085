//! The arguments of the commands that take files in and answer for what they say.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::super::values::{charset, period, person, received_kind};
use super::{Input, OTHER};
use crate::catalog::form::Span;
use crate::text::charset::Charset;

#[derive(Debug, Args)]
pub(crate) struct IntakeArguments {
    /// Tệp nhận được / the files received
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,
    /// Kỳ báo cáo, khi tệp không ghi / the period, when the file does not say it
    #[arg(long, value_name = "2026-H1|2026", value_parser = period, help_heading = OTHER)]
    period: Option<String>,
    /// Cụm, xã hay dự án (mã hoặc tên), khi biểu không ghi / cluster, commune or project of a form that does not say it
    #[arg(long, value_name = "NAME", help_heading = OTHER)]
    subject: Option<String>,
    /// Tệp là gì, khi chương trình không nhận ra: bieu-01…bieu-04 hoặc tên bảng / what the file is: a form or a table
    #[arg(long = "as", value_name = "KIND", value_parser = received_kind, help_heading = OTHER)]
    kind: Option<String>,
    /// Bảng mã của tệp CSV: windows-1258, tcvn3, vni, viscii, vps / the table of characters of a CSV file
    #[arg(long, value_name = "NAME", value_parser = charset, help_heading = OTHER)]
    charset: Option<Charset>,
    /// Đồng ý đổi chữ phông cũ sang Unicode: tcvn3, vni / turn text of old fonts into Unicode
    #[arg(long, value_name = "NAME", value_parser = charset, value_delimiter = ',', help_heading = OTHER)]
    decode: Vec<Charset>,
    /// Lý do số đã báo cáo nay thay đổi / why figures change that were reported before
    #[arg(long, value_name = "TEXT", help_heading = OTHER)]
    reason: Option<String>,
    /// Ghi vào số liệu / take it in
    #[arg(long, help_heading = OTHER)]
    pub(crate) apply: bool,
    /// Thư mục ghi phiếu trả lời (HTML) và bản đánh dấu của tệp gửi / where to write the answer and the marked copy
    #[arg(short = 'o', value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Debug, Args)]
pub(crate) struct QualityArguments {
    /// Thư mục ghi trang / where to write
    #[arg(short = 'o', value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) input: Input,
}

#[derive(Debug, Args)]
pub(crate) struct ConfirmArguments {
    /// Mã tệp, như trong data/receipts.csv / ids of the files, as in data/receipts.csv
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
    /// Họ và tên người xác nhận / name of the person who confirms
    #[arg(long, value_name = "NAME", value_parser = person, help_heading = OTHER)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) input: Input,
}

impl IntakeArguments {
    /// Returns what the person knows, as the library takes it.
    pub(crate) fn order(&self) -> crate::intake::Order {
        crate::intake::Order {
            period: self.period.as_deref().and_then(Span::parse),
            subject: self.subject.clone(),
            kind: self.kind.clone(),
            charset: self.charset,
            decode: self.decode.clone(),
            reason: self.reason.clone(),
            ..crate::intake::Order::default()
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct FreezeArguments {
    /// Kỳ đã ký báo cáo / the period whose report is signed
    #[arg(value_name = "2026-H1|2026", value_parser = period)]
    pub(crate) period: String,
    /// Họ và tên người chốt số / name of the person who keeps them
    #[arg(long, value_name = "NAME", value_parser = person, help_heading = OTHER)]
    pub(crate) by: String,
    #[command(flatten)]
    pub(crate) input: Input,
}
