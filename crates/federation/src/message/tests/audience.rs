use super::*;
use crate::testing::portal;

fn line(name: &str, outcome: &str, reason: &str, detail: &str) -> (String, String, String, String) {
    (name.into(), outcome.into(), reason.into(), detail.into())
}

#[tokio::test]
async fn each_of_a_selection_gets_a_mail_or_a_share_or_a_reason() {
    store::testing::for_each_engine("message audience", |db| async move {
        let portal = portal(&db).await;
        let names = [
            ("Ada", "Able"),
            ("Bea", "Bounced"),
            ("Cai", "Couple"),
            ("Dai", "Couple"),
            ("Eve", "Ended"),
            ("Flo", "Flagged"),
            ("Guy", "Gone"),
        ];
        let people = members(&portal, &names).await;
        sql(&portal, "UPDATE contact_point SET bounced_at = 1 WHERE folded = 'bea.bounced@post.example'").await;
        sql(&portal, "UPDATE contact_point SET value = 'Couple@post.example', folded = 'couple@post.example' WHERE folded LIKE '%.couple@post.example'").await;
        sql(&portal, "UPDATE person SET deceased_on = '2026-01-01' WHERE family_name = 'Ended'").await;
        sql(&portal, "DELETE FROM contact_point WHERE folded = 'guy.gone@post.example'").await;
        sql(&portal, "INSERT INTO tag (id, name, name_folded, excludes, created_at)
            SELECT id, 'Pilot', 'pilot', TRUE, 0 FROM person WHERE family_name = 'Flagged'").await;
        sql(&portal, "INSERT INTO contact_tag (id, tag_id, subject_id, is_person, reason, tagged_at)
            SELECT id, id, id, TRUE, 'first', 0 FROM person WHERE family_name = 'Flagged'").await;
        let id = begun(&portal, &people, &[], greeting(), Class::Service, Basis::Contract).await;
        assert_eq!(
            outcomes(&portal, id).await,
            [
                line("Ada Able", "mail", "", ""),
                line("Bea Bounced", "left", "bounced", ""),
                line("Cai Couple", "mail", "", ""),
                line("Dai Couple", "shared", "", "Cai Couple"),
                line("Eve Ended", "left", "deceased", ""),
                line("Flo Flagged", "left", "tag", "Pilot"),
                line("Guy Gone", "left", "no-address", ""),
            ]
        );
        let message = looked(&portal, id).await;
        assert_eq!((message.selected, message.mails), (7, 2));
    })
    .await;
}

#[tokio::test]
async fn a_group_brings_whoever_coordinates_it_once_and_one_without_says_so() {
    store::testing::for_each_engine("message brings", |db| async move {
        let portal = portal(&db).await;
        renew_all(&portal).await;
        let (leeds, bradford) = (portal.story.leeds.id, portal.story.bradford.id);
        sql(&portal, "INSERT INTO contact_point (id, person_id, kind, purpose, value, folded, preferred, created_at)
            SELECT id, id, 'email', 'home', 'rhian@home.example', 'rhian@home.example', TRUE, 0 FROM person WHERE given_name = 'Rhian'").await;
        let words = Words::default().with("en", "{{role}}", "{{given name}} of {{organisation}}");
        let rhian = portal.story.rhian;
        let id = begun(&portal, &[rhian], &[leeds, bradford], words, Class::Service, Basis::Contract).await;
        assert_eq!(
            outcomes(&portal, id).await,
            [
                line("Bradford", "left", "nobody", ""),
                line("Rhian Morgan", "mail", "", ""),
            ],
            "she was selected and is brought by Leeds: one mail"
        );
        let (through, filled): (String, String) =
            one(&portal, "SELECT through, filled FROM message_recipient WHERE outcome = 'mail'").await;
        assert_eq!(through, "Leeds");
        assert!(filled.contains("Group Coordinator") && filled.contains("Leeds"), "{filled}");
    })
    .await;
}

#[tokio::test]
async fn a_field_that_is_not_known_leaves_somebody_out_until_the_text_says_what_stands_there_instead() {
    store::testing::for_each_engine("message missing", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Able")]).await;
        let words = Words::default().with("en", "Number", "Your number is {{membership number}}.");
        let id = begun(&portal, &people, &[], words, Class::Service, Basis::Contract).await;
        assert_eq!(outcomes(&portal, id).await, [line("Ada Able", "left", "missing", "membership number")]);
        let words =
            Words::default().with("en", "Number", "Your number is {{membership number | not known}}.");
        let id = begun(&portal, &people, &[], words, Class::Service, Basis::Contract).await;
        assert_eq!(outcomes(&portal, id).await, [line("Ada Able", "mail", "", "")]);
    })
    .await;
}

#[tokio::test]
async fn marketing_reaches_only_those_whom_its_reason_covers() {
    store::testing::for_each_engine("message basis", |db| async move {
        let portal = portal(&db).await;
        let people = members(&portal, &[("Ada", "Asked"), ("Ben", "Before"), ("Cai", "Came"), ("Deb", "Declined")]).await;
        sql(&portal, "INSERT INTO consent (id, person_id, channel, given, source, recorded_on)
            SELECT id, id, 'email', family_name = 'Asked', 'form', '2026-03-01' FROM person WHERE family_name IN ('Asked', 'Declined')").await;
        sql(&portal, "UPDATE membership SET joined_on = '2026-03-01' WHERE person_id IN (SELECT id FROM person WHERE family_name IN ('Came', 'Declined'))").await;
        let reached = async |basis| {
            let id = begun(&portal, &people, &[], greeting(), Class::Marketing, basis).await;
            let all = outcomes(&portal, id).await;
            assert!(all.iter().all(|(_, outcome, reason, _)| outcome == "mail" || reason == "no-basis"));
            all.into_iter().filter(|l| l.1 == "mail").map(|l| l.0).collect::<Vec<_>>()
        };
        assert_eq!(reached(Basis::Consent).await, ["Ada Asked"]);
        assert_eq!(reached(Basis::SoftOptIn).await, ["Cai Came"]);
        assert_eq!(reached(Basis::LegitimateInterest).await, Vec::<String>::new(), "they are at home");
    })
    .await;
}
