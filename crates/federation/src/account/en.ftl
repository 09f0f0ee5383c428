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
