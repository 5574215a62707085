//! Which clusters belong to a row of Biểu số 04 and what each adds (Thông tư 14/2024/TT-BCT, Phụ lục I).

use crate::catalog::cluster::ClusterKind;
use crate::catalog::land::AreaKind;
use crate::catalog::milestone::Act;
use crate::catalog::project::CapitalKind;

/// How a row is summed from the clusters.
#[derive(Debug)]
pub(super) struct Rule {
    /// The row's number, which ties it to the form's data.
    pub(super) number: &'static str,
    /// Which clusters belong to it.
    pub(super) belongs: Belongs,
    /// What each of them adds.
    pub(super) adds: Adds,
}

/// Which clusters belong to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Belongs {
    /// Every cluster, as far as its figure is known.
    Any,
    /// Those of which an act is done.
    Done(Act),
    /// The established.
    Established,
    /// Those established within the period.
    EstablishedInPeriod,
    /// The established whose infrastructure an enterprise builds.
    ByEnterprise,
    /// Those in operation.
    Operating,
    /// Those in operation that are established, or are not.
    OperatingEstablished(bool),
    /// Those in operation of a kind.
    OperatingKind(ClusterKind),
}

/// What a cluster adds to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adds {
    /// Itself: the row counts clusters.
    One,
    /// Its area by decision, with what enlarged it.
    Decided,
    /// An area.
    Area(AreaKind),
    /// Its whole area, whatever states it.
    Whole,
    /// The figure of a row of its Biểu 02, or else the newest capital in the data.
    Capital(&'static str, CapitalKind),
    /// The figure of a row of its Biểu 02.
    Reported(&'static str),
    /// The figure of a row of its Biểu 02, or nothing while its works have not begun.
    Built(&'static str),
    /// The sum of a row of Biểu 01 over its tenants.
    OfTenants(&'static str),
    /// Row 19 is no sum: leased over industrial land.
    Occupancy,
}

const fn rule(number: &'static str, belongs: Belongs, adds: Adds) -> Rule {
    Rule { number, belongs, adds }
}

const CRAFT: Belongs = Belongs::OperatingKind(ClusterKind::Craft);
const SPECIALISED: Belongs = Belongs::OperatingKind(ClusterKind::Specialised);

/// The rows that have a result, in the order of the form.
pub(super) const RULES: &[Rule] = &[
    rule("1", Belongs::Done(Act::Plan), Adds::One),
    rule("2", Belongs::Done(Act::Plan), Adds::Area(AreaKind::Plan)),
    rule("3", Belongs::Established, Adds::One),
    rule("4", Belongs::Established, Adds::Decided),
    rule("5", Belongs::EstablishedInPeriod, Adds::One),
    rule("6", Belongs::EstablishedInPeriod, Adds::Decided),
    rule("7", Belongs::ByEnterprise, Adds::One),
    rule("8", Belongs::ByEnterprise, Adds::Decided),
    rule("9", Belongs::Done(Act::DetailedPlan), Adds::One),
    rule("10", Belongs::Done(Act::DetailedPlan), Adds::Area(AreaKind::DetailedPlan)),
    rule("11", Belongs::Done(Act::InvestmentProject), Adds::One),
    rule("12", Belongs::Done(Act::InvestmentProject), Adds::Decided),
    rule("13", Belongs::Any, Adds::Capital("1", CapitalKind::Approved)),
    rule("14", Belongs::Any, Adds::Capital("2", CapitalKind::Paid)),
    rule("15", Belongs::Operating, Adds::One),
    rule("15.1", Belongs::OperatingEstablished(true), Adds::One),
    rule("15.2", Belongs::OperatingEstablished(false), Adds::One),
    rule("15.3", CRAFT, Adds::One),
    rule("15.4", SPECIALISED, Adds::One),
    rule("16", Belongs::Operating, Adds::Whole),
    rule("16.1", Belongs::OperatingEstablished(true), Adds::Whole),
    rule("16.2", Belongs::OperatingEstablished(false), Adds::Whole),
    rule("16.3", CRAFT, Adds::Whole),
    rule("16.4", SPECIALISED, Adds::Whole),
    rule("17", Belongs::Operating, Adds::Area(AreaKind::Industrial)),
    rule("18", Belongs::Operating, Adds::Area(AreaKind::Leased)),
    rule("19", Belongs::Operating, Adds::Occupancy),
    rule("20", Belongs::Operating, Adds::Reported("6")),
    rule("21", Belongs::Operating, Adds::Reported("7")),
    rule("22", Belongs::Operating, Adds::Reported("8")),
    rule("23", Belongs::Operating, Adds::OfTenants("1")),
    rule("24", Belongs::Operating, Adds::OfTenants("2")),
    rule("25", Belongs::Operating, Adds::OfTenants("3")),
    rule("26", Belongs::Any, Adds::Built("13")),
    rule("27", Belongs::Any, Adds::Built("14")),
];
