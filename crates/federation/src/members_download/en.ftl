download-reason-newsletter = A newsletter or other news
download-reason-event = An event or activity
download-reason-renewal = Renewing memberships
download-reason-notice = Notice of a general meeting, or other news that every member must get
download-reason-letter = A letter about their membership or a service they use
download-reason-records = Checking or correcting our records
download-reason-other = Something else

download-column-title = Title
download-column-forenames = Forenames
download-column-surname = Surname
download-column-known-as = Known as
download-column-organisation = Organisation
download-column-number = Membership number
download-column-category = Category
download-column-state = Membership
download-column-joined = Joined
download-column-paid-until = Paid until
download-column-street = Address line 1
download-column-street2 = Address line 2
download-column-street3 = Address line 3
download-column-town = Town
download-column-county = County
download-column-postcode = Postcode
download-column-country = Country
download-column-email = E-mail
download-column-phone = Telephone
download-column-date-of-birth = Date of birth
download-column-by-email = Wants e-mail
download-column-by-post = Wants post
download-column-by-phone = Wants calls

download-cell-yes = Yes
download-cell-no = No
download-cell-for-life = For life
download-cell-current = Current
download-cell-lapsed = Lapsed
download-cell-ended = Ended

download-sheet-members = Members
download-sheet-about = About this file
download-title-spreadsheet = Members of { $organisation }
download-title-labels = Labels for members of { $organisation }
download-about-taken = Taken on { $date }.
download-about-who = Who is in it: { $filter }.
download-about-why = Reason: { $reason } – { $words }.
download-about-only = It holds personal data. Use it for this reason only, and do not pass it on.
download-about-delete = Delete it when you have used it, by { $date } at the latest.
download-household = The { $names } household

download-selection = { $count ->
    [one] { $count } member, selected in the list
   *[other] { $count } members, selected in the list
}
download-filter-state-present = Current or lapsed members
download-filter-state-current = Current members
download-filter-state-lapsed = Lapsed members
download-filter-state-ended = Members whose membership has ended
download-filter-state-any = All members, former ones too
download-filter-category = category { $value }
download-filter-joined-from = joined on or after { $value }
download-filter-joined-until = joined on or before { $value }
download-filter-area = postcode area { $value }
download-filter-letter = surname begins with { $value }
download-filter-search = found by “{ $value }”
download-filter-has-email-yes = with an e-mail address
download-filter-has-email-no = without an e-mail address
download-filter-by-email-yes = who want e-mail
download-filter-by-email-no = who did not ask for e-mail
download-filter-by-post-yes = who want post
download-filter-by-post-no = who did not ask for post
download-filter-by-phone-yes = who want calls
download-filter-by-phone-no = who did not ask for calls

download-left-out-died = They have died
download-left-out-ended = Their membership has ended
download-left-out-no-post = They want no post
download-left-out-no-address = There is no address
download-left-out-no-street = The address has no street
download-left-out-no-postcode = The address has no postcode
download-left-out-too-long = Name or address do not fit the label
download-left-out-odd-sign = Name or address holds a sign that cannot be printed

download-start = Download members of { $organisation }
download-lead = A file on your own computer is the easiest way to lose members' details. Take as little as you need, and delete it when you have used it.
download-who = Who is in it
download-who-change = Choose others in the list
download-form = What do you need?
download-form-spreadsheet = A spreadsheet
download-form-spreadsheet-hint = It opens in Excel and LibreOffice, with a password that you choose.
download-form-labels = Address labels
download-form-labels-hint = A PDF for printing, with a password that you choose.
download-form-missing = Choose a spreadsheet or labels
download-reason = Reason
download-reason-missing = Choose the reason
download-words = What exactly is it for?
download-words-hint = For example: spring newsletter, or coach trip on 4 May. Name no members here: the register of downloads shows it.
download-words-missing = Say in a few words what exactly it is for
download-words-many = Say it in { $most } characters or fewer
download-go-on = Continue

