use std::path::Path;
use ccn::files::{SourcePath, Sources};
#[test]
fn real() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Sources::default();
    let mut todo = vec![root.join("data"), root.join("content")];
    while let Some(d) = todo.pop() {
        for e in std::fs::read_dir(d).unwrap() {
            let p = e.unwrap().path();
            if p.is_dir() { todo.push(p); continue }
            let rel = p.strip_prefix(root).unwrap().to_string_lossy().into_owned();
            sources.insert(SourcePath::new(rel), std::fs::read(&p).unwrap());
        }
    }
    let b = ccn::check(&sources, &Default::default(), &ccn::settings::Unwatched);
    println!("{}", ccn::diagnostic::print::print(&b.diagnostics, &sources, ccn::diagnostic::print::Form::Human, b.language));
}
