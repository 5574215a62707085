//! What a report is about, and by which names a person asks for it.

use chrono::NaiveDate;

use crate::catalog::form::Span;
use crate::catalog::indicator::FormId;
use crate::settings::Asked;
use crate::site::url;

/// What a report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A reporting period.
    Period(Span),
    /// Any other day.
    Day(NaiveDate),
    /// A cluster, by its id.
    Cluster(String),
    /// A commune in a reporting period, by its statistical code.
    Commune(String, Span),
    /// A firm in a reporting period: a cluster's developer, or a project in it.
    Firm {
        /// Which form it sends.
        form: FormId,
        /// The cluster, by its id.
        cluster: String,
        /// The period.
        span: Span,
    },
    /// A form that nobody has filled in.
    Blank(FormId),
    /// An agency, by its id.
    Agency(String),
}

impl Subject {
    /// Returns the names by which a person asks for it: `2026-H1`, `ho-son-1`.
    pub fn named(&self) -> Asked {
        match self {
            Self::Period(span) => Asked { period: Some(span.id()), ..Asked::default() },
            Self::Day(day) => Asked { day: Some(day.to_string()), ..Asked::default() },
            Self::Cluster(id) => Asked { cluster: Some(id.clone()), ..Asked::default() },
            Self::Commune(code, span) => {
                Asked { period: Some(span.id()), commune: Some(code.clone()), ..Asked::default() }
            }
            Self::Firm { cluster, span, .. } => {
                Asked { period: Some(span.id()), cluster: Some(cluster.clone()), ..Asked::default() }
            }
            Self::Blank(_) => Asked::default(),
            Self::Agency(id) => Asked { agency: Some(id.clone()), ..Asked::default() },
        }
    }

    /// Returns whether it has sums of the clusters of a period or another day, of which some may be confidential.
    pub fn has_sums(&self) -> bool {
        matches!(self, Self::Period(_) | Self::Day(_) | Self::Commune(..))
    }

    /// Returns whether its reports have pages of their own, and are not told on the page of what they are about.
    pub fn has_page(&self) -> bool {
        !matches!(self, Self::Cluster(_) | Self::Agency(_))
    }

    /// Returns the folder of its reports, `vi/bao-cao/2026-h1`, `vi/ccn/ho-son-1`.
    pub(super) fn folder(&self) -> String {
        match self {
            Self::Period(span) => url::period_folder(*span),
            Self::Day(day) => url::day_folder(*day),
            Self::Cluster(id) => url::cluster_folder(id),
            Self::Commune(_, span) => format!("{}/bieu-03", url::period_folder(*span)),
            Self::Firm { form, span, .. } => format!("{}/{}", url::period_folder(*span), form.name()),
            Self::Blank(_) => url::blank_folder(),
            Self::Agency(id) => url::agency_folder(id),
        }
    }
}
