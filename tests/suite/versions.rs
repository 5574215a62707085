//! An amended form is new files beside the old ones (`forms-NAME`, `form_rows-NAME`, `rollup-NAME`): reports of periods that
//! ended before keep the form that was in force.

use ccn::files::{OutputPath, SourcePath, Sources};
use ccn::settings::{Previous, Settings, Unwatched};

use crate::cases::base;

/// Biểu 04 as a circular of 1 June 2026 might have it: another name, other words in row 3, a row 28, no row 22.
fn amended() -> Sources {
    let mut sources = base();
    let text =
        |name: &str| String::from_utf8(sources.get(&SourcePath::new(name)).expect(name).to_vec()).expect("UTF-8");
    let (forms, rows, rules) = (text("data/forms.yaml"), text("data/form_rows.csv"), text("data/rollup.csv"));
    let last = forms.rfind("- form: \"bieu-04\"").expect("Biểu 04 is last");
    let form = forms[last..]
        .replace("version: \"2025\"", "version: \"2026\"")
        .replace("2025-07-01", "2026-06-01")
        .replace("Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh", "Tình hình cụm công nghiệp của tỉnh");
    let dated = |line: &str| format!("{line},2026-06-01");
    let mut new_rows = vec!["form,number,text,unit,kind,nature,in_force_from".to_owned()];
    let own = rows.lines().filter(|line| line.starts_with("bieu-04,") && !line.starts_with("bieu-04,22,"));
    new_rows.extend(own.map(|line| {
        dated(
            &line
                .replace("bieu-04,3,Số lượng cụm công nghiệp đã thành lập", "bieu-04,3,Số cụm có quyết định thành lập"),
        )
    }));
    new_rows.push(dated("bieu-04,28,Số cụm công nghiệp sinh thái,Cụm,row,stock"));
    let mut new_rules = vec!["row,belongs,adds,or_else,note,in_force_from".to_owned()];
    new_rules.extend(rules.lines().skip(1).map(dated));
    new_rules.push(dated("28,any,cluster,,"));
    let mut put = |name: &str, text: String| sources.insert(SourcePath::new(name), text.into_bytes());
    put("data/forms-2026.yaml", form);
    put("data/form_rows-2026.csv", new_rows.join("\n") + "\n");
    put("data/rollup-2026.csv", new_rules.join("\n") + "\n");
    sources
}

fn page(period: &str) -> String {
    let output = ccn::build(&amended(), &Settings::default(), &Previous::new(), &Unwatched);
    let faults: Vec<String> = output.diagnostics.iter().map(|fault| format!("{fault:?}")).collect();
    let made = output.output.unwrap_or_else(|| panic!("the province builds: {faults:#?}"));
    let path = OutputPath::new(format!("vi/bao-cao/{period}/bieu-04-{period}/index.html"));
    String::from_utf8(made.get(&path).expect("the form").to_vec()).expect("UTF-8")
}

#[test]
fn the_form_of_a_period_is_that_in_force_at_its_end() {
    let (old, new) = (page("2025"), page("2026-h1"));
    assert!(old.contains("Tổng hợp tình hình cụm công nghiệp trên địa bàn cấp tỉnh"));
    assert!(new.contains("Tình hình cụm công nghiệp của tỉnh"));
    assert!(old.contains("Số lượng cụm công nghiệp đã thành lập") && !old.contains("Số cụm có quyết định thành lập"));
    assert!(new.contains("Số cụm có quyết định thành lập") && !new.contains("Số lượng cụm công nghiệp đã thành lập<"));
    assert!(new.contains("Số cụm công nghiệp sinh thái") && !old.contains("Số cụm công nghiệp sinh thái"));
    assert!(
        old.contains("đang hoạt động trong cụm công nghiệp<") && !new.contains("đang hoạt động trong cụm công nghiệp<")
    );
}
