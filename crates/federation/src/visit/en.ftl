nav-home = Home
nav-members = Members
nav-organisation = Your organisation
nav-downloads = Downloads
nav-contacts = Contacts
nav-rollouts = Portal access
nav-messages = Messages
nav-journal = Journal
nav-account = Your account

gate-title = Sign in
gate-address = E-mail address
gate-password = Password
gate-send = Sign in
gate-forgotten = I have forgotten my password
gate-new = Signing in for the first time
gate-new-how = You need an invitation. It comes by e-mail to your own address, with a link to choose a password. If yours has not come, ask the person who looks after volunteers in your group.
gate-demo = This is a demonstration: choose somebody to sign in as
gate-kept = You were away for a while, so we signed you out to keep things safe. What you typed is kept. Sign in again and you can go on.

password-show = Show
password-hide = Hide
password-show-label = Show password
password-hide-label = Hide password
password-shown = Your password is shown
password-hidden = Your password is hidden

visit-left-out = You also serve { $names }. Here each person acts for one organisation, the one that they have served longest: yours is { $first }. Ask us if another would be right.
visit-left-out-them = Not for { $names }: each person acts for one organisation, the one that they have served longest. That is { $first }.
visit-until = You stay signed in until { $time }, and longer while you use the pages. What you type is kept if the time runs out.

passkey-sign-in = Sign in with a passkey
passkey-no-script = To use a passkey, switch JavaScript on in your browser. Your password works without it.
passkey-not-here = This browser, or the address that you opened, does not let you use passkeys. Your password works.
passkey-failed = The browser did not get a passkey: it was cancelled, took too long, or there is none for this site on this device. You can try again.
