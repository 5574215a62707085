//! `ccn template`: writes blank workbooks for offices to fill in.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueHint};

use super::arguments::{Input, OTHER};
use super::clock::Clock;
use super::values::period;
use super::{Done, Fault, finish, ordered, to_stdout};
use crate::settings::{BlankKind, BlankOrder};
use crate::{disk, say};

#[derive(Debug, Args)]
pub(super) struct TemplateArguments {
    /// Loại mẫu; mặc định là tất cả / which workbook; all by default
    #[arg(value_name = "KIND")]
    kind: Option<BlankKind>,
    /// Kỳ báo cáo: 2026-H1 là 6 tháng đầu năm, 2026 là cả năm / period: 2026-H1 first half, 2026 the year
    ///
    /// Không ghi kỳ thì đơn vị tự ghi. / Without it the office writes the period.
    #[arg(long, value_name = "2026-H1|2026", value_parser = period, help_heading = OTHER)]
    period: Option<String>,
    /// Chỉ các biểu của cụm này, mã như trong data/clusters.csv / forms of this cluster only, id as in data/clusters.csv
    #[arg(long, value_name = "ID", help_heading = OTHER)]
    cluster: Option<String>,
    /// Thư mục ghi mẫu; chỉ thay tệp cùng tên / where to write; replaces only files of the same name
    #[arg(short = 'o', value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    folder: PathBuf,
    #[command(flatten)]
    input: Input,
}

impl TemplateArguments {
    /// Returns the order as the library knows it.
    fn order(&self) -> BlankOrder {
        BlankOrder { kind: self.kind, period: self.period.clone(), cluster: self.cluster.clone() }
    }
}

/// Writes blank workbooks and prints their names: they are the answer.
pub(super) fn template(arguments: &TemplateArguments) -> Done {
    let input = &arguments.input;
    let clock = Clock::new(input.spoken());
    let sources = clock.time("read", || disk::read(&input.root)).map_err(|error| input.fault(error))?;
    let build = clock.time("template", || crate::template(&sources, &input.settings(), &arguments.order()));
    clock.clear();
    let language = build.language;
    let output = match ordered(build, &sources, input)? {
        Ok(output) => output,
        Err(code) => return Ok(code),
    };
    let saved = disk::save(&output, &arguments.folder, &input.root).map_err(|error| Fault { error, language })?;
    to_stdout(&saved.iter().map(|path| format!("{}\n", path.display())).collect::<String>(), language)?;
    let count = saved.len();
    finish(input, &clock, &say!("đã ghi {count} tệp", "wrote {count} files"), language);
    Ok(ExitCode::SUCCESS)
}
