letter-invitation-subject = Your sign-in for { $federation }
letter-invitation-text =
    Dear { $name },

    You can now sign in to { $federation } for your volunteering or your work with us.

    To begin, open this page and choose a password:

    { $link }

    The link works until { $until }. It is for you alone, so please do not pass it on.

    If you did not expect this, you need do nothing.

    { $federation }

letter-reset-subject = A new password for { $federation }
letter-reset-text =
    Dear { $name },

    Somebody, most likely you, asked for a new password for { $federation }. To choose it, open this page:

    { $link }

    The link works for { $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    } and once. If you ask again, only the newest link works.

    If it was not you, you need do nothing: your password stays as it is.

    { $federation }

letter-changed-subject = Your password for { $federation } was changed
letter-changed-text =
    Dear { $name },

    Your password was changed on { $day } at { $time }. You were signed out on every other device.

    If it was not you, choose a new password at once and tell us:

    { $link }

    { $federation }

letter-sign-in-subject = The way you sign in to { $federation } was changed
letter-sign-in-text =
    Dear { $name },

    On { $day } at { $time } the way you sign in to { $federation } was changed:

    { $change }

    If it was not you, choose a new password at once and tell us:

    { $link }

    { $federation }

letter-passkey-added = A passkey was added: { $name }.
letter-passkey-removed = A passkey was removed: { $name }.
letter-codes-on = Codes from an app were switched on. From now on we ask for one after your password.
letter-codes-off = Codes from an app were switched off. Your password alone is enough now.
letter-recovery-renewed = New recovery codes were made. The old ones no longer work.
letter-recovery-used = A recovery code was used to sign in. You have { $left ->
    [0] none left: make new ones on the page of your account
    [one] one left
   *[other] { $left } left
}.
letter-taken-away = { $by } removed your codes, recovery codes and passkeys, and signed you out everywhere. Reason: { $reason }. Your password stays as it is.

password-why-keys = Keys that lie in a row on the keyboard are easy to guess.
password-why-repeats = Repeated letters or words are easy to guess.
password-why-sequence = Sequences like abc or 4321 are easy to guess.
password-why-date = Dates and years are easy to guess.
password-why-name = Names are easy to guess.
password-why-word = One word by itself is easy to guess.
password-why-common = This is close to a password that many people use.
password-help-words = Use three or four words that do not belong together.
password-help-capitals = Capital letters alone do not make it harder to guess.
password-help-reversed = Words written backwards are not much harder to guess.
password-help-signs = Signs in the place of letters, like @ for a, do not help much.
password-help-repeats = Leave out repeated words and letters.
password-help-sequences = Leave out sequences.
password-help-dates = Leave out dates and years, above all your own.
