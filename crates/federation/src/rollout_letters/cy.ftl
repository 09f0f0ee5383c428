letters-title = Llythyrau i'r rhai heb e-bost
letters-said = { $count ->
    [0] Nid oes neb yn aros am lythyr: naill ai mae ganddynt gyfeiriad e-bost, neu mae rhywbeth arall yn rhwystro.
    [one] Mae un person heb gyfeiriad e-bost, ac nid oes dim arall yn rhwystro.
   *[other] Mae { $count } o bobl heb gyfeiriad e-bost, ac nid oes dim arall yn rhwystro.
} Mae pob llythyr yn cynnwys cod sy'n gweithio unwaith.
letters-without = { $count ->
    [one] Mae un ohonynt heb gyfeiriad post hysbys hefyd: rhowch ef ar y cofnod yn gyntaf.
   *[other] Mae { $count } ohonynt heb gyfeiriad post hysbys hefyd: rhowch ef ar eu cofnodion yn gyntaf.
}
letters-form = Beth i'w argraffu
letters-form-letters = Llythyrau
letters-form-letters-hint = Tudalen yr un, gyda'r cyfeiriad lle mae ffenestr amlen DL neu C5 yn ei ddangos. O hynny ymlaen mae'r codau'n gweithio.
letters-form-labels = Labeli
letters-form-labels-hint = Cyfeiriadau yn unig, ar ddalen o 21 (J8160), ar gyfer amlenni heb ffenestr.
letters-form-missing = Dewiswch lythyrau neu labeli
letters-warning = Gall pwy bynnag sy'n darllen llythyr ddefnyddio ei god. Postiwch nhw'n fuan, a dilëwch y ffeil wedyn.
letters-give = Gwneud y ffeil
letters-nobody = Nid oedd modd argraffu llythyr: nid oes cyfeiriad post yn hysbys.
letters-file = { $rollout }: { $batch }
letters-dear = Annwyl { $name },
letters-why = Gallwch nawr fewngofnodi i { $federation } ar ran { $councils }. Mae'r llythyr hwn yn esbonio sut; mae'n cymryd tua phum munud.
letters-step-open = 1. Ar gyfrifiadur neu ffôn, agorwch { $address }
letters-step-code = 2. Rhowch y cod hwn:
letters-step-choose = 3. Dewiswch gyfeiriad e-bost sy'n eiddo i chi a chyfrinair. Dyna ni.
letters-until = Mae'r cod yn gweithio unwaith, tan { $day }. I chi yn unig y mae, felly peidiwch â phasio'r llythyr ymlaen. Os nad oeddech yn disgwyl hyn, nid oes angen i chi wneud dim.
