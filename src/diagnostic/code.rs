//! The table of everything that can be wrong: stable name, family, severity, meaning, example and mend.

use crate::say;
use crate::text::{Both, Language};

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published; somebody should look.
    Warning,
    /// Nothing is wrong; somebody may want to know.
    Note,
}

impl Severity {
    /// Every severity, the worst first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// Returns the word before a message.
    pub fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Error, Language::Vi) => "lỗi",
            (Self::Error, _) => "error",
            (Self::Warning, Language::Vi) => "cảnh báo",
            (Self::Warning, _) => "warning",
            (Self::Note, Language::Vi) => "ghi chú",
            (Self::Note, _) => "note",
        }
    }
}

/// What `explain` prints of a code.
#[derive(Debug)]
struct Explanation {
    name: &'static str,
    family: Family,
    severity: Severity,
    meaning: [&'static str; 2],
    example: &'static str,
    mend: [&'static str; 2],
}

macro_rules! codes {
    ($($family:ident {$(
        $variant:ident $name:literal $severity:ident
        $meaning_vi:literal / $meaning_en:literal
        example $example:literal
        mend $mend_vi:literal / $mend_en:literal;
    )*})*) => {
        /// What a code is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the titles say what each is about")]
        pub enum Family {
            $($family,)*
        }

        impl Family {
            /// Every family, in the order of the page of codes.
            pub const ALL: &'static [Self] = &[$(Self::$family,)*];
        }

        /// A kind of fault; its name is a statement of what is wrong and never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $meaning_en] $variant,)*)*
        }

        impl Code {
            /// Every code, by family, in the order of the stages that find it.
            pub const ALL: &'static [Self] = &[$($(Self::$variant,)*)*];

            fn explanation(self) -> &'static Explanation {
                match self {
                    $($(Self::$variant => &Explanation {
                        name: $name,
                        family: Family::$family,
                        severity: Severity::$severity,
                        meaning: [$meaning_vi, $meaning_en],
                        example: $example,
                        mend: [$mend_vi, $mend_en],
                    },)*)*
                }
            }
        }
    };
}

include!("codes.in");

impl Family {
    /// Returns what its codes are about.
    pub fn title(self) -> Both {
        match self {
            Self::Structure => say!("Tệp và cấu trúc", "Files and structure"),
            Self::Headers => say!("Tiêu đề cột", "Headers"),
            Self::Cells => say!("Ô", "Cells"),
            Self::References => say!("Mã và tham chiếu", "Ids and references"),
            Self::Areas => say!("Diện tích", "Areas"),
            Self::Figures => say!("Số tiền, đơn vị và số liệu dự án", "Amounts, units and figures of projects"),
            Self::Dates => say!("Ngày và mốc", "Dates and milestones"),
            Self::Forms => say!("Biểu báo cáo", "Report forms"),
            Self::Places => say!("Địa điểm", "Places"),
            Self::Documents => say!("Văn bản", "Legal documents"),
            Self::Sources => say!("Nguồn và mâu thuẫn", "Sources and conflicts"),
            Self::Freshness => say!("Tuổi của số liệu", "Age of figures"),
            Self::Levels => say!("Mức công bố", "Publication levels"),
            Self::Personal => say!("Thông tin cá nhân", "Personal data"),
            Self::Languages => say!("Ngôn ngữ", "Languages"),
            Self::Content => say!("Nội dung", "Content"),
            Self::Waivers => say!("Miễn lỗi, duyệt", "Waivers and approvals"),
            Self::Intake => say!("Tệp nhận được", "Received files"),
            Self::Output => say!("Mẫu, địa chỉ, phông chữ", "Templates, addresses, glyphs"),
        }
    }

    /// Returns the place among faults of one severity: what must not leave the office, what the law forbids, the rest.
    pub fn urgency(self) -> u8 {
        match self {
            Self::Levels | Self::Personal => 0,
            Self::Documents => 1,
            _ => 2,
        }
    }
}

impl Code {
    /// Returns the code with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Returns the stable kebab-case name.
    pub fn name(self) -> &'static str {
        self.explanation().name
    }

    /// Returns what the code is about.
    pub fn family(self) -> Family {
        self.explanation().family
    }

    /// Returns how bad the fault is, unless it is waived.
    pub fn severity(self) -> Severity {
        self.explanation().severity
    }

    /// Returns whether somebody may answer for leaving the fault as it is.
    ///
    /// Warnings and notes may stay, and errors where the facts themselves may be so. Never what keeps the program from
    /// reading its input, what must not leave the office, or what the law forbids.
    pub fn may_be_waived(self) -> bool {
        const FACTS: &[Family] = &[Family::Areas, Family::Dates, Family::Forms, Family::Places];
        match self.family() {
            Family::Waivers => false,
            family => self.severity() != Severity::Error || FACTS.contains(&family),
        }
    }

    /// Returns one sentence that says what is wrong.
    pub fn meaning(self, language: Language) -> &'static str {
        pick(&self.explanation().meaning, language)
    }

    /// Returns what to do about it.
    pub fn mend(self, language: Language) -> &'static str {
        pick(&self.explanation().mend, language)
    }

    /// Returns an input that shows the fault.
    pub fn example(self) -> &'static str {
        self.explanation().example
    }
}

fn pick(pair: &[&'static str; 2], language: Language) -> &'static str {
    match language {
        Language::Vi => pair[0],
        Language::En | Language::Zh => pair[1],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_unique_kebab_case_and_found_again() {
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for code in Code::ALL {
            assert!(code.name().chars().all(|c| c.is_ascii_lowercase() || c == '-' || c.is_ascii_digit()));
            assert_eq!(Code::from_name(code.name()), Some(*code));
        }
    }

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for code in Code::ALL {
            for language in [Language::Vi, Language::En] {
                assert!(code.meaning(language).ends_with('.'), "{}", code.name());
                assert!(code.mend(language).ends_with('.'), "{}", code.name());
            }
            assert!(!code.example().is_empty(), "{}", code.name());
        }
    }
}
