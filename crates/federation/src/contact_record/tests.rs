//! Gareth keeps the records; somebody else is quicker; an end date hides in a name.

use crate::access::{self, ManageContacts, Right};
use crate::acting::Stamp;
use crate::contact::Subject;
use crate::person::PersonId;
use crate::record::{self, Change, Field};
use crate::testing::{self, Answered, Browser, Portal, enrol, member, portal};
use axum::http::StatusCode;
use store::Tx;
use store::testing::for_each_engine;

fn right(tx: &mut Tx<'_>, person: PersonId) -> Right<ManageContacts> {
    let actor = access::actor(tx, person, testing::TODAY).unwrap().unwrap();
    access::right_anywhere(tx, &actor).expect("contacts.manage")
}

/// A change that comes in by another door while a page is open.
async fn meanwhile(portal: &Portal, subject: Subject, change: Change) {
    let gareth = portal.story.gareth;
    let stamp = Stamp { by: Some(gareth), ..testing::stamp(&testing::clock()) };
    portal
        .app
        .db
        .write(move |tx| {
            let right = right(tx, gareth);
            record::apply(tx, &stamp, &right, subject, &[change]).map(drop)
        })
        .await
        .expect("a change");
}

/// Sends the form of the page with these entries, the hidden ones kept.
async fn send(browser: &mut Browser, path: &str, page: &Answered, entries: &[(&str, &str)]) -> Answered {
    let hidden: Vec<(String, String)> = page
        .body
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|part| part.split('"').next())
        .filter(|name| *name != "csrf" && entries.iter().all(|(n, _)| n != name))
        .filter_map(|name| Some((name.to_owned(), page.field(name)?)))
        .collect();
    let mut all: Vec<(&str, &str)> = hidden.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    all.extend(entries);
    browser.post(path, &all).await
}

