//! The arguments as clap reads them and `--help` explains them, and what they mean to the library.
//!
//! Comments on arguments are the text of `--help`: Vietnamese, then English.

mod received;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

pub(super) use received::{ConfirmArguments, FreezeArguments, IntakeArguments, QualityArguments};

use super::template::TemplateArguments;
use super::values::{AnswerFormat, MessageFormat, Tongue, base_url, date, period, person, sha256};
use crate::settings::{Asked, Format, Order, ReportKind, Settings};
use crate::text::Language;

/// Trang tin và báo cáo cụm công nghiệp từ bảng số liệu / Site and reports of industrial clusters from tables
///
/// Một thư mục dự án có data (bảng CSV, XLSX, YAML), content (bài hướng dẫn Markdown) và templates (mẫu trang).
/// ccn kiểm tra tất cả rồi ghi ra một thư mục web tĩnh. Có lỗi thì không ghi gì: trang đang chạy giữ nguyên.
///
/// A project folder holds data (CSV, XLSX, YAML tables), content (Markdown guides) and templates (page templates).
/// ccn checks everything and writes a folder for any web server. If anything is wrong it writes nothing: the
/// published site stays as it was.
#[derive(Debug, Parser)]
#[command(
    name = "ccn",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true,
    max_term_width = 100,
    subcommand_help_heading = "Lệnh / Commands",
    after_help = "\
Ví dụ / Examples:
  ccn check                                kiểm tra số liệu / check the data
  ccn build                                ghi trang vào public / write the site to public
  ccn build --output /srv/www/ccn          ghi vào thư mục khác / write elsewhere
  ccn report bieu-04 --period 2026-H1      Biểu 04 sáu tháng đầu năm / Form 04, first half
  ccn intake bieu-02.xlsx                  đọc biểu nơi khác gửi / take in a form received
  ccn template --period 2026-H1 -o mau     mẫu trống để gửi các đơn vị / blank workbooks to send out
  ccn verify public                        trang có bị sửa không / was the site altered
  ccn diff cu moi                          trang mới khác gì trang cũ / what a new site changes
  ccn explain bad-number                   giải thích một mã lỗi / explain a code

Mã kết thúc / Exit codes:
  0  tốt / good
  1  số liệu sai, xem thông báo; verify, diff: có khác biệt / the data is wrong, see the messages; it differs
  2  máy hoặc tham số sai / the machine or the arguments are wrong"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    #[command(flatten)]
    help: Help,
    /// Cho biết phiên bản / print the version
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = OTHER)]
    version: Option<bool>,
}

pub(super) const OTHER: &str = "Tùy chọn / Options";

