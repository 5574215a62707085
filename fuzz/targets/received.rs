//! Bytes as a file that an office sent: read, answered on a page and in a marked copy.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::received(bytes));
