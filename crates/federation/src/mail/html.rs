//! The HTML part of a mail, made of its text: paragraphs, and links whose words are their address. Plain marks that
//! every mail program and screen reader knows; no pictures, nothing fetched.

/// The whole part. Blank lines part paragraphs; a line that is a web address becomes a link.
pub fn of_text(subject: &str, text: &str, language: &str) -> String {
    let paragraphs = paragraphs(text);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"auto\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n\
         <body style=\"font-family: sans-serif; font-size: 18px; line-height: 1.5; max-width: 38em\">\n{paragraphs}</body>\n</html>\n",
        escape(language),
        escape(subject),
    )
}

/// The text alone, as paragraphs.
pub fn paragraphs(text: &str) -> String {
    let parts = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    parts.map(|p| format!("<p>{}</p>\n", p.lines().map(line).collect::<Vec<_>>().join("<br>\n"))).collect()
}

fn line(text: &str) -> String {
    let text = text.trim();
    let is_link =
        (text.starts_with("https://") || text.starts_with("http://")) && !text.contains(char::is_whitespace);
    let words = escape(text);
    if is_link { format!("<a href=\"{words}\">{words}</a>") } else { words }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_mail_cannot_become_marks_and_links_lead_where_they_say() {
        let html = of_text("Hello", "Dear <b>Rhian</b>,\n\nhttps://portal.example/invitation/abc\n", "cy");
        assert!(html.contains("<p>Dear &lt;b&gt;Rhian&lt;/b&gt;,</p>"));
        assert!(html.contains(
            "<a href=\"https://portal.example/invitation/abc\">https://portal.example/invitation/abc</a>"
        ));
        assert!(html.contains("lang=\"cy\""));
    }
}
