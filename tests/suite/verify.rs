//! `ccn verify`: a site that somebody altered is noticed, and what cannot be noticed is said.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::published::{Project, Run, digest};

/// The invented province, published.
fn published() -> Project {
    let project = Project::new();
    project.build();
    project
}

fn verify(project: &Project, arguments: &[&str]) -> Run {
    let run = project.run(&[&["verify"], arguments].concat());
    assert!(run.stderr.is_empty() != (run.code == Some(2)), "{run:?}");
    run
}

fn answer(project: &Project, arguments: &[&str]) -> Value {
    let run = verify(project, &[arguments, &["--message-format", "json"]].concat());
    serde_json::from_str(&run.stdout).expect("the answer is JSON")
}

fn manifest_digest(project: &Project) -> String {
    digest(&fs::read(project.target().join("manifest.json")).unwrap())
}

#[test]
fn a_site_as_published_is_good_and_its_digest_is_told() {
    let project = published();
    let files = project.tree().values().filter(|what| *what != "/").count() - 1;
    let run = verify(&project, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with(&format!("public đúng như lúc xuất bản: {files} tệp\n")), "{}", run.stdout);
    let digest = manifest_digest(&project);
    assert!(run.stdout.contains(&format!("mã băm của manifest.json: {digest}")), "{}", run.stdout);
    assert!(run.stdout.contains("ai sửa cả manifest.json thì không thấy được"), "{}", run.stdout);
    let english = verify(&project, &["--lang", "en", "--manifest-digest", &digest.to_uppercase()]);
    assert_eq!(english.code, Some(0));
    assert!(english.stdout.contains("manifest.json is the one whose digest was kept"), "{}", english.stdout);
    // A repository keeps its public folder with a note, as a build allows.
    project.put("public/README.md", "a note");
    assert_eq!(verify(&project, &["public/"]).code, Some(0));
}

