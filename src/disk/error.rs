//! What can be wrong with the machine: a path, the cause, and what the operator can do.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::say;
use crate::text::{Both, Language};

/// A fault of the disk, of rights or of arguments; the first one ends the run.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The folder is not a project: it has no `data`.
    NotAProject {
        /// The folder that was given.
        root: PathBuf,
    },
    /// A file or folder cannot be read.
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// A file or folder cannot be written.
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// An input is a symbolic link, a pipe or a device.
    Irregular {
        /// The entry.
        path: PathBuf,
    },
    /// The name of an input is not Unicode.
    OddName {
        /// The entry.
        path: PathBuf,
    },
    /// One input file is too large.
    LargeFile {
        /// The file.
        path: PathBuf,
        /// The limit in MiB.
        limit: u64,
    },
    /// There are too many input files, or too many bytes in all of them.
    LargeProject {
        /// The file that went over.
        path: PathBuf,
        /// The most files.
        files: usize,
        /// The most MiB.
        limit: u64,
    },
    /// Writing there would be dangerous.
    Refused {
        /// The folder that was given.
        target: PathBuf,
        /// The danger.
        why: Refusal,
    },
    /// A file that is not ours stands where one of ours must go.
    Occupied {
        /// The file, below the output folder.
        path: PathBuf,
    },
    /// The folder is no site that was published by this program.
    NotASite {
        /// The folder.
        folder: PathBuf,
    },
    /// A published site lacks a file that it lists.
    Damaged {
        /// The site.
        folder: PathBuf,
        /// The file below it.
        file: String,
    },
    /// A published site is too large to be compared.
    LargeSite {
        /// The file that went over.
        path: PathBuf,
        /// The most files.
        files: usize,
        /// The most MiB.
        limit: u64,
    },
    /// Another build writes to the same folder.
    Busy {
        /// The folder.
        target: PathBuf,
    },
    /// An interrupted run left the published site aside and it cannot be put back.
    Stranded {
        /// Where the site belongs.
        target: PathBuf,
        /// Where it is.
        aside: PathBuf,
    },
}

/// Why a folder is not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is the root of the file system.
    FileSystem,
    /// It is the home folder or one above it.
    Home,
    /// It is the project itself.
    Project,
    /// The project lies within it.
    AboveProject,
    /// It lies within this folder of sources.
    Source(&'static str),
    /// It is a symbolic link.
    Link,
    /// It is a file.
    File,
    /// The path goes up from a folder that does not exist.
    Unclear,
    /// Another drive begins there.
    Mount,
    /// Another drive begins at this folder within it.
    MountWithin(String),
    /// It holds this, and no site of ours.
    Foreign(String),
}

