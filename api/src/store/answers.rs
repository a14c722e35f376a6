//! Answers before the reveal: in no lens, and read and written only here.
//!
//! One row holds what a respondent has drafted for a prompt and what they have submitted, side by
//! side, overwritten in place: no versions, no times, no order.

use std::collections::{BTreeSet, HashSet};

use entity::response::{ActiveModel, Column, Entity, Model};
use entity::types::{Answer, CycleId, MemberId, OrganizationId, PromptId, RoundId};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{OpenWrite, Reader};
use crate::error::Result;

/// What a respondent has written for a round, in the order of its prompts, whose ids are made in it.
///
/// # Errors
/// A fault where the database does not answer; so for all of these.
pub async fn of(reader: &impl Reader, round: RoundId, respondent: Uuid) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::RoundId.eq(round))
        .filter(Column::Respondent.eq(respondent))
        .order_by_asc(Column::PromptId);
    Ok(rows.all(&reader.conn()).await?)
}

/// Everything that is submitted to a round, in an order that tells nothing of how it came in.
pub async fn submitted(reader: &impl Reader, round: RoundId) -> Result<Vec<Model>> {
    let rows = Entity::find()
        .filter(Column::RoundId.eq(round))
        .filter(Column::Submitted.is_not_null())
        .order_by_asc(Column::PromptId)
        .order_by_asc(Column::Respondent);
    Ok(rows.all(&reader.conn()).await?)
}

/// Whether one of these respondents has submitted anything in a cycle that is not revealed yet.
pub async fn any_submitted(
    reader: &impl Reader,
    cycle: CycleId,
    respondents: &BTreeSet<Uuid>,
) -> Result<bool> {
    let rounds = Query::select()
        .column(entity::round::Column::Id)
        .from(entity::round::Entity)
        .and_where(entity::round::Column::CycleId.eq(cycle))
        .take();
    let rows = Entity::find()
        .filter(Column::Respondent.is_in(respondents.iter().copied()))
        .filter(Column::Submitted.is_not_null())
        .filter(Column::RoundId.in_subquery(rounds))
        .limit(1);
    Ok(rows.one(&reader.conn()).await?.is_some())
}

/// Those of these rounds, each with its respondent, to which anything is submitted.
pub async fn submitted_by(
    reader: &impl Reader,
    asked: &[(RoundId, Uuid)],
) -> Result<HashSet<RoundId>> {
    let each = asked.iter().map(|(round, respondent)| {
        Column::RoundId.eq(*round).and(Column::Respondent.eq(*respondent))
    });
    let Some(any) = each.reduce(ExprTrait::or) else { return Ok(HashSet::new()) };
    let rows = Entity::find()
        .select_only()
        .column(Column::RoundId)
        .distinct()
        .filter(any)
        .filter(Column::Submitted.is_not_null())
        .into_tuple();
    Ok(rows.all(&reader.conn()).await?.into_iter().collect())
}

/// Where an answer goes.
#[derive(Clone, Copy, Debug)]
pub struct AnswerSlot {
    /// The prompt.
    pub prompt: PromptId,
    /// Its round.
    pub round: RoundId,
    /// Its alliance.
    pub alliance: entity::types::AllianceId,
    /// Who answers: a member, or an organization whose partners share one response.
    pub respondent: Uuid,
    /// The organization that the respondent speaks for.
    pub organization: OrganizationId,
}

/// Whose drafts are submitted to which round.
#[derive(Clone, Copy, Debug)]
pub struct Submission {
    /// The round.
    pub round: RoundId,
    /// Who submits.
    pub respondent: Uuid,
    /// The organization that the respondent speaks for now.
    pub organization: OrganizationId,
    /// The facilitator who may see it before the reveal.
    pub visible_to: Option<MemberId>,
}

