use proptest::prelude::*;

use super::*;

#[test]
fn numbered_parameters_are_rewritten_and_may_repeat() {
    assert_eq!(to_postgres("a = ?1 AND (b = ?12 OR c = ?1)"), "a = $1 AND (b = $12 OR c = $1)");
}

#[test]
fn what_is_quoted_or_commented_stays() {
    for sealed in [
        "'?1'",
        "'it''s ?1'",
        r"E'a\'?1'",
        "\"odd ?1 name\"",
        "-- why ?1\n",
        "/* ?1 /* ?2 */ ?3 */",
        "$$ ?1 $$",
        "$body$ ?1 $$ ?2 $body$",
    ] {
        assert_eq!(to_postgres(&format!("{sealed} ?1")), format!("{sealed} $1"));
    }
}

#[test]
fn a_question_mark_without_a_number_is_an_operator() {
    assert_eq!(to_postgres("extra ? 'a' AND extra ?| ?1"), "extra ? 'a' AND extra ?| $1");
}

#[test]
fn a_name_that_ends_in_e_does_not_make_a_literal_an_escaped_one() {
    assert_eq!(to_postgres(r"code LIKE'\' || ?1"), r"code LIKE'\' || $1");
}

#[test]
fn type_words_are_translated_as_whole_words_only() {
    let words = [("BYTEA", "BLOB")];
    assert_eq!(
        translate_types("a BYTEA, mybytea BYTEAS, 'BYTEA' -- BYTEA\n", &words),
        "a BLOB, mybytea BYTEAS, 'BYTEA' -- BYTEA\n"
    );
}

fn piece() -> impl Strategy<Value = (String, String)> {
    let same = |s: String| (s.clone(), s);
    prop_oneof![
        (1..200u32).prop_map(|n| (format!("?{n}"), format!("${n}"))),
        "[a-z_]{1,6}".prop_map(same),
        "'([^']|''){0,8}'".prop_map(same),
        "\"[^\"]{1,8}\"".prop_map(same),
        "--[^\n]{0,8}\n".prop_map(same),
        "/\\*[^*/]{0,8}\\*/".prop_map(same),
        r"E'([^'\\]|\\.){0,8}'".prop_map(same),
        "[(),=<>+*|]".prop_map(same),
    ]
}

proptest! {
    #[test]
    fn only_parameters_outside_of_literals_and_comments_change(pieces in prop::collection::vec(piece(), 0..30)) {
        let (from, to): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
        prop_assert_eq!(to_postgres(&from.join(" ")), to.join(" "));
    }

    #[test]
    fn any_text_is_survived_and_nothing_of_it_lost(sql in "(\\?[0-9]|['\"$/*?E\\\\-]|[^x]){0,40}") {
        let back: String = pieces(&sql).map(|(_, text)| text).collect();
        prop_assert_eq!(back, sql.clone());
        prop_assert_eq!(to_postgres(&sql).len(), sql.len());
    }
}
