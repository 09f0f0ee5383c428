//! Who can be signed in with one click at the county association.

use crate::demo::population::{
    cast::{At, CastMember, Post, SignIn},
    names::Culture,
    people::{Language, Role},
};

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
    age: 54,
    posts: &[],
    trained_for: Some(400),
    sign_in: SignIn::Active,
    is_member: false,
};

const fn post(role: Role, at: At) -> Post {
    Post { role, at, starts: -1_300, ends: None }
}

pub static CAST: [CastMember; 8] = [
    CastMember {
        key: "county-officer",
        forenames: "Rosalind",
        surname: "Pickersgill",
        known_as: Some("Ros"),
        email: "ros.pickersgill@example.org",
        post: "County Officer of the association",
        try_this: "Look over all 450 councils, by letter or by part of a name.",
        posts: &[post(Role::CountyOfficer, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "membership-officer",
        forenames: "Gareth",
        surname: "Mostyn",
        email: "gareth.mostyn@example.org",
        post: "Membership Officer of the association",
        try_this: "Find a council by part of its name, and see which size it belongs to.",
        culture: Culture::Welsh,
        age: 43,
        posts: &[post(Role::MembershipOfficer, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "training-officer",
        forenames: "Anjali",
        surname: "Desai",
        email: "anjali.desai@example.org",
        post: "Training Officer of the association",
        try_this: "See what a Training Officer reaches, and what stays closed and why.",
        culture: Culture::Indian,
        age: 37,
        posts: &[post(Role::TrainingOfficer, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "association-data-governance",
        forenames: "Howard",
        surname: "Fenwick",
        email: "howard.fenwick@example.org",
        post: "Data governance officer of the association",
        try_this: "Read the register of downloads.",
        posts: &[post(Role::DataGovernance, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "association-it-support",
        forenames: "Kwabena",
        surname: "Oppong",
        email: "kwabena.oppong@example.org",
        post: "IT support officer of the association",
        try_this: "Look over the councils, and see what stays closed and why.",
        culture: Culture::WestAfrican,
        age: 31,
        posts: &[post(Role::ItSupport, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "association-administrator",
        forenames: "Philippa",
        surname: "Lazenby",
        email: "philippa.lazenby@example.org",
        post: "Administrator of the association",
        try_this: "Her role asks for a second step at signing in: set up codes or a passkey, and everything opens. Then look over the councils.",
        posts: &[post(Role::Administrator, At::Root)],
        ..ORDINARY
    },
    CastMember {
        key: "clerk-three-councils",
        title: Some("Mrs"),
        forenames: "Hilary Joan",
        surname: "Catchpole",
        known_as: Some("Hilary"),
        email: "hilary.catchpole@example.org",
        post: "Clerk of three councils",
        try_this: "Keep the records of three councils with one sign-in, and say when you stop.",
        age: 62,
        posts: &[
            post(Role::Clerk, At::Council(0)),
            post(Role::Clerk, At::Council(1)),
            post(Role::Clerk, At::Council(2)),
        ],
        ..ORDINARY
    },
    CastMember {
        key: "clerk-invited",
        forenames: "Desmond",
        surname: "Greenidge",
        email: "desmond.greenidge@example.org",
        post: "newly invited Clerk",
        try_this: "He has no password yet: open the invitation in the captured mail and choose one.",
        culture: Culture::Caribbean,
        age: 48,
        posts: &[Post { starts: -20, ..post(Role::Clerk, At::Council(3)) }],
        trained_for: None,
        sign_in: SignIn::Invited(2),
        ..ORDINARY
    },
];
