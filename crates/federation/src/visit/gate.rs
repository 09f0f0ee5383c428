//! The sign-in page, as it meets whoever comes without a session. What happens when its form is sent is the affair of
//! `sign_in`.

use super::{Answer, PageError, Passkey, PasskeyPress, Visit};
use askama::Template;
use axum::response::Response;
use web::components::{Button, Html, Input, InsetText, PasswordInput};
use web::{Errors, Frame};

/// What the page carries besides its two fields.
#[derive(Clone, Debug, Default)]
pub struct Gate {
    pub address: String,
    /// Where it leads after signing in; a path of ours.
    pub back: String,
    /// A sealed form that waits (`kept`).
    pub kept: String,
    /// A sentence about what has just happened.
    pub notice: Option<String>,
    pub errors: Errors,
}

#[derive(Template)]
#[template(path = "visit/gate.html")]
struct GatePage {
    frame: Frame,
    notice: Option<InsetText>,
    address: Input,
    password: PasswordInput,
    send: Button,
    back: String,
    kept: String,
    passkey: Option<Html>,
    demo: bool,
}

impl Gate {
    /// A form met an ended session.
    pub fn keeping(visit: &Visit, sealed: String) -> Self {
        Self {
            kept: sealed,
            back: "/".into(),
            notice: Some(visit.text().plain("gate-kept")),
            ..Self::default()
        }
    }

    pub fn show(self, visit: &Visit) -> Result<Response, PageError> {
        let t = visit.text();
        let address = Input::email("address", t.text("gate-address"))
            .autocomplete("username webauthn")
            .value(self.address)
            .error(self.errors.of("address"));
        let password = password_field(visit, PasswordInput::current("password", t.text("gate-password")));
        let passkey = passkey_press(visit, Passkey::Offered, &self.back, &self.kept)?;
        GatePage {
            passkey,
            frame: visit.frame(t.plain("gate-title")).with_form(visit).errors(&self.errors),
            notice: self.notice.map(InsetText::new),
            address,
            password: password.error(self.errors.of("password")),
            send: Button::primary(t.text("gate-send")),
            back: self.back,
            kept: self.kept,
            demo: visit.app().settings.demo.is_some(),
        }
        .answer()
    }
}

/// The button that signs in with a passkey, and goes on where the page would.
pub fn passkey_press(
    visit: &Visit,
    kind: Passkey,
    back: &str,
    kept: &str,
) -> Result<Option<Html>, PageError> {
    let mut carries = vec![("back", back.to_owned())];
    if !kept.is_empty() {
        carries.push(("kept", kept.to_owned()));
    }
    let press = Button::secondary(visit.text().text("passkey-sign-in"));
    PasskeyPress { kind, action: "/sign-in/passkey".into(), press, name: None, carries }.draw(visit)
}

/// The words of the button that shows a password, in the visitor's language.
pub fn password_field(visit: &Visit, field: PasswordInput) -> PasswordInput {
    let t = visit.text();
    PasswordInput {
        show_password_text: t.plain("password-show"),
        hide_password_text: t.plain("password-hide"),
        show_password_aria_label_text: t.plain("password-show-label"),
        hide_password_aria_label_text: t.plain("password-hide-label"),
        password_shown_announcement_text: t.plain("password-shown"),
        password_hidden_announcement_text: t.plain("password-hidden"),
        ..field
    }
}
