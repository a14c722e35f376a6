//! What the partners of the demo say, component by component.

use entity::types::Component;
use entity::types::ConclusionKind::{self, Concern, Decision, Idea, Insight};

/// What is said about a component: texts that partners write, and what they conclude together.
pub struct Voices {
    /// What partners write.
    pub texts: [&'static str; 5],
    /// What the discussion led to.
    pub conclusions: [(ConclusionKind, &'static str); 2],
    /// How high the ratings lie in the first cycle, and how far they spread.
    pub rated: (u32, u32),
}

/// What is said about a component.
pub const fn about(component: Component) -> Voices {
    match component {
        Component::Purpose => PURPOSE,
        Component::Power => POWER,
        Component::Interdependence => INTERDEPENDENCE,
        Component::Trust => TRUST,
        Component::Control => CONTROL,
        Component::Indicators => INDICATORS,
    }
}

const PURPOSE: Voices = Voices {
    texts: [
        "We all say food, but some of us mean meals and some mean groceries.",
        "Getting fresh food to families is the goal, as far as we understand it.",
        "For us it is also about being a place where people meet.",
        "I am not sure that the alliance and our own programs want the same.",
        "Yes, as long as nobody has to prove that they are poor enough.",
    ],
    conclusions: [
        (Insight, "Half of us think of meals, half of groceries. Both belong to the purpose."),
        (Decision, "We count households that get food, whichever way it comes."),
    ],
    rated: (4, 2),
};

const POWER: Voices = Voices {
    texts: [
        "Drivers, and somebody who answers the phone before nine.",
        "The warehouse decides what comes in, and so what all others can give out.",
        "We bring the farms; nobody else could.",
        "Trust in the neighborhoods, which took us ten years.",
        "Rooms. We have nine of them, and nobody has ever asked for the one in Elm Street.",
    ],
    conclusions: [
        (Insight, "What is scarce is drivers, not food."),
        (Idea, "The libraries could be places to pick food up."),
    ],
    rated: (3, 3),
};

const INTERDEPENDENCE: Voices = Voices {
    texts: [
        "Without the co-op we would have cans, and nothing else.",
        "We could do our kitchen alone. We could not do it fresh.",
        "We need the pantries to reach people; they need us for produce.",
        "Honestly, our families would come to us anyway.",
        "Referrals only work because everybody here answers within a day.",
    ],
    conclusions: [
        (Insight, "Everybody needs the co-op in summer and the warehouse in winter."),
        (Concern, "Open Door could do its part without us, and says so."),
    ],
    rated: (4, 1),
};

const TRUST: Voices = Voices {
    texts: [
        "Mostly. The second van was promised in spring and is not here.",
        "We did what we said, a month late.",
        "People who pick up the boxes know each other by name now.",
        "I believe that we can do it; I doubt that we can do it by June.",
        "Nobody told us when the Tuesday pick-up moved.",
    ],
    conclusions: [
        (Decision, "Changes to pick-ups are told a week ahead, to everybody."),
        (Concern, "The second van is half a year late."),
    ],
    rated: (3, 2),
};

const CONTROL: Voices = Voices {
    texts: [
        "The stock list is up to date only when Henry has time.",
        "Money was there in time, hours were not.",
        "We do not see what the others have in store.",
        "The work plan is good. We should look at it together, not each alone.",
        "Complete, yes. Timely, no.",
    ],
    conclusions: [
        (Decision, "All pantries keep the shared stock list, on the first of the quarter."),
        (Idea, "A short call on the first Monday, with the work plan on the screen."),
    ],
    rated: (2, 2),
};

const INDICATORS: Voices = Voices {
    texts: [
        "More Saturdays. That is when working families can come.",
        "Weigh what is thrown away on the day, not at the end of the week.",
        "It is the van, every time.",
        "Two more people at the door, and the line is gone.",
        "Tell the volunteers the numbers: they are proud of them.",
    ],
    conclusions: [
        (Decision, "The Saturday pantry stays."),
        (Idea, "The numbers of the month hang at every door."),
    ],
    rated: (4, 2),
};
