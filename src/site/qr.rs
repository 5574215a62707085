//! The address of a page as a QR code, so that a sheet of paper leads to the page as it is today.

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// The dark modules of a QR code (ISO/IEC 18004), level M: a seventh of them may be soiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Qr {
    /// The address.
    pub address: String,
    /// Modules on a side, without the quiet zone.
    pub size: usize,
    /// Dark modules side by side: the first one's column and row, and how many.
    pub runs: Vec<(usize, usize, usize)>,
}

impl Qr {
    /// Encodes an address on the web; nothing when it is none, or longer than a code holds.
    pub fn of(address: &str) -> Option<Self> {
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        let code = is_web.then(|| QrCode::with_error_correction_level(address, EcLevel::M))?.ok()?;
        let size = code.width();
        let colors = code.to_colors();
        let rows = colors.chunks(size).enumerate();
        let runs = rows.flat_map(|(row, modules)| {
            let mut column = 0;
            let chunks = modules.chunk_by(|a, b| a == b).map(move |run| {
                let start = column;
                column += run.len();
                (start, row, run)
            });
            chunks.filter(|(_, _, run)| run[0] == Color::Dark).map(|(start, row, run)| (start, row, run.len()))
        });
        Some(Self { address: address.to_owned(), size, runs: runs.collect() })
    }
}
