//! The list of every file with its size and SHA-256, so that a published site can be checked and pruned.

use serde_json::json;
use sha2::{Digest, Sha256};

use crate::text::hex;

use super::File;

/// Returns `manifest.json`, which lists every file but itself.
pub(super) fn file(files: &[File]) -> File {
    let entries: Vec<serde_json::Value> = files
        .iter()
        .map(|file| {
            let sha256 = hex(&Sha256::digest(&file.bytes));
            match &file.input {
                Some(input) => {
                    json!({ "path": file.path, "bytes": file.bytes.len(), "sha256": sha256, "input": input })
                }
                None => json!({ "path": file.path, "bytes": file.bytes.len(), "sha256": sha256 }),
            }
        })
        .collect();
    let manifest = json!({ "generator": "ccn", "files": entries });
    let text = serde_json::to_string_pretty(&manifest).expect("texts and numbers always serialise");
    File::new("manifest.json", format!("{text}\n"))
}
