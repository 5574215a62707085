//! Tests of the program as a whole, in one binary.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests build folders and run the program on them; a failing step fails the test"
)]

mod again;
mod age;
mod approvals;
mod beside;
mod blank;
mod brief;
mod by_hand;
mod calendar;
mod cases;
mod command_line;
mod counted;
mod diff;
mod disk;
mod docx;
mod drawn;
mod failing;
mod feeds;
mod figures;
mod firms;
mod formats;
mod forms;
mod frames;
mod golden;
mod hostile;
mod intake;
mod killed;
mod languages;
mod leak;
mod letter;
mod lint;
mod machine;
mod marked;
mod markup;
mod moved;
mod nowhere;
mod offices;
mod offline;
mod open_data;
mod pdf;
mod project;
mod published;
mod quality;
mod received;
mod same;
mod search;
mod server;
mod signed;
mod spoken;
mod supply;
mod swap;
mod tidy;
mod verify;
mod versions;
mod words;
