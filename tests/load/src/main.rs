//! The bare handlers that the service is measured beside, and a check of what it answers.
//!
//! `accord-load check FOLDER` reads the answers in a folder, one file a question, and says what is
//! wrong with them. `accord-load serialized FOLDER` listens and serializes them anew for each
//! request; `accord-load bytes FOLDER` sends the same bytes each time.

mod answers;
mod check;
mod faces;

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use actix_web::web::{Bytes, Data, to};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};

use answers::Answer;

/// What is answered to each question, by its name in the header `X-Question`.
type Answers = HashMap<String, Kept>;

/// How an answer is kept until it is asked for.
enum Kept {
    Typed(Box<Answer>),
    Bytes(Bytes),
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let said: Vec<String> = std::env::args().skip(1).collect();
    let [how, folder] = said.as_slice() else {
        return Err("usage: accord-load check|serialized|bytes FOLDER".into());
    };
    let read = answers::read(Path::new(folder))?;
    match how.as_str() {
        "check" => check::all(&read),
        "serialized" => serve(keep(read, |answer| Ok(Kept::Typed(Box::new(answer))))?).await,
        "bytes" => {
            serve(keep(read, |answer| Ok(Kept::Bytes(serde_json::to_vec(&answer)?.into())))?).await
        }
        other => Err(format!("there is no way to answer called {other}").into()),
    }
}

fn keep(
    read: Vec<(String, Answer)>,
    how: impl Fn(Answer) -> Result<Kept, serde_json::Error>,
) -> Result<Answers, serde_json::Error> {
    read.into_iter().map(|(name, answer)| Ok((name, how(answer)?))).collect()
}

async fn serve(answers: Answers) -> Result<(), Box<dyn Error>> {
    let answers = Data::new(answers);
    let app = move || App::new().app_data(answers.clone()).default_service(to(answer));
    let server = HttpServer::new(app).bind("127.0.0.1:0")?;
    for at in server.addrs() {
        println!("listens on http://{at}");
    }
    Ok(server.run().await?)
}

async fn answer(
    request: HttpRequest,
    answers: Data<Answers>,
    _body: Bytes,
) -> Result<HttpResponse, Box<dyn Error>> {
    let question = request.headers().get("x-question").and_then(|name| name.to_str().ok());
    let body = match question.and_then(|name| answers.get(name)) {
        Some(Kept::Typed(answer)) => serde_json::to_vec(answer)?.into(),
        Some(Kept::Bytes(bytes)) => bytes.clone(),
        None => return Ok(HttpResponse::NotFound().finish()),
    };
    Ok(HttpResponse::Ok().content_type("application/json").body(body))
}
