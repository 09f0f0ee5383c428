//! Who is added, who is ended, and what the centre has to say about it.

use super::{FELSHAM, link, marlshire};
use axum::http::StatusCode;
use store::testing::for_each_engine;

const NEW: &str = "/organisation/felsham-parish-council/people/new";

fn councillor<'a>(given: &'a str, family: &'a str, email: &'a str) -> [(&'a str, &'a str); 5] {
    let named = [("given_name", given), ("family_name", family), ("email", email)];
    [named[0], named[1], named[2], ("role", "councillor"), ("starts_on", "1/11/2026")]
}

#[tokio::test]
async fn hilary_adds_a_councillor_and_ends_her_again() {
    for_each_engine("own_add", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        hilary.get(NEW).await;
        let empty = hilary.post(NEW, &[("starts_on", "yesterday")]).await;
        assert!(empty.says("Enter a name") && empty.says("Choose a role") && empty.says("Enter a day like"));
        let done = hilary.post(NEW, &councillor("Ann", "Reed", "ann.reed@home.example")).await;
        assert_eq!(done.location.as_deref(), Some(FELSHAM), "{}", done.body);
        let page = hilary.get(FELSHAM).await;
        assert!(page.says("Ann Reed is in the record.") && page.says("since 1 November 2026"), "{}", page.body);
        assert!(!page.says("ann.reed@home.example"), "other people's addresses never show");
        assert_eq!(story.count("SELECT count(*) FROM account a JOIN person p ON p.id = a.person_id WHERE p.family_name = 'Reed'").await, 0);

        let at = link(&page, "End Councillor: Ann Reed");
        hilary.get(&at).await;
        let early = hilary.post(&at, &[("before", ""), ("ends_on", "1/10/2026")]).await;
        assert!(early.says("The last day lies before the first"), "{}", early.body);
        hilary.post(&at, &[("before", ""), ("ends_on", "21/11/2026")]).await;
        assert!(!hilary.get(FELSHAM).await.says("since 1 November 2026"));
        let roles = story.roles("Reed").await;
        assert_eq!(roles[0].3.as_deref(), Some("2026-11-21"), "ended, not taken out");
        // She comes back: whom one knows there is offered first.
        hilary.get(NEW).await;
        let again = hilary.post(NEW, &councillor("Ann", "Reed", "")).await;
        assert!(again.says("Is it this one?") && again.says("Ann Reed"), "{}", again.body);
        let person = again.body.split("name=\"person\"").nth(1).unwrap();
        let person = person.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let mut form = councillor("Ann", "Reed", "").to_vec();
        form[4] = ("starts_on", "1/12/2026");
        form.push(("person", person.as_str()));
        assert_eq!(hilary.post(NEW, &form).await.location.as_deref(), Some(FELSHAM));
        assert_eq!(story.roles("Reed").await.len(), 2);
        assert_eq!(story.count("SELECT count(*) FROM person WHERE family_name = 'Reed'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn somebody_on_record_elsewhere_is_confirmed_by_the_centre_and_hilary_learns_nothing() {
    for_each_engine("own_known", |db| async move {
        let story = marlshire(&db).await;
        let mut bryn = story.signed_in("bryn").await;
        let ickleford = NEW.replace("felsham", "ickleford");
        bryn.get(&ickleford).await;
        bryn.post(&ickleford, &councillor("Ann", "Reed", "ann.reed@home.example")).await;

        let mut hilary = story.signed_in("hilary").await;
        hilary.get(NEW).await;
        let sent = hilary.post(NEW, &councillor("Ann", "Reed", "Ann.Reed@home.example")).await;
        assert_eq!(sent.location.as_deref(), Some(FELSHAM), "{}", sent.body);
        let page = hilary.get(FELSHAM).await;
        assert!(
            page.says("the central team was told")
                && page.says("Ann Reed, Councillor from 1 November 2026: waits")
        );
        assert!(!page.says("Ickleford"));
        assert_eq!(story.roles("Reed").await.len(), 1);
        assert_eq!(
            story.count("SELECT count(*) FROM mail WHERE kind = 'nomination'").await,
            1,
            "Ros is told"
        );

        let mut ros = story.signed_in("ros").await;
        let queue = ros.get("/contacts/nominations").await;
        let at = link(&queue, "Ann Reed: Councillor, Felsham Parish Council");
        let form = ros.get(&at).await;
        assert!(form.says("Who is this?") && form.says("Nobody on record"), "{}", form.body);
        let unsaid = ros.post(&format!("{at}/confirmation"), &[("starts_on", "1/11/2026")]).await;
        assert!(unsaid.says("Say who this is"), "{}", unsaid.body);
        let person = form.body.split("name=\"who\"").nth(1).unwrap();
        let person = person.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let form = [("who", person.as_str()), ("starts_on", "1/11/2026")];
        let done = ros.post(&format!("{at}/confirmation"), &form).await;
        assert_eq!(done.location.as_deref(), Some("/contacts/nominations"), "{}", done.body);
        let again = ros.post(&format!("{at}/confirmation"), &form).await;
        assert_eq!(again.location.as_deref(), Some("/contacts/nominations"));
        assert!(ros.get("/contacts/nominations").await.says("Somebody had decided this already"));
        let roles = story.roles("Reed").await;
        assert_eq!(roles.len(), 2, "one person, two councils: {roles:?}");
        assert_eq!(story.count("SELECT count(*) FROM person WHERE family_name = 'Reed'").await, 1);
        assert!(!hilary.get(FELSHAM).await.says("waits for the central team"));
    })
    .await;
}

#[tokio::test]
async fn nobody_grants_by_a_form_what_is_the_centres_to_grant() {
    for_each_engine("own_grants", |db| async move {
        let story = marlshire(&db).await;
        let mut hilary = story.signed_in("hilary").await;
        let form = hilary.get(NEW).await;
        assert!(
            form.says("Councillor") && form.says("Clerk") && !form.says("County Officer"),
            "{}",
            form.body
        );
        let mut wide = councillor("Eve", "Hale", "").to_vec();
        wide[3] = ("role", "county-officer");
        assert_eq!(hilary.post(NEW, &wide).await.status, StatusCode::NOT_FOUND);
        wide[3] = ("role", "clerk");
        assert_eq!(hilary.post(NEW, &wide).await.location.as_deref(), Some(FELSHAM));
        assert!(story.roles("Hale").await.is_empty(), "a second clerk is named, not appointed");
        let mut ros = story.signed_in("ros").await;
        let queue = ros.get("/contacts/nominations").await;
        let at = link(&queue, "Eve Hale: Clerk");
        ros.get(&at).await;
        let no = ros.post(&format!("{at}/rejection"), &[("reason", "")]).await;
        assert!(no.says("Give a reason"), "{}", no.body);
        ros.post(&format!("{at}/rejection"), &[("reason", "The council has one clerk.")]).await;
        assert!(ros.get("/contacts/nominations").await.says("Nobody waits here"));
        assert!(story.roles("Hale").await.is_empty());
        // A colleague's appointment as clerk is not hers to end, nor her own but by leaving.
        let page = hilary.get(FELSHAM).await;
        assert!(!page.says("End Clerk"));
        let (own,) = story
            .write(|tx| {
                tx.one::<(crate::appointment::AppointmentId,)>(
                    "SELECT a.id FROM appointment a JOIN organisation o ON o.id = a.organisation_id
                     WHERE a.role = 'clerk' AND o.slug = 'felsham-parish-council'",
                    &[],
                )
            })
            .await;
        let path = format!("{FELSHAM}/people/{own}/ending");
        assert_eq!(hilary.post(&path, &[("ends_on", "22/11/2026")]).await.status, StatusCode::NOT_FOUND);
        // Nobody elsewhere decides about Felsham.
        let mut bryn = story.signed_in("bryn").await;
        assert_eq!(bryn.get("/contacts/nominations").await.status, StatusCode::FORBIDDEN);
        assert_eq!(bryn.get(&at).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            bryn.post(&format!("{at}/confirmation"), &[("who", "new")]).await.status,
            StatusCode::FORBIDDEN
        );
    })
    .await;
}
