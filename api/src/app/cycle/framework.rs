//! The framework: the six components in order, their questions and links; needs no sign-in.

use garde::Validate;

use crate::app::{Done, Located, Operation, Read, never_replayed};
use crate::error::Result;
use crate::framework::{Framework, shipped};
use crate::policy::Act;
use crate::store::{Instance, View};

never_replayed!(Framework);

/// Asks for the framework.
#[derive(Clone, Debug, Validate)]
pub struct GetFramework {}

impl Operation for GetFramework {
    const ACT: Act = Act::GetFramework;
    type Locator = Instance;
    type AccessMode = Read;
    type Output = Framework;

    async fn execute(self, view: View, _: Located<Self>) -> Result<Done<Self>> {
        Ok(shipped()?.of(view.language()).clone())
    }
}
