//! Every word that a template or the program names is one that the check `missing-term` demands.

use std::path::{Path, PathBuf};

use ccn::catalog::word::keys;

#[test]
fn templates_and_program_name_only_words_that_are_checked() {
    let known = keys();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, opening) in [("templates/site", "word[\""), ("src/site", ".term(\""), ("src/site", ".label(\"")] {
        for path in files(&root.join(folder)) {
            let text = std::fs::read_to_string(&path).expect("templates and sources are UTF-8");
            for rest in text.split(opening).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                // A key that ends with a dot or hyphen is completed from a closed list.
                let is_whole = !key.ends_with(['.', '-']);
                assert!(
                    !is_whole || known.iter().any(|known| known == key),
                    "{}: `{key}` is not checked",
                    path.display()
                );
            }
        }
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is in the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
