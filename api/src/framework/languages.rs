//! Which language a caller asks for: the lookup of RFC 4647, with the weights of RFC 9110.

use std::cmp::Reverse;

use entity::types::Language;

/// The language in which to speak to whoever sent this `Accept-Language` header, or an empty one.
///
/// The range with the highest weight that names a language of the service decides, whatever region
/// or script it adds. `*` names none. Where no range does, it is the first language that was not
/// refused by a weight of 0: English, mostly. A range that cannot be read is passed over.
pub fn accepted_language(header: &str) -> Language {
    let mut ranges: Vec<_> = header.split(',').filter_map(Range::read).collect();
    ranges.sort_by_key(|range| Reverse(range.weight));
    let refused = |language: &Language| ranges.iter().any(|range| range.refuses(*language));
    let wanted = ranges.iter().filter(|range| range.weight > 0).filter_map(|range| range.names());
    wanted.chain(Language::all()).find(|language| !refused(language)).unwrap_or(Language::En)
}

/// A language range, weighted in thousandths.
struct Range<'a> {
    tag: &'a str,
    weight: u16,
}

impl<'a> Range<'a> {
    fn read(element: &'a str) -> Option<Self> {
        let (tag, weight) = match element.split_once(';') {
            None => (element, 1000),
            Some((tag, parameter)) => (tag, weight(parameter.trim())?),
        };
        let tag = tag.trim();
        is_range(tag).then_some(Self { tag, weight })
    }

    /// The language that is left when the range is cut back, subtag by subtag, to the first one:
    /// the service's own tags have no more.
    fn names(&self) -> Option<Language> {
        let (primary, _) = self.tag.split_once('-').unwrap_or((self.tag, ""));
        Language::all().find(|language| language.word().eq_ignore_ascii_case(primary))
    }

    /// `es-MX;q=0` refuses the Spanish of Mexico, not Spanish.
    fn refuses(&self, language: Language) -> bool {
        self.weight == 0 && self.tag.eq_ignore_ascii_case(language.word())
    }
}

fn is_range(tag: &str) -> bool {
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    tag == "*" || tag.split('-').all(is_subtag)
}

/// A weight from `q=0` to `q=1`, with at most three digits after the point.
fn weight(parameter: &str) -> Option<u16> {
    let value = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="))?;
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    if fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let thousandths = format!("{fraction:0<3}").parse().ok()?;
    match (whole, thousandths) {
        ("0", _) => Some(thousandths),
        ("1", 0) => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Language::*, accepted_language, weight};

    #[test]
    fn the_first_language_that_is_spoken_decides() {
        for (header, language) in [
            ("", En),
            ("en", En),
            ("es", Es),
            ("es-MX", Es),
            ("ES-419", Es),
            ("es-Latn-MX-x-home", Es),
            ("fr", En),
            ("fr-CA, es", Es),
            ("est", En),
            ("*", En),
            ("*, es", Es),
            ("fr, *;q=0.5", En),
        ] {
            assert_eq!(accepted_language(header), language, "{header:?}");
        }
    }

    #[test]
    fn weights_come_before_order() {
        for (header, language) in [
            ("en;q=0.8, es", Es),
            ("es;q=0.8, en", En),
            ("es;q=0.5,en;q=0.5", Es),
            ("en ; q=0.1 ,\tes ; q=0.100", En),
            ("en;q=0.123, es;q=0.124", Es),
        ] {
            assert_eq!(accepted_language(header), language, "{header:?}");
        }
    }

    #[test]
    fn a_weight_of_zero_refuses() {
        for (header, language) in [
            ("es;q=0", En),
            ("en;q=0", Es),
            ("en;q=0, *", Es),
            ("es-MX, es;q=0", En),
            ("es-MX;q=0, es", Es),
            ("es;q=0, en;q=0", En),
            ("*;q=0", En),
        ] {
            assert_eq!(accepted_language(header), language, "{header:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_passed_over() {
        for (header, language) in [
            ("es_MX", En),
            ("es;q=2, en;q=0.1", En),
            ("es;level=1", En),
            (",, ;q=1, es", Es),
            ("es-toolongsubtag", En),
            ("ñ, es", Es),
        ] {
            assert_eq!(accepted_language(header), language, "{header:?}");
        }
    }

    #[test]
    fn a_weight_has_at_most_three_digits() {
        assert_eq!(weight("q=0.8"), Some(800));
        assert_eq!(weight("q=1.000"), Some(1000));
        assert_eq!(weight("q=0."), Some(0));
        for unreadable in ["q=", "q=1.001", "q=0.1234", "q=-1", "q=.5", "q=1e0", "0.5", "q=0.+5"] {
            assert_eq!(weight(unreadable), None, "{unreadable:?}");
        }
    }
}
