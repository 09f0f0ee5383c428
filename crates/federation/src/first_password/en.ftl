choose-title-first = Choose your password
choose-title-reset = Choose a new password
choose-lead-first = Welcome, { $name }. Choose a password to sign in to { $federation } with. Your invitation counts as used only when you save.
choose-lead-reset = When you save, you are signed out on every other device.
choose-password = Password
choose-hint = At least { $least } characters. Three or four words that do not belong together are good and easy to remember. You may paste one from a password manager.
choose-save = Save and sign in
choose-check = Check how strong it is
choose-good = This password is good enough. One more word would make it strong.
choose-strong = This password is strong.
choose-missing = Enter a password
choose-short = The password must have at least { $least } characters
choose-long = The password must have no more than { $most } characters
choose-common = This password is on the list of those that many people use, so it would be guessed at once. Choose another
choose-personal = This password is made of your name, your address or the name of the federation. Choose another
choose-guessable = This password would be guessed too soon.
choose-done-first = Your password is saved, and you are signed in.
choose-done-reset = Your new password is saved. You were signed out on every other device.
choose-later-title = Your password is saved
choose-later = You can sign in from the day your role starts.
link-title = This link does not work
link-superseded = A newer invitation was sent on { $day }. Please use the link in that e-mail.
link-expired = This invitation worked until { $day }. You can ask for a new one: it goes to the same e-mail address.
link-ask-again = Send me a new invitation
link-accepted = This invitation was used already: a password was chosen with it. You can sign in.
link-unknown = This link is not one of ours, or a part of it is missing. Open it again from the e-mail, or copy the whole address.
link-renewed-title = Look into your e-mail
link-renewed = If the invitation can be renewed, a new one is on its way to the same e-mail address.
link-reset-spent = The link was used already, is older than an hour, or a newer one was sent.
link-reset-again = Ask for a new link
forgotten-title = Forgotten password
forgotten-lead = Give the e-mail address that you sign in with. We send a link to choose a new password.
forgotten-send = Send the link
forgotten-sent-title = Look into your e-mail
forgotten-sent = If somebody signs in with that address, a link is on its way to it. It works for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. If nothing comes, look among unwanted mail, and check that it is the address your invitation went to.