download-columns-title = Which columns do you need?
download-columns-lead = Your reason: { $reason }. What it usually needs is ticked.
download-columns = Columns
download-columns-hint = Tick only what you will use.
download-columns-sensitive = Only if your reason cannot do without.
download-columns-missing = Tick at least one column

download-labels-title = Which labels do you have?
download-labels-code = The code on the packet
download-labels-code-hint = It stands on the packet and often on the edge of each sheet.
download-labels-code-missing = Choose the code on the packet
download-labels-format = { $codes }: { $count } on a sheet, { $size } mm each
download-labels-first = First label
download-labels-first-hint = For a sheet that is partly used: the number of the first free label, counted from the top left, row by row. A new sheet begins at 1.
download-labels-first-wrong = Give a number from 1 to { $most }
download-labels-each = One label for
download-labels-each-household = each household
download-labels-each-person = each person
download-labels-each-missing = Choose whether each household or each person gets a label
download-labels-nudge = If your printer is off centre
download-labels-nudge-lead = Print the test sheet on plain paper and hold it against a sheet of labels.
download-labels-calibration = Test sheet (PDF)
download-labels-right = Move to the right, in millimetres
download-labels-down = Move down, in millimetres
download-labels-nudge-hint = Up to 3, for example 1.5. A minus moves the other way.
download-labels-nudge-wrong = Give a number from -3 to 3
download-labels-sheet = Sheet

download-check-title = Check what will be in the file
download-where = Organisation
download-change = Change
download-rows = Rows
download-rows-count = { $count ->
    [one] { $count } member
   *[other] { $count } members
}
download-labels = Labels
download-labels-count = { $count ->
    [one] { $count } label
   *[other] { $count } labels
} for { $people ->
    [one] { $people } person
   *[other] { $people } people
}, on { $pages ->
    [one] { $pages } sheet
   *[other] { $pages } sheets
}
download-first-at = Label { $first }: row { $row }, column { $column }
download-left-out = Who gets no label
download-left-out-names = Show their names
download-left-out-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
download-preview = The first sheet
download-picture = A sheet of { $count } labels. The first one printed is label { $first }, in row { $row }, column { $column }. The list below says what each reads.
download-first-labels = The first labels
download-nobody = There is nobody to download: nobody matches, or nobody who matches can get a label.
download-protect = Protect the file
download-warning = Warning
download-check-delete = It holds personal data. Delete it when you have used it, by { $date } at the latest. We will ask you then.
download-password = Password for the file
download-password-hint = { $least } characters or more. Three or four words that do not belong together are good. Do not use your own sign-in password.
download-password-lost = We do not keep this password. If you lose it, the file cannot be opened, and you make a new one.
download-password-missing = Choose a password for the file
download-password-short = Use { $least } characters or more
download-password-long = The password is longer than a file can hold
download-password-odd = The password holds a sign that cannot be typed in other programs
download-password-good = That password is good. Type it again to make the file.
download-password-strong = That password is strong. Type it again to make the file.
download-give-spreadsheet = Download the spreadsheet
download-give-labels = Download the labels
download-try = Check this password
download-scale = Print at 100 %, never "fit to page": the labels would shift.
download-then = When you have the file:
download-then-link = what to do next

download-done-title = Your download
download-when = When
download-when-at = { $day } at { $time }
download-people = People in it
download-hash = Fingerprint (SHA-256)
download-next = What to do now
download-next-open = Open the file with the password that you chose.
download-next-only = Use it only for the reason that you gave. Do not send it on by e-mail.
download-next-delete = Delete it when you have used it, also from your downloads folder and the recycle bin. From { $date } we ask you to confirm that it is gone.
download-deleted = I have deleted it
download-deleted-thanks = Thank you. The register says that the file is deleted.
download-deleted-on = You said on { $date } that the file is deleted.
download-none-yet = You have not downloaded anything here yet. If a file is being made, load this page again when it has come.

calibration-title = Test sheet for { $code }
calibration-scale = Print at 100 %, on plain paper
calibration-measure = The ruler must be 100 mm long
calibration-drawing = Outlines of every label on the sheet, a cross at each corner, and a ruler of 100 millimetres
