//! What a target does with its bytes; the tests of hostile input do the same with theirs.

use std::path::Path;
use std::sync::LazyLock;

use ccn::catalog::Catalog;
use ccn::disk;
use ccn::files::Sources;
use ccn::intake::Received;

#[path = "../../tests/suite/hostile/edit.rs"]
mod edit;
#[path = "../../tests/suite/hostile/parts.rs"]
mod parts;
#[path = "../../tests/suite/hostile/run.rs"]
mod run;

/// The invented province of the tests.
static BASE: LazyLock<Sources> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/base");
    disk::read(&root).expect("the base can be read")
});

/// Its tables, against which a received file is read.
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| run::catalog(&BASE));

/// Reads the bytes as a file that was sent: whole, or behind `parts:` as the parts of a workbook.
pub fn received(bytes: &[u8]) {
    let bytes = bytes.strip_prefix(b"parts:").map_or_else(|| bytes.to_vec(), parts::workbook);
    run::received(&Received { name: "a.xlsx".to_owned(), bytes }, &CATALOG);
}

/// Reads the bytes as the file of this name.
pub fn file(path: &str, bytes: &[u8]) {
    run::file(path, bytes);
}

/// Reads the bytes as a workbook: whole, or behind `parts:` as the parts that it packs.
pub fn workbook(bytes: &[u8]) {
    match bytes.strip_prefix(b"parts:") {
        Some(parts) => file("data/areas.xlsx", &parts::workbook(parts)),
        None => file("data/areas.xlsx", bytes),
    }
}

/// Takes the invented province with the edits that the bytes mean up to the planned site.
pub fn project(bytes: &[u8]) {
    run::project(&edit::edited(&BASE, bytes));
}
