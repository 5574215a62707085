//! How each row of Biểu số 03 and 04 is summed from the clusters, as data: table `rollup`.
//!
//! Thông tư 14/2024/TT-BCT gives the words of the rows and no rule for their sums, so the office reads and approves it.

use crate::catalog::Names;
use crate::catalog::basis::NOTE;
use crate::catalog::form::FormRow;
use crate::catalog::indicator::{FormId, Indicator};
use crate::catalog::table::Entity;
use crate::choices;
use crate::diagnostic::{Code, Diagnostic, Reported};
use crate::place::{Cells, Located, Location};
use crate::record::{Column, Row, nearest, optional, required};
use crate::say;
use crate::text::PartialDate;

choices! {
    /// Which clusters belong to a row.
    Belongs {
        /// Every cluster, as far as its figure is known.
        Any = "any",
        /// Those of the plan.
        Planned = "planned",
        /// The established.
        Established = "established",
        /// Those established within the period.
        EstablishedInPeriod = "established-in-period",
        /// The established whose infrastructure an enterprise builds.
        ByEnterprise = "by-enterprise",
        /// Those with a detailed plan.
        DetailedPlanned = "detailed-planned",
        /// Those whose infrastructure project is approved.
        ProjectApproved = "project-approved",
        /// Those in operation.
        Operating = "operating",
        /// Those in operation that are established.
        OperatingEstablished = "operating-established",
        /// Those in operation that are not.
        OperatingUnestablished = "operating-unestablished",
        /// The craft villages in operation.
        OperatingCraft = "operating-craft",
        /// The specialised ones in operation.
        OperatingSpecialised = "operating-specialised",
    }
}

choices! {
    /// What the record of a cluster adds to a row.
    Measure {
        /// Itself: the row counts clusters.
        Itself = "cluster",
        /// Its area in the plan.
        Plan = "area-plan",
        /// Its area by decision, with what enlarged it.
        Decided = "area-decided",
        /// Its area by the detailed plan.
        DetailedPlan = "area-detailed-plan",
        /// Its whole area, whatever states it.
        Whole = "area-whole",
        /// Its industrial land.
        Industrial = "area-industrial",
        /// Its land let.
        Leased = "area-leased",
        /// No sum: land let over industrial land, of all of them together.
        Occupancy = "occupancy",
    }
}

choices! {
    /// What stands in for figures that nobody reported.
    OrElse {
        /// The newest approved capital in the data.
        CapitalApproved = "capital-approved",
        /// The newest capital paid in the data.
        CapitalPaid = "capital-paid",
        /// Nothing, while the works of the cluster have not begun.
        ZeroBeforeWorks = "zero-before-works",
    }
}

/// One of the figures that a cluster adds to a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// By its record.
    Measure(Measure),
    /// By reports: a row of its Biểu 02, or a row of Biểu 01 summed over its tenants.
    Reported(Indicator),
}

/// How a row is summed from the clusters.
#[derive(Debug)]
pub struct Rule {
    /// The row's number, which Biểu 03 and 04 have in common.
    pub row: String,
    /// Which clusters belong to it.
    pub belongs: Belongs,
    /// What each of them adds, together.
    pub adds: Vec<Term>,
    /// What it adds when that is not known.
    pub or_else: Option<OrElse>,
    /// The first day of the version of the table to which it belongs; empty for the first.
    pub in_force_from: Option<PartialDate>,
    /// The row of the table.
    pub at: Location,
    /// Its cells.
    pub cells: Cells,
}

impl Rule {
    /// Returns the rows of Biểu 01 and 02 of which the sum is made.
    pub fn reported(&self) -> impl Iterator<Item = &Indicator> {
        self.adds.iter().filter_map(|term| match term {
            Term::Reported(indicator) => Some(indicator),
            Term::Measure(_) => None,
        })
    }

    /// Returns whether each cluster should have a figure: rows that count clusters, and rows to which all belong.
    pub fn is_of_all(&self) -> bool {
        self.belongs == Belongs::Any || self.adds == [Term::Measure(Measure::Itself)]
    }

    /// Returns whether the row is the ratio of two sums.
    pub fn is_ratio(&self) -> bool {
        self.adds.contains(&Term::Measure(Measure::Occupancy))
    }
}

