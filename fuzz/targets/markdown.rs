//! Bytes as a guide: front matter, outline and HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::file("content/vi/trang/gioi-thieu.md", bytes));
