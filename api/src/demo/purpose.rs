//! What the demo alliance is for: a statement that its organizations accepted, a draft of the next one,
//! and four goals: two with indicators, one that still lacks a measure, and one that was reached.

use entity::types::{Benefit, Day, IndicatorCode, ProposalId, Stance};
use serde_json::json;

use super::people::ORGANIZATIONS;
use super::{Demo, input};
use crate::app::List;
use crate::app::alliance::{
    CloseProposal, CreateProposal, PositionFilter, PositionSort, PutPosition,
};
use crate::app::indicators::GetIndicatorByCode;
use crate::app::purpose::{CreateGoal, CreateStatement, EndGoal};
use crate::error::Result;
use crate::store::{AllianceRef, IndicatorAt, PositionAt};

/// The statement that all five accepted.
const STATEMENT: &str = "We work together so that nobody in River County has to wonder what to eat tomorrow, and so that whoever needs food is met with respect.";
/// The draft of the next one.
const DRAFT: &str = "We work together so that nobody in River County has to wonder what to eat tomorrow, that what they eat is grown nearby where it can be, and that whoever needs food is met with respect.";

/// What the demo knows of a goal.
struct DemoGoal {
    title: &'static str,
    outcome: Option<&'static str>,
    for_whom: &'static str,
    benefit: Benefit,
    measure: Option<&'static str>,
    /// How many months after the first cycle began it is due.
    due: Option<u64>,
    indicators: &'static [&'static str],
    /// What was said when it was reached.
    reached: Option<&'static str>,
}

const GOALS: [DemoGoal; 4] = [
    DemoGoal {
        title: "Food within reach",
        outcome: Some("Every household that asks gets food in the same week, wherever it lives."),
        for_whom: "Households in River County that run short before the month ends.",
        benefit: Benefit::Community,
        measure: Some("More households are reached each year, and none waits longer than a week."),
        due: Some(36),
        indicators: &["households", "meals"],
        reached: None,
    },
    DemoGoal {
        title: "Fresh food on every table",
        outcome: Some(
            "Half of what the pantries hand out is fresh, most of it from farms of the county.",
        ),
        for_whom: "Small farms, and the families who eat what they grow.",
        benefit: Benefit::Both,
        measure: Some("The share of fresh food, by weight."),
        due: Some(30),
        indicators: &["fresh-share"],
        reached: None,
    },
    DemoGoal {
        title: "A calmer week for families",
        outcome: None,
        for_whom: "Families with children at school.",
        benefit: Benefit::Community,
        measure: None,
        due: None,
        indicators: &[],
        reached: None,
    },
    DemoGoal {
        title: "One list of volunteers",
        outcome: Some("Whoever wants to help signs up once, for all five organizations."),
        for_whom: "The five organizations and their volunteers.",
        benefit: Benefit::Partners,
        measure: Some("All five use the list."),
        due: Some(6),
        indicators: &[],
        reached: Some("All five have used the list since the spring."),
    },
];

/// Has the organizations agree on what they are for, on one day.
pub async fn agree(demo: &Demo, alliance: &AllianceRef, on: Day) -> Result<()> {
    demo.at(on);
    let statement: CreateStatement = input(json!({ "text": STATEMENT }))?;
    let statement = demo.facilitator(alliance.clone(), statement).await?.id;
    let proposal: CreateProposal = input(json!({
        "statement_id": statement, "closes_on": Demo::later(on, 14),
        "words": "What each of us said at the first meeting, in one sentence.",
    }))?;
    let proposal = demo.facilitator(alliance.clone(), proposal).await?.id;
    positions(demo, proposal).await?;
    demo.facilitator(proposal, CloseProposal {}).await?;
    let draft: CreateStatement = input(json!({ "text": DRAFT }))?;
    demo.facilitator(alliance.clone(), draft).await?;
    for goal in &GOALS {
        goal.write(demo, alliance, on).await?;
    }
    Ok(())
}

/// Every organization accepts, the third of them with a reservation.
async fn positions(demo: &Demo, proposal: ProposalId) -> Result<()> {
    let all = List::<PositionFilter>::of(None, PositionSort::default(), None, None);
    for position in demo.facilitator(proposal, all).await?.items {
        let name = position.organization_name.as_str();
        let nth = ORGANIZATIONS.iter().position(|one| one.name == name).unwrap_or_default();
        let reserved = nth == 2;
        let stance = if reserved { Stance::AcceptWithReservation } else { Stance::Accept };
        let reason = reserved.then_some("Farms are not named, and much of the food is theirs.");
        let put: PutPosition = input(json!({ "stance": stance, "reason": reason }))?;
        let at = PositionAt { proposal, organization: position.organization_id };
        if let Some(partner) = demo.partners.get(2 * nth) {
            demo.by(*partner, at, put).await?;
        }
    }
    Ok(())
}

impl DemoGoal {
    async fn write(&self, demo: &Demo, alliance: &AllianceRef, on: Day) -> Result<()> {
        let mut indicators = Vec::new();
        for code in self.indicators {
            let at = IndicatorAt { alliance: alliance.clone(), code: IndicatorCode::from(*code) };
            indicators.push(demo.facilitator(at, GetIndicatorByCode {}).await?.id);
        }
        let goal: CreateGoal = input(json!({
            "title": self.title,
            "outcome": self.outcome,
            "for_whom": self.for_whom,
            "benefit": self.benefit,
            "measure": self.measure,
            "due_on": self.due.map(|months| Demo::later(on, 30 * months)),
            "indicator_ids": indicators,
        }))?;
        let by = demo.partners.first().copied().unwrap_or(demo.facilitator);
        let goal = demo.by(by, alliance.clone(), goal).await?.id;
        if let Some(words) = self.reached {
            let end: EndGoal = input(json!({ "status": "completed", "words": words }))?;
            demo.by(by, goal, end).await?;
        }
        Ok(())
    }
}
