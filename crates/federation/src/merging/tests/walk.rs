use super::super::references::{ACCOUNT, MEMBERSHIP, ORGANISATION, PERSON, Reference};
use super::*;
use store::testing::for_each_engine;

/// Table and column of every foreign key that points at `target`.
fn pointing_at(tx: &mut Tx<'_>, target: &str) -> Result<Vec<(String, String)>, StoreError> {
    match tx.engine() {
        Engine::Sqlite => tx.all(
            "SELECT m.name, f.\"from\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
             WHERE m.type = 'table' AND f.\"table\" = ?1 ORDER BY 1, 2",
            &[&target],
        ),
        Engine::Postgres => tx.all(
            "SELECT CAST(c.conrelid::regclass AS TEXT), CAST(a.attname AS TEXT) FROM pg_constraint c
             JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
             WHERE c.contype = 'f' AND CAST(c.confrelid::regclass AS TEXT) = ?1 ORDER BY 1, 2",
            &[&target],
        ),
    }
}

#[tokio::test]
async fn every_foreign_key_of_the_schema_is_known_to_the_merge() {
    for_each_engine("foreign keys", |db| async move {
        testing::story(&db).await;
        let lists: [(&str, &[Reference]); 4] = [
            ("person", PERSON),
            ("organisation", ORGANISATION),
            ("account", ACCOUNT),
            ("membership", MEMBERSHIP),
        ];
        for (target, list) in lists {
            let found = db.read(move |tx| pointing_at(tx, target)).await.unwrap();
            assert!(!found.is_empty(), "{target} is pointed at");
            let mut listed: Vec<(String, String)> =
                list.iter().map(|r| (r.table.to_owned(), r.column.to_owned())).collect();
            listed.sort();
            assert_eq!(
                found, listed,
                "what points at {target}: say in merging/references.rs what becomes of it"
            );
        }
        // Rows that a merge may take out are pointed at by nothing else.
        for target in ["contact_point", "appointment", "membership_term", "invitation", "password_reset"] {
            let found = db.read(move |tx| pointing_at(tx, target)).await.unwrap();
            assert_eq!(found, [], "{target}");
        }
    })
    .await;
}
