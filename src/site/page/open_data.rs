//! The page of open data.

use serde_json::{Value, json};

use crate::site::Frame;
use crate::site::dataset::Dataset;
use crate::site::document::Block;
use crate::site::show::Show;

/// Returns the blocks of the page.
pub fn blocks(_show: &Show<'_>, _datasets: &[Dataset]) -> Vec<Block> {
    Vec::new()
}

/// Describes the data sets for catalogues (schema.org Dataset).
pub fn json_ld(_datasets: &[Dataset], frame: &Frame) -> Value {
    json!({ "@context": "https://schema.org", "@type": "WebPage", "name": frame.title })
}
