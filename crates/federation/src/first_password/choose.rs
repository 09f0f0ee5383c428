//! The page on which a password is chosen, and the words for one that will not do.

use crate::account::Recipient;
use crate::account::hashing::{HashingError, Password};
use crate::account::password::{self, LEAST, MOST, PasswordRefused, Strength};
use crate::visit::{Answer, PageError, Visit, password_field};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use web::components::{Button, Html, InsetText, PasswordInput};
use web::text::Words;
use web::{Errors, Form, Frame};

#[derive(Template)]
#[template(path = "first_password/choose.html")]
struct ChoosePage {
    frame: Frame,
    lead: String,
    address: String,
    notice: Option<InsetText>,
    password: PasswordInput,
    save: Button,
    check: Button,
    action: String,
    /// Another way than a password.
    instead: Option<Html>,
    touched: Option<String>,
}

/// A page for choosing: its title, the sentence above the field, where it sends to.
pub(super) struct Choosing<'a> {
    pub title: &'a str,
    pub lead: String,
    pub action: String,
    /// Where the page's script says that somebody moved in it.
    pub touched: Option<String>,
    pub to: &'a Recipient,
    /// Another way than a password.
    pub instead: Option<Html>,
}

/// What came of a form with a new password.
pub enum Chosen {
    /// Hashed, to be stored.
    Hash(String),
    /// The page once more.
    Page(Response),
}

impl Choosing<'_> {
    pub fn show(&self, visit: &Visit) -> Result<Response, PageError> {
        self.page(visit, None, String::new(), Errors::default())
    }

    /// Checks what was sent: hashes it, or answers with the page and what is wrong, or how strong it is.
    pub async fn check(&self, visit: &Visit, form: &Form) -> Result<Chosen, PageError> {
        let (t, typed) = (visit.text(), form.raw("new-password"));
        let known = self.to.known(&visit.app().settings.name);
        let strength = match password::check(&Password::new(typed), &known) {
            Ok(strength) => strength,
            Err(refused) => {
                let mut errors = Errors::default();
                errors.add("new-password", refused_words(&t, &refused));
                return Ok(Chosen::Page(self.page(visit, None, String::new(), errors)?));
            }
        };
        if form.get("do") == "check" {
            return Ok(Chosen::Page(self.page(
                visit,
                Some(strength_words(&t, strength)),
                typed.to_owned(),
                Errors::default(),
            )?));
        }
        match visit.app().hasher().hash(Password::new(typed)).await {
            Ok(hash) => Ok(Chosen::Hash(hash)),
            Err(HashingError::Busy) => {
                let mut errors = Errors::default();
                errors.add("new-password", t.text("sign-in-busy"));
                let mut page = self.page(visit, None, typed.to_owned(), errors)?;
                *page.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                Ok(Chosen::Page(page))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn page(
        &self,
        visit: &Visit,
        notice: Option<String>,
        value: String,
        errors: Errors,
    ) -> Result<Response, PageError> {
        let t = visit.text();
        let field = PasswordInput::new_one("new-password", t.text("choose-password"))
            .hint(t.text("choose-hint").put("least", LEAST))
            .error(errors.of("new-password"));
        let mut password = password_field(visit, field);
        password.field.value = Some(value).filter(|v| !v.is_empty());
        ChoosePage {
            frame: visit.frame(self.title).with_form(visit).errors(&errors),
            lead: self.lead.clone(),
            address: self.to.address.clone(),
            notice: notice.map(InsetText::new),
            password,
            save: Button::primary(t.text("choose-save")),
            check: Button::secondary(t.text("choose-check")).sends("do", "check"),
            action: self.action.clone(),
            instead: self.instead.clone(),
            touched: self.touched.clone(),
        }
        .answer()
    }
}

fn strength_words(t: &Words, strength: Strength) -> String {
    match strength {
        Strength::Good => t.plain("choose-good"),
        Strength::Strong => t.plain("choose-strong"),
    }
}

/// Why a password will not do, and what would.
pub fn refused_words(t: &Words, refused: &PasswordRefused) -> String {
    match refused {
        PasswordRefused::Missing => t.plain("choose-missing"),
        PasswordRefused::TooShort => t.text("choose-short").put("least", LEAST).plain(),
        PasswordRefused::TooLong => t.text("choose-long").put("most", MOST).plain(),
        PasswordRefused::Common => t.plain("choose-common"),
        PasswordRefused::Personal => t.plain("choose-personal"),
        PasswordRefused::Guessable { why, help } => {
            let mut sentences = vec![t.plain("choose-guessable")];
            sentences.extend(why.iter().chain(help.first()).map(|key| t.plain(key)));
            sentences.join(" ")
        }
    }
}
