//! The steps of a merge, each written down with what was before, so that they can be taken back.

use serde::{Deserialize, Serialize};
use store::{Engine, FromRow, Row, StoreError, ToValue, Tx, Value};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    Bool(bool),
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Cell::Null,
            Value::Int(n) => Cell::Int(n),
            // No column of these tables is a real number.
            Value::Real(n) => Cell::Int(n as i64),
            Value::Text(text) => Cell::Text(text),
            Value::Bytes(bytes) => Cell::Bytes(bytes),
            Value::Bool(yes) => Cell::Bool(yes),
        }
    }
}

impl ToValue for Cell {
    fn to_value(&self) -> Value {
        match self {
            Cell::Null => Value::Null,
            Cell::Int(n) => Value::Int(*n),
            Cell::Text(text) => Value::Text(text.clone()),
            Cell::Bytes(bytes) => Value::Bytes(bytes.clone()),
            Cell::Bool(yes) => Value::Bool(*yes),
        }
    }
}

/// A row of any table.
struct Cells(Vec<Cell>);

impl FromRow for Cells {
    fn from_row(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self((0..).map_while(|i| row.get::<Value>(i).ok()).map(Cell::from).collect()))
    }
}

pub type Named = Vec<(String, Cell)>;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Step {
    Set { table: String, key: Named, column: String, before: Cell, after: Cell },
    Removed { table: String, row: Named },
}

/// What could not be taken back, because somebody has changed it since.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub table: String,
    pub column: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Log {
    pub steps: Vec<Step>,
}

impl Log {
    /// Sets a column of the one row with this key.
    pub fn set(
        &mut self,
        tx: &mut Tx<'_>,
        table: &str,
        key: Named,
        column: &str,
        after: impl ToValue,
    ) -> Result<(), StoreError> {
        let after = Cell::from(after.to_value());
        let Some(before) = read(tx, table, &key, column)? else { return Ok(()) };
        if before != after {
            write(tx, table, &key, column, &after)?;
            // As the engine gives it back: to SQLite a yes is a 1.
            let after = read(tx, table, &key, column)?.unwrap_or(after);
            let (table, column) = (table.to_owned(), column.to_owned());
            self.steps.push(Step::Set { table, key, column, before, after });
        }
        Ok(())
    }

    /// Points every row that points at `from` at `to`.
    pub fn move_all(
        &mut self,
        tx: &mut Tx<'_>,
        table: &str,
        key: &[&str],
        column: &str,
        from: [u8; 16],
        to: [u8; 16],
    ) -> Result<u64, StoreError> {
        let sql = format!("SELECT {} FROM {table} WHERE {column} = ?1", key.join(", "));
        let rows = tx.all::<Cells>(&sql, &[&from])?;
        let count = rows.len() as u64;
        for Cells(cells) in rows {
            let named = key.iter().map(|k| (*k).to_owned()).zip(cells).collect();
            self.set(tx, table, named, column, to)?;
        }
        Ok(count)
    }

    /// Tags, notes and entries of saved lists stand with either kind of contact, so no foreign key tells of them. What
    /// both have stands once.
    pub fn move_beside(&mut self, tx: &mut Tx<'_>, from: [u8; 16], to: [u8; 16]) -> Result<(), StoreError> {
        for (table, same) in [("contact_tag", "tag_id"), ("saved_list_entry", "list_id")] {
            let sql = format!(
                "SELECT theirs.id FROM {table} theirs JOIN {table} own ON own.{same} = theirs.{same}
                 WHERE theirs.subject_id = ?1 AND own.subject_id = ?2 ORDER BY theirs.id"
            );
            let twins: Vec<([u8; 16],)> = tx.all(&sql, &[&from, &to])?;
            twins.into_iter().try_for_each(|(id,)| self.remove(tx, table, "id", id))?;
        }
        for table in ["contact_tag", "contact_note", "saved_list_entry"] {
            self.move_all(tx, table, &["id"], "subject_id", from, to)?;
        }
        Ok(())
    }