#[derive(Debug, Args)]
struct Help {
    /// Hướng dẫn; -h ngắn, --help đầy đủ / help; -h short, --help in full
    #[arg(short, long, action = ArgAction::Help, global = true, help_heading = OTHER)]
    help: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Kiểm tra rồi ghi trang / check, then write the site
    ///
    /// Ghi trọn vẹn hoặc không ghi gì. Tệp lạ trong thư mục đích không bị đụng đến; tệp cũ của ccn không còn dùng
    /// thì bị bỏ. Thư mục đích phải mới, trống, hoặc do ccn tạo ra.
    ///
    /// Writes all or nothing. Files in the output folder that are not ccn's are left alone; those of ccn that are no
    /// longer needed go. The output folder must be new, empty or made by ccn.
    #[command(disable_help_flag = true)]
    Build(BuildArguments),
    /// Kiểm tra mà không ghi gì / check and write nothing
    ///
    /// Tìm mọi lỗi trong một lần chạy, mỗi lỗi kèm tệp, trang tính, ô và cách sửa.
    ///
    /// Finds every fault in one run, each with file, sheet, cell and how to mend it.
    #[command(disable_help_flag = true)]
    Check(Input),
    /// Ghi riêng một báo cáo / write one report only
    ///
    /// Ví dụ: ccn report bieu-04 --period 2026 --format xlsx -o D:\BaoCao
    /// Báo cáo đến một ngày bất kỳ: ccn report status --date 2026-08-01 (không ghi --period).
    /// Phiếu của mọi cụm: ccn report factsheet -o phieu; chạy lại thì chỉ dàn trang những bản PDF có thay đổi.
    ///
    /// The sheets of all clusters: ccn report factsheet -o sheets; run again, only PDFs that change are laid out.
    /// The report as of any day: ccn report status --date 2026-08-01 (without --period).
    /// Example: ccn report factsheet --cluster ho-son-1 --format pdf --lang en -o reports
    #[command(disable_help_flag = true)]
    Report(ReportArguments),
    /// Ghi mẫu trống để các đơn vị điền / write blank workbooks for offices to fill in
    ///
    /// Không ghi loại thì ghi tất cả: bảng nhập liệu, Biểu 01 cho từng dự án, Biểu 02 cho từng chủ đầu tư hạ tầng, Biểu 03
    /// cho từng xã có cụm, điền sẵn những gì đã biết. Ví dụ: ccn template bieu-02 --period 2026-H1 -o mau
    ///
    /// Without a kind all of them: the data-entry workbook, form 01 for each project, form 02 for each developer, form 03
    /// for each commune with a cluster, with what is known filled in. Example: ccn template nhap-lieu -o blank
    #[command(disable_help_flag = true)]
    Template(TemplateArguments),
    /// Duyệt các bảng như đang có / approve tables as they are
    ///
    /// Dành cho bảng chép từ văn bản: ghi vào data/approvals.csv ai đã đối chiếu từng dòng và ngày nào (date trong
    /// data/site.yaml, hoặc --date), in ra những dòng mới duyệt. Sau đó dòng nào đổi, thêm, mất thì ccn check báo.
    /// Ví dụ: ccn approve duties forms form_rows --by "Nguyễn Văn A"
    ///
    /// For tables copied from documents: notes in data/approvals.csv who compared each row and when (date of
    /// data/site.yaml, or --date), and prints the rows approved anew. Then ccn check tells what changes, comes or goes.
    #[command(disable_help_flag = true)]
    Approve(ApproveArguments),
    /// Đọc sổ tính các nơi gửi đến, đối chiếu, nhập vào số liệu / take in workbooks that offices sent
    ///
    /// Nhận Biểu số 01, 02, 03 và sổ nhập liệu (ccn template), kiểu .xlsx, .ods, .csv; nói rõ ô nào sai, sửa thế nào, số
    /// liệu sẽ thay đổi ra sao. Chỉ ghi khi có --apply và không có lỗi; tệp nhận được giữ trong data/received.
    /// Giới hạn mỗi tệp: 16 MB, 64 MB sau khi giải nén, 200.000 dòng, 500 cột, 4 triệu ô.
    /// Ví dụ: ccn intake bieu-02.xlsx --period 2026-H1, xem, rồi thêm --apply.
    ///
    /// Reads Forms 01, 02, 03 and the data-entry workbook (ccn template) as .xlsx, .ods or .csv; tells which cell is
    /// wrong, how to mend it, and what would change. Writes only with --apply and without an error; what was received
    /// is kept in data/received. Limits of a file: 16 MB, 64 MB unpacked, 200,000 rows, 500 columns, 4 million cells.
    #[command(disable_help_flag = true)]
    Intake(IntakeArguments),
    /// Ghi trang chất lượng dữ liệu, dùng trong cơ quan / write the page on the quality of the data, for the office
    ///
    /// Ai chưa báo cáo, quá hạn bao lâu, cụm nào thiếu gì, số đã cũ, mâu thuẫn, tệp chưa xác nhận, lỗi được miễn. /
    /// Who has not reported, what each cluster lacks, old figures, conflicts, files not confirmed, waivers; never public.
    #[command(disable_help_flag = true)]
    Quality(QualityArguments),
    /// Xác nhận tệp đã nhận / confirm files that were taken in
    ///
    /// Ghi vào data/receipts.csv ai đã đối chiếu số liệu với tệp gốc, trước khi ký báo cáo của kỳ. /
    /// Notes in data/receipts.csv who compared the figures with the file, before the report of the period is signed.
    #[command(disable_help_flag = true)]
    Confirm(ConfirmArguments),
    /// Chốt số của kỳ đã ký / keep the figures of a signed report
    ///
    /// Ghi vào data/signed.csv từng dòng Biểu số 04 như đã ký; số sửa về sau chỉ hiện là số sửa đổi. Trước đó ghi số và
    /// ngày ký của báo cáo vào data/periods. / Notes in data/signed.csv each row of Form 04 as it was signed; what is
    /// corrected later shows as a revision. Give number and day of the report in data/periods first.
    #[command(disable_help_flag = true)]
    Freeze(FreezeArguments),
    /// So trang đã xuất bản với manifest.json của nó / compare a published site with its manifest
    ///
    /// Kể ra tệp bị đổi, bị mất, thừa ra từ lúc xuất bản: trang bị người khác sửa thì biết ngay. Ai sửa cả tệp lẫn
    /// manifest.json thì chỉ so với mã băm giữ ở nơi khác mới thấy: ccn build in mã đó ra màn hình, sau này đưa vào
    /// --manifest-digest. Mã kết thúc: 0 đúng như lúc xuất bản, 1 có khác biệt, 2 không phải trang do ccn xuất bản.
    ///
    /// Tells which files were changed, are gone or are new since the site was published, so that a defaced site is
    /// noticed. Whoever alters manifest.json too is found out only by a digest kept elsewhere: ccn build prints it on the
    /// terminal, pass it to --manifest-digest. Exit code: 0 as published, 1 different, 2 no site published by ccn.
    #[command(disable_help_flag = true)]
    Verify(VerifyArguments),
    /// Kể bằng lời hai bản của trang khác nhau ở đâu / tell in words how two sites differ
    ///
    /// Dành cho người duyệt: số liệu mở theo từng dòng, từng trang theo từng con số và lời văn, báo cáo nào in lại. Đọc
    /// hai thư mục đã xuất bản, không cần số liệu gốc. Ví dụ: ccn build --output moi, rồi ccn diff public moi.
    /// Mã kết thúc: 0 giống nhau, 1 có khác biệt, 2 không đọc được một trong hai thư mục.
    ///
    /// For the person who approves: open data row by row, each page figure by figure and text by text, which reports
    /// were printed anew. Reads two published folders and nothing else. Exit code: 0 the same, 1 different, 2 one of
    /// the folders cannot be read.
    #[command(disable_help_flag = true)]
    Diff(DiffArguments),
    /// Soát báo cáo đã sửa trong Word: thể thức, số liệu / check a report that was edited in Word
    ///
    /// Đọc tệp .docx do ccn lập sau khi sửa bằng Word hoặc LibreOffice; kể chỗ trái thể thức Nghị định 30/2020/NĐ-CP, mỗi chỗ
    /// kèm mục và cách sửa, rồi lập lại báo cáo từ số liệu và kể con số nào không còn khớp. Không sửa tệp.
    /// Ví dụ: ccn lint-report bao-cao-2026-h1.docx. Mã kết thúc: 0 đạt, 1 có chỗ cần sửa, 2 không đọc được, không so được.
    ///
    /// Reads a .docx of ccn after it was edited; tells where it departs from the layout of Decree 30/2020, each with article
    /// and how to mend it, then makes the report again and tells which figures no longer agree. Changes nothing.
    /// Exit code: 0 good, 1 something to mend, 2 the file or the data cannot be read, or figures cannot be compared.
    #[command(disable_help_flag = true)]
    LintReport(LintArguments),
    /// Giải thích một mã lỗi / explain a code
    ///
    /// Không ghi mã thì liệt kê tất cả. / Without a code it lists all of them.
    #[command(disable_help_flag = true)]
    Explain {
        /// Mã trong ngoặc vuông của thông báo, như bad-number / the code in brackets, such as bad-number
        #[arg(value_name = "CODE")]
        code: Option<String>,
        /// In trang Markdown gồm mọi mã / print the page of all codes in Markdown
        #[arg(long, conflicts_with_all = ["code", "lang"], help_heading = OTHER)]
        all: bool,
        /// Chỉ một ngôn ngữ / one language only
        #[arg(long, value_name = "vi|en", hide_possible_values = true, help_heading = OTHER)]
        lang: Option<Tongue>,
    },
    /// In mã gợi ý lệnh cho trình dòng lệnh / print completions for a shell
    ///
    /// Ví dụ / example: ccn completions bash > ~/.local/share/bash-completion/completions/ccn
    #[command(disable_help_flag = true)]
    Completions {
        /// Trình dòng lệnh / the shell
        #[arg(value_name = "SHELL")]
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub(super) struct BuildArguments {
    /// Thư mục ghi trang; mặc định là public trong thư mục dự án / where to write; public in the project folder
    ///
    /// Đường dẫn tương đối tính từ thư mục hiện hành. / A relative path starts from the current folder.
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) input: Input,
}

/// What every run that reads a project is told.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Thư mục dự án / the project folder
    #[arg(long, value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(super) root: PathBuf,
    /// Địa chỉ của trang, thay cho base_url trong data/site.yaml; none: chưa có / address of the site, instead of base_url there; none: not known
    #[arg(long, value_name = "URL", value_parser = base_url, help_heading = OTHER)]
    base_url: Option<String>,
    /// Ngày được coi là hôm nay, thay cho date trong data/site.yaml / the day that today means, instead of date there
    ///
    /// ccn không xem đồng hồ: cùng số liệu và cùng ngày thì cho cùng một trang. / ccn has no clock: the same data and
    /// the same day give the same site.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date, help_heading = OTHER)]
    date: Option<NaiveDate>,
    /// Ngôn ngữ của thông báo; mặc định theo data/site.yaml / language of messages; default from data/site.yaml
    #[arg(long, value_name = "vi|en", hide_possible_values = true, help_heading = OTHER)]
    pub(super) lang: Option<Tongue>,
    /// Đóng dấu bản nháp lên mọi trang / mark every page as a draft
    #[arg(long, help_heading = OTHER)]
    draft: bool,
    /// Cho biết thời gian của từng bước và từng mẫu / show the time of each stage and template
    #[arg(long, help_heading = OTHER)]
    pub(super) timings: bool,
    /// Dạng thông báo / form of messages
    #[arg(long, value_name = "FORM", value_enum, default_value_t, help_heading = OTHER)]
    pub(super) message_format: MessageFormat,
    /// Coi cảnh báo như lỗi / take warnings for errors
    #[arg(long, help_heading = OTHER)]
    pub(super) deny_warnings: bool,
    #[command(flatten)]
    help: Help,
}

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// Loại báo cáo / which report
    #[arg(value_name = "KIND")]
    pub(super) kind: ReportKind,
    /// Kỳ báo cáo: 2026-H1 là 6 tháng đầu năm, 2026 là cả năm / period: 2026-H1 first half, 2026 the year
    #[arg(long, value_name = "2026-H1|2026", value_parser = period, help_heading = OTHER)]
    pub(super) period: Option<String>,
    /// Mã cụm công nghiệp, như trong data/clusters.csv / id of the cluster, as in data/clusters.csv
    #[arg(long, value_name = "ID", help_heading = OTHER)]
    pub(super) cluster: Option<String>,
    /// Mã xã, phường, như trong data/communes.csv / code of the commune, as in data/communes.csv
    #[arg(long, value_name = "CODE", help_heading = OTHER)]
    pub(super) commune: Option<String>,
    /// Mã cơ quan, như trong data/agencies.yaml / id of the agency, as in data/agencies.yaml
    #[arg(long, value_name = "ID", help_heading = OTHER)]
    pub(super) agency: Option<String>,
    /// Dạng tệp, cách nhau bằng dấu phẩy / file formats, with commas between
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', default_value = "pdf,docx,xlsx,txt,html", help_heading = OTHER)]
    pub(super) format: Vec<Format>,
    /// Thư mục ghi báo cáo; chỉ thay tệp cùng tên / where to write; replaces only files of the same name
    #[arg(short = 'o', value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(super) folder: PathBuf,
    /// Bản ký gửi cơ quan nhà nước: ghi cả tổng bảo mật, không ghi vào thư mục của trang / the copy that is signed and
    /// sent within the administration: with the sums that the public is not told; never into the folder of a site
    #[arg(long, help_heading = OTHER)]
    pub(super) official: bool,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct ApproveArguments {
    /// Tên bảng, như tên tệp trong data / names of tables, as the files in data are called
    #[arg(value_name = "TABLE", required = true)]
    pub(super) tables: Vec<String>,
    /// Họ và tên người đã đối chiếu / name of the person who compared them
    #[arg(long, value_name = "NAME", value_parser = person, help_heading = OTHER)]
    pub(super) by: String,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct VerifyArguments {
    /// Thư mục đã xuất bản / the published folder
    #[arg(value_name = "DIR", default_value = "public", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
    /// Mã băm SHA-256 của manifest.json, giữ từ lúc xuất bản / SHA-256 of manifest.json, kept since publication
    #[arg(long, value_name = "SHA256", value_parser = sha256, help_heading = OTHER)]
    pub(super) manifest_digest: Option<String>,
    /// Tệp hoặc thư mục không do ccn tạo mà được phép có; ghi nhiều lần được / may be there though not made by ccn
    #[arg(long, value_name = "PATH", help_heading = OTHER)]
    pub(super) allow: Vec<String>,
    #[command(flatten)]
    pub(super) answer: Answer,
}

#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// Thư mục của trang cũ / the folder of the old site
    #[arg(value_name = "OLD", value_hint = ValueHint::DirPath)]
    pub(super) old: PathBuf,
    /// Thư mục của trang mới / the folder of the new site
    #[arg(value_name = "NEW", value_hint = ValueHint::DirPath)]
    pub(super) new: PathBuf,
    #[command(flatten)]
    pub(super) answer: Answer,
}

