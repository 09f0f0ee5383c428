hooks-title = Webhooks
hooks-lead = A webhook tells a program of yours that something happened: what kind, when, and where to read more. It sends no names and no addresses of people. Only what you may see at that moment is told.
hooks-yours = Your webhooks
hooks-none = You have none.
hooks-new = Make a webhook
hooks-name = What is it for?
hooks-name-hint = So that you know it again, like “Council register”
hooks-name-missing = Say what the webhook is for
hooks-name-long = Use at most { $most } letters, on one line
hooks-too-many = You have { $most } webhooks. Remove one that is no longer used first.
hooks-address = Address of the program
hooks-address-hint = Begins with https://
hooks-address-wrong = Enter an address that begins with https://
hooks-address-password = Leave names and passwords out of the address
hooks-address-private = This address leads to a private network, where this program must not go. Use one on the internet, or ask whoever runs the portal
hooks-kinds = What should the program be told of?
hooks-kinds-hint = Only what your roles open today is here.
hooks-kinds-missing = Tick at least one thing
hooks-contact-changed = A contact is new or was changed
hooks-contact-merged = Two contacts became one
hooks-organisation-changed = An organisation is new or was changed
hooks-appointment-started = Somebody takes up a role
hooks-appointment-ended = The end of somebody’s role was set
hooks-import-applied = An import was applied
hooks-import-undone = An import was taken back
hooks-a-test = Test
hooks-make = Make the webhook
hooks-made-title = Your new webhook
hooks-made-lead = Copy its secret now: it cannot be shown again. The program checks with it that a message came from here, so keep it as you would a password.
hooks-secret = Secret
hooks-made-on = Go to the webhook
hooks-state = State
hooks-made-at = Made
hooks-running = Running
hooks-paused = Paused. What happens now is not told later.
hooks-stopped-failing = Stopped: one message was tried eight times over three days and did not arrive.
hooks-stopped-gone = Stopped: the program answered that it is gone (410).
hooks-stopped-right = Stopped: what it was to tell is no longer open to you.
hooks-test = Send a test
hooks-test-sent = A test is on its way. Look below in a moment.
hooks-pause = Pause
hooks-pause-done = The webhook is paused.
hooks-resume = Go on
hooks-resume-done = The webhook goes on.
hooks-remove = Remove the webhook
hooks-removed = The webhook is removed.
hooks-deliveries = Messages
hooks-deliveries-lead = The latest 50 of the last 14 days, the newest first.
hooks-nothing-yet = Nothing was sent yet
hooks-moment = { $day } at { $time }
hooks-waiting = On its way. { $answer }
hooks-trying =
    { $tries ->
        [one] Tried once. { $answer } Next try on { $next }.
       *[other] Tried { $tries } times. { $answer } Next try on { $next }.
    }
hooks-delivered = Arrived on { $when }. { $answer }
hooks-failed = Did not arrive. Last tried on { $when }. { $answer }
hooks-answered = The answer was { $status }.
hooks-failure-private = The address leads to a private network.
hooks-failure-name = The name in the address was not found.
hooks-failure-slow = The program took too long to answer.
hooks-failure-large = The answer was too large.
hooks-failure-unreachable = The program could not be reached, or did not prove who it is.
hooks-again = Send again: { $what }, { $when }
hooks-again-done = The message is on its way again.
hooks-mail-subject = Your webhook “{ $hook }” has stopped
hooks-mail-failing =
    Dear { $name },

    Your webhook "{ $hook }" has stopped itself: a message did not arrive, though it was tried eight times over three days.

    Please look at the program that receives it, then let the webhook go on:

    { $link }

    { $federation }
hooks-mail-right-subject = A webhook of { $owner } has stopped
hooks-mail-right =
    Dear { $name },

    The webhook "{ $hook }" of { $owner } has stopped: what it was to tell is no longer open to them. The program that receives it hears nothing any more.

    If it is still needed, somebody who may see these things makes a webhook of their own and gives its secret to whoever runs that program:

    { $link }

    { $federation }
hooks-mail-gone =
    Dear { $name },

    Your webhook "{ $hook }" has stopped: the program that receives it answered that it is gone for good (410).

    You can remove the webhook, or let it go on if this was a mistake:

    { $link }

    { $federation }
