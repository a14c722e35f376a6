//! The promise in Spanish.

use entity::types::{AnswerStage, Disclosure, PromiseWarning, Reader, Sight};

use super::Promise;
use crate::domain::disclosure::{MIN_ORGANIZATIONS, MIN_WITHOUT_LARGEST, MinPeople};

/// The promise, a sentence or two each.
pub fn promise(promise: &Promise) -> Vec<String> {
    let mut said = vec![
        "Hasta que la envíes, nadie más que tú ve tu respuesta, ni siquiera que existe.".to_owned(),
        submitted(promise),
        revealed(promise.disclosure).to_owned(),
        "Quienes financian y las personas ajenas a la alianza nunca ven tu respuesta.".to_owned(),
        history(promise.disclosure).to_owned(),
    ];
    if !promise.warnings.contains(&PromiseWarning::SharedResponse) {
        said.push(TAKEN_OVER.to_owned());
    }
    said.extend(promise.min_people.map(threshold));
    said.extend(promise.warnings.iter().map(|warning| self::warning(*warning, promise)));
    said
}

const TAKEN_OVER: &str = "Si quien administra restablece tu contraseña, lo que habías escrito y aún no se había revelado se borra antes, sin leerse, y la alianza se entera de que se restableció.";

fn submitted(promise: &Promise) -> String {
    let stage = AnswerStage::Submitted;
    if promise.disclosure == Disclosure::Anonymous {
        return "Entre el envío y la revelación, quien facilita y las demás personas ven solo cuántas organizaciones han respondido, y eso únicamente cuando son suficientes.".into();
    }
    format!(
        "Entre el envío y la revelación, quien facilita ve {}, y las demás personas que representan a organizaciones ven {}. Quien pase a facilitar el ciclo después ve, hasta la revelación, solo {}.",
        sight(promise.seen_by(Reader::Facilitator, stage)),
        sight(promise.seen_by(Reader::Partners, stage)),
        sight(promise.seen_by(Reader::NextFacilitator, stage)),
    )
}

fn sight(sight: Sight) -> &'static str {
    match sight {
        Sight::Nothing => "nada",
        Sight::OrganizationCountOnceEnough => {
            "cuántas organizaciones han respondido, cuando son suficientes"
        }
        Sight::OrganizationCount => "cuántas organizaciones han respondido",
        Sight::WhichOrganizations => "qué organizaciones han respondido",
        Sight::AnswersWithoutAuthor => "las respuestas sin su autoría",
        Sight::AnswersByOrganization => "las respuestas con el nombre de la organización",
        Sight::AnswersByName => "lo que respondiste, con tu nombre",
    }
}

fn revealed(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Named => {
            "Desde la revelación, quien facilita y quienes representan a las organizaciones ven tu respuesta con tu nombre."
        }
        Disclosure::ByOrganization => {
            "Desde la revelación, quien facilita y quienes representan a las organizaciones ven tu respuesta con el nombre de tu organización, sin el tuyo."
        }
        Disclosure::Anonymous => {
            "Desde la revelación, quien facilita y quienes representan a las organizaciones ven cifras de todo el grupo y textos sin ningún nombre, en orden aleatorio y sin hora."
        }
    }
}

fn history(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::Named => {
            "Así permanece en la historia del ciclo y en los informes para las organizaciones aliadas, aunque dejes la alianza."
        }
        Disclosure::ByOrganization => {
            "Así permanece en la historia del ciclo y en los informes para las organizaciones aliadas, aunque tu organización deje la alianza."
        }
        Disclosure::Anonymous => {
            "Así permanece en la historia del ciclo y en los informes para las organizaciones aliadas. Se guarda que respondiste, para protegerte cuando se vuelva a preguntar lo mismo; lo que respondiste no se guarda con ello."
        }
    }
}

fn threshold(min: MinPeople) -> String {
    format!(
        "No se revela nada si no responden al menos {} personas de al menos {MIN_ORGANIZATIONS} organizaciones, y al menos {MIN_WITHOUT_LARGEST} de ellas fuera de la organización que más tiene; una pregunta que respondan menos personas no muestra nada.",
        min.people()
    )
}

fn warning(warning: PromiseWarning, promise: &Promise) -> String {
    match warning {
        PromiseWarning::OperatorCanRead => operator(promise.disclosure).into(),
        PromiseWarning::BackupsKeep => format!(
            "Después, las copias de seguridad y el registro de la base de datos pueden conservarlo hasta {} días más.",
            promise.backup_days.unwrap_or_default()
        ),
        PromiseWarning::StyleBetrays => {
            "Tu manera de escribir y aquello de lo que escribes pueden delatarte.".into()
        }
        PromiseWarning::UnanimousTells => {
            "Cuando todas las valoraciones son iguales, la cifra revela la respuesta de cada persona.".into()
        }
        PromiseWarning::LaterNamesTell => {
            "Si todas las demás personas repiten en un ciclo posterior, con su nombre, lo que dijeron aquí, lo que queda de la cifra es tu respuesta.".into()
        }
        PromiseWarning::OrganizationNameIsYours => {
            "Eres la única persona que representa a tu organización: donde aparece su nombre, todo el mundo sabe que eres tú.".into()
        }
        PromiseWarning::ColleagueCanCompute => {
            "Solo otra persona representa a tu organización: conoce su propia respuesta, y lo demás que aparece con el nombre de tu organización es lo tuyo.".into()
        }
        PromiseWarning::SharedResponse => {
            "Tu organización responde como una sola voz: las demás personas que la representan ven y cambian esta respuesta contigo.".into()
        }
    }
}

fn operator(disclosure: Disclosure) -> &'static str {
    if disclosure == Disclosure::Anonymous {
        "Quien opera la base de datos podría leer hasta la revelación lo que respondiste; al revelarse se destruye de quién era la respuesta."
    } else {
        "Quien opera la base de datos puede leer en todo momento tu respuesta y de quién es."
    }
}
