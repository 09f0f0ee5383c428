use super::kept::{self, NewTemplate, Saved};
use super::*;
use crate::testing::{self, portal};
use jiff::civil::date;

fn new(name: &str, shared: bool) -> NewTemplate {
    NewTemplate { name: name.into(), shared, words: greeting() }
}

#[tokio::test]
async fn a_template_is_ones_own_or_shared_and_nobody_overwrites_what_they_have_not_seen() {
    store::testing::for_each_engine("message templates", |db| async move {
        let portal = portal(&db).await;
        let (gareth, stamp, centre) = (portal.story.gareth, stamp(&portal), portal.story.centre.clone());
        let done = portal.app.db.write(move |tx| -> Result<(), MessageError> {
            let until = Some(date(2027, 9, 1));
            let name = crate::person::Name::new("Nia", "Rees");
            let nia =
                testing::volunteer(tx, &stamp, name, "nia@home.example", "supporter-care", &centre, until)
                    .expect("a colleague");
            let (gareth, nia) = (writer_of(tx, gareth), writer_of(tx, nia));
            let Saved::Yes(own) = kept::save(tx, &stamp, &gareth, None, &new("Spring", false))? else {
                panic!("it is saved")
            };
            let Saved::Yes(both) = kept::save(tx, &stamp, &gareth, None, &new("Summer", true))? else {
                panic!("it is saved")
            };
            assert!(matches!(kept::find(tx, &nia, own), Err(MessageError::Invisible)));
            let names: Vec<String> = kept::all(tx, &nia)?.into_iter().map(|k| k.name).collect();
            assert_eq!(names, ["Summer"]);
            assert_eq!(kept::save(tx, &stamp, &nia, None, &new(" summer ", false))?, Saved::NameTaken);
            assert_eq!(kept::save(tx, &stamp, &nia, Some((both, 1)), &new("Sun", true))?, Saved::Yes(both));
            let late = kept::save(tx, &stamp, &gareth, Some((both, 1)), &new("Summer", true))?;
            assert_eq!(late, Saved::Changed);
            assert_eq!(kept::remove(tx, &stamp, &gareth, both)?, "Sun");
            Ok(())
        });
        done.await.expect("the story can be told");
        let (versions,): (i64,) =
            one(&portal, "SELECT count(*) FROM journal WHERE act IN ('template.made', 'template.changed')")
                .await;
        assert_eq!(versions, 3);
    })
    .await;
}
