//! Spreadsheets that offices fill in and send: what they look like, and the blank ones that go out.
//!
//! One description of the sheets serves both ways, so that what `ccn` hands out is what it can take back.

pub mod schema;
