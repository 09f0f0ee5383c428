use super::super::*;

fn one(message: &str) -> (Report, Recipient) {
    let report = read(message.as_bytes());
    let first = report.recipients.first().cloned().expect("a recipient");
    (report, first)
}

#[test]
fn a_report_by_the_book_names_the_address_the_code_and_the_mail() {
    let (report, marek) = one("From: MAILER-DAEMON@mx.example\nTo: bounces+abc123@tidewell.example\n\
        Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n\
        Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n\
        --b\nContent-Type: text/plain\n\nYour mail could not be delivered.\n\n\
        --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n\
        Final-Recipient: rfc822; marek@home.example\nAction: failed\nStatus: 5.1.1\n\
        Diagnostic-Code: smtp; 550 5.1.1 <marek@home.example>:\n User unknown\n\n\
        --b\nContent-Type: message/rfc822\n\nReturn-Path: <bounces+abc123@tidewell.example>\n\
        From: portal@tidewell.example\nTo: marek@home.example\nMessage-ID: <42@tidewell.example>\n\nHello\n--b--\n");
    assert_eq!((report.kind, marek.kind), (Kind::AddressUnknown, Kind::AddressUnknown));
    assert_eq!(marek.address, "marek@home.example");
    assert_eq!(marek.status.map(|s| s.to_string()), Some("5.1.1".into()));
    assert_eq!(marek.words, "550 5.1.1 <marek@home.example>: User unknown");
    assert_eq!(report.original_id.as_deref(), Some("42@tidewell.example"));
    assert_eq!(report.tokens().collect::<Vec<_>>(), ["abc123"]);
}

#[test]
fn a_report_in_prose_is_read_up_to_the_mail_that_it_quotes() {
    let (report, amina) = one(
        "From: MAILER-DAEMON@mx.example\nTo: bounces@tidewell.example\nSubject: failure notice\n\n\
        Hi. I'm afraid I wasn't able to deliver your message.\n\n<amina@home.example>:\nSorry, the mailbox is full. (#5.2.2)\n\n\
        --- Below this line is a copy of the message.\n\nFrom: portal@tidewell.example\nTo: amina@home.example\n\
        Message-ID: <43@tidewell.example>\nSubject: There is no such user any more\n\nUser unknown, spam, blocked.\n",
    );
    assert_eq!((amina.kind, amina.address.as_str()), (Kind::MailboxFull, "amina@home.example"));
    assert_eq!(report.original_id.as_deref(), Some("43@tidewell.example"));
}

#[test]
fn a_warning_that_it_takes_long_is_temporary_and_a_mail_that_arrived_is_no_bounce() {
    let status = |action: &str, code: &str, words: &str| {
        one(&format!(
            "From: postmaster@mx.example\nSubject: Delivery Status Notification\n\
            Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\
            Final-Recipient: rfc822; marek@home.example\nAction: {action}\nStatus: {code}\n\
            Diagnostic-Code: smtp; {words}\n\n--b--\n"
        ))
        .1
        .kind
    };
    assert_eq!(status("delayed", "4.0.0", "451 not now"), Kind::Temporary);
    assert_eq!(status("failed", "4.4.7", "delivery time expired"), Kind::Temporary);
    assert_eq!(status("relayed", "2.1.9", "250 ok"), Kind::NotABounce);
    assert_eq!(status("failed", "5.7.26", "550 5.7.26 no DMARC here"), Kind::SpamRefusal);
    assert_eq!(status("failed", "5.0.0", "550 computer says no"), Kind::OtherRefusal);
}

