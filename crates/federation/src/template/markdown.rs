//! Simple Markdown to plain text and to HTML, in one reading: paragraphs, headings, lists, quotes, emphasis, links.
//! HTML that somebody typed is text; pictures are their description; so nothing is fetched and nothing runs.

use super::pieces::escape;
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

/// Plain text and HTML, both still with the signs of fields in them.
pub(super) fn read(body: &str) -> (String, String) {
    let mut out = Out::default();
    for event in Parser::new(body) {
        out.take(event);
    }
    (out.text.trim().to_owned() + "\n", out.html)
}

#[derive(Default)]
struct Out {
    text: String,
    html: String,
    /// Lists that are open: None without numbers, else the number of the next point.
    lists: Vec<Option<u64>>,
    quotes: usize,
    /// Links that are open: where they lead, and where their words began in the text.
    links: Vec<(String, usize)>,
}

impl Out {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => self.words(&words),
            Event::Code(words) => self.words(&words),
            Event::SoftBreak | Event::HardBreak => {
                self.line();
                self.html.push_str("<br>\n");
            }
            Event::Rule => {
                self.block();
                self.text.push_str("----");
                self.html.push_str("<hr>\n");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => {
                if !self.after_point() {
                    self.block();
                }
                self.html.push_str("<p>");
            }
            Tag::Heading { level, .. } => {
                self.block();
                self.html.push_str(if level == HeadingLevel::H1 { "<h1>" } else { "<h2>" });
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                self.html.push_str("<blockquote>\n");
            }
            Tag::List(first) => {
                if self.lists.is_empty() {
                    self.block();
                }
                self.html.push_str(if first.is_some() { "<ol>\n" } else { "<ul>\n" });
                self.lists.push(first);
            }
            Tag::Item => self.point(),
            Tag::Emphasis => self.html.push_str("<em>"),
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link { dest_url, .. } => {
                self.html.push_str(&format!("<a href=\"{}\">", escape(&safe(&dest_url))));
                self.links.push((dest_url.to_string(), self.text.len()));
            }
            Tag::CodeBlock(_) => {
                self.block();
                self.html.push_str("<pre>");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.html.push_str("</p>\n"),
            TagEnd::Heading(HeadingLevel::H1) => self.html.push_str("</h1>\n"),
            TagEnd::Heading(_) => self.html.push_str("</h2>\n"),
            TagEnd::BlockQuote(_) => {
                self.quotes -= 1;
                self.html.push_str("</blockquote>\n");
            }
            TagEnd::List(numbered) => {
                self.lists.pop();
                self.html.push_str(if numbered { "</ol>\n" } else { "</ul>\n" });
            }
            TagEnd::Item => self.html.push_str("</li>\n"),
            TagEnd::Emphasis => self.html.push_str("</em>"),
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Link => self.link_ends(),
            TagEnd::CodeBlock => self.html.push_str("</pre>\n"),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 && !line.is_empty() {
                self.line();
            }
            self.text.push_str(line);
        }
        self.html.push_str(&escape(words));
    }

    /// Who reads the plain text sees where a link leads, once.
    fn link_ends(&mut self) {
        self.html.push_str("</a>");
        if let Some((address, began)) = self.links.pop()
            && self.text[began..] != address
            && format!("mailto:{}", &self.text[began..]) != address
        {
            self.text.push_str(&format!(" ( {} )", safe(&address)));
        }
    }

    fn point(&mut self) {
        self.line();
        let deep = self.lists.len().saturating_sub(1);
        self.text.push_str(&"  ".repeat(deep));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.text.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.text.push_str("* "),
        }
        self.html.push_str("<li>");
    }

    /// Whether the text stands right after the mark of a point.
    fn after_point(&self) -> bool {
        !self.lists.is_empty() && (self.text.ends_with("* ") || self.text.ends_with(". "))
    }

    fn block(&mut self) {
        if !self.text.is_empty() {
            self.line();
            self.line();
        }
    }

    fn line(&mut self) {
        if self.text.is_empty() || self.text.ends_with("\n\n") {
            return;
        }
        self.text.push('\n');
        self.text.push_str(&"> ".repeat(self.quotes));
    }
}

/// A link leads to the web or to a mail address, or is a field as a whole; anything else leads nowhere.
fn safe(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let known = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme));
    let is_field = address.chars().count() == 1 && !address.is_ascii();
    if known || is_field { address.to_owned() } else { String::new() }
}
