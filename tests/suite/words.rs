//! Every word that a template or the program names is one that the check `missing-term` demands.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ccn::catalog::land::AreaKind;
use ccn::catalog::word::{PAGES, keys};

#[test]
fn templates_and_program_name_only_words_that_are_checked() {
    let known = keys();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (folder, opening) in [("templates/site", "word[\""), ("src/site", ".term(\""), ("src/site", ".label(\"")] {
        for path in files(&root.join(folder)) {
            let text = read(&path);
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

/// Words of pages are named as whole literals, `"cluster.contact"`, whatever function they are given to.
#[test]
fn pages_ask_for_the_words_of_their_lists_and_for_no_others() {
    let known = keys();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut asked = BTreeSet::new();
    for path in files(&root.join("src/site")) {
        let text = read(&path);
        for literal in text.split('"') {
            let is_word =
                PAGES.iter().any(|(family, _)| literal.strip_prefix(family).is_some_and(|rest| rest.starts_with('.')));
            if is_word && !literal.contains(char::is_whitespace) && !literal.ends_with('.') {
                assert!(known.iter().any(|key| key == literal), "{}: `{literal}` is not in a list", path.display());
                asked.insert(literal.to_owned());
            }
        }
    }
    for (family, names) in PAGES {
        for name in names.split_whitespace() {
            let key = format!("{family}.{name}");
            // A title and what it is about: the second key is made from the first.
            let title = key.strip_suffix("-about").unwrap_or(&key);
            assert!(asked.contains(&key) || asked.contains(title), "no page asks for `{key}`");
        }
    }
}

/// A label whose definition is missing is printed without a link, so that no walk over links would miss it.
#[test]
fn every_kind_of_area_has_a_definition_of_its_own_name() {
    let definitions = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("data/definitions.csv"));
    for kind in AreaKind::ALL {
        let id = kind.definition();
        assert!(definitions.lines().any(|line| line.starts_with(&format!("{id},"))), "`{id}` is not defined");
    }
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("templates and sources are UTF-8")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("the folder is in the repository");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
