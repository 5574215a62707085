//! Bytes as a YAML table.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::file("data/agencies.yaml", bytes));
