unsubscribe-title = Get no more messages
unsubscribe-words = { $federation } writes to { $address }. Press the button if you do not want news, invitations and appeals.
unsubscribe-press = No more of these messages
unsubscribe-out-title = You get no more of these messages
unsubscribe-out-words = { $federation } sends no news, invitations or appeals to { $address }.
unsubscribe-return = I want them again
unsubscribe-note = Messages that your role or membership needs still come, for example the notice of a meeting.
message-list = Messages
message-list-how = To write to people, choose them in the list of contacts and press “Write to those selected”.
message-list-choose = Choose contacts
message-list-running = Running now
message-list-drafts = Your drafts
message-list-others = Sent and ended
message-list-none = Nothing has been sent yet.
message-list-older = Older messages
message-list-count = { $count ->
    [one] 1 mail
   *[other] { $count } mails
}
message-tag-draft = Draft
message-tag-waiting = Waiting
message-tag-leaving = Being sent
message-tag-paused = Paused
message-tag-done = Sent
message-tag-cancelled = Cancelled
message-tag-stopped = Stopped
message-untitled = Message without a subject
message-subject = Subject
message-body = Text
message-body-hint = A blank line begins a paragraph. Two stars make **words bold**, a star and a space begins a point of a list, and [words](https://example.org) is a link.
message-no-subject = Enter a subject
message-no-body = Enter a text
message-unknown-field = “{ $field }” is not a field. Choose one from the list below the English text
message-open-field = A field that begins with two braces is not closed: “{ $words }”
message-too-long = The text is too long. Shorten it, or put a part of it on a web page
message-fields = Fields that are filled for each person
message-fields-how = Type a field with its braces. Where something is not known for everybody, say what stands there instead: {"{{"}town | your town{"}}"}.
message-field-example = for example “{ $example }”
message-field-insert = Insert { $field }
message-too-late = This message is not a draft any more, or it has ended. Its page says what became of it.
message-new-title = Write a message
message-new-count = { $count ->
    [one] 1 contact is selected. What you selected is kept as it is now.
   *[other] { $count } contacts are selected. What you selected is kept as it is now.
}
message-new-from = What do you begin with?
message-new-blank = A blank page
message-new-missing = Choose a blank page or a template
message-shipped = Texts that come with the program
message-shipped-hint = In English and Welsh. Change it before it is sent.
message-continue = Continue
message-text-title = The text
message-text = Text
message-save-continue = Save and continue
message-save-preview = Save and preview
message-keep-as-template = Keep this text as a template
message-changed-elsewhere = This was saved in another window meanwhile. What you typed is still here: save again to keep it
message-audience-title = Kind of message and who gets it
message-class = What kind of message is it?
message-class-missing = Choose what kind of message it is
message-service = Service message
message-service-hint = They need it for what they have with us: their membership, their role, a meeting they may attend. Nobody can unsubscribe from it.
message-marketing = Marketing
message-marketing-hint = News, events, appeals, anything that promotes our aims. Everybody can unsubscribe with one press.
message-basis = Why may we write to them?
message-basis-hint = The law asks for one reason. It is kept with the message.
message-basis-missing = Choose why we may write to them
message-basis-wrong = This reason does not carry this kind of message. A service message rests on a contract, a duty or a legitimate interest; marketing on consent, the soft opt-in or a legitimate interest
message-basis-contract = Contract
message-basis-contract-hint = It is part of their membership or another agreement. Service messages only.
message-basis-legal = Legal obligation
message-basis-legal-hint = The law or our rules oblige us to tell them. Service messages only.
message-basis-interest = Legitimate interest
message-basis-interest-hint = They expect it from us in their role. Marketing reaches only addresses of organisations and offices.
message-basis-consent = Consent
message-basis-consent-hint = They said yes to e-mail. Everybody else is left out.
message-basis-soft = Soft opt-in of charities
message-basis-soft-hint = They joined on or after 5 February 2026, gave us their details themselves and could say no then. Everybody else is left out.
message-brings = If an organisation is selected, who gets the mail?
message-brings-hint = Whoever holds the role on the day. A person with several councils gets one mail.
message-brings-own = The organisation’s own address
message-brings-role = Whoever is { $role } there
message-sharing = If several people have one address
message-sharing-one = One mail to the address
message-sharing-one-hint = It is written to the first of them by name.
message-sharing-each = One mail for each of them
message-selected = Selected
message-mails = Who gets a mail
message-show = Show
message-change = Change
message-not-chosen = Not chosen yet
message-problem = Warning
message-problem-text = The text is not ready. Open it and mend what is said there.
message-problem-basis = Choose the kind of message and why we may send it.
message-problem-missing = { $count ->
    [one] For 1 person a field of the text is not known, so they get no mail. Fill it on their record, or say in the text what stands there instead.
   *[other] For { $count } people a field of the text is not known, so they get no mail. Fill it on their records, or say in the text what stands there instead.
}
message-problem-nobody = Nobody would get a mail.
message-left-title = Who gets no mail, and why
message-left-none = Everybody who is selected gets a mail.
message-shared = Share a mail with somebody
message-shared-remedy = They have the same address as somebody else who gets it.
message-left-deceased = Deceased
message-left-deceased-remedy = They are never written to.
message-left-closed = Closed, or found only through an organisation that has closed
message-left-closed-remedy = Nothing to do.
message-left-tag = Excluded by a tag
message-left-tag-remedy = Take the tag away if it is no longer right.
message-left-nobody = Organisation in which nobody holds the role
message-left-nobody-remedy = Record who holds it, or write to the organisation’s own address.
message-left-no-address = No e-mail address
message-left-no-address-remedy = Add an address to the record, or send a letter.
message-left-bounced = Mail to the address came back
message-left-bounced-remedy = Mend the address on the record.
message-left-unsubscribed = Said no to marketing
message-left-unsubscribed-remedy = They unsubscribed, called a mail junk, or told us. They can come back with the link in an earlier mail, or by telling us.
message-left-no-basis = The reason chosen does not cover them
message-left-no-basis-remedy = Record their consent, or choose another reason if one is true.
message-left-missing = A field of the text is not known
message-left-missing-remedy = Fill it on the record, or say in the text what stands there instead.
message-left-later = Came in after you confirmed
message-left-later-remedy = Write to them with another message.
message-left-reach = No longer within your reach
message-left-reach-remedy = They left, or your role has changed.
message-look = Look at it first
message-preview = Preview as one of them
message-preview-search = Name or address of one of them
message-preview-find = Find
message-preview-none = Nobody who gets a mail has this name or address.
message-preview-to = To:
message-preview-html = As most programs show it
message-preview-text = As plain text
message-preview-steps = Others who get it
message-preview-before = The one before
message-preview-after = The next one
message-test = Send one to myself
message-test-mark = [Test]
message-tested = A test is on its way to { $address }.
message-send-title = Send it
message-when = When?
message-when-now = Now
message-when-at-once = It leaves at once.
message-when-window = It waits { $minutes } minutes, in which you can cancel it.
message-when-at = At a time
message-when-missing = Choose when it leaves
message-date = Date
message-day = Day
message-month = Month
message-year = Year
message-date-missing = Enter a day, a month and a year
message-time = Time
message-time-hint = For example 9am or 14:30
message-time-missing = Enter a time, for example 9am or 14:30
message-time-past = This time has gone by
message-pace = How quickly
message-pace-hint = Providers may take very many mails at once for junk.
message-pace-of = { $count } a minute to each provider
message-pace-none = As quickly as they are taken
message-count = Type { $count } to confirm how many get a mail
message-count-hint = It shows that you know how many it goes to.
message-count-missing = Type the number of mails
message-count-is = The number is { $count } now. Look at who gets it, and type that number
message-send = { $count ->
    [one] Send 1 mail
   *[other] Send { $count } mails
}
message-confirmed = { $count ->
    [one] 1 mail leaves from { $time } on { $day }.
   *[other] { $count } mails leave from { $time } on { $day }.
}
message-confirmed-at = Confirmed
message-throw-away = Throw this draft away
message-thrown-away = The draft was thrown away.
message-facts = About this message
message-again-of = Some people of an earlier message were written to again
message-done-of = { $done } of { $all } have left or ended
message-look-again = Look again
message-state-window = { $minutes ->
    [one] It leaves in less than 1 minute. Until then it can be cancelled.
   *[other] It leaves in { $minutes } minutes. Until then it can be cancelled.
}
message-state-waiting = It leaves on { $day } at { $time }. Until then it can be cancelled.
message-state-preparing = The mails are being made.
message-state-leaving = The mails are leaving. You can close this page.
message-state-paused = It is paused. Nothing leaves until you go on.
message-state-done = All mails have left or ended.
message-state-cancelled = It was cancelled. What had not left never will.
message-state-stopped = It was stopped before it left, because whoever wrote it may not send it now. { $because }
message-pause = Pause
message-resume = Go on
message-cancel = Cancel it
message-paused = The message is paused.
message-resumed = The message goes on.
message-cancelled = { $count ->
    [one] The message was cancelled. 1 mail was stopped.
   *[other] The message was cancelled. { $count } mails were stopped.
}
message-came = What became of the mails
message-came-queued = Wait to leave, or to be tried again
message-came-sending = Leave this moment
message-came-sent = Sent
message-came-captured = Kept here to be read, as in any demonstration
message-came-maybe = Maybe sent
message-came-maybe-remedy = The line broke at the last moment. They may have it or not; nothing is sent twice by itself.
message-came-failed = Could not be delivered
message-came-failed-remedy = The address was refused. Mend it on the record, then write to them again.
message-came-bounced = Came back
message-came-bounced-remedy = Their server does not take it. Mend the address on the record, then write to them again.
message-came-complained = Reported as unwanted
message-came-complained-remedy = They get no more marketing. Think about whether they should have got this.
message-came-deferred = Delayed on the way
message-came-deferred-remedy = A server on the way tries again by itself. There is nothing to do yet.
message-said-failure = Because: { $failure }
message-came-cancelled = Stopped before they left
message-people-none = Nobody.
message-people-steps = More of them
message-people-first = From the beginning
message-people-next = The next 50
message-people-select = Select all of these in contacts
message-people-again = Write again to all of these
message-people-selected = { $count ->
    [one] 1 contact is selected.
   *[other] { $count } contacts are selected.
}
message-said-tag = Tag: { $tag }
message-said-missing = Not known: { $fields }
message-said-shared = Shares the mail to { $name }
message-templates = Templates
message-template-new = Make a template
message-template-lead = A template is a text that you use again. Fields are filled for each person when it is sent.
message-template-name = Name of the template
message-template-name-missing = Enter a name
message-template-taken = There is a template of this name already
message-template-who = Who uses and edits it?
message-template-own = Only me
message-template-shared = Everybody who may write to contacts
message-template-who-missing = Choose who uses and edits it
message-template-shared-by = Shared. Changed by { $who } on { $day }
message-template-own-by = Your own. Changed by { $who } on { $day }
message-template-preview = With examples
message-template-save = Save the template
message-template-saved = The template “{ $name }” was saved.
message-template-remove = Throw this template away
message-template-removed = The template “{ $name }” was thrown away.
