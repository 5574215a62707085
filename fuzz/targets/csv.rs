//! Bytes as a CSV table.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::file("data/areas.csv", bytes));