#[test]
fn every_way_to_deface_a_site_is_named() {
    let project = published();
    let target = project.target();
    let at = |path: &str| target.join(path);
    let page = fs::read_to_string(at("vi/index.html")).unwrap();
    fs::write(at("vi/index.html"), page.replacen("<h1>", "<h1>Hacked ", 1)).unwrap();
    let feed = fs::read_to_string(at("feed.xml")).unwrap();
    fs::write(at("feed.xml"), feed.replacen('a', "b", 1)).unwrap();
    fs::remove_file(at("robots.txt")).unwrap();
    fs::remove_file(at("vi/thay-doi/index.html")).unwrap();
    fs::create_dir(at("vi/thay-doi/index.html")).unwrap();
    project.put("public/cua-hang/index.html", "shop");
    project.put("public/cua-hang/anh/1.jpg", "shop");
    project.put("public/vi/shell.php", "shop");
    let expected = [
        ("  bị đổi: feed.xml: nội dung khác, vẫn ", 1),
        ("  bị đổi: vi/index.html: ", 1),
        ("  bị đổi: vi/thay-doi/index.html: nay là thư mục\n", 1),
        ("  bị mất: robots.txt\n", 1),
        ("  thừa: cua-hang/ (2 tệp)\n", 1),
        ("  thừa: vi/shell.php\n", 1),
        ("cách sửa: giữ lại một bản sao làm bằng chứng", 1),
        ("ccn build --output public", 1),
        ("  bị đổi: vi/van-ban: nay là liên kết đến ", 1),
        ("  bị đổi: assets/site.css: nay là liên kết đến /etc/hostname\n", 1),
        // What lies behind the link is told once.
        ("vi/van-ban/", 0),
    ];
    fs::rename(at("vi/van-ban"), project.root().join("van-ban")).unwrap();
    symlink(project.root().join("van-ban"), at("vi/van-ban")).unwrap();
    fs::remove_file(at("assets/site.css")).unwrap();
    symlink("/etc/hostname", at("assets/site.css")).unwrap();
    let run = verify(&project, &[]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let head = "public khác lúc xuất bản: bị đổi 5, bị mất 1, thừa 3; ";
    assert!(run.stdout.starts_with(head), "{}", run.stdout);
    for (words, count) in expected {
        assert_eq!(run.stdout.matches(words).count(), count, "{words}\n{}", run.stdout);
    }
    let place = |words: &str| run.stdout.find(words).unwrap();
    assert!(place("bị đổi: feed") < place("bị mất: robots") && place("bị mất: robots") < place("thừa: cua-hang"));
    let json = answer(&project, &["--allow", "cua-hang/", "--allow", "vi/shell.php"]);
    assert_eq!((&json["as_published"], &json["missing"]), (&json!(false), &json!(["robots.txt"])));
    assert_eq!(json["extra"], json!({}));
    assert_eq!(json["changed"].as_array().unwrap().len(), 5);
    // The next build mends what is ours and leaves what is not.
    fs::remove_file(at("vi/van-ban")).unwrap();
    fs::remove_dir(at("vi/thay-doi/index.html")).unwrap();
    project.build();
    assert_eq!(answer(&project, &[])["extra"], json!({"cua-hang/": 2, "vi/shell.php": 1}));
}

#[test]
fn an_altered_manifest_is_found_by_the_digest_that_was_kept() {
    let project = published();
    let kept = manifest_digest(&project);
    let page = fs::read_to_string(project.target().join("vi/index.html")).unwrap();
    let altered = page.replacen("<h1>", "<h1>Hacked ", 1);
    project.put("public/vi/index.html", &altered);
    let manifest = fs::read_to_string(project.target().join("manifest.json")).unwrap();
    let size = |text: &str| format!("\"bytes\": {},\n      \"sha256\": \"{}\"", text.len(), digest(text.as_bytes()));
    assert!(manifest.contains(&size(&page)));
    project.put("public/manifest.json", &manifest.replacen(&size(&page), &size(&altered), 1));
    // Without the digest nothing can be seen, and the answer says so.
    assert_eq!(verify(&project, &[]).code, Some(0));
    for (language, words) in
        [("vi", "không phải là bản có mã băm đã giữ"), ("en", "is not the one whose digest was kept")]
    {
        let run = verify(&project, &["--manifest-digest", &kept, "--lang", language]);
        assert!(run.code == Some(1) && run.stdout.contains(words), "{run:?}");
    }
    assert_eq!(answer(&project, &["--manifest-digest", &kept])["manifest_as_kept"], json!(false));
}

#[test]
fn what_is_no_published_site_ends_with_2() {
    let project = published();
    project.put("other/index.html", "a page");
    project.put("broken/manifest.json", "{\"generator\": \"ccn\", \"files\": [{\"path\": 3}]}");
    project.put("app/manifest.json", "{\"name\": \"an app\", \"icons\": []}");
    project.put("folder/manifest.json/x", "");
    project.put("file", "");
    for folder in ["nowhere", "other", "broken", "app", "folder", "file", "data"] {
        for (language, words) in [("vi", "không phải là trang do ccn xuất bản"), ("en", "is no site published by ccn")]
        {
            let run = verify(&project, &[folder, "--lang", language]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
            assert!(run.stderr.contains(words) && run.stderr.contains(folder), "{}", run.stderr);
        }
    }
    for arguments in [["--manifest-digest", "12"], ["--manifest-digest", &"g".repeat(64)], ["--lang", "zh"]] {
        assert_eq!(verify(&project, &arguments).code, Some(2));
    }
}

/// A manifest from elsewhere may name anything; nothing outside the folder is looked at.
#[test]
fn a_manifest_that_leads_out_of_its_folder_finds_nothing_there() {
    let project = published();
    let secret = digest(b"secret");
    let entry = |path: &str| json!({"path": path, "bytes": 6, "sha256": secret});
    let paths = ["../outside/secret", "/etc/hostname", "a/../../outside/secret", ""];
    let manifest = json!({"generator": "ccn", "files": paths.map(entry)});
    project.put("outside/secret", "secret");
    project.put("site/manifest.json", &manifest.to_string());
    let json = answer(&project, &["site"]);
    assert_eq!((&json["intact"], json["missing"].as_array().unwrap().len()), (&json!(0), 4));
}
