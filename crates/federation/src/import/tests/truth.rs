//! The messy export of 4,000 rows, against what is known to be true of it.

use super::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use store::testing::for_each_engine;

struct Truth {
    line: i64,
    person: String,
    birth: String,
    email: String,
    phone: String,
}

fn shared() -> Option<std::path::PathBuf> {
    let named = std::env::var_os("CHAPTERHOUSE_SHARED_DATA").map(std::path::PathBuf::from);
    let near = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = named.unwrap_or(near).join("04-contact-imports/generated-members");
    if !folder.is_dir() {
        println!("skipped: {} is not there", folder.display());
        return None;
    }
    Some(folder)
}

fn truth(folder: &std::path::Path) -> Vec<Truth> {
    let mut reader = csv::Reader::from_path(folder.join("members_TRUTH.csv")).unwrap();
    let row = |r: csv::StringRecord| Truth {
        line: r[0].parse().unwrap(),
        person: r[1].to_owned(),
        birth: r[2].to_owned(),
        email: r[3].to_owned(),
        phone: r[4].to_owned(),
    };
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// What was recorded of each line: the person it became, and their facts.
type Fact = (String, Option<String>, Vec<String>, Vec<String>);
async fn recorded(db: &Db) -> HashMap<i64, Fact> {
    db.read(|tx| {
        let rows: Vec<(i64, Option<PersonId>)> = tx.all("SELECT line, person_id FROM import_row", &[])?;
        let mut facts = HashMap::new();
        for (line, person) in rows {
            let Some(person) = person else { continue };
            let birth: (Option<String>,) =
                tx.one("SELECT date_of_birth FROM person WHERE id = ?1", &[&person])?;
            let of = "SELECT folded FROM contact_point WHERE person_id = ?1 AND kind = ?2 ORDER BY id";
            let all = |tx: &mut store::Tx<'_>, kind: &str| tx.all::<(String,)>(of, &[&person, &kind]);
            let (emails, phones) = (all(tx, "email")?, all(tx, "phone")?);
            let plain = |v: Vec<(String,)>| v.into_iter().map(|(t,)| t).collect();
            facts.insert(line, (person.to_string(), birth.0, plain(emails), plain(phones)));
        }
        Ok::<_, StoreError>(facts)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn the_messy_export_comes_in_and_nobody_is_merged_with_somebody_else() {
    let Some(folder) = shared() else { return };
    for_each_engine("the messy export", |db| {
        let folder = folder.clone();
        async move {
            let story = testing::story(&db).await;
            let file = || Input::file(&folder.join("members_export.csv"));
            let mapping = || Mapping::parse(MAPPING).unwrap();
            let before = sizes(&db).await;
            let dry = run(&db, story.gareth, file(), mapping(), How::DryRun).await.unwrap();
            assert_eq!(sizes(&db).await, before, "a dry run writes nothing");
            let report = run(&db, story.gareth, file(), mapping(), How::Apply).await.unwrap();
            assert_eq!(report.counts, dry.counts, "the dry run foretold what happened");
            assert_eq!(report.counts.rows(), 4_000, "every row is accounted for");
            assert_eq!(report.rows, 4_000);
            assert_eq!(report.notes, dry.notes);
            let figures = compare(&truth(&folder), &recorded(&db).await);
            println!("{:?}: {:?}\n{figures}", db.engine(), report.counts);
            assert_eq!(figures.merged_wrongly, 0);
            assert!(figures.merged_rightly > 350, "{figures}");
            let after = sizes(&db).await;
            let again = run(&db, story.gareth, file(), mapping(), How::Apply).await.unwrap();
            assert_eq!(
                (again.counts.unchanged, again.counts.rejected),
                (4_000 - report.counts.rejected, report.counts.rejected)
            );
            let same = |list: &[(String, i64)]| {
                list.iter()
                    .filter(|(t, _)| !matches!(t.as_str(), "journal" | "import_run" | "import_row"))
                    .cloned()
                    .collect::<Vec<_>>()
            };
            assert_eq!(
                same(&sizes(&db).await),
                same(&after),
                "a second run of the same file changes nothing"
            );
            assert!(db.read(crate::journal::verify).await.is_ok());
        }
    })
    .await;
}

#[derive(Debug, Default)]
struct Figures {
    rows: usize,
    people_in_truth: usize,
    people_recorded: usize,
    duplicate_rows: usize,
    merged_rightly: usize,
    merged_wrongly: usize,
    births: (usize, usize),
    emails: (usize, usize),
    phones: (usize, usize),
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let of = |(right, all): (usize, usize)| format!("{right} of {all}");
        writeln!(
            f,
            "{} rows of {} people, recorded as {}",
            self.rows, self.people_in_truth, self.people_recorded
        )?;
        writeln!(
            f,
            "{} of {} duplicates merged, {} wrongly",
            self.merged_rightly, self.duplicate_rows, self.merged_wrongly
        )?;
        write!(
            f,
            "as the truth has it: dates of birth {}, e-mails {}, phones {}",
            of(self.births),
            of(self.emails),
            of(self.phones)
        )
    }
}

fn compare(truth: &[Truth], recorded: &HashMap<i64, Fact>) -> Figures {
    let mut figures = Figures { rows: truth.len(), ..Figures::default() };
    let mut of_person: BTreeMap<&str, HashSet<&str>> = BTreeMap::new();
    let people: HashSet<&str> = truth.iter().map(|t| t.person.as_str()).collect();
    let mut first_of: HashMap<&str, &str> = HashMap::new();
    let mut is_new: HashSet<&str> = HashSet::new();
    for t in truth {
        let Some((person, birth, emails, phones)) = recorded.get(&t.line) else { continue };
        of_person.entry(person).or_default().insert(&t.person);
        let first = first_of.insert(&t.person, person).is_none();
        if !first {
            figures.duplicate_rows += 1;
        }
        if !is_new.insert(person) {
            if of_person[person.as_str()].len() == 1 {
                figures.merged_rightly += 1;
            } else {
                figures.merged_wrongly += 1;
                println!("line {} was merged with somebody else", t.line);
            }
        }
        let tell = |hit: bool, (right, of): &mut (usize, usize)| {
            *right += usize::from(hit);
            *of += 1;
        };
        tell(birth.as_deref() == Some(&t.birth), &mut figures.births);
        tell(emails.contains(&t.email), &mut figures.emails);
        tell(phones.contains(&t.phone), &mut figures.phones);
    }
    figures.people_in_truth = people.len();
    figures.people_recorded = of_person.len();
    figures
}