#[test]
fn a_machine_that_answers_for_somebody_is_out_of_office_and_a_person_who_answers_is_no_bounce() {
    let (_, away) = one(
        "From: Marek Nowak <marek@home.example>\nSubject: Re: Newsletter\nAuto-Submitted: auto-replied\n\n\
        I am away until Monday. If your mail could not be delivered, try again later.\n",
    );
    assert_eq!((away.kind, away.address.as_str()), (Kind::OutOfOffice, "marek@home.example"));
    for person in [
        "From: Marek <marek@home.example>\nSubject: Re: Newsletter\n\nMy other mailbox is full, and there is no such user at the old one.\n",
        "From: Marek <marek@home.example>\nSubject: hello\n\n<rhian@home.example>: 550 user unknown\n",
        "",
        "\n\n",
        "no headers at all",
    ] {
        assert_eq!(read(person.as_bytes()).kind, Kind::NotABounce, "{person}");
    }
}

#[test]
fn a_complaint_names_whoever_complained() {
    let (report, amina) = one("From: abuse@provider.example\nSubject: Complaint\n\
        Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\
        Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: x\nVersion: 1\n\
        Original-Rcpt-To: <amina@home.example>\n\n--b\nContent-Type: message/rfc822\n\n\
        Message-ID: <44@tidewell.example>\nTo: amina@home.example\n\nx\n--b--\n");
    assert_eq!((amina.kind, amina.address.as_str()), (Kind::Feedback, "amina@home.example"));
    assert_eq!(report.original_id.as_deref(), Some("44@tidewell.example"));
}

#[test]
fn a_report_that_a_mailbox_forwarded_is_found_within() {
    let (_, marek) = one(
        "From: Jo <jo@tidewell.example>\nSubject: Fwd: something\nContent-Type: message/rfc822\n\n\
        From: MAILER-DAEMON@mx.example\nSubject: failure notice\n\n<marek@home.example>:\n550 no such user here\n",
    );
    assert_eq!(marek.kind, Kind::AddressUnknown);
}

#[test]
fn what_was_refused_for_good_does_not_pass_because_the_report_speaks_of_delays() {
    let kind = |code: &str, words: &str| {
        one(&format!(
            "From: postmaster@mx.example\nSubject: Undeliverable mail\nContent-Type: multipart/report; boundary=b\n\n\
            --b\nContent-Type: text/plain\n\nYour mail was delayed, and the connection timed out.\n\n\
            --b\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; marek@home.example\n\
            Action: failed\nStatus: {code}\nDiagnostic-Code: {words}\n\n--b--\n"
        ))
        .1
        .kind
    };
    assert_eq!(kind("5.0.0", "smtp; 550 computer says no"), Kind::OtherRefusal);
    assert_eq!(kind("4.0.0", "smtp; 450 computer says no"), Kind::Temporary);
    // Reply codes that mean one thing, and a program that failed on the way.
    assert_eq!(kind("5.0.0", "smtp; 551 try another house"), Kind::AddressUnknown);
    assert_eq!(kind("5.0.0", "smtp; 552 requested action aborted"), Kind::MailboxFull);
    assert_eq!(kind("5.5.1", "smtp; 503 what was that"), Kind::OtherRefusal);
    assert_eq!(kind("5.0.0", "x-unix; 127"), Kind::OtherRefusal);
    // The address was accepted, the mail was not.
    assert_eq!(kind("5.0.0", "smtp; 554 no (in reply to end of DATA command)"), Kind::SpamRefusal);
}

#[test]
fn a_report_that_quotes_headers_first_is_read_below_them() {
    let (_, amina) = one("From: MAILER-DAEMON@mx.example\nSubject: Delivery has failed\n\n\
        This report relates to a message with these headers:\n\n  From: portal@tidewell.example\n\
        \x20 To: list@home.example\n  Subject: News\n  Date: Sun, 22 Nov 2026 09:30:00 +0000\n\n\
        It cannot be delivered.\n\nFinal-Recipient: rfc822; amina@home.example\nAction: failed\n\
        Status: 5.0.0\nDiagnostic-Code: smtp; 550 user unknown\n");
    assert_eq!((amina.kind, amina.address.as_str()), (Kind::AddressUnknown, "amina@home.example"));
}
