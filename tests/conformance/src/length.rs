//! Measures the streams of a PDF by their own dictionaries.
//!
//! `page_validation` 0.12 measures a stream backwards from `endstream` and takes the last byte of compressed data for
//! a part of the end of line when it happens to be a carriage return, about once in 256 streams. veraPDF does not.

const STREAM: &[u8] = b"stream\n";

/// Returns whether each stream is as long as its direct `/Length` says (ISO 32000-1, 7.3.8.1): behind so many bytes
/// stand one end of line and `endstream`.
pub(crate) fn holds(pdf: &[u8]) -> bool {
    let (mut from, mut found) = (0, 0);
    while let Some(at) = find(&pdf[from..], b">>\nstream\n") {
        let data = from + at + b">>\n".len() + STREAM.len();
        let Some(length) = length(&pdf[from..from + at]) else { return false };
        let Some(end) = data.checked_add(length).and_then(|end| pdf.get(end..)) else { return false };
        if ![b"\nendstream".as_slice(), b"\r\nendstream"].iter().any(|mark| end.starts_with(mark)) {
            return false;
        }
        from = data + length;
        found += 1;
    }
    found > 0
}

/// Returns the length in the dictionary that ends the bytes.
fn length(before: &[u8]) -> Option<usize> {
    const KEY: &[u8] = b"/Length ";
    let object = before.windows(5).rposition(|it| it == b" obj\n")?;
    let at = object + find(&before[object..], KEY)? + KEY.len();
    let digits = before[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    // A number with a reference behind it (`12 0 R`) is none of ours.
    let ends = matches!(before.get(at + digits), None | Some(b'\n' | b'/' | b'>'));
    std::str::from_utf8(&before[at..at + digits]).ok()?.parse().ok().filter(|_| ends)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}

#[cfg(test)]
mod tests {
    use super::holds;

    fn pdf(length: &str, data: &str) -> Vec<u8> {
        format!("%PDF-1.7\n4 0 obj\n<<\n  /Length {length}\n>>\nstream\n{data}\nendstream\nendobj\n").into_bytes()
    }

    #[test]
    fn data_that_end_like_a_line_are_data() {
        assert!(holds(&pdf("4", "abc\r")));
        assert!(holds(&pdf("3", "abc\r")), "the marker may be two bytes");
        assert!(holds(&[pdf("4", "abc\n"), pdf("2", "ab")].concat()));
    }

    #[test]
    fn a_wrong_length_is_one() {
        for length in ["2", "5", "400", "-1", "", "18446744073709551615", "4 0 R"] {
            assert!(!holds(&pdf(length, "abc\r")), "{length}");
        }
        assert!(!holds(&[pdf("4", "abcd"), pdf("3", "ab")].concat()));
        assert!(!holds(b"%PDF-1.7\n"));
    }
}
