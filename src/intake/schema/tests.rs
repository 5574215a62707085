//! The sheets are held to the tables that they fill.

use std::collections::BTreeSet;

use super::*;
use crate::catalog::agency::Agency;
use crate::catalog::attribute::{Attribute, Item};
use crate::catalog::basis::{Access, Visibility};
use crate::catalog::cluster::{Cluster, ClusterKind, DeveloperKind};
use crate::catalog::fact::{Infrastructure, InfrastructureKind, Tax, WorkState};
use crate::catalog::figure::Observation;
use crate::catalog::form::Span;
use crate::catalog::land::{Area, AreaKind, Division, Plot, PlotStatus};
use crate::catalog::law::{Document, Scope};
use crate::catalog::milestone::{Act, ActState, Milestone};
use crate::catalog::project::{Project, ProjectKind, ProjectState};
use crate::catalog::table::Entity;
use crate::record::Column;
use crate::text::number::NumberStyle;
use crate::text::{Amount, PartialDate, fold};

const TERMS: &str = include_str!("../../../data/terms.csv");

fn columns(table: &str) -> &'static [Column] {
    let tables = [
        (Cluster::TABLE, Cluster::COLUMNS),
        (Area::TABLE, Area::COLUMNS),
        (Project::TABLE, Project::COLUMNS),
        (Plot::TABLE, Plot::COLUMNS),
        (Milestone::TABLE, Milestone::COLUMNS),
        (Observation::TABLE, Observation::COLUMNS),
        (Infrastructure::TABLE, Infrastructure::COLUMNS),
        (Attribute::TABLE, Attribute::COLUMNS),
        (Document::TABLE, Document::COLUMNS),
        (Agency::TABLE, Agency::COLUMNS),
    ];
    tables.into_iter().find(|(name, _)| *name == table).expect(table).1
}

fn fields() -> impl Iterator<Item = (&'static Entry, &'static Field)> {
    ENTRIES.iter().flat_map(|entry| entry.fields.iter().map(move |field| (entry, field)))
}

#[test]
fn every_field_is_a_column_and_every_required_column_is_filled() {
    for (entry, field) in fields() {
        let known = columns(entry.table).iter().any(|column| column.name == field.column);
        assert!(known, "{}: {}", entry.table, field.column);
    }
    for entry in ENTRIES {
        for column in columns(entry.table).iter().filter(|column| column.need == Need::Required) {
            let asked = entry.field(column.name).is_some_and(|field| field.need == Need::Required);
            let filled = FILLED.iter().any(|filled| (filled.table, filled.column) == (entry.table, column.name));
            assert!(asked != filled, "{}: {}: asked {asked}, filled {filled}", entry.table, column.name);
        }
    }
    for filled in FILLED {
        let column = columns(filled.table).iter().find(|column| column.name == filled.column);
        assert_eq!(column.map(|column| column.need), Some(Need::Required), "{filled:?}");
    }
}

#[test]
fn lists_are_those_of_the_entities_and_every_value_has_its_word() {
    macro_rules! names {
        ($($list:ty)*) => { [$((stringify!($list), <$list>::ALL.iter().map(|one| one.name()).collect::<Vec<_>>()),)*] };
    }
    let lists = names![ClusterKind DeveloperKind AreaKind ProjectKind ProjectState PlotStatus Division Tax Act ActState
        InfrastructureKind WorkState Item Scope Visibility Access];
    let asked = [
        ("clusters", "kind", "ClusterKind"),
        ("clusters", "developer_kind", "DeveloperKind"),
        ("areas", "kind", "AreaKind"),
        ("projects", "kind", "ProjectKind"),
        ("projects", "state", "ProjectState"),
        ("plots", "status", "PlotStatus"),
        ("plots", "division", "Division"),
        ("plots", "price_tax", "Tax"),
        ("infrastructure", "kind", "InfrastructureKind"),
        ("infrastructure", "state", "WorkState"),
        ("attributes", "item", "Item"),
        ("milestones", "act", "Act"),
        ("milestones", "state", "ActState"),
        ("documents", "scope", "Scope"),
        ("projects", "visibility", "Visibility"),
    ];
    for (entry, field) in fields() {
        let Kind::Choice { term, values } = field.kind else { continue };
        let of = asked.iter().find(|(table, column, _)| (*table, *column) == (entry.table, field.column));
        let list = of.map_or("Access", |(.., list)| list);
        let (_, own) = lists.iter().find(|(name, _)| *name == list).expect(list);
        assert_eq!(values, own, "{}: {}", entry.table, field.column);
        let words: Vec<&str> = values
            .iter()
            .map(|value| {
                let key = format!("{term}.{value},");
                TERMS.lines().find_map(|line| line.strip_prefix(&key)).unwrap_or_else(|| panic!("no term {key}"))
            })
            .collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "{term}: two values with one word");
    }
}