impl Entity for Rule {
    const TABLE: &'static str = "rollup";
    const KEY: &'static [&'static str] = &["row", "in_force_from"];
    const IS_CONTINUED: bool = true;
    const COLUMNS: &'static [Column] = &[
        required("row", "Dòng của Biểu 03, 04"),
        required("belongs", "Cụm được tính"),
        required("adds", "Mỗi cụm cộng"),
        optional("or_else", "Khi chưa có báo cáo"),
        optional("in_force_from", "Hiệu lực từ"),
        NOTE,
    ];

    fn read(row: &mut Row<'_>, names: &Names) -> Result<Self, Reported> {
        let number = number(row, names);
        let belongs = row.required("belongs");
        let adds = terms(row, names);
        let or_else = row.optional("or_else");
        let in_force_from = row.optional("in_force_from");
        Ok(Self {
            row: number?,
            belongs: belongs?,
            adds: adds?,
            or_else: or_else?,
            in_force_from: in_force_from?,
            at: row.at().clone(),
            cells: row.cells(),
        })
    }
}

fn number(row: &mut Row<'_>, names: &Names) -> Result<String, Reported> {
    let number: String = row.required("row")?;
    let indicator = Indicator { form: FormId::Province, row: number.clone() };
    if names.form_row(&indicator).is_some() {
        return Ok(number);
    }
    // The table of rows could not be read, which was told; nobody knows what is missing.
    if let (false, Err(reported)) = (names.has_all_form_rows, row.diagnostics.gate()) {
        return Err(reported);
    }
    let message = say!("không có dòng `{number}` trong biểu `bieu-04`", "form `bieu-04` has no row `{number}`");
    let help = say!("sửa số dòng theo thông tư, ví dụ 15.1", "correct the row by the circular, such as 15.1");
    Err(row.reject("row", Code::UnknownReference, message, help))
}

fn terms(row: &mut Row<'_>, names: &Names) -> Result<Vec<Term>, Reported> {
    row.demand("adds")?;
    let mut terms = Ok(Vec::new());
    for item in row.items("adds")? {
        match (term(&item, names), &mut terms) {
            (Ok(term), Ok(all)) => all.push(term),
            (Ok(_), Err(_)) => {}
            (Err(fault), _) => terms = Err(row.diagnostics.reject(*fault)),
        }
    }
    let terms = terms?;
    if terms.len() > 1 && terms.contains(&Term::Measure(Measure::Occupancy)) {
        let message =
            say!("`occupancy` là tỷ lệ, không cộng với số khác", "`occupancy` is a ratio and adds to nothing");
        let help = say!("để `occupancy` đứng một mình", "leave `occupancy` alone");
        return Err(row.reject("adds", Code::BadChoice, message, help));
    }
    Ok(terms)
}

fn term(item: &Located<String>, names: &Names) -> Result<Term, Box<Diagnostic>> {
    let text = &item.value;
    if let Some(measure) = Measure::ALL.iter().find(|measure| measure.name() == text) {
        return Ok(Term::Measure(*measure));
    }
    match Indicator::parse(text).and_then(|indicator| Some((names.form_row(&indicator)?, indicator))) {
        Some((of_form, _)) if !of_form.can_be_summed() => Err(Box::new(no_summand(item, of_form))),
        Some((_, indicator)) if matches!(indicator.form, FormId::Project | FormId::Developer) => {
            Ok(Term::Reported(indicator))
        }
        _ => Err(Box::new(unknown(item))),
    }
}

/// Means and ratios of several firms have no sum.
fn no_summand(item: &Located<String>, of_form: &FormRow) -> Diagnostic {
    let (text, words) = (&item.value, &of_form.text);
    let message = say!(
        "{text} là số bình quân hoặc tỷ lệ (\"{words}\"), không cộng được",
        "{text} is a mean or a ratio (\"{words}\") and cannot be summed"
    );
    let help = say!("chọn dòng ghi số tuyệt đối", "choose a row with an absolute figure");
    Diagnostic::new(Code::BadChoice, &item.at, message).found(text).help(help)
}

fn unknown(item: &Located<String>) -> Diagnostic {
    let words = || Measure::ALL.iter().map(|measure| measure.name());
    let (text, list) = (&item.value, words().collect::<Vec<_>>().join(", "));
    let message = say!(
        "`{text}` không thuộc danh mục: {list}, hoặc một dòng của Biểu 01, 02 như 01.1, 02.13",
        "`{text}` is not one of: {list}, nor a row of form 01 or 02 such as 01.1, 02.13"
    );
    let fault = Diagnostic::new(Code::BadChoice, &item.at, message).found(text);
    match nearest(text, words()) {
        Some(near) => fault.help(say!("có phải là `{near}`?", "did you mean `{near}`?")),
        None => fault.help(say!("chọn một giá trị trong danh mục", "choose one of the values listed")),
    }
}