#[tokio::test]
async fn gareth_changes_a_field_and_the_record_says_who_did_and_how_it_was() {
    for_each_engine("record_page", |db| async move {
        let portal = portal(&db).await;
        let (marek, mut gareth) = (portal.story.marek, portal.signed_in("gareth@home.example").await);
        let base = format!("/contacts/people/{marek}");
        let page = gareth.get(&base).await;
        assert!(page.says("Marek Nowak") && page.says("Activity Volunteer") && page.says("Leeds"));
        assert!(page.says("marek@home.example") && page.says("Nothing is recorded: take it as a no"));
        let path = format!("{base}/fields/family_name");
        let form = gareth.get(&path).await;
        assert_eq!(form.field("value").as_deref(), Some("Nowak"));
        let sent = send(&mut gareth, &path, &form, &[("value", "Kowalski <b>")]).await;
        assert_eq!(sent.location.as_deref(), Some(base.as_str()), "{}", sent.body);
        let page = gareth.get(&base).await;
        assert!(page.says("Family name: changed.") && page.says("Marek Kowalski <b>"));
        assert!(!page.body.contains("Kowalski <b>"), "what was typed comes back as text");
        assert!(page.says("Changed a person") && page.says("by Gareth Pugh on") && page.says("Nowak"));
        let path = format!("{base}/fields/date_of_birth");
        let form = gareth.get(&path).await;
        let again = send(&mut gareth, &path, &form, &[("value", "31/2/1990")]).await;
        assert!(
            again.says("Enter a day like 27/3/2021") && again.field("value").as_deref() == Some("31/2/1990")
        );
        send(&mut gareth, &path, &form, &[("value", "3/2/1990")]).await;
        assert!(gareth.get(&base).await.says("3 February 1990"));
        assert_eq!(gareth.get(&format!("{base}/fields/shoe_size")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn whoever_saves_second_sees_both_entries_and_chooses() {
    for_each_engine("record_two_officers", |db| async move {
        let portal = portal(&db).await;
        let (marek, mut gareth) = (portal.story.marek, portal.signed_in("gareth@home.example").await);
        let base = format!("/contacts/people/{marek}");
        let path = format!("{base}/fields/known_as");
        for (choose, stays) in [("theirs", "Maz"), ("mine", "Mareczek")] {
            let form = gareth.get(&path).await;
            let before = form.field("value").filter(|v| !v.is_empty());
            let after = Some(if choose == "theirs" { "Maz" } else { "Marky" }.to_owned());
            let change = Change::Field { field: Field::KnownAs, before, after };
            meanwhile(&portal, Subject::Person(marek), change).await;
            let both = send(&mut gareth, &path, &form, &[("value", "Mareczek")]).await;
            assert!(
                both.says("Two entries for one field") && both.says("Use mine: Mareczek"),
                "{}",
                both.body
            );
            assert!(both.says("Keep theirs: Ma") && both.says("Gareth Pugh changed this record"));
            let done = send(&mut gareth, &path, &both, &[("choose", choose)]).await;
            assert_eq!(done.location.as_deref(), Some(base.as_str()), "{}", done.body);
            assert_eq!(gareth.get(&path).await.field("value").as_deref(), Some(stays));
        }
    })
    .await;
}

#[tokio::test]
async fn an_end_date_in_a_name_becomes_the_end_of_the_appointment() {
    for_each_engine("record_until", |db| async move {
        let portal = portal(&db).await;
        let (marek, mut gareth) = (portal.story.marek, portal.signed_in("gareth@home.example").await);
        let base = format!("/contacts/people/{marek}");
        let path = format!("{base}/fields/family_name");
        let form = gareth.get(&path).await;
        let offer = send(&mut gareth, &path, &form, &[("value", "Nowak until 31/03/2027")]).await;
        assert!(offer.says("Is that the end of an appointment?"), "{}", offer.body);
        assert!(offer.says("End the appointment Activity Volunteer, Leeds on 31 March 2027"));
        let radio = offer.body.split("name=\"until\"").nth(1).unwrap();
        let id = radio.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        send(&mut gareth, &path, &offer, &[("value", "Nowak"), ("until", &id)]).await;
        let page = gareth.get(&base).await;
        assert!(page.says("1 January 2024 to 31 March 2027") && page.says("Marek Nowak"), "{}", page.body);
        let offer = send(&mut gareth, &path, &form, &[("value", "Nowak until 31/03/2027")]).await;
        send(&mut gareth, &path, &offer, &[("until", "typed")]).await;
        assert!(gareth.get(&base).await.says("Marek Nowak until 31/03/2027"));
    })
    .await;
}

#[tokio::test]
async fn addresses_are_added_shared_changed_and_ended() {
    for_each_engine("record_points", |db| async move {
        let portal = portal(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let base = "/contacts/organisations/bradford".to_owned();
        let new = format!("{base}/points/new");
        gareth.get(&new).await;
        let form = gareth.post(&new, &[("step", "kind"), ("kind", "post")]).await;
        assert!(form.says("Postcode"), "{}", form.body);
        let typed = [("value", "Town Hall\nMarket Place"), ("town", "Bradford"), ("purpose", "office")];
        let wrong = [typed.as_slice(), &[("postcode", "BD1 1HI")]].concat();
        let again = send(&mut gareth, &new, &form, &wrong).await;
        assert!(again.says("not a UK postcode") && again.says("Town Hall") && again.says("BD1 1HI"));
        let right = [typed.as_slice(), &[("postcode", "bd1 1hy"), ("preferred", "yes")]].concat();
        assert!(send(&mut gareth, &new, &form, &right).await.location.is_some());
        let form = gareth.post(&new, &[("step", "kind"), ("kind", "email")]).await;
        send(&mut gareth, &new, &form, &[("value", "shared@post.example"), ("purpose", "public")]).await;
        let amina = format!("/contacts/people/{}", portal.story.amina);
        let path = format!("{amina}/points/new");
        let form = gareth.post(&path, &[("step", "kind"), ("kind", "email")]).await;
        send(&mut gareth, &path, &form, &[("value", "SHARED@post.example"), ("purpose", "home")]).await;
        assert!(gareth.get(&amina).await.says("Shared with one other contact"));
        let page = gareth.get(&base).await;
        assert!(page.says("Address (office)") && page.says("BD1 1HY") && page.says("E-mail (public)"));
        let at = page
            .body
            .split(&format!("{base}/points/"))
            .find(|p| !p.starts_with("new") && !p.contains("<html"));
        let path = format!("{base}/points/{}", at.unwrap().split('"').next().unwrap());
        let form = gareth.get(&path).await;
        let ended = [("value", "Town Hall"), ("town", "Bradford"), ("postcode", "BD1 1HY")];
        let ended = [ended.as_slice(), &[("purpose", "office"), ("valid_until", "31/3/2026")]].concat();
        assert!(send(&mut gareth, &path, &form, &ended).await.location.is_some());
        assert!(gareth.get(&base).await.says("Earlier addresses and numbers"));
    })
    .await;
}

#[tokio::test]
async fn an_appointment_is_started_from_either_side_and_ended() {
    for_each_engine("record_posts", |db| async move {
        let portal = portal(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let base = "/contacts/organisations/bradford";
        let found = gareth.get(&format!("{base}/appointments/new?q=marek+nowak")).await;
        assert!(found.says("Marek Nowak") && found.says("Leeds"), "{}", found.body);
        assert!(gareth.get(&format!("{base}/appointments/new?q=nobody")).await.says("Nothing was found"));
        let path = format!("{base}/appointments/new");
        let form = gareth.get(&format!("{path}?other={}", portal.story.marek)).await;
        assert!(form.says("Activity Volunteer") && !form.says("Supporter Care Officer"), "{}", form.body);
        let none = send(&mut gareth, &path, &form, &[("starts_on", "soon")]).await;
        assert!(none.says("Choose a role") && none.says("Enter a day like"));
        let entries = [("role", "activity-volunteer"), ("starts_on", "1/12/2026"), ("ends_on", "")];
        assert!(send(&mut gareth, &path, &form, &entries).await.location.is_some());
        let page = gareth.get(base).await;
        assert!(page.says("since 1 December 2026") && page.says("Started an appointment"), "{}", page.body);
        let end = page.body.split("href=\"").find(|l| l.contains("/ending") && l.contains("appointments"));
        let end = end.unwrap().split('"').next().unwrap().to_owned();
        let form = gareth.get(&end).await;
        let early = send(&mut gareth, &end, &form, &[("ends_on", "1/1/2020")]).await;
        assert!(early.says("The last day lies before the first"), "{}", early.body);
        assert!(send(&mut gareth, &end, &form, &[("ends_on", "31/3/2027")]).await.location.is_some());
        let late = send(&mut gareth, &end, &form, &[("ends_on", "30/4/2027")]).await;
        assert!(late.says("Somebody else set the last day meanwhile: 31 March 2027"), "{}", late.body);
        assert!(send(&mut gareth, &end, &late, &[("ends_on", "30/4/2027")]).await.location.is_some());
        let own = format!("/contacts/people/{}/appointments/new", portal.story.gareth);
        let form = gareth.get(&format!("{own}?other=tidewell")).await;
        let refused =
            send(&mut gareth, &own, &form, &[("role", "it-support"), ("starts_on", "1/12/2026")]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.says("Ask a colleague"), "{}", refused.body);
    })
    .await;
}

#[tokio::test]
async fn a_member_has_a_record_with_all_that_is_known_and_others_may_not_open_it() {
    for_each_engine("record_member", |db| async move {
        let portal = portal(&db).await;
        let zuzanna = enrol(&db, vec![member("Zuzanna", "Kowalczyk", &portal.story.leeds)]).await[0].person;
        let base = format!("/contacts/people/{zuzanna}");
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let page = gareth.get(&base).await;
        assert!(page.says("Membership through Leeds") && page.says("1 April 2026 to 31 March 2027"));
        assert!(page.says("12 Mill Lane") && page.says("No account"));
        let path = format!("{base}/wishes/email");
        let form = gareth.get(&path).await;
        assert!(send(&mut gareth, &path, &form, &[]).await.says("Choose yes or no"));
        send(&mut gareth, &path, &form, &[("given", "no"), ("source", "telephone call")]).await;
        assert!(gareth.get(&base).await.says("No, said on 22 November 2026 (telephone call)"));
        let mut rhian = portal.signed_in("rhian@home.example").await;
        assert_eq!(rhian.get(&base).await.status, StatusCode::FORBIDDEN);
        assert_eq!(rhian.get("/contacts/organisations/leeds").await.status, StatusCode::FORBIDDEN);
        assert_eq!(rhian.get("/contacts/organisations/bradford").await.status, StatusCode::NOT_FOUND);
        let nobody = PersonId::new(1, 1);
        assert_eq!(gareth.get(&format!("/contacts/people/{nobody}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(gareth.get("/contacts/people/x").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn people_and_organisations_are_recorded_by_hand() {
    for_each_engine("record_new", |db| async move {
        let portal = portal(&db).await;
        let mut gareth = portal.signed_in("gareth@home.example").await;
        gareth.get("/contacts/people/new").await;
        let none = gareth.post("/contacts/people/new", &[("value", "no address")]).await;
        assert!(
            none.says("a person needs one of them") && none.field("value").as_deref() == Some("no address")
        );
        let named = [("given_name", "Łucja"), ("family_name", "Zych"), ("value", "lucja@home.example")];
        let made = gareth.post("/contacts/people/new", &named).await.location.expect("on to the record");
        assert!(gareth.get(&made).await.says("Łucja Zych"));
        gareth.get("/contacts/organisations/new").await;
        let path = "/contacts/organisations/new";
        let wrong = gareth.post(path, &[("name", "Swansea"), ("kind", "group"), ("under", "Atlantis")]).await;
        assert!(wrong.says("None, or more than one organisation has this name"));
        let wrong = gareth.post(path, &[("name", "Swansea"), ("kind", "nation"), ("under", "Wales")]).await;
        assert!(wrong.says("This kind cannot stand under"), "{}", wrong.body);
        let made = gareth.post(path, &[("name", "Swansea"), ("kind", "group"), ("under", "wales")]).await;
        assert_eq!(made.location.as_deref(), Some("/contacts/organisations/swansea"), "{}", made.body);
        assert!(gareth.get("/contacts/organisations/swansea").await.says("Stands under"));
        // What was taken from the list says which is meant.
        let team = [("name", "Sketty"), ("kind", "group"), ("under", "Wales"), ("under_is", "england")];
        let made = gareth.post(path, &team).await.location.expect("it opens");
        assert!(gareth.get(&made).await.says("England"), "what was taken counts, not what is written");
        let find = format!("/contacts/people/{}/appointments/new", portal.story.marek);
        let form = gareth.get(&find).await;
        assert!(form.says("data-suggests=\"/contacts/places?state=open\" "), "{}", form.body);
        assert!(gareth.get(&format!("{find}?other=swansea")).await.says("Swansea"));
    })
    .await;
}

#[tokio::test]
async fn the_address_of_a_contact_that_was_merged_leads_to_the_one_that_stands_for_it() {
    for_each_engine("record_alias", |db| async move {
        let portal = portal(&db).await;
        let (marek, old, merge) = (portal.story.marek, PersonId::new(7, 7), PersonId::new(8, 8));
        db.write(move |tx| -> Result<(), store::StoreError> {
            tx.run(
                "INSERT INTO contact_merge (id, subject_kind, winner_id, loser_id, at)
                 VALUES (?1, 'person', ?2, ?3, 0)",
                &[&merge, &marek, &old],
            )?;
            tx.run(
                "INSERT INTO contact_alias (alias_id, subject_kind, subject_id, merge_id)
                 VALUES (?1, 'person', ?2, ?3)",
                &[&old, &marek, &merge],
            )
            .map(drop)
        })
        .await
        .unwrap();
        let mut gareth = portal.signed_in("gareth@home.example").await;
        let led = gareth.get(&format!("/contacts/people/{old}")).await.location;
        assert_eq!(led, Some(format!("/contacts/people/{marek}")));
        let mut rhian = portal.signed_in("rhian@home.example").await;
        assert_eq!(rhian.get(&format!("/contacts/people/{old}")).await.status, StatusCode::FORBIDDEN);
    })
    .await;
}

#[tokio::test]
async fn gareth_writes_a_note_changes_it_and_takes_it_out() {
    for_each_engine("record_notes", |db| async move {
        let portal = portal(&db).await;
        let (marek, mut gareth) = (portal.story.marek, portal.signed_in("gareth@home.example").await);
        let base = format!("/contacts/people/{marek}");
        let new = format!("{base}/notes/new");
        assert!(gareth.post(&new, &[("text", "  ")]).await.says("Write something here"));
        gareth.post(&new, &[("text", "Ring after 6pm\n<b>Prefers post</b>")]).await;
        let page = gareth.get(&base).await;
        assert!(page.body.contains("Ring after 6pm<br>&#60;b&#62;Prefers post"), "{}", page.body);
        assert!(page.says("Written by Gareth"), "{}", page.body);
        let path = page
            .body
            .split('"')
            .find(|p| p.contains("/notes/") && !p.ends_with("/new"))
            .expect("a link")
            .to_owned();
        let form = gareth.get(&path).await;
        send(&mut gareth, &path, &form, &[("text", "Ring before noon")]).await;
        let page = gareth.get(&base).await;
        assert!(
            page.body.contains("<del>Ring after 6pm") && page.body.contains("<ins>Ring before noon"),
            "the history tells: {}",
            page.body
        );
        // The old page is sent once more: somebody was quicker.
        let late = send(&mut gareth, &path, &form, &[("text", "Never ring")]).await;
        assert!(late.says("Ring before noon") && late.says("Never ring"), "{}", late.body);
        let form = gareth.get(&path).await;
        send(&mut gareth, &path, &form, &[("text", "Ring before noon"), ("away", "yes")]).await;
        assert!(gareth.get(&base).await.says("Nobody has written a note"));
        assert_eq!(gareth.get(&path).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