impl Error {
    /// Returns what happened and what to do.
    pub fn message(&self) -> Both {
        match self {
            Self::NotAProject { root } => not_a_project(&root.display()),
            Self::Unreadable { path, cause } => failed(&say!("không đọc được", "cannot read"), &path.display(), cause),
            Self::Unwritable { path, cause } => failed(&say!("không ghi được", "cannot write"), &path.display(), cause),
            Self::Irregular { path } => irregular(&path.display()),
            Self::OddName { path } => odd_name(&path.display()),
            Self::LargeFile { path, limit } => large_file(&path.display(), *limit),
            Self::LargeProject { path, files, limit } => large_project(&path.display(), *files, *limit),
            Self::Refused { target, why } => refused(&target.display(), why),
            Self::Occupied { path } => occupied(&path.display()),
            Self::NotASite { folder } => not_a_site(&folder.display()),
            Self::Damaged { folder, file } => damaged(&folder.display(), file),
            Self::LargeSite { path, files, limit } => large_site(&path.display(), *files, *limit),
            Self::Busy { target } => busy(&target.display()),
            Self::Stranded { target, aside } => stranded(&target.display(), &aside.display()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message();
        write!(formatter, "{}\n{}", message.get(Language::Vi), message.get(Language::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { cause, .. } | Self::Unwritable { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

type Shown<'a> = dyn fmt::Display + 'a;

fn not_a_project(root: &Shown<'_>) -> Both {
    say!(
        "{root} không phải là thư mục dự án: không có thư mục `data`\n  \
         thư mục dự án gồm: data (bảng số liệu và site.yaml), content (bài hướng dẫn), templates (mẫu trang)\n  \
         cách sửa: chạy lệnh trong thư mục dự án, hoặc chỉ ra nó: --root ĐƯỜNG-DẪN",
        "{root} is not a project folder: it has no folder `data`\n  \
         a project folder holds: data (tables and site.yaml), content (guides), templates (page templates)\n  \
         help: run the command in the project folder, or name it: --root PATH"
    )
}

fn failed(what: &Both, path: &Shown<'_>, cause: &io::Error) -> Both {
    let (vi, en) = (what.get(Language::Vi), what.get(Language::En));
    let reason = reason(cause);
    let (reason_vi, reason_en) = (reason.get(Language::Vi), reason.get(Language::En));
    say!("{vi} {path}: {reason_vi} ({cause})", "{en} {path}: {reason_en} ({cause})")
}

/// Says the common causes in words: the system's own text is English and terse.
fn reason(cause: &io::Error) -> Both {
    match cause.kind() {
        io::ErrorKind::NotFound => {
            say!(
                "không có tệp hoặc thư mục này; kiểm tra đường dẫn, hoặc chạy lại nếu nó vừa bị chuyển đi",
                "there is no such file or folder; check the path, or run again if it has just been moved"
            )
        }
        io::ErrorKind::PermissionDenied => say!(
            "không có quyền; đóng tệp nếu đang mở trong chương trình khác, hoặc hỏi người quản trị máy",
            "no permission; close the file if another program has it open, or ask the administrator"
        ),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            say!("đĩa đầy; xóa bớt tệp rồi chạy lại", "the disk is full; free some space and run again")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            say!("ổ đĩa chỉ cho đọc; chọn thư mục khác", "the drive is read-only; choose another folder")
        }
        io::ErrorKind::FileTooLarge => say!(
            "tệp vượt cỡ mà ổ đĩa hoặc hạn mức của người dùng cho phép; hỏi người quản trị máy",
            "the file is larger than the drive or the user's limit allows; ask the administrator"
        ),
        io::ErrorKind::InvalidFilename => say!(
            "tên hoặc đường dẫn quá dài, hoặc có ký tự không được phép; rút ngắn mã trong số liệu hoặc chọn thư mục ngắn hơn",
            "the name or path is too long or has a letter that is not allowed; shorten the id in the data or choose a \
             shorter folder"
        ),
        io::ErrorKind::NotADirectory => say!(
            "một phần của đường dẫn là tệp, không phải thư mục; chọn đường dẫn khác",
            "part of the path is a file, not a folder; choose another path"
        ),
        io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => say!(
            "đã có tệp hoặc thư mục tên như vậy; chuyển nó đi hoặc chọn đường dẫn khác",
            "a file or folder of that name is there; move it away or choose another path"
        ),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => say!(
            "thư mục đang được dùng hoặc là điểm gắn ổ đĩa; hãy ghi vào một thư mục con của nó",
            "the folder is in use or a mount point; write to a folder within it"
        ),
        _ => say!("hệ điều hành báo lỗi", "the system reports an error"),
    }
}

fn irregular(path: &Shown<'_>) -> Both {
    say!(
        "{path} là liên kết hoặc tệp đặc biệt; chỉ đọc tệp thường\n  \
         cách sửa: thay liên kết bằng chính tệp đó, hoặc chuyển nó ra khỏi dự án",
        "{path} is a link or a special file; only plain files are read\n  \
         help: put the file itself in place of the link, or move it out of the project"
    )
}

fn odd_name(path: &Shown<'_>) -> Both {
    say!(
        "tên tệp {path} không đọc được thành chữ\n  cách sửa: đổi tên tệp, nên dùng chữ không dấu",
        "the file name {path} is not readable text\n  help: rename the file, best with plain letters"
    )
}

fn large_file(path: &Shown<'_>, limit: u64) -> Both {
    say!(
        "{path} lớn hơn mức cho phép là {limit} MiB\n  cách sửa: chia nhỏ tệp; tệp không thuộc số liệu thì chuyển ra khỏi dự án",
        "{path} is larger than the limit of {limit} MiB\n  help: split the file, or move it out of the project"
    )
}

fn large_project(path: &Shown<'_>, files: usize, limit: u64) -> Both {
    say!(
        "dự án có quá nhiều tệp: đến {path} đã vượt mức {files} tệp hoặc {limit} MiB\n  \
         cách sửa: kiểm tra --root có đúng thư mục dự án không; chuyển tệp thừa ra ngoài",
        "the project is too large: {path} goes over {files} files or {limit} MiB\n  \
         help: check that --root names the project folder; move surplus files out"
    )
}

fn refused(target: &Shown<'_>, why: &Refusal) -> Both {
    let danger = why.message();
    let (vi, en) = (danger.get(Language::Vi), danger.get(Language::En));
    say!(
        "không ghi vào {target}: {vi}\n  cách sửa: chọn một thư mục mới hoặc trống, ví dụ --output public",
        "will not write to {target}: {en}\n  help: choose a new or empty folder, such as --output public"
    )
}

impl Refusal {
    fn message(&self) -> Both {
        match self {
            Self::FileSystem => say!("đó là gốc của ổ đĩa", "it is the root of the file system"),
            Self::Home => say!("thư mục riêng của người dùng nằm ở đó", "the home folder is there"),
            Self::Project => say!("đó là chính thư mục dự án", "it is the project folder itself"),
            Self::AboveProject => say!("thư mục dự án nằm bên trong", "the project folder lies within it"),
            Self::Source(folder) => say!(
                "nó nằm trong `{folder}`, nơi chứa tài liệu nguồn của dự án",
                "it lies within `{folder}`, where the sources of the project are"
            ),
            Self::Link => say!("đó là liên kết, không phải thư mục", "it is a link, not a folder"),
            Self::File => say!("đó là tệp, không phải thư mục", "it is a file, not a folder"),
            Self::Unclear => say!(
                "đường dẫn có `..` sau một thư mục chưa có",
                "the path has `..` after a folder that does not exist"
            ),
            Self::Mount => say!(
                "đó là điểm gắn của một ổ đĩa, không đổi tên được; hãy ghi vào một thư mục con của nó",
                "it is where another drive is mounted, which cannot be renamed; write to a folder within it"
            ),
            Self::MountWithin(name) => say!(
                "bên trong có `{name}` là điểm gắn của một ổ đĩa khác; tháo ổ đĩa đó hoặc gắn vào nơi khác",
                "another drive is mounted within it at `{name}`; unmount it or mount it elsewhere"
            ),
            Self::Foreign(name) => say!(
                "thư mục có `{name}` mà không có trang nào do ccn tạo (không có manifest.json của ccn)",
                "the folder holds `{name}` but no site made by ccn (no manifest.json of ccn)"
            ),
        }
    }
}

fn occupied(path: &Shown<'_>) -> Both {
    say!(
        "{path} không phải do ccn tạo nhưng nằm ở chỗ của một tệp mà ccn phải ghi\n  \
         cách sửa: đổi tên tệp đó hoặc chuyển nó đi, rồi chạy lại",
        "{path} was not made by ccn but stands where ccn must write a file\n  \
         help: rename that file or move it away, and run again"
    )
}

fn not_a_site(folder: &Shown<'_>) -> Both {
    say!(
        "{folder} không phải là trang do ccn xuất bản: không có manifest.json, hoặc tệp đó không đúng mẫu\n  \
         cách sửa: chỉ ra thư mục đã xuất bản, như public; nếu đúng là thư mục đó thì manifest.json đã bị xóa hoặc sửa: \
         tìm hiểu ai làm, rồi xuất bản lại bằng ccn build",
        "{folder} is no site published by ccn: it has no manifest.json, or one that is malformed\n  \
         help: name the published folder, such as public; if this is the folder, its manifest.json was removed or \
         altered: find out by whom, then publish again with ccn build"
    )
}

fn damaged(folder: &Shown<'_>, file: &str) -> Both {
    say!(
        "{folder} không còn như lúc xuất bản: `{file}` có trong manifest.json mà không có hoặc không phải là tệp thường\n  \
         cách sửa: chạy ccn verify {folder} để xem hết chỗ khác, rồi xuất bản lại bằng ccn build",
        "{folder} is no longer as published: `{file}` is in manifest.json but missing or no plain file\n  \
         help: run ccn verify {folder} to see all that differs, then publish again with ccn build"
    )
}

fn large_site(path: &Shown<'_>, files: usize, limit: u64) -> Both {
    say!(
        "trang quá lớn để so: đến {path} đã vượt mức {files} tệp hoặc {limit} MiB\n  \
         cách sửa: kiểm tra đã chỉ đúng thư mục trang chưa",
        "the site is too large to be compared: {path} goes over {files} files or {limit} MiB\n  \
         help: check that the folder is the one meant"
    )
}

fn busy(target: &Shown<'_>) -> Both {
    say!(
        "một lệnh ccn khác đang ghi vào {target}\n  cách sửa: đợi lệnh đó xong rồi chạy lại",
        "another build is running and writes to {target}\n  help: wait until it has finished and run again"
    )
}

fn stranded(target: &Shown<'_>, aside: &Shown<'_>) -> Both {
    say!(
        "lần chạy trước bị ngắt giữa chừng; trang đã xuất bản đang nằm ở {aside}\n  \
         cách sửa: chuyển {target} đi nơi khác nếu có, rồi đổi tên {aside} thành {target}",
        "an earlier run was cut short; the published site is at {aside}\n  \
         help: move {target} away if it exists, then rename {aside} to {target}"
    )
}
