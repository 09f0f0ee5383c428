home-title = Hello, { $name }
home-tasks = { $count ->
    [one] One thing to look at
   *[other] { $count } things to look at
}
home-do = What you can do
home-locked = What is locked, and why
home-missing = Not done yet
home-pending = Begun, not passed yet
home-due = Due: yours counts until { $date }
home-grace = Expired on { $date }, and still counted for a few days
home-expired = Expired on { $date }
home-valid = Done
home-role = { $title }, { $place }
home-role-ends = Ends on { $date }
home-role-starts = Starts on { $date }
home-role-more = What you can see and do follows from your roles, from the first day of each to the last. If the date is wrong, tell Supporter Care.
home-members = Members of { $place }
home-members-more = Find a member, see how to reach them, take out a spreadsheet or labels.
home-organisations = Organisations
home-organisations-more = Every unit that you may see, and its members.
home-downloads = Downloads from { $place }
home-downloads-more = Who took out which data, when and why.
home-downloads-all = All downloads
home-downloads-all-more = The register of the whole federation: who took out which data, when and why.
home-account = Your account
home-account-more = Your password, your language, and where you are signed in.
home-help = Get help
home-help-more = What to do when something does not open or is wrong.
home-file = File for: { $words }
home-file-taken = Taken from { $place } on { $date }
home-file-more = Delete it now if you have not yet, also from your downloads folder and the recycle bin. Then confirm it.
home-file-link = Confirm that it is deleted
home-returned = Mail to { $address }
home-returned-on = It came back on { $date }: is it still right?
home-returned-more = Say that it works, or give your new address.
home-returned-link = Answer for this address
home-own-more = How it is reached, who is who, and your own part in it.
home-named = Who follows
home-named-count = { $count ->
    [one] One person was named for a role and waits.
   *[other] { $count } people were named for a role and wait.
}
home-named-more = Somebody stops, and said who follows. Confirm who it is.
home-named-link = Look at them
home-starting = Who begins
home-starting-count = { $count ->
    [one] One person begins in a role that brings access and was not invited.
   *[other] { $count } people begin in a role that brings access and were not invited.
}
home-starting-many = More than { $count } people begin in a role that brings access and were not invited.
home-starting-more = Put them into a batch, see what is in the way, and invite them.
home-starting-link = See who begins
home-unread = Mail that comes back
home-unread-state = It is not being read.
home-unread-more = Until it is, addresses that do not work are not marked.
home-unread-link = See what is wrong
home-policy = What organisations change themselves
home-policy-more = Which fields they change at once, propose, or only see; who appoints to a role.
