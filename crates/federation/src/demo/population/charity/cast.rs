//! Who can be signed in with one click at the charity, in the order of the front page.

use crate::demo::population::{
    cast::{At, CastMember, Post, SignIn},
    names::Culture,
    people::{Language, Role},
};

/// Somebody ordinary: English, in office for three years, trained for another, signing in, a member.
const ORDINARY: CastMember = CastMember {
    key: "",
    title: None,
    forenames: "",
    surname: "",
    known_as: None,
    email: "",
    post: "",
    try_this: "",
    also_written: None,
    culture: Culture::English,
    language: Language::English,
    age: 58,
    posts: &[],
    trained_for: Some(300),
    sign_in: SignIn::Active,
    is_member: true,
};

const fn post(role: Role, at: At) -> Post {
    Post { role, at, starts: -1_100, ends: None }
}

const fn until(role: Role, at: At, ends: i32) -> Post {
    Post { role, at, starts: -1_460, ends: Some(ends) }
}

pub static CAST: [CastMember; 18] = [
    CastMember {
        key: "coordinator-leeds",
        title: Some("Mrs"),
        forenames: "Judith Anne",
        surname: "Ackroyd",
        known_as: Some("Judith"),
        email: "judith.ackroyd@example.org",
        post: "Group Coordinator of Leeds",
        try_this: "Find a member of Leeds, then take out an encrypted spreadsheet and a sheet of labels.",
        age: 67,
        posts: &[post(Role::GroupCoordinator, At::Group("Leeds"))],
        ..ORDINARY
    },
    CastMember {
        key: "finance-leeds",
        forenames: "Harpreet",
        surname: "Sandhu",
        email: "harpreet.sandhu@example.org",
        post: "Finance volunteer of Leeds",
        try_this: "Look at the home page: it lists what a Finance volunteer may do, and what stays closed and why.",
        culture: Culture::Indian,
        age: 49,
        posts: &[post(Role::Finance, At::Group("Leeds"))],
        ..ORDINARY
    },
    CastMember {
        key: "activity-leeds",
        forenames: "Tomasz",
        surname: "Wójcik",
        email: "tomasz.wojcik@example.org",
        post: "Activity volunteer of Leeds",
        try_this: "Open the members of Leeds: the page says why an Activity volunteer does not see them.",
        culture: Culture::Polish,
        age: 36,
        posts: &[post(Role::ActivityVolunteer, At::Group("Leeds"))],
        is_member: false,
        ..ORDINARY
    },
    CastMember {
        key: "administration-bristol",
        title: Some("Mr"),
        forenames: "Derek",
        surname: "Pinnock",
        email: "derek.pinnock@example.org",
        post: "Administration volunteer of Bristol, training expired",
        try_this: "Open the members of Bristol: data protection training ran out nine weeks ago, and the page says \
                   what to do about it.",
        culture: Culture::Caribbean,
        age: 71,
        posts: &[post(Role::Administration, At::Group("Bristol"))],
        trained_for: Some(-63),
        ..ORDINARY
    },
    CastMember {
        key: "communications-cardiff",
        forenames: "Eleri Mair",
        surname: "Prydderch",
        known_as: Some("Eleri"),
        email: "eleri.prydderch@example.org",
        post: "Communications volunteer of Cardiff, in Welsh",
        try_this: "Sign in and see the portal in Welsh; switch to English and back.",
        culture: Culture::Welsh,
        language: Language::Welsh,
        age: 44,
        posts: &[post(Role::Communications, At::Group("Cardiff"))],
        ..ORDINARY
    },
    CastMember {
        key: "support-glasgow",
        forenames: "Moira",
        surname: "Galbraith",
        email: "moira.galbraith@example.org",
        post: "Support volunteer of Glasgow",
        try_this: "See what a Support volunteer reaches in Glasgow, and nowhere else.",
        culture: Culture::Scottish,
        age: 63,
        posts: &[post(Role::Support, At::Group("Glasgow"))],
        ..ORDINARY
    },
    CastMember {
        key: "lead-support-belfast",
        forenames: "Bronagh",
        surname: "McAteer",
        email: "bronagh.mcateer@example.org",
        post: "Lead Support volunteer of Belfast",
        try_this: "Training is due within a fortnight: the home page says so before anything closes.",
        culture: Culture::Irish,
        age: 52,
        posts: &[post(Role::LeadSupport, At::Group("Belfast"))],
        trained_for: Some(12),
        ..ORDINARY
    },
    CastMember {
        key: "coordinator-two-groups",
        forenames: "Farhana",
        surname: "Choudhury",
        email: "farhana.choudhury@example.org",
        post: "Group Coordinator of Birmingham and Wolverhampton",
        try_this: "Move between two groups with one sign-in, and see nothing of the others.",
        also_written: Some(("bn", "ফারহানা চৌধুরী")),
        culture: Culture::Bangladeshi,
        age: 55,
        posts: &[
            post(Role::GroupCoordinator, At::Group("Birmingham")),
            post(Role::GroupCoordinator, At::Group("Wolverhampton")),
        ],
        ..ORDINARY
    },
    CastMember {
        key: "coordinator-norwich",
        forenames: "Nicholas",
        surname: "Georgiou",
        known_as: Some("Nikos"),
        email: "nikos.georgiou@example.org",
        post: "Group Coordinator of Norwich, training in grace",
        try_this: "Training ran out five days ago and still counts for a few more: see the warning, then the members.",
        also_written: Some(("el", "Νίκος Γεωργίου")),
        culture: Culture::Greek,
        age: 61,
        posts: &[post(Role::GroupCoordinator, At::Group("Norwich"))],
        trained_for: Some(-5),
        ..ORDINARY
    },
    CastMember {
        key: "ends-today-manchester",
        forenames: "Grace",
        surname: "Adeyemi",
        email: "grace.adeyemi@example.org",
        post: "Administration volunteer of Manchester on the last day",
        try_this: "The role ends today: everything still works, and tomorrow nothing will.",
        culture: Culture::WestAfrican,
        age: 46,
        posts: &[until(Role::Administration, At::Group("Manchester"), 0)],
        ..ORDINARY
    },
    CastMember {
        key: "ended-yesterday-sheffield",
        title: Some("Mr"),
        forenames: "Kenneth",
        surname: "Oldroyd",
        known_as: Some("Ken"),
        email: "ken.oldroyd@example.org",
        post: "former Finance volunteer of Sheffield",
        try_this: "The role ended yesterday, and the way in with it.",
        age: 74,
        posts: &[until(Role::Finance, At::Group("Sheffield"), -1)],
        sign_in: SignIn::Closed(1),
        ..ORDINARY
    },
    CastMember {
        key: "invited-newcastle",
        forenames: "Wai Yee",
        surname: "Cheung",
        known_as: Some("Lucy"),
        email: "lucy.cheung@example.org",
        post: "newly invited Administration volunteer of Newcastle upon Tyne",
        try_this: "She has no password yet: open the invitation in the captured mail and choose one.",
        also_written: Some(("zh", "張慧儀")),
        culture: Culture::Chinese,
        age: 33,
        posts: &[Post { starts: -6, ..post(Role::Administration, At::Group("Newcastle upon Tyne")) }],
        trained_for: None,
        sign_in: SignIn::Invited(3),
        is_member: false,
        ..ORDINARY
    },
    CastMember {
        key: "starts-soon-liverpool",
        forenames: "Oluwaseun",
        surname: "Boateng",
        known_as: Some("Seun"),
        email: "seun.boateng@example.org",
        post: "Finance volunteer of Liverpool, starting in a week",
        try_this: "The role starts in seven days: until then there is no way in.",
        culture: Culture::WestAfrican,
        age: 41,
        posts: &[
            Post { starts: 7, ..post(Role::Finance, At::Group("Liverpool")) },
            post(Role::ActivityVolunteer, At::Group("Liverpool")),
        ],
        ..ORDINARY
    },
    CastMember {
        key: "untrained-swansea",
        forenames: "Gethin",
        surname: "Llwyd",
        email: "gethin.llwyd@example.org",
        post: "Group Coordinator of Swansea, not yet trained",
        try_this: "He never took data protection training: the members of Swansea stay closed until he does.",
        culture: Culture::Welsh,
        age: 39,
        posts: &[Post { starts: -30, ..post(Role::GroupCoordinator, At::Group("Swansea")) }],
        trained_for: None,
        ..ORDINARY
    },
    CastMember {
        key: "supporter-care",
        forenames: "Amina",
        surname: "Darwish",
        email: "amina.darwish@example.org",
        post: "Supporter Care officer at the centre",
        try_this: "Search for a member anywhere in the federation by part of a name.",
        culture: Culture::Arabic,
        age: 34,
        posts: &[post(Role::SupporterCare, At::Root)],
        is_member: false,
        ..ORDINARY
    },
    CastMember {
        key: "data-governance",
        title: Some("Dr"),
        forenames: "Robert",
        surname: "Thistlewood",
        email: "robert.thistlewood@example.org",
        post: "Data governance officer",
        try_this: "Read the register of downloads: who took what out, why, and whether it was deleted.",
        age: 57,
        posts: &[post(Role::DataGovernance, At::Root)],
        is_member: false,
        ..ORDINARY
    },
    CastMember {
        key: "it-support",
        forenames: "Inês",
        surname: "Ferreira",
        email: "ines.ferreira@example.org",
        post: "IT support officer",
        try_this: "Look over all groups; the members stay closed, and the page says why.",
        culture: Culture::Portuguese,
        age: 29,
        posts: &[post(Role::ItSupport, At::Root)],
        is_member: false,
        ..ORDINARY
    },
    CastMember {
        key: "administrator",
        forenames: "Catherine",
        surname: "Marwood",
        email: "catherine.marwood@example.org",
        post: "Administrator",
        try_this: "Her role asks for a second step at signing in: set up codes or a passkey, and everything opens. Then look over all groups; even an Administrator sees no member without the role for it.",
        age: 50,
        posts: &[post(Role::Administrator, At::Root)],
        is_member: false,
        ..ORDINARY
    },
];