#[derive(Debug, Args)]
pub(super) struct LintArguments {
    /// Tệp báo cáo đã sửa / the edited report
    #[arg(value_name = "FILE.docx", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Thư mục dự án có số liệu / the project folder with the data
    #[arg(long, value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath, help_heading = OTHER)]
    pub(super) root: PathBuf,
    /// Chỉ soát thể thức, không so số liệu / the layout only, not the figures
    #[arg(long, help_heading = OTHER)]
    pub(super) layout_only: bool,
    #[command(flatten)]
    pub(super) answer: Answer,
}

/// How a command that only looks gives its answer.
#[derive(Debug, Args)]
pub(super) struct Answer {
    /// Ngôn ngữ / language
    #[arg(long, value_name = "vi|en", default_value = "vi", hide_possible_values = true, help_heading = OTHER)]
    pub(super) lang: Tongue,
    /// Dạng kết quả / form of the answer
    #[arg(long, value_name = "FORM", value_enum, default_value_t, help_heading = OTHER)]
    pub(super) message_format: AnswerFormat,
    #[command(flatten)]
    help: Help,
}

impl Input {
    /// Returns the choices as the library knows them.
    pub(super) fn settings(&self) -> Settings {
        Settings {
            base_url: self.base_url.clone(),
            date: self.date,
            as_of: None,
            language: self.lang.map(Language::from),
            draft: self.draft,
        }
    }
}

impl ReportArguments {
    /// Returns the order and the choices of the run.
    ///
    /// A day without a period asks for the status on that day; what else is known stays known, so it is not "today".
    pub(super) fn order(&self) -> (Order, Settings) {
        let settings = self.input.settings();
        let as_of = settings.date.filter(|_| self.kind == ReportKind::Status && self.period.is_none());
        let order = Order {
            kind: self.kind,
            about: Asked {
                period: self.period.clone(),
                day: as_of.map(|day| day.to_string()),
                cluster: self.cluster.clone(),
                commune: self.commune.clone(),
                agency: self.agency.clone(),
            },
            formats: self.format.clone(),
            official: self.official,
        };
        let date = settings.date.filter(|_| as_of.is_none());
        (order, Settings { as_of, date, ..settings })
    }
}
