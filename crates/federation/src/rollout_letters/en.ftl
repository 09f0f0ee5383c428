letters-title = Letters for those without e-mail
letters-said = { $count ->
    [0] Nobody waits for a letter: either they have an e-mail address, or something else stands in the way.
    [one] One person has no e-mail address, and nothing else stands in the way.
   *[other] { $count } people have no e-mail address, and nothing else stands in the way.
} Each letter holds a code that works once.
letters-without = { $count ->
    [one] Of one of them no postal address is known either: enter it on their record first.
   *[other] Of { $count } of them no postal address is known either: enter it on their record first.
}
letters-form = What to print
letters-form-letters = Letters
letters-form-letters-hint = A page each, with the address where the window of a DL or C5 envelope shows it. From then on the codes work.
letters-form-labels = Labels
letters-form-labels-hint = Addresses alone, on a sheet of 21 (J8160), for envelopes without a window.
letters-form-missing = Choose letters or labels
letters-warning = Whoever reads a letter can use its code. Post them soon, and delete the file then.
letters-give = Make the file
letters-nobody = No letter could be printed: no postal address is known.
letters-file = { $rollout }: { $batch }
letters-dear = Dear { $name },
letters-why = You can now sign in to { $federation } for { $councils }. This letter tells you how; it takes about five minutes.
letters-step-open = 1. On a computer or telephone, open { $address }
letters-step-code = 2. Enter this code:
letters-step-choose = 3. Choose an e-mail address of your own and a password. Then you are in.
letters-until = The code works once, until { $day }. It is for you alone, so please do not pass this letter on. If you did not expect it, you need do nothing.
