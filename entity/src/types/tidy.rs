//! Texts as they are kept, and names as they are compared.

use unicode_normalization::UnicodeNormalization;

/// A text on one line: composed (NFC), without spaces at its ends, and without marks that nobody sees.
/// The joiners stay, since words of some languages and many signs are written with them.
pub(super) fn one_line(text: &str) -> String {
    let seen: String = text.nfc().filter(|letter| !is_hidden(*letter)).collect();
    seen.trim().to_owned()
}

/// A text of several lines: composed (NFC).
pub(super) fn lines(text: &str) -> String {
    text.nfc().collect()
}

/// Marks that have no width, and those that turn the direction of what follows: a name with them looks
/// like another.
const fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// The form by which two names are compared: whatever looks alike is alike (Unicode TR39: skeleton),
/// in either case, with one space between words.
pub fn skeleton(text: &str) -> String {
    let lower: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    unicode_security::skeleton(&words.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_as_it_is_seen() {
        for (written, kept) in [
            ("  Clinic \t", "Clinic"),
            ("Cafe\u{301}", "Café"),
            ("Cli\u{200b}nic\u{202e}", "Clinic"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("\u{feff}", ""),
        ] {
            assert_eq!(one_line(written), kept, "{written:?}");
        }
        assert_eq!(lines(" Cafe\u{301}\n"), " Café\n");
    }

    #[test]
    fn names_that_look_alike_are_alike() {
        for (one, other) in
            [("Clinic", "CLINIC"), ("Clinic", "Сlinic"), ("A  B", "a b"), ("ﬁne", "fine")]
        {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        assert_ne!(skeleton("Clinic"), skeleton("Clinics"));
        assert_ne!(skeleton("Café"), skeleton("Cafe"));
    }
}
