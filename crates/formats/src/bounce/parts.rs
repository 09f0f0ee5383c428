//! A message taken apart: what people read, what programs read, and the headers of the mail that came back.

use super::prose;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// So much prose is looked at: a server says its reason at once.
const MOST_PROSE: usize = 64 * 1024;
const MOST_HEADERS: usize = 64 * 1024;

#[derive(Debug, Default)]
pub struct Parts {
    /// The headers of the message itself, names in lower case, unfolded.
    pub top: Vec<(String, String)>,
    /// What a person is told, above the original.
    pub prose: String,
    /// The fields of RFC 3464.
    pub status: String,
    /// The fields of RFC 5965.
    pub complaint: String,
    /// A receipt that a mail was read (RFC 8098) is no bounce.
    pub is_receipt: bool,
    /// The headers of the original mail, and what was quoted of it.
    pub original: String,
    /// A whole message within, as bytes.
    pub nested: Option<Vec<u8>>,
}

/// So deep may messages stand in messages. Each level needs one of these words, and a parser's stack.
const DEEPEST: usize = 400;

/// The part of a message in which nothing stands too deep.
fn shallow(bytes: &[u8]) -> &[u8] {
    const NESTING: [&[u8]; 3] = [b"rfc822", b"global", b"digest"];
    let nests =
        |at: &usize| NESTING.iter().any(|w| bytes[*at..].get(..6).is_some_and(|s| s.eq_ignore_ascii_case(w)));
    let end = (0..bytes.len()).filter(nests).nth(DEEPEST).unwrap_or(bytes.len());
    &bytes[..end]
}

/// Encodings are undone part by part here: a parser that undoes them meets messages within messages without end.
fn parser() -> MessageParser {
    MessageParser::new()
        .header_content_type(HeaderName::ContentType)
        .header_text(HeaderName::Subject)
        .default_header_ignore()
}

impl Parts {
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let message = parser().parse(shallow(bytes))?;
        let mut parts = Parts { top: fields(&raw_headers(&message)), ..Parts::default() };
        if let Some(subject) = message.subject() {
            parts.top.insert(0, ("subject".into(), subject.to_owned()));
        }
        let mut html = String::new();
        for part in &message.parts {
            parts.take(part, &message, &mut html);
        }
        if parts.prose.trim().is_empty() {
            parts.prose = html_to_text(&html);
        }
        let (said, quoted) = super::original::split(cut(&parts.prose, MOST_PROSE));
        // Some quote a few headers first and report below them, with the fields of RFC 3464 in the prose.
        let goes_on =
            prose::addresses(said).is_empty() && fields(quoted).iter().any(|f| f.0 == "final-recipient");
        let (said, quoted) = if goes_on { (parts.prose.as_str(), "") } else { (said, quoted) };
        let (said, quoted) = (said.to_owned(), quoted.to_owned());
        // Some servers quote first and explain below: then everything is prose.
        if !said.trim().is_empty() {
            parts.prose = said;
        } else {
            parts.prose = cut(&parts.prose, MOST_PROSE).to_owned();
        }
        if parts.original.is_empty() {
            parts.original = quoted;
        }
        Some(parts)
    }

    /// The first header of that name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.top.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    fn take(&mut self, part: &MessagePart<'_>, message: &Message<'_>, html: &mut String) {
        let words = |part| words(part, message);
        let kind = part.content_type();
        let main = kind.map(|c| c.ctype().to_ascii_lowercase()).unwrap_or_default();
        let sub = kind.and_then(|c| c.subtype()).unwrap_or_default().to_ascii_lowercase();
        let is_headers = sub.contains("rfc822-headers") || sub == "global-headers";
        match &part.body {
            PartType::Multipart(_) => {}
            _ if sub.contains("delivery-status") => push(&mut self.status, &words(part), MOST_PROSE),
            _ if sub.contains("feedback-report") => push(&mut self.complaint, &words(part), MOST_PROSE),
            _ if sub.contains("disposition-notification") => self.is_receipt = true,
            PartType::Message(inner) => {
                let raw = part_bytes(part, message);
                push(&mut self.original, &raw_headers(inner), MOST_HEADERS);
                self.nested.get_or_insert_with(|| raw.to_vec());
            }
            _ if is_headers || main == "message" => push(&mut self.original, &words(part), MOST_HEADERS),
            PartType::Text(_) => push(&mut self.prose, &words(part), MOST_PROSE),
            PartType::Html(_) => push(html, &words(part), MOST_PROSE),
            // A multipart whose boundary is missing: its text still says what happened.
            _ if main == "multipart" => push(&mut self.prose, &words(part), MOST_PROSE),
            _ => {}
        }
    }
}

fn push(to: &mut String, text: &str, most: usize) {
    if to.len() < most {
        to.push_str(cut(text, most));
        to.push_str("\n\n");
    }
}

fn part_bytes<'m>(part: &MessagePart<'_>, message: &'m Message<'_>) -> &'m [u8] {
    let (from, to) = (part.offset_body as usize, part.offset_end as usize);
    message.raw_message.get(from..to).unwrap_or_default()
}

/// The text of a part: its encoding undone, its character set read.
fn words(part: &MessagePart<'_>, message: &Message<'_>) -> String {
    let raw = part_bytes(part, message);
    let raw = &raw[..raw.len().min(4 * MOST_PROSE)];
    let head = message.raw_message.get(part.offset_header as usize..part.offset_body as usize);
    let head = fields(&String::from_utf8_lossy(head.unwrap_or_default()));
    let encoding = head.iter().find(|(name, _)| name == "content-transfer-encoding").map(|(_, v)| v.as_str());
    let bytes = match encoding.unwrap_or_default().to_ascii_lowercase().as_str() {
        "base64" => base64_decode(raw),
        "quoted-printable" => quoted_printable_decode(raw),
        _ => None,
    };
    let bytes = bytes.as_deref().unwrap_or(raw);
    // Some declare a character set and write UTF-8 all the same.
    if let Some(text) = std::str::from_utf8(bytes).ok().filter(|t| !t.is_ascii()) {
        return text.to_owned();
    }
    let charset = part.content_type().and_then(|c| c.attribute("charset"));
    match charset.and_then(|name| charset_decoder(name.as_bytes())) {
        Some(decode) => decode(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The headers of a message as they stand in it.
fn raw_headers(message: &Message<'_>) -> String {
    let Some(part) = message.parts.first() else { return String::new() };
    let (from, to) = (part.offset_header as usize, part.offset_body as usize);
    let to = to.min(from.saturating_add(MOST_HEADERS));
    let raw = message.raw_message.get(from..to.min(message.raw_message.len())).unwrap_or_default();
    String::from_utf8_lossy(raw).into_owned()
}

/// "Name: value" lines, unfolded, names in lower case. A line that is no field is passed over.
pub fn fields(text: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            let name_like = |c: char| c.is_ascii_graphic();
            if !name.is_empty() && name.chars().all(name_like) {
                fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
    }
    fields
}

/// The beginning of a text, cut between two characters.
pub fn cut(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
