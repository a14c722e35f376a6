//! Who works together in the demo: five organizations, twelve people.

/// An organization of the demo alliance.
#[derive(Clone, Copy, Debug)]
pub struct DemoOrganization {
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub mission: &'static str,
    /// Its two partners, by name and by what stands before the `@`.
    pub partners: [(&'static str, &'static str); 2],
}

/// The neutral facilitator, who comes from outside.
pub const FACILITATOR: (&str, &str) = ("Ruth Alvarez", "ruth");
/// The funder.
pub const FUNDER: (&str, &str) = ("Daniel Okafor", "daniel");
/// What stands behind the `@`.
pub const DOMAIN: &str = "demo.example";
/// The password of everybody in the demo; it is no secret, and is told where the demo is loaded.
pub const PASSWORD: &str = "river-county-demo";

/// The five organizations.
pub const ORGANIZATIONS: [DemoOrganization; 5] = [
    DemoOrganization {
        name: "Millbrook Food Pantry",
        mission: "Food for whoever comes, on six days a week.",
        partners: [("Ana Whitfield", "ana"), ("Marcus Bell", "marcus")],
    },
    DemoOrganization {
        name: "St. Anne's Kitchen",
        mission: "A hot meal at noon, and somebody to talk to.",
        partners: [("Teresa Nowak", "teresa"), ("James Otieno", "james")],
    },
    DemoOrganization {
        name: "River County Growers' Co-op",
        mission: "Small farms that sell, and give, what they grow nearby.",
        partners: [("Lucia Fernandes", "lucia"), ("Henry Tran", "henry")],
    },
    DemoOrganization {
        name: "Open Door Family Services",
        mission: "Help for families with whatever stands between them and a calm week.",
        partners: [("Grace Kim", "grace"), ("Samuel Ortiz", "samuel")],
    },
    DemoOrganization {
        name: "River County Library Network",
        mission: "Nine libraries where anybody may sit, ask and learn.",
        partners: [("Helen Brandt", "helen"), ("Yusuf Rahman", "yusuf")],
    },
];

/// The address of somebody in the demo.
pub fn email(local: &str) -> String {
    format!("{local}@{DOMAIN}")
}
