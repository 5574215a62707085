//! References that lead back to where they began: nothing can succeed what came after it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::catalog::Catalog;
use crate::catalog::law::RelationKind;
use crate::catalog::table::Key;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::place::Location;
use crate::say;
use crate::text::Both;

/// A reference from one row to another of the same table.
struct Step<T> {
    from: Key<T>,
    to: Key<T>,
    at: Location,
}

/// Reports agencies that become each other, and documents that replace each other.
pub(super) fn successions(catalog: &Catalog, _: NaiveDate, faults: &mut Diagnostics) {
    let agencies = catalog.agencies.iter().flat_map(|(from, agency)| {
        let at = agency.basis.cells.at("successors");
        agency.successors.iter().map(move |to| Step { from, to: *to, at: at.clone() })
    });
    let help = say!(
        "xóa mã sai ở cột successors: cơ quan cũ hơn không kế tục cơ quan mới hơn; cơ quan còn hoạt động thì bỏ until",
        "remove the wrong id from successors: the older body does not succeed the newer; one that exists has no until"
    );
    report(agencies, |key| &catalog.agencies[key].id, &help, faults);
    let replaced = catalog.relations.iter().filter(|relation| relation.relation == RelationKind::Replaces);
    let replaced =
        replaced.map(|relation| Step { from: relation.document, to: relation.target, at: relation.cells.at("target") });
    let help = say!(
        "sửa hoặc xóa một dòng: document là văn bản mới, target là văn bản cũ bị thay",
        "correct or remove one row: document is the newer text, target the older one that it replaces"
    );
    report(replaced, |key| catalog.documents[key].id.as_str(), &help, faults);
}

fn report<'a, T>(
    steps: impl Iterator<Item = Step<T>>,
    id: impl Fn(Key<T>) -> &'a str,
    help: &Both,
    faults: &mut Diagnostics,
) {
    let mut out: BTreeMap<Key<T>, Vec<Step<T>>> = BTreeMap::new();
    for step in steps {
        out.entry(step.from).or_default().push(step);
    }
    for circle in circles(&out) {
        let (first, rest) = (circle[0], &circle[1..]);
        let way: Vec<&str> = circle.iter().map(|step| id(step.from)).chain([id(first.from)]).collect();
        let way = way.join(" → ");
        let message = say!(
            "các dòng kế tục, thay thế nhau thành vòng: {way}",
            "these rows succeed or replace each other in a circle: {way}"
        );
        let mut fault = Diagnostic::new(Code::ReferenceCycle, &first.at, message).found(id(first.to));
        for step in rest {
            let (from, to) = (id(step.from), id(step.to));
            fault = fault.note(&step.at, say!("{from} → {to}", "{from} → {to}"));
        }
        faults.add(fault.help(help.clone()));
    }
}

/// Walks every row once, without recursion, however long a chain is; each way back into the walk closes a circle.
fn circles<T>(out: &BTreeMap<Key<T>, Vec<Step<T>>>) -> Vec<Vec<&Step<T>>> {
    let from = |key: &Key<T>| out.get(key).map(Vec::as_slice).unwrap_or_default().iter();
    let (mut circles, mut seen) = (Vec::new(), BTreeSet::new());
    for start in out.keys() {
        if !seen.insert(*start) {
            continue;
        }
        let (mut way, mut ahead): (Vec<&Step<T>>, _) = (Vec::new(), vec![from(start)]);
        while let Some(next) = ahead.last_mut() {
            let Some(step) = next.next() else {
                ahead.pop();
                way.pop();
                continue;
            };
            way.push(step);
            if let Some(begin) = way.iter().position(|earlier| earlier.from == step.to) {
                circles.push(way[begin..].to_vec());
                way.pop();
            } else if seen.insert(step.to) {
                ahead.push(from(&step.to));
            } else {
                way.pop();
            }
        }
    }
    circles
}
