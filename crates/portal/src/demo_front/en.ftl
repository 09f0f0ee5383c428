demo-about = This is a demonstration. Everybody in it is invented, and no mail leaves this machine. Be one of the people below with one press, and see what their role lets them do today.
demo-password = To try the sign-in page itself, use the address of anybody below and this password:
demo-mail = Read the mail that would have been sent
demo-other = Go to the other demonstration: { $name }
demo-who = Be somebody
demo-sign-in = Sign in as the { $post }
demo-shut = { $name } cannot sign in today: an invitation waits to be accepted, a role has not begun, or the last one has ended. The mail of the demonstration may tell more.
demo-address = Address for signing in: { $address }
