//! `ccn verify`: whether a published site is still the one that was published.

use std::path::Path;
use std::process::ExitCode;

use serde_json::{Value, json};

use super::arguments::VerifyArguments;
use super::values::AnswerFormat;
use super::{DIFFERENT, Done, Fault, to_stdout};
use crate::disk;
use crate::manifest::{self, Changed, Deviations, Found};
use crate::say;
use crate::text::{Both, Language};

/// Files of a repository that keeps its public folder; a build leaves them alone, too.
const KEEPERS: [&str; 2] = ["README.md", ".gitkeep"];

/// What was found, and the digests of the manifest: the one of the file, and the one that somebody kept.
struct Verdict<'a> {
    folder: &'a Path,
    deviations: Deviations,
    digest: String,
    kept: Option<&'a str>,
}

/// Compares a folder with its manifest, and the manifest with the digest that was kept.
pub(super) fn verify(arguments: &VerifyArguments) -> Done {
    let language = Language::from(arguments.answer.lang);
    let fault = |error| Fault { error, language };
    let folder = &arguments.folder;
    let (published, digest) = disk::manifest(folder).map_err(fault)?;
    let survey = disk::survey(folder, &published).map_err(fault)?;
    let named = arguments.allow.iter().map(|path| path.trim_end_matches('/').to_owned());
    let allowed: Vec<String> = named.chain(KEEPERS.map(str::to_owned)).collect();
    let deviations = manifest::verify(&published, &survey, &allowed);
    let verdict = Verdict { folder, deviations, digest, kept: arguments.manifest_digest.as_deref() };
    let text = match arguments.answer.message_format {
        AnswerFormat::Human => verdict.words().get(language).to_owned(),
        AnswerFormat::Json => format!("{}\n", verdict.json()),
    };
    to_stdout(&text, language)?;
    Ok(if verdict.is_good() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}

impl Verdict<'_> {
    fn is_good(&self) -> bool {
        self.deviations.is_empty() && !self.is_forged()
    }

    /// The manifest is not the one whose digest was kept, so that what it says proves nothing.
    fn is_forged(&self) -> bool {
        self.kept.is_some_and(|kept| kept != self.digest)
    }

    fn words(&self) -> Both {
        let mut lines = vec![self.counts()];
        lines.extend(self.is_forged().then(|| self.forged()));
        lines.extend(self.deviations.changed.iter().map(changed));
        lines.extend(self.deviations.missing.iter().map(|path| say!("  bị mất: {path}", "  missing: {path}")));
        lines.extend(self.deviations.extra.iter().map(|(path, count)| {
            if path.ends_with('/') {
                say!("  thừa: {path} ({count} tệp)", "  extra: {path} (files: {count})")
            } else {
                say!("  thừa: {path}", "  extra: {path}")
            }
        }));
        if !self.is_good() {
            lines.push(self.help());
        }
        lines.push(self.trust());
        let join = |language| lines.iter().map(|line| format!("{}\n", line.get(language))).collect::<String>();
        Both::new(join(Language::Vi), join(Language::En))
    }

    fn counts(&self) -> Both {
        let folder = self.folder.display();
        let Deviations { intact, changed, missing, extra } = &self.deviations;
        let (changed, missing) = (changed.len() + usize::from(self.is_forged()), missing.len());
        let extra: usize = extra.values().sum();
        if self.is_good() {
            return say!(
                "{folder} đúng như lúc xuất bản: {intact} tệp",
                "{folder} is as it was published: {intact} files"
            );
        }
        say!(
            "{folder} khác lúc xuất bản: bị đổi {changed}, bị mất {missing}, thừa {extra}; {intact} tệp còn đúng",
            "{folder} differs from what was published: {changed} changed, {missing} missing, {extra} extra; {intact} \
             files are right"
        )
    }

    fn forged(&self) -> Both {
        let kept = self.kept.unwrap_or_default();
        say!(
            "  bị đổi: manifest.json không phải là bản có mã băm đã giữ ({kept}); kết quả so các tệp vì vậy không đáng tin",
            "  changed: manifest.json is not the one whose digest was kept ({kept}); what follows from it proves nothing"
        )
    }

    fn help(&self) -> Both {
        let folder = self.folder.display();
        let extra = if self.deviations.extra.is_empty() {
            say!("", "")
        } else {
            say!(
                "; ccn không xóa tệp thừa: tự xóa tệp lạ, tệp của mình thì cho phép bằng --allow",
                "; ccn removes no extra file: remove those you do not know, allow your own with --allow"
            )
        };
        let (vi, en) = (extra.get(Language::Vi), extra.get(Language::En));
        say!(
            "  cách sửa: giữ lại một bản sao làm bằng chứng, tìm hiểu ai đã sửa, rồi xuất bản lại: ccn build --output {folder}{vi}",
            "  help: keep a copy as evidence, find out who did it, then publish again: ccn build --output {folder}{en}"
        )
    }

    fn trust(&self) -> Both {
        let digest = &self.digest;
        match self.kept {
            Some(kept) if kept == self.digest => {
                say!("manifest.json đúng là bản đã giữ mã băm", "manifest.json is the one whose digest was kept")
            }
            Some(_) => say!("mã băm của manifest.json nay là: {digest}", "digest of manifest.json now: {digest}"),
            None => say!(
                "mã băm của manifest.json: {digest}\n  \
                 Lệnh này so các tệp với manifest.json trong chính thư mục đó; ai sửa cả manifest.json thì không thấy được. \
                 Hãy so mã băm trên với mã mà ccn build in ra lúc xuất bản, giữ ở nơi khác: --manifest-digest MÃ-BĂM",
                "digest of manifest.json: {digest}\n  \
                 This compares the files with manifest.json in the same folder; whoever alters that file too is not \
                 found out. Compare the digest with the one that ccn build printed, kept elsewhere: --manifest-digest SHA256"
            ),
        }
    }

    fn json(&self) -> Value {
        let changed = self.deviations.changed.iter().map(|changed| {
            let (now, bytes, to) = match &changed.now {
                Found::File { bytes, .. } => ("file", Some(*bytes), None),
                Found::Link { to } => ("link", None, Some(to)),
                Found::Folder => ("folder", None, None),
                Found::Other => ("other", None, None),
            };
            json!({ "path": changed.path, "published_bytes": changed.published, "now": now, "bytes": bytes, "to": to })
        });
        json!({
            "as_published": self.is_good(),
            "manifest_digest": self.digest,
            "manifest_as_kept": self.kept.map(|kept| kept == self.digest),
            "intact": self.deviations.intact,
            "changed": changed.collect::<Vec<Value>>(),
            "missing": self.deviations.missing,
            "extra": self.deviations.extra,
        })
    }
}

fn changed(changed: &Changed) -> Both {
    let path = &changed.path;
    let now = match (&changed.now, changed.published) {
        (Found::File { bytes, .. }, Some(published)) if *bytes == published => {
            say!("nội dung khác, vẫn {bytes} byte", "other content, still {bytes} bytes")
        }
        (Found::File { bytes, .. }, Some(published)) => {
            say!("{published} byte lúc xuất bản, nay {bytes} byte", "{published} bytes when published, now {bytes}")
        }
        (Found::File { .. }, None) => say!("lúc xuất bản là thư mục, nay là tệp", "was a folder, now is a file"),
        (Found::Link { to }, _) => say!("nay là liên kết đến {to}", "now is a link to {to}"),
        (Found::Folder, _) => say!("nay là thư mục", "now is a folder"),
        (Found::Other, _) => say!("nay là tệp đặc biệt", "now is a special file"),
    };
    let (vi, en) = (now.get(Language::Vi), now.get(Language::En));
    say!("  bị đổi: {path}: {vi}", "  changed: {path}: {en}")
}
