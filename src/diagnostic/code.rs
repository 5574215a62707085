//! The table of everything that can be wrong: stable name, severity, meaning, example and mend.

use crate::text::Language;

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

/// What `explain` prints of a code.
#[derive(Debug)]
pub struct Explanation {
    name: &'static str,
    severity: Severity,
    meaning: [&'static str; 2],
    example: &'static str,
    mend: [&'static str; 2],
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident
        $meaning_vi:literal / $meaning_en:literal
        example $example:literal
        mend $mend_vi:literal / $mend_en:literal;)*) => {
        /// A kind of fault; its name is a statement of what is wrong and never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $meaning_en] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the stages that find it.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            fn explanation(self) -> &'static Explanation {
                match self {
                    $(Self::$variant => &Explanation {
                        name: $name,
                        severity: Severity::$severity,
                        meaning: [$meaning_vi, $meaning_en],
                        example: $example,
                        mend: [$mend_vi, $mend_en],
                    },)*
                }
            }
        }
    };
}

include!("codes.in");

impl Code {
    /// Returns the code with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// Returns the stable kebab-case name.
    pub fn name(self) -> &'static str {
        self.explanation().name
    }

    /// Returns how bad the fault is.
    pub fn severity(self) -> Severity {
        self.explanation().severity
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
