//! Plans the site.

pub mod document;
