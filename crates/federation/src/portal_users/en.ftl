users-title = Who has access
users-none = Nobody has access yet, and nobody is invited.
users-name = Name
users-councils = Where
users-email = Signs in with
users-state = State
users-invited = Invited on
users-signed = Last signed in
users-changed = Record last changed
users-never = Never
users-not-invited = Not invited
users-bounced = Came back
users-state-invited = Invited
users-state-active = Has access
users-state-suspended = Suspended
users-state-closed = Closed
users-any = Any
users-search = Search
users-search-hint = Part of a name, town, council or e-mail address
users-show = Show only
users-show-never = Never signed in
users-show-invited = Invited this many days ago or more, not come
users-show-idle = Not signed in for so many days
users-show-bounced = Mail came back
users-days = So many days
users-days-hint = 30 unless you say otherwise
users-days-wrong = Enter a number of days, such as 30
users-chip-days =
    { $days ->
        [one] { $days } day
       *[other] { $days } days
    }
users-select = Select { $name }
users-too-many = More match than a selection can hold. Use filters first.
users-nothing = Select somebody first.
users-act-resend = Send another link ({ $count })
users-act-revoke = Take access back ({ $count })
users-resend-title = Send another link
users-resend-said = { $count ->
    [one] One person is selected.
   *[other] { $count } people are selected.
} Those who were invited and have not come get a new link; the one before opens nothing any more. Others stay as they are.
users-resend-send = Send it
users-revoke-title = Take access back
users-revoke-said = { $count ->
    [one] The sign-in of one person is closed, and signed out everywhere.
   *[other] The sign-ins of { $count } people are closed, and signed out everywhere.
} Links that are out open nothing any more. What they did stays on record.
users-revoke-send = Take it back
users-frozen = This is for those whom you selected, whatever happens to the list meanwhile.
users-type-count = Type { $count } to confirm
users-count-wrong = Type { $count }, the number of people whom you selected
users-resent = New links for { $done } are on their way. Left as they are: { $not }.
users-revoked = Access was taken back from { $done }. Left as they are: { $not }.
users-goes-on = Done for { $done } so far. { $left } more follow by themselves.
users-running = Running now
users-lately = Done lately
users-did-resend = Sending another link
users-did-revoke = Taking access back
users-act-running = Confirmed by { $name } on { $day } at { $time }: done for { $done } of { $chosen } so far. It goes on by itself.
users-act-over = Confirmed by { $name } on { $day } at { $time }: done for { $done } of { $chosen }. Left as they are: { $not }.
users-look-again = Look again
users-unchanged = Left as they are
users-act-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
users-why-not-waiting = Not invited, or in already
users-why-yourself = Nobody takes access from themselves
users-why-no-right = Whoever asked for it may no longer do it
