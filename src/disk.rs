//! The only way to the file system: reads a project root, publishes a finished site, hands out reports.
//!
//! Takes and gives `Sources` and `Output`; never looks into what the files say, except into the manifest of a
//! published site, by which it knows which files are its own. Every [`Error`] leaves the published site as it was.

#![expect(clippy::disallowed_methods, reason = "this module is the one door to the file system")]

mod carry;
mod error;
mod place;
mod publish;
mod published;
mod read;
mod stage;
mod swap;

pub use error::{Error, Refusal};
pub use publish::{Written, recover, write};
pub use published::{is_within_site, manifest, ordered, previous, site, survey};
pub use read::{read, receive};
pub use stage::{amend, hand_out, save};
