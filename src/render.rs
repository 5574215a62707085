//! Writers: from views to the bytes of files.

pub mod pdf;
