lists-title = Saved lists
lists-contacts = Contacts
lists-none = There is no saved list yet. Select contacts and choose “Add those selected to a saved list”.
lists-count = { $count ->
    [0] No contact stands in it.
    [one] One contact stands in it.
   *[other] { $count } contacts stand in it.
}
lists-many = More than { $count } contacts stand in it.
lists-own = Only you see it.
lists-shared = It is yours, and everybody who looks after contacts sees it.
lists-of-another = Somebody else shares it. You can add to it and take out of it.
lists-open = Name, sharing and changes of { $name }
lists-see = See them in the list of contacts
lists-name = Name
lists-name-missing = Give the list a name
lists-who = Who sees it
lists-share = Everybody who looks after contacts
lists-save = Save
lists-saved = The list is saved.
lists-done = What was done last
lists-added-on = { $count ->
    [one] One contact was added on { $day }.
   *[other] { $count } contacts were added on { $day }.
}
lists-taken-on = { $count ->
    [one] One contact was taken out on { $day }.
   *[other] { $count } contacts were taken out on { $day }.
}
lists-undo-of = Undo the change of { $count } on { $day }
lists-undone = { $count ->
    [0] Nothing was left to undo.
    [one] It was undone for one contact.
   *[other] It was undone for { $count } contacts.
}
lists-delete-link = Delete this list
lists-delete = Delete “{ $name }”?
lists-delete-said = { $count ->
    [0] No contact stands in it. This cannot be undone.
    [one] One contact stands in it. The contact stays; the list goes for good.
   *[other] { $count } contacts stand in it. The contacts stay; the list goes for good.
}
lists-delete-send = Delete the list
lists-deleted = The list is deleted.
lists-known = A list that is there
lists-choose = Choose
lists-new = Or a new one
lists-new-hint = Such as “Autumn campaign”
lists-missing = Choose a list or write the name of a new one
lists-add-title = Add to a saved list
lists-take-title = Take out of a saved list
lists-add-send = { $count ->
    [one] Add one contact
   *[other] Add { $count } contacts
}
lists-take-send = { $count ->
    [one] Take one contact out
   *[other] Take { $count } contacts out
}
lists-frozen = { $count ->
    [one] This concerns the one contact that you selected. It stays that one, whatever happens to the list meanwhile.
   *[other] This concerns the { $count } contacts that you selected. They stay those, whatever happens to the list meanwhile.
}
lists-added = { $count ->
    [0] All of them stood in the list already.
    [one] One contact was added.
   *[other] { $count } contacts were added.
}
lists-taken = { $count ->
    [0] None of them stood in the list.
    [one] One contact was taken out.
   *[other] { $count } contacts were taken out.
}
