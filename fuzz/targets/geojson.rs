//! Bytes as a map.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::file("data/province.geojson", bytes));
