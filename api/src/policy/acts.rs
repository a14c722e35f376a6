//! The words of the operations.

use super::table::{Act, On, row};

impl Act {
    /// Every operation, in the order of the rooms.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.iter().map(|(act, _)| *act)
    }

    /// The name, as `CreateAlliance`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(act, _)| *act == self).map_or("", |(_, name)| *name)
    }

    /// The word in JSON and in logs, as `create_alliance`.
    pub fn word(self) -> String {
        snake(self.name())
    }

    /// The operationId of the REST face, as `createAlliance`.
    pub fn operation_id(self) -> String {
        camel(self.name())
    }

    /// The root field of the GraphQL face, as `createAlliance`; reads go without `get` and `list`.
    pub fn root_field(self) -> String {
        let name = self.name();
        camel(name.strip_prefix("Get").or_else(|| name.strip_prefix("List")).unwrap_or(name))
    }

    /// Whether it changes anything.
    pub fn writes(self) -> bool {
        row(self).writes
    }

    /// Whether it changes fields of a thing, which may be what they are to become already.
    pub fn changes(self) -> bool {
        self.name().starts_with("Change")
    }

    /// Whether the log must not say who does it: nobody is to know who answers, and when.
    pub fn untold(self) -> bool {
        use Act as A;
        // Whoever reads what is asked is about to answer.
        let about = matches!(self, A::ListPrompts | A::ListMyResponses);
        let written = matches!(self, A::DraftResponse | A::DraftResponses | A::RemoveResponse);
        about || written || matches!(self, A::SubmitResponses | A::WithdrawResponses)
    }

    /// What it does to a thing of this kind, in a word: `change` for `ChangeAlliance` of an
    /// alliance, `create_organization` for `CreateOrganization` there.
    pub fn verb(self, on: On) -> String {
        let word = self.word();
        word.strip_suffix(&format!("_{}", on.word())).unwrap_or(&word).to_owned()
    }
}

fn snake(name: &str) -> String {
    let mut word = String::with_capacity(name.len() + 4);
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            word.push('_');
        }
        word.push(letter.to_ascii_lowercase());
    }
    word
}

fn camel(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}
