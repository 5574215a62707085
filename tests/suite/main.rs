<<<<<<< HEAD
fn main() {}
=======
//! The tests that use the library as its callers do.

mod pdf;
>>>>>>> 36727f5 (Print reports to PDF through Typst, with a conformance program)