    /// The rows of which a column was set, by their ids.
    pub fn rows_set(&self, of: &str, which: &str) -> Vec<[u8; 16]> {
        let id = |step: &Step| match step {
            Step::Set { table, key, column, .. } if table == of && column == which => match key.first() {
                Some((_, Cell::Bytes(id))) => id.as_slice().try_into().ok(),
                _ => None,
            },
            _ => None,
        };
        self.steps.iter().filter_map(id).collect()
    }

    /// Takes rows out.
    pub fn remove(
        &mut self,
        tx: &mut Tx<'_>,
        table: &str,
        column: &str,
        value: [u8; 16],
    ) -> Result<(), StoreError> {
        self.note_removal(tx, table, column, value)?;
        tx.run(&format!("DELETE FROM {table} WHERE {column} = ?1"), &[&value]).map(drop)
    }

    /// Writes down rows that the caller is about to change or take out by an act of their own.
    pub fn note_removal(
        &mut self,
        tx: &mut Tx<'_>,
        table: &str,
        column: &str,
        value: [u8; 16],
    ) -> Result<(), StoreError> {
        let columns = columns(tx, table)?;
        let sql = format!("SELECT {} FROM {table} WHERE {column} = ?1", columns.join(", "));
        for Cells(cells) in tx.all::<Cells>(&sql, &[&value])? {
            let row = columns.iter().cloned().zip(cells).collect();
            self.steps.push(Step::Removed { table: table.to_owned(), row });
        }
        Ok(())
    }

    /// Takes all steps back, the last first. What was changed since stays, and is answered.
    pub fn undo(&self, tx: &mut Tx<'_>) -> Result<Vec<Kept>, StoreError> {
        let mut kept = Vec::new();
        for step in self.steps.iter().rev() {
            match step {
                Step::Set { table, key, column, before, after } => {
                    if read(tx, table, key, column)?.as_ref() == Some(after) {
                        write(tx, table, key, column, before)?;
                    } else {
                        kept.push(Kept { table: table.clone(), column: column.clone() });
                    }
                }
                Step::Removed { table, row } => {
                    if tx.attempt(|tx| insert(tx, table, row)).is_err() {
                        kept.push(Kept { table: table.clone(), column: String::new() });
                    }
                }
            }
        }
        kept.dedup();
        Ok(kept)
    }
}

fn read(tx: &mut Tx<'_>, table: &str, key: &Named, column: &str) -> Result<Option<Cell>, StoreError> {
    let sql = format!("SELECT {column} FROM {table} WHERE {}", equal(key, 1));
    let params: Vec<&dyn ToValue> = key.iter().map(|(_, cell)| cell as &dyn ToValue).collect();
    Ok(tx.maybe::<Cells>(&sql, &params)?.and_then(|Cells(cells)| cells.into_iter().next()))
}

fn write(tx: &mut Tx<'_>, table: &str, key: &Named, column: &str, to: &Cell) -> Result<(), StoreError> {
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {}", equal(key, 2));
    let mut params: Vec<&dyn ToValue> = vec![to];
    params.extend(key.iter().map(|(_, cell)| cell as &dyn ToValue));
    tx.run(&sql, &params).map(drop)
}

fn insert(tx: &mut Tx<'_>, table: &str, row: &Named) -> Result<(), StoreError> {
    let columns: Vec<&str> = row.iter().map(|(column, _)| column.as_str()).collect();
    let places = (1..=row.len()).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let params: Vec<&dyn ToValue> = row.iter().map(|(_, cell)| cell as &dyn ToValue).collect();
    tx.run(&format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", ")), &params).map(drop)
}

fn equal(key: &Named, from: usize) -> String {
    (from..).zip(key).map(|(n, (column, _))| format!("{column} = ?{n}")).collect::<Vec<_>>().join(" AND ")
}

pub(super) fn columns(tx: &mut Tx<'_>, table: &str) -> Result<Vec<String>, StoreError> {
    let sql = match tx.engine() {
        Engine::Sqlite => "SELECT name FROM pragma_table_info(?1) ORDER BY cid",
        Engine::Postgres => {
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_name = ?1 AND table_schema = current_schema() ORDER BY ordinal_position"
        }
    };
    tx.all(sql, &[&table])
}

/// The key of a table whose rows have an id.
pub fn id(id: [u8; 16]) -> Named {
    vec![("id".to_owned(), Cell::Bytes(id.to_vec()))]
}
