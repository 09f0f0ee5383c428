duplicates-title = Contacts held twice
duplicates-lead = Pairs that may be one and the same. Compare them, then merge them or say that they are not the same.
duplicates-still-looking = Some records changed a moment ago and are still being compared.
duplicates-none = No pairs wait here. New ones appear as records are entered, imported and changed.
duplicates-pair = The two
duplicates-because = Because
duplicates-found = Found
duplicates-strength = How sure
duplicates-by-strength = How sure
duplicates-by-age = Age, the oldest first
duplicates-surest-first = Show the surest first
duplicates-oldest-first = Show the oldest first
duplicates-certain = Certain
duplicates-likely = Likely
duplicates-possible = Possible
duplicates-kind = Kind
duplicates-kind-person = Persons
duplicates-kind-organisation = Organisations
duplicates-state = Decided
duplicates-state-different = Said to be not the same
duplicates-gone = Not there any more
duplicates-because-chosen = Chosen by hand: the comparison alone would not have found the two
duplicates-because-given-same = Same given name
duplicates-because-given-close = Given names differ by a slip of the pen
duplicates-because-given-related = One given name is a short form, a second name or the initial of the other
duplicates-because-given-swapped = Given and family name changed places
duplicates-because-given-differs = Different given names
duplicates-because-family-same = Same family name
duplicates-because-family-close = Family names differ by a slip of the pen
duplicates-because-family-related = One family name is part of the other
duplicates-because-family-differs = Different family names
duplicates-because-born-same = Same date of birth
duplicates-because-born-close = Dates of birth differ by one figure
duplicates-because-born-related = Day and month of birth changed places
duplicates-because-born-differs = Different dates of birth
duplicates-because-email-same = Same e-mail address
duplicates-because-email-close = E-mail addresses are nearly the same
duplicates-because-email-differs = Different e-mail addresses
duplicates-because-phone-same = Same telephone number
duplicates-because-phone-close = Telephone numbers differ by one figure
duplicates-because-phone-differs = Different telephone numbers
duplicates-because-postcode-same = Same postcode
duplicates-because-postcode-close = Postcodes differ by one sign
duplicates-because-postcode-differs = Different postcodes
duplicates-because-town-same = Same town
duplicates-because-town-close = Towns are nearly the same
duplicates-because-town-differs = Different towns
duplicates-because-line-same = Same house and street
duplicates-because-line-close = House and street are nearly the same
duplicates-because-line-differs = Different houses or streets
duplicates-because-name-same = Same name, but for words like “Parish Council”
duplicates-because-name-close = Names differ by a slip of the pen
duplicates-because-name-related = One name is part of the other
duplicates-because-name-differs = Different names
duplicates-because-tree-same = Same kind, under the same organisation
duplicates-because-tree-differs = Another kind, or under another organisation
duplicates-compare-title = Are these two the same?
duplicates-side-by-side = Side by side
duplicates-fact = What is known
duplicates-stays = This record stays
duplicates-goes = This one becomes part of it
duplicates-swap = Keep the other record instead
duplicates-warning = Warning
duplicates-one-died = One of the two is recorded as deceased and the other is not. Merge them only when you know that they are one person.
duplicates-choose = Where they differ, which is right?
duplicates-merge-hint = Blanks are filled from the record that goes. Everything that belongs to it, such as addresses, memberships and roles, moves to the one that stays. You can undo this.
duplicates-merge = Merge the two
duplicates-different = They are not the same
duplicates-decided = Somebody has decided about these two.
duplicates-reopen = Put it back in the list
duplicates-which-account = Both can sign in. Which sign-in stays?
duplicates-which-account-hint = The other one is closed, and its sessions end at once.
duplicates-which-account-missing = Choose the sign-in that stays
duplicates-field-title = Title
duplicates-field-given = Given name
duplicates-field-family = Family name
duplicates-field-known-as = Known as
duplicates-field-born = Date of birth
duplicates-field-language = Language
duplicates-field-died = Deceased on
duplicates-field-name = Name
duplicates-field-category = Category
duplicates-field-opened = Opened on
duplicates-fact-place = Kind and place
duplicates-fact-points = E-mail, telephone and addresses
duplicates-fact-memberships = Memberships
duplicates-fact-roles = Roles
duplicates-fact-account = Sign-in
duplicates-fact-other = Other things that point at them
duplicates-was-decided = Somebody else decided about these two, or one of them has changed. Nothing was done.
duplicates-said-different = Noted: they are not the same. You find them again under “Said to be not the same”.
duplicates-reopened = The pair waits in the list again.
duplicates-merged-title = Merged
duplicates-merged = The two are one record now: { $name }.
duplicates-merge-undone = This merge was undone. { $name } and the other are two records again.
duplicates-undo = Undo the merge
duplicates-undone = The merge was undone. Everything is as it was.
duplicates-undone-but = The merge was undone. These were changed since and stay as they are: { $kept }.
duplicates-to-record = Open the record
duplicates-go-on = Go on with those that you selected
duplicates-to-list = Back to the list of pairs
duplicates-refused-title = These two cannot be merged
duplicates-refused-remedy = With a record go the roles and the sign-in that belong to it. Ask a colleague who may give these rights.
duplicates-refused-back = Back to the two
duplicates-refused-kind = They are organisations of different kinds.
duplicates-refused-children = Other organisations stand under the one that would go. Keep that one instead.
duplicates-refused-later = One of the two was merged again since. Undo that merge first.
duplicates-refused-undone = This merge was undone already.
duplicates-safe-link = Merge those that need no decision
duplicates-safe-title = Merge what needs no decision
duplicates-safe-lead = Only persons whose names and date of birth are the same in every letter, who agree in everything else that both say, and of whom none has a role. Somebody who died is never merged with somebody who lives.
duplicates-safe-count =
    { $count ->
        [0] No pair is of this kind at the moment.
        [one] One pair is of this kind.
       *[other] { $count } pairs are of this kind.
    }
duplicates-safe-left = Pairs that are certain but left for you
duplicates-left-not-persons = { $count } of organisations
duplicates-left-not-same = { $count } that differ in something
duplicates-left-one-died = { $count } of which one died
duplicates-left-two-accounts = { $count } with two sign-ins
duplicates-left-appointment = { $count } with a role now or before
duplicates-safe-samples = Some of them
duplicates-look = Compare
duplicates-safe-go-on = Continue
duplicates-safe-confirm-title = Check before you merge
duplicates-safe-confirm =
    { $count ->
        [one] One pair will be merged. It can be undone.
       *[other] { $count } pairs will be merged. Each can be undone on its own.
    }
duplicates-safe-merge =
    { $count ->
        [one] Merge one pair
       *[other] Merge { $count } pairs
    }
duplicates-safe-done = Merged: { $merged }. Left, because something had changed or the rights did not reach: { $left }.
