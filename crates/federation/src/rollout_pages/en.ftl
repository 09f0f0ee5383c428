rollout-title = Portal access
rollout-all = Roll-outs
rollout-none = There is no roll-out yet.
rollout-how = A roll-out begins in the list of contacts: select councils or people there and choose “Grant portal access”.
rollout-to-contacts = Go to contacts
rollout-portal-users = Who has access
rollout-settings = Settings of roll-outs
rollout-name = Roll-out
rollout-begun = Begun
rollout-begun-by = Begun on { $day } by { $name }.
rollout-batches = Batches
rollout-its-batches = Batches of this roll-out
rollout-batch = Batch
rollout-made = Made
rollout-people = Rows
rollout-to-mend = To put right
rollout-waiting = Invited, not come yet
rollout-accepted = Have access
rollout-funnel = How far everybody has come
rollout-stage = Stage
rollout-reached = Came so far
rollout-stuck = What waits
rollout-stage-chosen = Chosen
rollout-stage-noticed = Told beforehand
rollout-stage-invited = Invited
rollout-stage-delivered = Mail has left
rollout-stage-opened = Opened the link
rollout-stage-accepted = Has access
rollout-stuck-blocked = { $count ->
    [one] One row has to be put right
   *[other] { $count } rows have to be put right
}
rollout-stuck-draft = { $count ->
    [one] One is ready to be invited
   *[other] { $count } are ready to be invited
}
rollout-stuck-queued = { $count ->
    [one] One mail is about to leave
   *[other] { $count } mails are about to leave
}
rollout-stuck-bounced = { $count ->
    [one] One mail came back: find out the address
   *[other] { $count } mails came back: find out the addresses
}
rollout-stuck-sent = { $count ->
    [one] One has not opened the link: send another, or telephone
   *[other] { $count } have not opened the link: send another, or telephone
}
rollout-stuck-opened = { $count ->
    [one] One has opened the link and not chosen a password (it may have been a program that reads mail)
   *[other] { $count } have opened the link and not chosen a password (it may have been programs that read mail)
}
rollout-stuck-expired = { $count ->
    [one] The link of one ran out: send another
   *[other] The links of { $count } ran out: send others
}
rollout-left-out = Left out
rollout-make-title = Grant portal access
rollout-make-said = { $count ->
    [one] One contact is selected. It becomes a batch; nobody is written to yet.
   *[other] { $count } contacts are selected. They become a batch; nobody is written to yet.
} A council brings the person who serves it. You see what stands in the way of each before you invite anybody.
rollout-known = Roll-out
rollout-new-one = A new one
rollout-new-name = Name of a new roll-out
rollout-new-name-hint = Such as “Portal 2026”
rollout-new-name-missing = Choose a roll-out, or give a new one a name
rollout-batch-name = Name of this batch
rollout-batch-name-hint = Such as “A–B”
rollout-batch-name-missing = Give the batch a name
rollout-name-taken = This roll-out has a batch of that name already. Give this one another
rollout-nobody = Nobody of those selected is in your reach any more. Go back and select again
rollout-tags = Leave out whoever has one of these tags
rollout-tags-hint = They stand in the batch with the reason, and are not invited.
rollout-make-send = Make the batch and check it
rollout-settings-said = This holds for every roll-out of the federation.
rollout-roles = Roles that bring access
rollout-roles-hint = When a council or group is selected, whoever holds one of these roles there is invited.
rollout-roles-missing = Tick at least one role
rollout-days = Remind after how many days
rollout-days-hint = Up to three numbers, such as 7, 21. Leave it blank to send no reminders. Nobody is reminded who has come, whose mail came back, or whose role has ended.
rollout-days-wrong = Enter up to three numbers of days that grow, such as 7, 21
rollout-councils-each = People who serve several councils
rollout-one-council = Each acts for one council only
rollout-one-council-hint = It is the one that they have served longest in such a role. The others are named to them and in the batch, and their other roles there open nothing. Untick it and everything is as it was.
rollout-settings-save = Save
rollout-settings-saved = The settings are saved.
rollout-starters = People who begin in one of these roles
rollout-starters-yes = Invite them automatically on their first day
rollout-starters-hint = When nothing stands in the way of somebody, their invitation leaves early that day, by your right. The others wait on the page of those who begin. Without this you invite them there.
rollout-starters-lost = Nobody is invited automatically any more: whoever switched it on may not invite everybody now. Save these settings to do it by your right.
rollout-starting = Who begins
rollout-starting-rollout = Who begins
rollout-starting-look = Look at them
rollout-starting-count = { $count ->
    [one] One person begins in a role that brings access and was not invited.
   *[other] { $count } people begin in a role that brings access and were not invited.
}
rollout-starting-many = More than { $count } people begin in a role that brings access and were not invited.
rollout-starting-many-shown = The first { $count } are shown. The others follow when these stand in a batch.
rollout-starting-lead = Whoever takes up a role shows up here from four weeks before their first day to three months after it. Nobody has rights before that day; whoever leaves the role loses theirs with their last day.
rollout-starting-none = Nobody begins who was not invited.
rollout-starting-by-itself = They are invited automatically on their first day, when nothing stands in the way.
rollout-starting-by-hand = Nobody is invited automatically.
rollout-starting-settings = Settings of roll-outs
rollout-starting-free = In no batch yet
rollout-starting-who = Whom to put into a batch
rollout-starting-line = { $who }: { $role }, { $place }, from { $day }
rollout-starting-batch = Batch
rollout-starting-new = A new one: { $name }
rollout-starting-send = Put them into the batch
rollout-starting-missing = Tick at least one person
rollout-starting-gone = Those you ticked were invited or put into a batch meanwhile. Look at who is left
rollout-starting-batch-gone = This batch is not there any more. Choose another
rollout-starting-standing = In a batch, and not invited yet
rollout-starting-stands = In the batch { $batch }
rollout-starting-others = In a colleague’s batch
rollout-starting-done = { $count ->
    [one] One person stands in the batch.
   *[other] { $count } people stand in the batch.
} See what is in the way, then invite them.
rollout-starting-already = { $count ->
    [one] One of those you ticked stands in this batch already: look at what was said of them here.
   *[other] { $count } of those you ticked stand in this batch already: look at what was said of them here.
}
rollout-state-draft = Ready
rollout-state-excluded = Left out
rollout-state-blocked = To put right
rollout-state-queued = About to leave
rollout-state-sent = Invited
rollout-state-bounced = Came back
rollout-state-opened = Opened the link
rollout-state-accepted = Has access
rollout-state-expired = Link ran out
rollout-state-revoked = Taken back
