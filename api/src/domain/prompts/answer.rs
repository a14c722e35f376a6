//! What is an answer to a prompt.

use entity::types::{AnswerType, Declined, LongText, OrganizationId};
use uuid::Uuid;

/// A rating from 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    /// Takes a number from 1 to 5; none for any other.
    pub fn new(rating: i32) -> Option<Self> {
        (1..=5).contains(&rating).then(|| u8::try_from(rating).ok().map(Self)).flatten()
    }

    /// Its place among five counts, 0 to 4.
    pub(in crate::domain) fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

impl From<Rating> for i32 {
    fn from(rating: Rating) -> Self {
        rating.0.into()
    }
}

/// An answer as it comes in, before it is known to be one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Offered {
    /// A rating, not yet known to be from 1 to 5.
    pub rating: Option<i32>,
    /// Words.
    pub text: Option<LongText>,
    /// Why there is neither.
    pub declined: Option<Declined>,
}

/// An answer that answers its prompt. It has no `Debug`, so that no log can hold one.
#[derive(Clone, PartialEq, Eq)]
pub enum Given {
    /// Words alone.
    Text(LongText),
    /// A rating alone.
    Rating(Rating),
    /// A rating, and words beside it.
    Both(Rating, LongText),
    /// Neither, and why.
    Declined(Declined),
}

impl Given {
    /// The rating, where there is one.
    pub fn rating(&self) -> Option<Rating> {
        match self {
            Self::Rating(rating) | Self::Both(rating, _) => Some(*rating),
            Self::Text(_) | Self::Declined(_) => None,
        }
    }

    /// The words, where there are any.
    pub fn text(&self) -> Option<&LongText> {
        match self {
            Self::Text(text) | Self::Both(_, text) => Some(text),
            Self::Rating(_) | Self::Declined(_) => None,
        }
    }

    /// Whether it says no more than why it does not answer.
    pub fn is_declined(&self) -> bool {
        matches!(self, Self::Declined(_))
    }
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerError {
    /// There is neither a rating nor words nor a reason for having neither.
    Empty(AnswerType),
    /// The rating is not from 1 to 5; holds it.
    RatingOutOfRange(i32),
    /// The prompt asks for words only.
    RatingNotAsked,
    /// The prompt asks for a rating only.
    TextNotAsked,
    /// It declines to answer, and answers.
    DeclinedBesideAnswer,
}

impl AnswerError {
    /// The field at fault; none where the whole answer is.
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::Empty(_) => None,
            Self::RatingOutOfRange(_) | Self::RatingNotAsked => Some("rating"),
            Self::TextNotAsked => Some("text"),
            Self::DeclinedBesideAnswer => Some("declined"),
        }
    }
}

impl std::fmt::Display for AnswerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty(AnswerType::Text) => "expected text, or declined",
            Self::Empty(AnswerType::Rating) => "expected a rating, or declined",
            Self::Empty(AnswerType::Both) => "expected a rating or text or both, or declined",
            Self::RatingOutOfRange(found) => {
                return write!(f, "expected a rating from 1 to 5, found {found}");
            }
            Self::RatingNotAsked => "expected no rating: the prompt asks for text only",
            Self::TextNotAsked => "expected no text: the prompt asks for a rating only",
            Self::DeclinedBesideAnswer => "expected either an answer or declined, found both",
        })
    }
}

/// Reads an answer to a prompt that asks for a rating, for text or for both.
///
/// Where it asks for both, one of the two is an answer as well: words without a rating are worth
/// more than a rating that was guessed.
///
/// # Errors
///
/// Everything that is wrong with it, at once.
pub fn read(asks: AnswerType, offered: Offered) -> Result<Given, Vec<AnswerError>> {
    let errors = errors(asks, &offered);
    let rating = offered.rating.and_then(Rating::new);
    match (rating, offered.text, offered.declined) {
        _ if !errors.is_empty() => Err(errors),
        (Some(rating), Some(text), _) => Ok(Given::Both(rating, text)),
        (Some(rating), None, _) => Ok(Given::Rating(rating)),
        (None, Some(text), _) => Ok(Given::Text(text)),
        (None, None, Some(why)) => Ok(Given::Declined(why)),
        (None, None, None) => Err(vec![AnswerError::Empty(asks)]),
    }
}

fn errors(asks: AnswerType, offered: &Offered) -> Vec<AnswerError> {
    let Offered { rating, text, declined } = offered;
    let answers = rating.is_some() || text.is_some();
    let out_of_range = rating.filter(|rating| Rating::new(*rating).is_none());
    let unasked = (
        asks == AnswerType::Text && rating.is_some(),
        asks == AnswerType::Rating && text.is_some(),
    );
    [
        unasked.0.then_some(AnswerError::RatingNotAsked),
        out_of_range.map(AnswerError::RatingOutOfRange),
        unasked.1.then_some(AnswerError::TextNotAsked),
        (answers && declined.is_some()).then_some(AnswerError::DeclinedBesideAnswer),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A submitted answer and whose it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The member, or the organization whose partners share the response.
    pub respondent: Uuid,
    /// The organization that the respondent speaks for.
    pub organization: OrganizationId,
    /// The answer.
    pub given: Given,
}
