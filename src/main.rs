//! The program `ccn`: everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ccn::cli::run()
}
