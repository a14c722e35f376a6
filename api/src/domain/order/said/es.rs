//! Needs in Spanish.

use entity::types::{Component, CycleStatus, DiscussionStatus};

use super::{joined, named};
use crate::domain::disclosure::{
    DisclosureSetting, MIN_ORGANIZATIONS, MIN_WITHOUT_LARGEST, MinPeople,
};
use crate::domain::order::{Need, NotNeutral, ReasonFor, Threshold};

/// What is missing and who can supply it.
pub fn need(need: &Need) -> String {
    match need {
        Need::NotNeutral(why) => partial(*why).into(),
        Need::SpokeAtStart => "La respuesta de una organización la comparten quienes la representaban cuando empezó la ronda; solo ellas y ellos pueden escribirla y leerla.".into(),
        Need::CycleState { found, .. } => cycle_state(*found).into(),
        Need::CycleOpen { found } => cycle_open(*found).into(),
        Need::NoOtherCycle => "Otro ciclo de la alianza está abierto o en pausa; quien lo facilita puede cerrarlo.".into(),
        Need::DiscussionState { found, .. } => discussion_state(*found).into(),
        Need::Collecting { found } => collecting(*found).into(),
        Need::Order { unsettled } => format!(
            "Primero van las conversaciones anteriores, y aún no están resueltas: {}. Quien facilita puede concluirlas o dejarlas de lado.",
            components(unsettled)
        ),
        Need::Facilitator => "No se ha nombrado a nadie para facilitar; una persona administradora de la alianza puede hacerlo.".into(),
        Need::Organizations { found } => format!(
            "Hacen falta dos organizaciones, cada una con una persona que la represente y que no facilite; hay {found}. Una persona administradora de la alianza puede invitar a más."
        ),
        Need::Disclosure { settings } => format!(
            "No está decidido quién verá las respuestas: {}. Puede decidirlo quien facilita o una persona administradora de la alianza.",
            fields(settings)
        ),
        Need::PeopleForAnonymous { min_people } => format!(
            "Un ciclo anónimo necesita {} que puedan responder. Una persona administradora de la alianza puede invitar a más.",
            enough(*min_people)
        ),
        Need::Responses(threshold) => responses(*threshold),
        Need::Answers { missing } => unanswered(missing),
        Need::Conclusion => "Aún no se ha anotado ninguna conclusión de esta ronda; puede anotarla quien facilita.".into(),
        Need::Reason(what) => reason(what),
        Need::DisclosureFixed { settings } => format!(
            "El ciclo ya se abrió y lo prometido se mantiene: {}. Nadie puede cambiarlo; un ciclo nuevo puede decidir otra cosa.",
            fields(settings)
        ),
    }
}

fn partial(why: NotNeutral) -> &'static str {
    match why {
        NotNeutral::Facilitates => {
            "Quien facilita o ha facilitado un ciclo no responde en él; pueden responder otras personas de su organización."
        }
        NotNeutral::HasResponded => {
            "Quien ha respondido en un ciclo no puede pasar a facilitarlo; quien facilita o una persona administradora de la alianza puede nombrar a otra persona."
        }
        NotNeutral::MayHaveResponded => {
            "Quien representaba a una organización cuando empezó una ronda del ciclo no puede pasar a facilitarlo; quien facilita o una persona administradora de la alianza puede nombrar a otra persona."
        }
    }
}

fn cycle_state(found: CycleStatus) -> &'static str {
    match found {
        CycleStatus::Planned => "El ciclo está planificado; quien lo facilita puede abrirlo.",
        CycleStatus::Open => {
            "El ciclo está abierto; quien lo facilita puede ponerlo en pausa o cerrarlo."
        }
        CycleStatus::Paused => {
            "El ciclo está en pausa; quien lo facilita puede reanudarlo o cerrarlo."
        }
        CycleStatus::Closed => "El ciclo está cerrado definitivamente; nadie puede moverlo.",
    }
}

fn cycle_open(found: CycleStatus) -> &'static str {
    match found {
        CycleStatus::Planned => "El ciclo está planificado; quien lo facilita puede abrirlo antes.",
        CycleStatus::Open => "El ciclo está abierto.",
        CycleStatus::Paused => "El ciclo está en pausa; quien lo facilita puede reanudarlo antes.",
        CycleStatus::Closed => {
            "El ciclo está cerrado definitivamente; nadie puede volver a abrirlo."
        }
    }
}

