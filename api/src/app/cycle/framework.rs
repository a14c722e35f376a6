//! The framework: the six components in order, their questions and links; needs no sign-in.

use garde::Validate;

use crate::app::{Done, Here, Operation, Reads, never_again};
use crate::error::Result;
use crate::framework::{Framework, shipped};
use crate::policy::Act;
use crate::store::{Instance, View};

never_again!(Framework);

/// Asks for the framework.
#[derive(Clone, Debug, Validate)]
pub struct GetFramework {}

impl Operation for GetFramework {
    const ACT: Act = Act::GetFramework;
    type At = Instance;
    type Way = Reads;
    type Output = Framework;

    async fn execute(self, view: View, _: Here<Self>) -> Result<Done<Self>> {
        Ok(shipped()?.of(view.language()).clone())
    }
}
