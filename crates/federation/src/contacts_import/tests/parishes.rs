//! The parishes of some districts as the Office for National Statistics listed them in 2016 and in 2017, as two nights of
//! one feed: those that vanished, came, were renamed or moved are told apart.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use store::testing::for_each_engine;

const DISTRICTS: [&str; 3] = ["Rutland", "Swindon", "Cheshire West and Chester"];

/// Code to name and district, of parishes in those districts; several rows a parish.
fn parishes(folder: &std::path::Path, year: u16) -> BTreeMap<String, (String, String)> {
    let mut reader = csv::Reader::from_path(folder.join(format!("parish_ward_lad_20{year}_12.csv"))).unwrap();
    let rows = reader.records().map(Result::unwrap).filter(|r| DISTRICTS.contains(&&r[5]));
    rows.map(|r| (r[0].to_owned(), (r[1].to_owned(), r[5].to_owned()))).collect()
}

fn list(parishes: &BTreeMap<String, (String, String)>, moved: Option<&str>) -> Input {
    let mut text = "Code,Parish,District\n".to_owned();
    for (code, (name, district)) in parishes {
        let district = if Some(code.as_str()) == moved { "Melton" } else { district };
        text += &format!("{code},\"{name}\",{district}\n");
    }
    Input::bytes("parishes.csv", text.into_bytes())
}

#[tokio::test]
async fn parishes_that_vanished_came_were_renamed_or_moved_are_told_apart() {
    let Some(shared) = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map(std::path::PathBuf::from) else {
        println!("skipped: CHAPTERHOUSE_SHARED_DATA is not set");
        return;
    };
    let folder = shared.join("01-organisations/ons-parish-lookups");
    let (before, after) = (parishes(&folder, 16), parishes(&folder, 17));
    let same_code = || before.iter().filter_map(|(code, old)| after.get(code).map(|new| (old, new)));
    let renamed = same_code().filter(|((old, _), (new, _))| old != new).count() as u64;
    let vanished = before.keys().filter(|c| !after.contains_key(*c)).count() as u64;
    let places: BTreeSet<&(String, String)> = before.values().collect();
    // A parish may get another code with its new borders, and is still the parish of that name there.
    let came =
        after.iter().filter(|(code, place)| !before.contains_key(*code) && !places.contains(place)).count()
            as u64;
    let moved = before.keys().find(|c| after.contains_key(*c) && before[*c] == after[*c]).cloned();
    let mapping = "source = \"ONS\"\nunder = \"Suffolk\"\nkind = \"parish-council\"\n[columns]\n\"Code\" = \"id\"\n\"Parish\" = \"organisation\"\n\"District\" = \"district\"\n";
    for_each_engine("parishes of two years", |db| {
        let (before, after, moved) = (before.clone(), after.clone(), moved.clone());
        async move {
            let county = county(&db).await;
            let house = installation(&db);
            let night = async |input: Input| {
                contacts(
                    &house,
                    county.menna,
                    input,
                    Mapping::parse(mapping).unwrap(),
                    How::Apply,
                    None,
                    |_| {},
                )
                .await
                .unwrap()
            };
            let first = night(list(&before, None)).await;
            assert_eq!(
                (first.counts.organisations, first.counts.rejected),
                (before.len() as u64, 0),
                "{:?}",
                first.notes
            );
            let second = night(list(&after, moved.as_deref())).await;
            let told = |sentence: &str| second.warnings.get(sentence).copied().unwrap_or_default();
            println!(
                "{:?}: {} parishes, then {}: {} vanished, {} came, {} renamed, {} moved",
                db.engine(),
                before.len(),
                after.len(),
                second.vanished,
                second.counts.organisations,
                second.counts.fields.get("name").copied().unwrap_or_default(),
                told("The source had the organisation in another district before.")
            );
            assert_eq!(second.counts.rejected, 0, "{:?}", second.notes);
            assert_eq!(second.counts.organisations, came);
            assert_eq!(second.counts.fields.get("name").copied().unwrap_or_default(), renamed);
            assert_eq!(
                told("The source had the organisation in another district before."),
                u64::from(moved.is_some())
            );
            assert_eq!(second.vanished, vanished);
        }
    })
    .await;
}
