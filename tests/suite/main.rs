//! The tests that use the library as its callers do.

mod pdf;
