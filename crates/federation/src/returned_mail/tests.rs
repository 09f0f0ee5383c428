mod doors;
mod failing;
mod imap;
mod mailbox;
mod owner;

use crate::mail::{self, MailId, Message, Token};
use crate::person::PersonId;
use crate::sealing::Secret;
use crate::testing::{self, Portal};

/// A mail to somebody has left; answers the token of its way back.
async fn mailed(portal: &Portal, person: PersonId, address: &str, key: &str) -> String {
    let stamp = testing::stamp(&portal.clock);
    let message = Message {
        person: Some(person),
        name: "A member".into(),
        address: address.into(),
        subject: "News of Tidewell".into(),
        text: "Dear member,".into(),
        language: "en".into(),
        kind: "news",
        key: key.into(),
    };
    let sent = portal.app.db.write(move |tx| -> Result<MailId, mail::MailError> {
        let id = mail::queue(tx, &stamp, &message)?;
        tx.run("UPDATE mail SET state = 'sent', sealed = NULL WHERE id = ?1", &[&id])?;
        Ok(id)
    });
    Token::new(&Secret::new([7; 32]), sent.await.unwrap(), address).word()
}

/// What a server writes when nobody has the address.
fn report(token: &str, address: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: <bounces+{token}@tidewell.example>\r\nSubject: Undelivered Mail\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; {address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\
         Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n\r\n--b--\r\n"
    )
}

/// A contact e-mail of somebody.
async fn point(portal: &Portal, person: PersonId, address: &'static str) -> String {
    let stamp = testing::stamp(&portal.clock);
    let id = stamp.ids.next::<crate::contact_point::ContactPointId>();
    let made = portal.app.db.write(move |tx| -> Result<(), store::StoreError> {
        tx.run(
            "INSERT INTO contact_point (id, person_id, kind, purpose, value, folded, preferred, created_at)
             VALUES (?1, ?2, 'email', 'home', ?3, ?3, ?4, ?5)",
            &[&id, &person, &address, &true, &stamp.now],
        )?;
        crate::contact::touched(tx, &stamp, crate::contact::Subject::Person(person))
    });
    made.await.unwrap();
    id.to_string()
}
