batch-title = { $rollout }: { $batch }
batch-made = { $count ->
    [one] Made on { $day } by { $name }, of one contact selected.
   *[other] Made on { $day } by { $name }, of { $count } contacts selected.
}
batch-funnel = How far this batch has come
batch-name = Name
batch-kind = Type
batch-person = Person
batch-council = Council
batch-councils = Councils
batch-email = E-mail
batch-state = State
batch-finding = What stands in the way
batch-any = Any
batch-none = Nobody stands in this batch.
batch-select = Select { $name }
batch-too-many = More rows match than a selection can hold. Use filters first.
batch-act-invite = Invite those who are ready ({ $count })
batch-act-resend = Send another link ({ $count } have not come)
batch-act-revoke = Take access back ({ $count })
batch-act-again = Grant access again ({ $count })
batch-act-remove = Take those selected out of the batch ({ $count })
batch-act-notice = Write to them first
batch-act-notice-rest = Write to those who were not told yet
batch-notice-draft = { $people ->
    [one] tells one person beforehand. It has not left: open it to go on.
   *[other] tells { $people } people beforehand. It has not left: open it to go on.
}
batch-notice-left = { $mails ->
    [one] tells them beforehand: { $done } of one mail has left.
   *[other] tells them beforehand: { $done } of { $mails } mails have left.
}
batch-notice-untitled = A message without a subject
batch-notice-locked = You cannot write to them first. { $because }
batch-notice-nobody = There is nobody to tell: everybody has access, was told already, or is left out.
batch-search = Search
batch-search-hint = Part of a name, council or e-mail address
batch-act-check = Check all rows again
batch-checked = { $count ->
    [one] One row was checked.
   *[other] { $count } rows were checked.
}
batch-removed = { $count ->
    [one] One row was taken out of the batch. The record is as it was.
   *[other] { $count } rows were taken out of the batch. The records are as they were.
}
batch-nothing = Nothing is selected.
batch-did-invite = Inviting
batch-did-resend = Sending another link
batch-did-remind = Reminding
batch-did-revoke = Taking access back
batch-did-again = Granting access again
batch-act-over = { $act }, confirmed by { $name } on { $day } at { $time }: done for { $done } of { $chosen }.
batch-act-running = { $act }, confirmed by { $name } on { $day } at { $time }: { $done } of { $chosen } so far. It goes on by itself.
batch-invite-title = Invite those who are ready
batch-invite-said = { $count ->
    [one] One person gets an e-mail with a link to choose a password. The row is checked once more before the e-mail leaves.
   *[other] { $count } people get an e-mail each, with a link to choose a password. Each row is checked once more before its e-mail leaves.
}
batch-invite-send = Invite them
batch-resend-title = Send another link
batch-resend-said = { $count ->
    [one] One person gets a new link. The one before opens nothing any more and says so.
   *[other] { $count } people get a new link each. The ones before open nothing any more and say so.
} A mail that came back is not sent to the same address again.
batch-resend-send = Send it
batch-revoke-title = Take access back
batch-revoke-said = { $count ->
    [one] The link of one person opens nothing any more; a sign-in is closed and signed out everywhere. Access can be granted again.
   *[other] The links of { $count } people open nothing any more; sign-ins are closed and signed out everywhere. Access can be granted again.
}
batch-revoke-send = Take it back
batch-again-title = Grant access again
batch-again-said = { $count ->
    [one] One row is checked anew and can then be invited. Nothing leaves yet.
   *[other] { $count } rows are checked anew and can then be invited. Nothing leaves yet.
}
batch-again-send = Check them anew
batch-which-all = This is for every row of the batch to which this applies. To choose some, go back and tick them first.
batch-which-selected = This is for those that you selected, as far as it applies to them.
batch-type-count = Type { $count } to confirm
batch-count-none = There is nobody for whom this can be done now. Go back to the batch
batch-count-wrong = Type { $count }, the number of people whom it concerns now
batch-done-invited = Links for { $done } are on their way. Left as they are: { $not }.
batch-done = Done for { $done }. Left as they are: { $not }.
batch-goes-on = Done for { $done } so far. { $left } more follow by themselves.
row-obstacles = What stands in the way
row-address = E-mail address
row-address-hint = It goes onto the person’s record. A link that was sent to another address opens nothing then.
row-address-save = Save the address and check again
row-use-offered = Use { $address }
row-person-title = Choose the person
row-person = Name of the person who serves this council
row-person-hint = Part of a name, town or e-mail address
row-person-find = Find
row-person-which = Who is it?
row-person-choose = Appoint them from today
row-person-missing = Choose the person
row-person-none = Nobody in your reach is called “{ $name }”. Enter them under Contacts first.
row-keep = This person keeps the address
row-anyway = Invite them all the same
row-put-back = Put it back into the batch
row-remove = Take it out of the batch
row-invite = Invite this person
row-resend = Send another link
row-revoke = Take access back
row-again = Grant access again
row-record = Record
row-record-open = Open the record
row-way = The way so far
row-step = { $day }, { $time }: { $state }
row-step-by = { $day }, { $time }: { $state }, by { $name }
row-mended = Nothing stands in the way any more. The row is ready.
row-left-out = The row is left out of the batch.
row-acts-for = Acts for
row-noticed = Told beforehand
row-noticed-step = { $day }, { $time }: Told beforehand that an invitation comes
row-more = That is done. Something else still stands in the way.
row-done = Done.
row-not-done = This cannot be done for this row now. Look at what stands in the way.
batch-letters = { $count ->
    [one] One has no e-mail address: print a letter with a code
   *[other] { $count } have no e-mail address: print letters with codes
}
batch-act-offered = Use the council’s address for those who have none
batch-offered = { $count ->
    [0] None of their councils has an address either.
    [one] One person has the address of their council on their record now.
   *[other] { $count } people have the address of their council on their records now.
}
