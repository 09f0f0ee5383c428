returned-title = Is this address still right?
returned-unknown = Mail to { $address } came back on { $date }. The mail server there said that nobody has this address.
returned-full = Mail to { $address } came back several times, last on { $date }. The mail server there said that the mailbox is full.
returned-confirm = Yes, it works
returned-other = If it has changed
returned-new = Your e-mail address now
returned-change = Change it
returned-same = This is the address that mail came back from. Type the other one, or say that it works.
returned-confirmed = Thank you. We write to { $address } again.
returned-changed = Thank you. Your new address is saved.
returned-sign-in = You sign in with this address. If it has changed, the centre changes it for you.
returned-centre = If it has changed, the centre changes it for you.
returned-help = Get help
returned-mailbox = Mail that comes back
returned-mailbox-messages = Messages
returned-mailbox-lead = When a mail cannot be delivered, a report of it comes to a mailbox of ours. It is read every five minutes; an address that does not work is marked, and whoever has it is asked.
returned-mailbox-none = No such mailbox is set up here. Whoever runs the portal sets one up with bounces.imap in its configuration; the operator’s guide says how.
returned-mailbox-hook = A mail server may hand reports over to the portal by itself, too.
returned-mailbox-no-hook = No mail server hands reports over by itself: bounces.hook_secret is not set.
returned-mailbox-marked = Contacts with an address that mail came back from
returned-mailbox-which = Mailbox
returned-mailbox-state = State
returned-mailbox-waits = Not tried yet
returned-mailbox-works = Works
returned-mailbox-fails = Fails since { $since }
returned-mailbox-read = Last read
returned-mailbox-tried = Last tried
returned-mailbox-latest = Latest report noted
returned-mailbox-never = Never yet
returned-mailbox-moment = { $day } at { $time }
returned-mailbox-meanwhile = Until it works again, addresses that do not work are not marked. Nothing is lost: reports wait in the mailbox.
returned-fault-unreachable = The server { $host } does not answer on port { $port }.
returned-way-unreachable = Check the name and the port in bounces.imap, and that this machine may open connections to it. It is tried again every five minutes.
returned-fault-certificate = The certificate of { $host } is not trusted: it has run out, is for another name, or nobody known vouches for it.
returned-way-certificate = Renew it there, or write the name that it is for into bounces.imap. If it is a certificate of your own, name its file in bounces.imap_certificate and start the portal again.
returned-fault-tls = The server { $host } does not speak TLS on port { $port }.
returned-way-tls = Use the port for encrypted IMAP in bounces.imap; mostly it is 993.
returned-fault-refused = The server { $host } refuses the user { $user } or the password.
returned-way-refused = Try both in a mail program. Some providers want a password made for programs. Put it right in bounces.imap and start the portal again.
returned-fault-folder = The folder { $folder } is not in the mailbox, or may not be opened.
returned-way-folder = Make the folder, or correct its name at the end of bounces.imap and start the portal again.
returned-fault-broken = The server { $host } broke off, or does not speak IMAP on port { $port }.
returned-fault-slow = The server { $host } takes too long to answer.
returned-way-broken = It is tried again every five minutes. If it lasts, ask whoever runs that server.
returned-fault-own-certificate = The certificate file that is named for this mailbox cannot be read.
returned-way-own-certificate = Check that the file of bounces.imap_certificate is there, holds a certificate (PEM) and may be read by the portal.
returned-fault-ours = What was read cannot be noted in the portal’s own database.
returned-way-ours = Ask whoever runs the portal to look at its log and its disk. It is tried again every five minutes.
returned-alarm-subject = Mail that comes back is not being read
returned-alarm-text =
    Dear { $name },

    The mailbox { $mailbox }, to which mail that cannot be delivered comes back, cannot be read.

    { $what } { $way }

    Until it works again, addresses that do not work are not marked. Nothing is lost: reports wait in the mailbox. You get this mail once; when it was last read stands here:

    { $link }

    { $federation }
