use super::*;

#[test]
fn entries_are_kept_and_repeated_keys_stay_together() {
    let form = Form::parse(b"town=++Ty+Ddewi+&tick=1&tick=2&empty=&note=a%0D%0Ab");
    assert_eq!(form.get("town"), "Ty Ddewi");
    assert_eq!(form.raw("town"), "  Ty Ddewi ");
    assert_eq!(form.all("tick").collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(form.get("note"), "a\nb");
    assert!(form.has("empty") && !form.has("absent"));
    assert_eq!(form.get("absent"), "");
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let form = Form::parse(b"name=%FF%FE%00x&%=&&=&a%ZZ=%");
    assert_eq!(form.get("name"), "\u{fffd}\u{fffd}x");
}

#[test]
fn the_token_is_not_among_the_entries_that_are_shown_again() {
    let form = Form::parse(b"csrf=secret&town=Leeds");
    assert_eq!(form.entries().collect::<Vec<_>>(), [("town", "Leeds")]);
}
