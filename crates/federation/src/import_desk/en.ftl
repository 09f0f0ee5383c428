imports-title = Imports
imports-as-at = Data as at { $when }.
imports-file = Bring in a file
imports-file-hint = A table of organisations or people as CSV, XLSX, XLS or ODS, up to 200 MB (workbooks up to 64 MB). Nothing is changed until you have seen what it would do.
imports-file-missing = Choose a file
imports-file-too-large = The file is larger than 200 MB. Split it, or save only the part that you need.
imports-send = Upload and look at it
imports-under-way = Files on their way
imports-state-uploaded = waits for you to say what its columns mean
imports-state-working = is being worked on
imports-state-tried = was tried and waits for you
imports-state-applied = is in
imports-state-failed = could not be read
imports-feeds = Lists that come overnight
imports-feed-stopped = The list "{ $feed }" has stopped.
imports-feed-look = See what to do about "{ $feed }"
imports-fetching = Fetching the data
imports-fetching-lead = What the list holds is being fetched.
imports-feed-back = Go to the overnight list
imports-feed-by-hand = Somebody stopped it.
imports-runs = What came in
imports-none = Nothing has been imported yet.
imports-when = When
imports-file-name = File
imports-source = Source
imports-source-hint = What you call the list that this comes from. The same name next time, and changes are followed.
imports-by = By
imports-rows = Rows
imports-new = { $count } new
imports-new-organisations = { $count ->
    [one] { $count } new organisation
   *[other] { $count } new organisations
}
imports-new-people = { $count ->
    [one] { $count } new person
   *[other] { $count } new people
}
imports-changed = { $count } changed
imports-unchanged = { $count } unchanged
imports-rejected = { $count } rejected
imports-with-tags = { $count ->
    [one] One tag is put on
   *[other] { $count } tags are put on
}
imports-with-notes = { $count ->
    [one] One note is added
   *[other] { $count } notes are added
}
imports-with-memberships = { $count ->
    [one] One membership begins, is renewed or ends
   *[other] { $count } memberships begin, are renewed or end
}
imports-new-tags = These tags are new here, with the number of rows that name them: { $names }. They are made when you bring the file in.
imports-new-tags-more = These tags are new here, with the number of rows that name them: { $names }, and { $more } more. They are made when you bring the file in.
imports-vanished = { $count } that came before and are not in the file any more; nothing happens to them
imports-undone = taken back
imports-mapping-title = What the columns mean: { $file }
imports-preview = How the file begins
imports-sheet = Sheet
imports-sheet-hidden = { $sheet } (hidden)
imports-header = Row with the headings
imports-header-hint = The number of the row as shown above; 0 when there are none.
imports-show = Show it this way
imports-meaning = What the columns mean
imports-under = Where to open organisations that nobody knows
imports-under-hint = Rows with an unknown organisation are rejected when nothing is chosen.
imports-under-none = Nowhere: reject their rows
imports-kind = Kind of an organisation whose row does not say
imports-kind-none = None
imports-samples = For example: { $samples }
imports-try = Try it
imports-end = Throw the file away
imports-ended = The file was thrown away.
imports-no-source = Give the source a name
imports-no-name = Say which column holds the name of the organisation or of the person
imports-twice = Two columns hold the same: { $field }. Only addresses, e-mail, telephone and notes may come from several.
imports-trying = Trying the file
imports-applying = Bringing the file in
imports-begins = It begins in a moment.
imports-progress = { $done } of { $all } rows
imports-wait = This page looks again by itself. You can leave it; the work goes on.
imports-failed-title = This file cannot come in: { $file }
imports-again = Change sheet, headings or columns
imports-tried-title = What would happen: { $file }
imports-nothing-written = Nothing was written yet.
imports-nothing-new = There is nothing in it that is not known already.
imports-apply = Bring it in
imports-widely = The { $field } changes in { $share } of a hundred rows of known contacts. Is the right column chosen?
imports-passed-over = Columns that are passed over: { $headings }
imports-samples-changed = Some that change
imports-samples-new = Some that are new
imports-line = line { $line }
imports-blank = blank
imports-rejected-rows = Rows that do not come in
imports-look-at = Worth a look
imports-by-line = Line by line
imports-run-title = What came in: { $file }
imports-undo = Take the whole import back
imports-undo-lead = Everything that it did is taken back, but for what somebody has edited since.
imports-undoing = It is being taken back.
imports-undone-at = Taken back on { $when }. { $kept ->
    [0] Nothing had been edited since.
    [one] One change that somebody had edited since was kept.
   *[other] { $kept } changes that somebody had edited since were kept.
}
imports-field-none = Pass over
imports-field-id = Its own number or code
imports-field-organisation = Name of the organisation
imports-field-kind = Kind of organisation
imports-field-member = Whether it is a member
imports-field-member-category = Category of membership
imports-field-member-from = Member since
imports-field-member-until = Member until
imports-field-district = District or area
imports-field-office-email = E-mail of the office
imports-field-office-phone = Telephone of the office
imports-field-office-address = Address of the office
imports-field-office-town = Town of the office
imports-field-office-county = County of the office
imports-field-office-postcode = Postcode of the office
imports-field-person = Whole name of the person
imports-field-title = Title
imports-field-given-name = Given name
imports-field-family-name = Family name
imports-field-role = Role
imports-field-role-from = In the role from
imports-field-role-until = In the role until
imports-field-email = Own e-mail
imports-field-phone = Own telephone
imports-field-address = Own address
imports-field-town = Own town
imports-field-county = Own county
imports-field-postcode = Own postcode
imports-field-notes = Notes (only dates of coming and going are read)
imports-field-note = Note (kept on the record; dates of coming and going are read)
imports-field-tags = Tags
imports-field-access = Whether they use the portal