fn discussion_state(found: DiscussionStatus) -> &'static str {
    match found {
        DiscussionStatus::Waiting => {
            "La conversación no ha empezado; quien facilita puede iniciarla o dejarla de lado."
        }
        DiscussionStatus::Collecting => {
            "La conversación recoge respuestas; cada quien puede enviar o retirar la suya, y quien facilita puede revelarlas o dejar la conversación de lado."
        }
        DiscussionStatus::Revealed => {
            "Las respuestas están reveladas; quien facilita puede concluir la conversación o dejarla de lado."
        }
        DiscussionStatus::Concluded => {
            "La conversación está concluida; quien facilita puede retomarla o reafirmarla."
        }
        DiscussionStatus::SetAside => {
            "La conversación se dejó de lado; quien facilita puede retomarla."
        }
    }
}

fn collecting(found: DiscussionStatus) -> &'static str {
    match found {
        DiscussionStatus::Waiting => {
            "Todavía no se recogen respuestas; quien facilita puede iniciar la conversación."
        }
        DiscussionStatus::Collecting => "Se recogen respuestas.",
        DiscussionStatus::Revealed => {
            "Las respuestas están reveladas y ya no se recogen; quien facilita puede retomar la conversación cuando esté concluida."
        }
        DiscussionStatus::Concluded | DiscussionStatus::SetAside => {
            "Ya no se recogen respuestas; quien facilita puede retomar la conversación."
        }
    }
}

fn responses(threshold: Threshold) -> String {
    match threshold {
        Threshold::One => "Nadie ha enviado todavía una respuesta; pueden hacerlo quienes representan a las organizaciones.".into(),
        Threshold::Enough(min_people) => format!(
            "Las respuestas solo se revelan cuando vienen de {}. Quienes representan a las organizaciones pueden enviar las suyas.",
            enough(min_people)
        ),
    }
}

fn unanswered(missing: &[String]) -> String {
    let who = match missing {
        [] => "No han respondido todas las organizaciones que podrían hacerlo".to_owned(),
        missing => {
            let more = |left| format!("{left} más");
            format!(
                "Estas organizaciones podrían responder y no lo han hecho: {}",
                named(missing, "y", more)
            )
        }
    };
    format!("{who}. Quien facilita puede esperarlas, o decir que se revela aunque falten.")
}

fn reason(what: &ReasonFor) -> String {
    let said = match what {
        ReasonFor::Pause => "por qué se pone el ciclo en pausa",
        ReasonFor::HandOver => "por qué se pasa el ciclo a otra persona",
        ReasonFor::SetAside => "por qué se deja de lado la conversación",
        ReasonFor::Revisit => "por qué se retoma la conversación",
        ReasonFor::Reaffirm => "por qué las conclusiones siguen valiendo",
        ReasonFor::CloseEarly(unsettled) if unsettled.is_empty() => {
            "por qué se cierra el ciclo aunque no se concluyó ninguna conversación"
        }
        ReasonFor::CloseEarly(unsettled) => {
            return format!(
                "Falta un motivo: quien facilita dice por qué se cierra el ciclo aunque esto no está resuelto: {}.",
                components(unsettled)
            );
        }
    };
    format!("Falta un motivo: quien facilita dice {said}.")
}

fn enough(min: MinPeople) -> String {
    format!(
        "al menos {} personas de al menos {MIN_ORGANIZATIONS} organizaciones, y al menos {MIN_WITHOUT_LARGEST} personas además de las de la organización que más tiene",
        min.people()
    )
}

fn fields(settings: &[DisclosureSetting]) -> String {
    joined(&settings.iter().map(|setting| setting.field()).collect::<Vec<_>>(), "y")
}

fn components(components: &[Component]) -> String {
    joined(&components.iter().map(|component| name(*component)).collect::<Vec<_>>(), "y")
}

fn name(component: Component) -> &'static str {
    match component {
        Component::Purpose => "propósito compartido",
        Component::Power => "poder compartido",
        Component::Interdependence => "visión compartida de la interdependencia",
        Component::Trust => "respeto y confianza mutuos",
        Component::Control => "control compartido",
        Component::Indicators => "indicadores de progreso compartidos",
    }
}
