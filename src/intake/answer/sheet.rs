//! A page that needs nothing beside it, and the tables on it; everything that is shown is escaped.

use quick_xml::escape::escape;

use crate::text::{Both, Language};

/// Forbids everything that the page does not bring along.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE: &str = "body{font:16px/1.5 'Times New Roman',Tinos,serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#111}\
h1{font-size:1.5rem}h2{font-size:1.25rem;margin:1.5rem 0 .5rem}h3{font-size:1rem;margin:1rem 0 .25rem}\
table{border-collapse:collapse;width:100%;margin:.25rem 0 1rem}\
th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:break-word}\
th{background:#eee}.counts li{display:inline-block;margin-right:1rem;padding:.25rem .75rem;border:2px solid;list-style:none}\
.counts{padding:0}.error{background:#fbe3e4;border-color:#8a1f11}.warning{background:#fff6d5;border-color:#7a5b00}\
.note{background:#f0f0f0;border-color:#555}.scroll{overflow-x:auto}\
@media print{body{max-width:none;margin:0}thead{display:table-header-group}tr{break-inside:avoid}}";

/// Returns a page with a title and a body that was escaped already.
pub(in super::super) fn page(title: &Both, body: &str, language: Language) -> String {
    let title = escape(title.get(language));
    let tag = if language == Language::Vi { "vi" } else { "en" };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Returns the heading of a part.
pub(in super::super) fn heading(title: &Both, language: Language) -> String {
    format!("<h2>{}</h2>\n", escape(title.get(language)))
}

/// Returns words as they are shown.
pub(in super::super) fn bare(text: &str) -> String {
    escape(text).into_owned()
}

/// Returns a table; `heads` are the headings with `|` between, a row has a class and its cells.
pub(in super::super) fn table(heads: &str, rows: impl Iterator<Item = (&'static str, Vec<String>)>) -> String {
    let heads: String = heads.split('|').map(|head| format!("<th scope=\"col\">{}</th>", escape(head))).collect();
    let rows: String = rows
        .map(|(class, cells)| {
            let cells: String = cells.iter().map(|cell| format!("<td>{}</td>", escape(cell))).collect();
            let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
            format!("<tr{class}>{cells}</tr>\n")
        })
        .collect();
    format!(
        "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}
