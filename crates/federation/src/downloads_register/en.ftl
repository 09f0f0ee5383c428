register-title = Downloads: { $organisation }
register-lead = Every file of members' details that left, who took it and why. Nothing here can be changed.
register-newest-first = newest first
register-none = Nothing has been downloaded yet.
register-who = Taken by
register-what = What
register-what-spreadsheet = Spreadsheet, { $count ->
    [one] { $count } row
   *[other] { $count } rows
}
register-what-letters = { $count ->
    [one] 1 letter
   *[other] { $count } letters
}
register-what-labels = { $count ->
    [one] { $count } label
   *[other] { $count } labels
}
register-format = Form
register-format-spreadsheet = Spreadsheets
register-format-labels = Labels
register-format-letters = Letters with a code
register-deleted = Deleted
register-deleted-yes = Said to be deleted
register-deleted-no = Not yet said to be deleted
register-gone = Yes, said on { $date }
register-not-gone = Not said yet
register-one-title = A download
register-left-out = Left out, because no label could be made
register-bytes = Size in bytes