#[test]
fn headings_carry_the_unit_of_the_column_once_and_lead_to_one_field() {
    for (entry, field) in fields() {
        let unit = field.kind.unit();
        let label = columns(entry.table).iter().find(|column| column.name == field.column).expect(field.column).label;
        if !unit.is_empty() {
            assert!(field.heading.ends_with(&format!(" ({unit})")), "{}: {}", entry.table, field.heading);
            assert!(!field.name().contains('('), "{}", field.name());
        }
        if let Some((_, of_column)) = label.split_once('(') {
            assert_eq!(of_column.trim_end_matches(')'), unit, "{}: {label}", entry.table);
        }
    }
    for entry in ENTRIES {
        let mut known = BTreeSet::new();
        for field in entry.fields {
            for heading in std::iter::once(&field.heading).chain(field.aliases) {
                assert!(known.insert(fold(heading)), "{}: `{heading}` leads to two fields", entry.title);
            }
        }
    }
}

#[test]
fn names_of_sheets_and_texts_fit_a_workbook() {
    for entry in ENTRIES {
        assert!(entry.title.chars().count() <= 31 && !entry.title.contains(['[', ']', ':', '*', '?', '/', '\\']));
        assert!(entry.about.ends_with('.'), "{}", entry.about);
    }
    for (entry, field) in fields() {
        assert!(field.meaning.ends_with('.') && !field.example.is_empty(), "{}: {}", entry.title, field.heading);
    }
}

#[test]
fn every_example_is_what_its_kind_asks_for() {
    for (entry, field) in fields() {
        let (text, what) = (field.example, format!("{}: {}", entry.title, field.heading));
        let number = || match Amount::parse(text, NumberStyle::Vietnamese) {
            Ok(number) => number,
            // `25.000` in a file of Vietnamese numbers.
            Err(crate::text::number::NumberFault::Ambiguous(number, _)) => number,
            Err(fault) => panic!("{what}: {fault:?}"),
        };
        let within = |least: u32, most: u32| {
            let bounds = Amount::from(least as usize)..=Amount::from(most as usize);
            assert!(bounds.contains(&number()), "{what}");
        };
        match field.kind {
            Kind::Number { most, .. } => within(0, most),
            Kind::Whole { most, .. } => {
                within(0, most);
                assert_eq!(number().decimals(), 0, "{what}");
            }
            Kind::Percent => within(0, 100),
            Kind::Money { .. } => within(0, u32::MAX),
            Kind::Degrees => {
                let digits = text.replace(',', ".");
                assert!(Amount::from_plain(&digits).is_some_and(|degrees| degrees < Amount::from(180)), "{what}");
            }
            Kind::Day => assert!(matches!(PartialDate::parse(text), Some(PartialDate::Day(_))), "{what}"),
            Kind::Date => {
                let quarter = text.strip_prefix("quý ").and_then(|rest| rest.split_once('/'));
                let plain = quarter.map_or(text.to_owned(), |(quarter, year)| format!("{year}-Q{quarter}"));
                assert!(PartialDate::parse(&plain).is_some(), "{what}");
            }
            Kind::YesNo => assert!(["có", "không"].contains(&text), "{what}"),
            Kind::Choice { term, values } => {
                let word = |value: &&str| {
                    let line = TERMS.lines().find_map(|line| line.strip_prefix(&format!("{term}.{value},")));
                    line.is_some_and(|line| line.trim_start_matches('"').starts_with(text))
                };
                assert!(values.iter().any(word), "{what}: `{text}`");
            }
            Kind::Document => assert!(text.contains("/QĐ-"), "{what}"),
            Kind::Period => assert_eq!(Some(text.to_owned()), Span::parse("2026-H1").map(list::period), "{what}"),
            Kind::Indicator => assert!(text.starts_with("02.4 "), "{what}"),
            Kind::Texts | Kind::Communes => assert!(!text.split(';').any(|part| part.trim().is_empty()), "{what}"),
            Kind::Text | Kind::Cluster | Kind::Agency | Kind::Subject | Kind::Contact => {}
        }
    }
}
