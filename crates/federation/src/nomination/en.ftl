nomination-title = Who follows
nomination-waiting = Named, and waiting for you
nomination-none = Nobody waits here. Whom councils and groups name for a role appears here.
nomination-starting = New in a role, without access to the portal
nomination-seats = Seats where nobody follows yet
nomination-named = { $who }: { $role }, { $place }, from { $day }
nomination-by = Named by { $who }
nomination-seat = { $role }, { $place }: { $who } until { $day }
nomination-seat-more = Start an appointment on the record when you know who follows.
nomination-starts = { $who }: { $role }, { $place }, from { $day }
nomination-starts-more = Invite them, so that they can sign in
nomination-role = Role
nomination-place = Organisation
nomination-from = From
nomination-email = E-mail
nomination-phone = Telephone
nomination-said-by = Named by
nomination-who = Who is this?
nomination-who-missing = Say who this is
nomination-new = Nobody on record: record a new person
nomination-starts-on = First day
nomination-day-hint = For example, 27/3/2021
nomination-day-wrong = Enter a day like 27/3/2021
nomination-confirm = Confirm and appoint
nomination-or-reject = Or do not confirm
nomination-reason = Why not?
nomination-reason-hint = Whoever named them reads this
nomination-reason-missing = Give a reason; whoever named them reads it
nomination-reject = Do not confirm
nomination-is-confirmed = This was confirmed.
nomination-is-rejected = This was not confirmed.
nomination-is-withdrawn = This was withdrawn.
nomination-was-confirmed = { $who } is appointed.
nomination-was-rejected = { $who } was not confirmed.
nomination-already = Somebody had decided this already.
nomination-mail-subject = { $place }: a change of { $role }
nomination-mail-text =
    Dear { $name },

    { $place } has told us of a change in the role of { $role }. Please look at who stops, who follows, and whom to invite to the portal:

    { $link }

    { $federation }
