//! Rules of written Vietnamese, English and Chinese that do not depend on the domain.
//!
//! Takes and gives plain values; never reports a diagnostic, never reads a file.

pub mod article;
pub mod both;
pub mod charset;
pub mod citation;
pub mod date;
pub mod encoding;
pub mod fold;
pub mod hex;
pub mod legacy;
pub mod letters;
pub mod measure;
pub mod number;
pub mod order;
pub mod personal;
pub mod search;
pub mod sign;
pub mod syllable;

pub use article::{gap, within};
pub use both::{Both, Language, Said};
pub use date::PartialDate;
pub use fold::{clean, dotted, fold, nfc, slug};
pub use hex::hex;
pub use measure::measure;
pub use number::Amount;
pub use order::VietnameseOrder;
