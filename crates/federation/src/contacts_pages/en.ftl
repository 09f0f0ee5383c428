contacts-title = Contacts
contacts-as-at = Data as at { $time } on { $day }, when the last source came in.
contacts-pending = { $count ->
    [one] One contact that changed is being taken into this list.
   *[other] { $count } contacts that changed are being taken into this list.
}
contacts-none = Nobody is recorded yet. Enter a person or an organisation, or bring in a file.
contacts-new-person = Enter a person
contacts-new-organisation = Enter an organisation
contacts-imports = Bring in a file
contacts-duplicates = Review duplicates
contacts-lists = Saved lists
contacts-requests = Proposed changes
contacts-name = Name
contacts-kind = Kind
contacts-person = Person
contacts-people = People
contacts-organisations = Organisations
contacts-place = Where
contacts-roles = Roles
contacts-category = Category
contacts-membership = Membership
contacts-no-membership = No membership
contacts-access = Portal access
contacts-access-none = No access
contacts-access-invited = Invited
contacts-access-active = Active
contacts-access-suspended = Suspended
contacts-access-closed = Closed
contacts-email = E-mail
contacts-email-yes = Has an address
contacts-email-no = Has none
contacts-email-shared = Shared with somebody else
contacts-email-bounced = Mail came back
contacts-shared = Shared
contacts-bounced = Came back
contacts-phone = Telephone
contacts-town = Town
contacts-postcode = Postcode
contacts-changed = Last changed
contacts-current = Current
contacts-lapsed = Lapsed
contacts-ended = Ended
contacts-any = Any
contacts-search = Search
contacts-search-hint = Part of a name, town, postcode, e-mail address or number
contacts-within = In or below
contacts-within-hint = The name of an organisation
contacts-within-wrong = No organisation is called that. Write its name as it stands in the list.
contacts-within-maybe = Choose which of these organisations you mean
contacts-within-under = { $name }, under { $under }
contacts-holds = Role held now
contacts-held = Role held before
contacts-tag = Tagged
contacts-without = Not tagged
contacts-in-list = In the saved list
contacts-import = In an import
contacts-since = Changed on or after
contacts-since-hint = For example, 27/3/2021
contacts-since-wrong = Enter a day like 27/3/2021
contacts-filter-wrong = This filter does not exist any more.
contacts-chip = { $what }: { $value }
contacts-chip-letter = Names that begin with { $value }
contacts-select = Select { $name }
contacts-outside = { $count ->
    [one] One of those selected is not shown by the present filters.
   *[other] { $count } of those selected are not shown by the present filters.
}
contacts-too-many = More than { $count } match, which is more than a selection can hold. Use filters first.
contacts-walked = These filters leave few. For this page the next { $count } contacts were looked through; “Next page” goes on from there.
contacts-all-bounded = A page shows at most { $count } contacts.
contacts-act-tag = Tag those selected
contacts-act-untag = Take a tag away
contacts-act-list = Add those selected to a saved list
contacts-act-unlist = Take those selected out of a saved list
contacts-act-merge = Merge those selected
contacts-act-merge-not = To merge, select two to five contacts of one kind: all of them people, or all of them parish councils, for example.
contacts-act-write = Write to those selected
contacts-act-download = Download those selected
contacts-act-grant = Grant portal access
contacts-act-nothing = Nothing is selected, or too many are selected for this.
contacts-frozen = { $count ->
    [one] This concerns the one contact that you selected. It stays that one, whatever happens to the list meanwhile.
   *[other] This concerns the { $count } contacts that you selected. They stay those, whatever happens to the list meanwhile.
}
contacts-merge-title = Merge those selected
contacts-merge-said = They are merged one by one into the record that stays. You see each two side by side before anything is done, and each merge can be undone.
contacts-merge-stays = Which record stays?
contacts-merge-missing = Choose the record that stays
contacts-merge-send = Compare the next two
contacts-merge-none = There is nothing left to merge: those selected are one record now, or you have said that they are not the same.
contacts-merge-not = One of them is closed or not there any more, so they cannot be compared.
contacts-tag-title = Tag those selected
contacts-untag-title = Take a tag away from those selected
contacts-tag-known = A tag that is there
contacts-tag-choose = Choose
contacts-tag-name = Or a new one
contacts-tag-name-hint = Such as “pilot” or “newsletter in Welsh”
contacts-tag-kind = What it does
contacts-tag-excludes = Whoever bears it is left out of messages and invitations
contacts-tag-reason = Why
contacts-tag-reason-hint = One sentence that still makes sense in a year
contacts-tag-missing = Choose a tag or write the name of a new one
contacts-tag-reason-missing = Say why, in one sentence
contacts-tag-send = Tag them
contacts-untag-send = Take it away
contacts-tagged = { $count ->
    [0] All of them had that tag already.
    [one] One contact is tagged.
   *[other] { $count } contacts are tagged.
}
contacts-untagged = { $count ->
    [0] None of them had that tag.
    [one] The tag was taken away from one contact.
   *[other] The tag was taken away from { $count } contacts.
}
contacts-kept = Kept filters
contacts-kept-shared = shared
contacts-kept-remove = Forget “{ $name }”
contacts-kept-title = Keep these filters
contacts-kept-said = They get a name and stand above the list whenever you come back.
contacts-kept-name = Name
contacts-kept-hint = Such as “Clerks without an e-mail address”
contacts-kept-missing = Give the filters a name
contacts-kept-who = Who sees them
contacts-kept-share = Everybody who looks after contacts
contacts-kept-send = Keep them
contacts-kept-done = The filters are kept.
contacts-kept-removed = The filters are forgotten.
contacts-keep = Keep these filters under a name