impl OpenWrite {
    /// Writes drafts, each in place of the one before; what is submitted stands.
    ///
    /// # Errors
    /// A fault where the database does not answer; so for all of these.
    pub async fn draft(&mut self, drafts: Vec<(AnswerSlot, Answer)>) -> Result<()> {
        let rows = drafts.into_iter().map(|(at, draft)| Model {
            prompt_id: at.prompt,
            respondent: at.respondent,
            round_id: at.round,
            alliance_id: at.alliance,
            organization_id: at.organization,
            visible_to_member_id: None,
            draft: Some(draft),
            submitted: None,
        });
        let mut rows = rows.map(ActiveModel::from).peekable();
        while rows.peek().is_some() {
            let some: Vec<_> = rows.by_ref().take(500).collect();
            let mut key = OnConflict::columns([Column::PromptId, Column::Respondent]);
            let overwritten = key.update_column(Column::Draft).to_owned();
            let written = Entity::insert_many(some).on_conflict(overwritten);
            written.exec_without_returning(&self.conn()).await?;
        }
        Ok(())
    }

    /// Takes a draft back; a row that holds nothing any more goes.
    pub async fn undraft(&mut self, prompt: PromptId, respondent: Uuid) -> Result<()> {
        let mine = || Column::PromptId.eq(prompt).and(Column::Respondent.eq(respondent));
        let gone = Entity::delete_many().filter(mine()).filter(Column::Submitted.is_null());
        self.note_destroyed(gone.exec(&self.conn()).await?.rows_affected);
        let cleared = Entity::update_many()
            .col_expr(Column::Draft, Expr::val(Option::<serde_json::Value>::None))
            .filter(mine());
        cleared.exec(&self.conn()).await?;
        Ok(())
    }

    /// Replaces what a respondent has submitted to a round by all their drafts.
    pub async fn submit(&mut self, by: Submission) -> Result<()> {
        let Submission { round, respondent, organization, visible_to } = by;
        let mine = || Column::RoundId.eq(round).and(Column::Respondent.eq(respondent));
        let replaced = Entity::update_many()
            .col_expr(Column::Submitted, Expr::col(Column::Draft))
            .col_expr(Column::OrganizationId, Expr::val(organization.0))
            .col_expr(Column::VisibleToMemberId, Expr::val(visible_to.map(|member| member.0)))
            .filter(mine());
        replaced.exec(&self.conn()).await?;
        let empty = Entity::delete_many().filter(mine()).filter(Column::Submitted.is_null());
        self.note_destroyed(empty.exec(&self.conn()).await?.rows_affected);
        Ok(())
    }

    /// Turns what a respondent has submitted to a round back into drafts; a later draft stands.
    pub async fn withdraw(&mut self, round: RoundId, respondent: Uuid) -> Result<()> {
        let mine = Column::RoundId.eq(round).and(Column::Respondent.eq(respondent));
        let draft = Expr::col(Column::Draft).if_null(Expr::col(Column::Submitted));
        let back = Entity::update_many()
            .col_expr(Column::Draft, draft)
            .col_expr(Column::Submitted, Expr::val(Option::<serde_json::Value>::None))
            .col_expr(Column::VisibleToMemberId, Expr::val(Option::<Uuid>::None))
            .filter(mine);
        back.exec(&self.conn()).await?;
        Ok(())
    }

    /// Destroys, unread, what a member has written for themselves and nobody has been shown.
    pub async fn destroy_answers_of(&mut self, member: MemberId) -> Result<()> {
        let theirs = Entity::delete_many().filter(Column::Respondent.eq(member.0));
        self.note_destroyed(theirs.exec(&self.conn()).await?.rows_affected);
        Ok(())
    }

    /// Destroys everything that was written for a round and not revealed, unread.
    pub async fn destroy(&mut self, round: RoundId) -> Result<()> {
        let all = Entity::delete_many().filter(Column::RoundId.eq(round));
        self.note_destroyed(all.exec(&self.conn()).await?.rows_affected);
        Ok(())
    }
}
