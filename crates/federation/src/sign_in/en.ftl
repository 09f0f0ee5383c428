sign-in-address-missing = Enter your e-mail address
sign-in-address-odd = Enter an e-mail address like name@example.org
sign-in-password-missing = Enter your password
sign-in-own-domain = Addresses at { $domain } are the federation's own. Sign in with your personal e-mail address, the one your invitation went to
sign-in-mismatch = The e-mail address and the password do not match. Check both, or choose a new password
sign-in-shut = You cannot sign in at the moment, because no role of yours is open today. If that is wrong, ask the person who looks after volunteers in your group
sign-in-busy = Many people are signing in at this moment. Try again in a moment
sign-in-wait = There were too many tries. You can try again at { $time }, or choose a new password
sign-out-done = You are signed out.
go-on-title = You are signed in again
go-on-kept = What you typed is kept. Go on where you were. If the page asks for a password, you will need to type that again.
go-on-send = Go on
go-on-drop = Leave it and go to the first page
sign-in-again = You signed in a while ago. Before you change how you sign in, sign in once more: then nobody else can do it at your computer.
sign-in-passkey-unknown = This passkey does not open anything here. If you removed it, or were given a new sign-in, use your password
sign-in-passkey-late = That took too long, so the passkey was not used. Try again
second-step-title = One more step
second-step-lead = Your password is right. Now enter the code that your app shows for this site.
second-step-passkey = Your password is right. A role of yours asks for a second step, and you have set up a passkey for it: use it now.
second-step-code = Code
second-step-hint = Six digits from your app. If you cannot get at your app, enter one of your recovery codes instead: twelve digits.
second-step-device = This device
second-step-device-hint = Tick this only where nobody else uses your sign-in to this computer or telephone.
second-step-trust = Do not ask for a code on this device for { $days } days
second-step-send = Sign in
second-step-missing = Enter the code from your app, or a recovery code
second-step-wrong = This code is not right. It may be too old, or was used already. Enter the one that your app shows now
second-step-late = More than ten minutes went by since you gave your password. Sign in again.
second-step-recovery = You signed in with a recovery code. { $left ->
    [0] None are left: make new ones on the page of your account.
    [one] One is left.
   *[other] { $left } are left.
}
second-step-lost = Neither your telephone nor a recovery code
second-step-lost-how = Ask the central team to remove the second step from your sign-in. They check that it is you, and you get an e-mail about it. A new password does not remove it.
