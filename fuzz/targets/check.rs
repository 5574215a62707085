//! Bytes as edits of the invented province, through every stage up to the planned site.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::project(bytes));
