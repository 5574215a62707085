//! Bytes as a workbook, or as the parts that a workbook packs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::workbook(bytes));
