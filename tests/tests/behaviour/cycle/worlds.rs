//! Worlds that differ in nothing but who gave which answer. Nobody can tell one from the other: not
//! by anything that they can read, not by the log, and from the reveal on not by the database.

mod bytes;
mod files;
mod masked;
mod order;
mod reads;
mod tags;

use accord_tests::{Actor, Face, World, behaviour};
use serde_json::Value;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{Table, anonymous, fitting, named};
use masked::Masked;
use tags::Tags;

/// How many worlds go on at once. What the service says of itself tells two worlds apart where it is
/// starved of time, so each gets the time that it needs.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What is logged where others read the database while answers are destroyed: a matter of time, which
/// tells nothing of who answered.
const REMAIN: &str = "destroyed answers";

/// What somebody says: a rating and a text.
type Said = (u8, &'static str);

/// Who answers, by which face, and what.
type Turn = (usize, Face, Said);

const ONE: Said = (1, "The pantry never answers the phone.");
const OTHER: Said = (5, "I would trust all of them with my keys.");
const ALWAYS: Said = (3, "It is as it was.");

/// Five of six answer, and two of them say what nobody else says.
const AS_IT_IS: [Turn; 5] = told(0, [ONE, OTHER]);

/// The two say what the other says.
const SWAPPED: [Turn; 5] = told(0, [OTHER, ONE]);

/// Another partner of the same organization is silent.
const ANOTHER: [Turn; 5] = told(1, [ONE, OTHER]);

const fn told(last: usize, said: [Said; 2]) -> [Turn; 5] {
    [
        (0, Face::Rest, said[0]),
        (2, Face::GraphQl, said[1]),
        (1, Face::Rest, ALWAYS),
        (3, Face::GraphQl, ALWAYS),
        (4 + last, Face::Rest, ALWAYS),
    ]
}

/// All that others can know of a world.
struct Known {
    /// What others have read over time, and what was refused to them.
    read: Vec<String>,
    /// What lay in the database after the reveal.
    lies: Vec<String>,
    /// What the service wrote to its log.
    log: Vec<String>,
    /// What of this it wrote while somebody answered.
    log_of_answers: Vec<String>,
}

/// A table of six, and all who look on.
struct Told {
    table: Table,
    others: Vec<(&'static str, Actor)>,
    masked: Masked,
    tags: Tags,
    read: Vec<String>,
    log_of_answers: Vec<String>,
    _turn: SemaphorePermit<'static>,
}

impl Told {
    async fn begins(w: &World, settings: Value) -> Self {
        let turn = AT_ONCE.acquire().await.unwrap();
        let table = Table::open(w.apart(&[]).await, &[2, 2, 2], settings).await;
        let others = vec![
            ("facilitator", table.ana().clone()),
            ("partner", table.partner(1).clone()),
            ("funder", table.river.funder(&table.w, "Fay").await.actor),
            ("stranger", table.w.alliance().await.ana),
            ("admin", table.w.admin().await),
            ("nobody", table.w.nobody()),
        ];
        table.starts(1).await.ok();
        let masked = Masked::of(&table).await;
        let (tags, read, log_of_answers) = (Tags::default(), Vec::new(), Vec::new());
        Self { table, others, masked, tags, read, log_of_answers, _turn: turn }
    }

    /// Somebody answers, each minute another.
    async fn answers(&mut self, minute: usize, (nth, face, (rating, text)): Turn) {
        let (prompts, before) = (self.table.prompts(1).await, self.log().len());
        self.table.w.service.clock.set(&format!("2026-08-12T{}Z", time_of(minute)));
        let who = self.table.partner(nth).on(face);
        for prompt in prompts {
            let at = (&self.table.discussions[0], &prompt);
            let once = who.with("idempotency-key", prompt["id"].as_str().unwrap());
            once.does("draftResponse", at, fitting(&prompt, rating, text)).await.ok();
        }
        let once = who.with("idempotency-key", "mine");
        once.sees("submitResponses", &self.table.discussions[0]).await.ok();
        self.log_of_answers.extend(self.log().split_off(before));
    }

    /// What comes of it when these answer, in turn.
    async fn goes(mut self, turns: [Turn; 5]) -> Known {
        self.partners_look_on("nothing is answered").await;
        for (minute, turn) in turns.into_iter().enumerate() {
            self.answers(minute, turn).await;
            if minute < 2 {
                self.partners_look_on("one more has answered").await;
            }
        }
        self.table.w.service.clock.set("2026-08-12T12:10:00Z");
        self.all_look_on("enough have answered").await;
        self.table.reveals(1).await.ok();
        self.all_look_on("it is revealed").await;
        self.table.concludes(1).await.ok();
        self.partners_look_on("it is concluded").await;
        self.known().await
    }

    fn log(&self) -> Vec<String> {
        let log = self.table.w.service.log();
        log.lines().filter(|it| !it.contains(REMAIN)).map(|it| self.masked.line(it)).collect()
    }

    async fn known(self) -> Known {
        let lies = self.table.w.service.dump().await;
        let mut lies: Vec<_> = lies.iter().filter_map(|it| self.masked.row(it)).collect();
        lies.sort_unstable();
        Known { log: self.log(), read: self.read, lies, log_of_answers: self.log_of_answers }
    }
}

/// When somebody answers.
fn time_of(minute: usize) -> String {
    format!("12:0{}:30", minute + 1)
}

fn same(what: &str, one: &[String], other: &[String]) {
    let differ = one.iter().zip(other).find(|(one, other)| one != other);
    if let Some((one, other)) = differ {
        panic!("{what} tells the two worlds apart:\n{one}\n{other}");
    }
    assert_eq!(one.len(), other.len(), "{what}: one world has more than the other");
}

behaviour! {
    async fn nobody_can_tell_who_said_what(w: World) on rest {
        let one = Told::begins(&w, anonymous()).await.goes(AS_IT_IS).await;
        let other = Told::begins(&w, anonymous()).await.goes(SWAPPED).await;
        same("what others can read", &one.read, &other.read);
        same("the log", &one.log, &other.log);
        same("the database", &one.lies, &other.lies);
        for (_, text) in [ONE, OTHER] {
            assert!(one.read.iter().any(|it| it.contains(text)), "{text} was never shown");
            assert!(one.lies.iter().any(|it| it.contains(text)), "{text} does not lie there");
            assert!(!one.log.iter().any(|it| it.contains(text)), "{text} stands in the log");
        }
        for time in (0..5).map(time_of) {
            let told = one.lies.iter().chain(&one.read).find(|it| it.contains(&time));
            assert_eq!(told, None, "it is known when somebody answered");
        }
    }
}

behaviour! {
    async fn nobody_can_tell_who_answered(w: World) on rest {
        let one = Told::begins(&w, anonymous()).await.goes(AS_IT_IS).await;
        let other = Told::begins(&w, anonymous()).await.goes(ANOTHER).await;
        same("what others can read", &one.read, &other.read);
        same("the log", &one.log, &other.log);
        let named = one.log_of_answers.iter().find(|it| it.contains("Partner"));
        assert_eq!(named, None, "the log says who answered when");
    }
}

behaviour! {
    async fn where_answers_are_named_the_same_comparison_tells(w: World) on rest {
        let mut settings = named();
        settings["facilitator_sees"] = "names".into();
        let mut worlds = Vec::new();
        for turns in [AS_IT_IS, SWAPPED] {
            let mut told = Told::begins(&w, settings.clone()).await;
            told.others.truncate(1);
            worlds.push(told.goes(turns).await);
        }
        assert_ne!(worlds[0].read, worlds[1].read);
        assert_ne!(worlds[0].lies, worlds[1].lies);
    }
}
