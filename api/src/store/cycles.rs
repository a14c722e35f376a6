//! What a cycle and its discussions depend on, as use cases gather it.

use entity::words::QuestionId;
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::Reader;
use crate::error::Result;

/// Whether a round has asked an alliance's own question.
///
/// # Errors
/// A fault where the database does not answer.
pub async fn asked(reader: &impl Reader, question: QuestionId) -> Result<bool> {
    use entity::prompt::{Column, Entity};
    let rows = reader.rows::<Entity>().filter(Column::QuestionId.eq(question)).limit(1);
    Ok(!reader.all(rows).await?.is_empty())
}
