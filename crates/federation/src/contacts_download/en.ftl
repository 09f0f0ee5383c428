contacts-download-title = Take those selected out as a spreadsheet
contacts-download-file = Contacts of { $organisation }
contacts-download-who = { $count ->
    [one] { $count } contact, selected in the list
   *[other] { $count } contacts, selected in the list
}
contacts-download-nobody = None of those selected is within your reach any more, so there is nothing to download.
