contacts-title = Cysylltiadau
contacts-as-at = Data fel yr oedd am { $time } ar { $day }, pan ddaeth y ffynhonnell ddiwethaf i mewn.
contacts-pending = { $count ->
    [one] Mae un cysylltiad a newidiodd yn cael ei roi yn y rhestr hon.
    [two] Mae { $count } gysylltiad a newidiodd yn cael eu rhoi yn y rhestr hon.
    [few] Mae { $count } chysylltiad a newidiodd yn cael eu rhoi yn y rhestr hon.
    [many] Mae { $count } chysylltiad a newidiodd yn cael eu rhoi yn y rhestr hon.
   *[other] Mae { $count } cysylltiad a newidiodd yn cael eu rhoi yn y rhestr hon.
}
contacts-none = Nid oes neb wedi'i gofnodi eto. Cofnodwch berson neu sefydliad, neu mewnforiwch ffeil.
contacts-new-person = Cofnodi person
contacts-new-organisation = Cofnodi sefydliad
contacts-imports = Mewnforio ffeil
contacts-duplicates = Adolygu dyblygion
contacts-lists = Rhestrau wedi'u cadw
contacts-requests = Newidiadau a gynigiwyd
contacts-name = Enw
contacts-kind = Math
contacts-person = Person
contacts-people = Pobl
contacts-organisations = Sefydliadau
contacts-place = Ble
contacts-roles = Rolau
contacts-category = Categori
contacts-membership = Aelodaeth
contacts-no-membership = Dim aelodaeth
contacts-access = Mynediad i'r porth
contacts-access-none = Dim mynediad
contacts-access-invited = Gwahoddwyd
contacts-access-active = Gweithredol
contacts-access-suspended = Wedi'i atal
contacts-access-closed = Wedi cau
contacts-email = E-bost
contacts-email-yes = Â chyfeiriad
contacts-email-no = Heb gyfeiriad
contacts-email-shared = Wedi'i rannu â rhywun arall
contacts-email-bounced = Daeth post yn ôl
contacts-shared = Wedi'i rannu
contacts-bounced = Daeth yn ôl
contacts-phone = Ffôn
contacts-town = Tref
contacts-postcode = Cod post
contacts-changed = Newidiwyd ddiwethaf
contacts-current = Cyfredol
contacts-lapsed = Heb ei hadnewyddu
contacts-ended = Wedi gorffen
contacts-any = Unrhyw un
contacts-search = Chwilio
contacts-search-hint = Rhan o enw, tref, cod post, cyfeiriad e-bost neu rif
contacts-within = Yn neu o dan
contacts-within-hint = Enw sefydliad
contacts-within-wrong = Nid oes sefydliad o'r enw hwnnw. Ysgrifennwch ei enw fel y mae yn y rhestr.
contacts-within-maybe = Dewiswch pa un o'r sefydliadau hyn rydych yn ei feddwl
contacts-within-under = { $name }, o dan: { $under }
contacts-holds = Rôl nawr
contacts-held = Rôl o'r blaen
contacts-tag = Gyda'r tag
contacts-without = Heb y tag
contacts-in-list = Mewn rhestr wedi'i chadw
contacts-import = Mewn mewnforiad
contacts-since = Newidiwyd ar neu ar ôl
contacts-since-hint = Er enghraifft, 27/3/2021
contacts-since-wrong = Rhowch ddiwrnod fel 27/3/2021
contacts-filter-wrong = Nid yw'r hidlydd hwn yn bod mwyach.
contacts-chip = { $what }: { $value }
contacts-chip-letter = Enwau sy'n dechrau gyda { $value }
contacts-select = Dewis { $name }
contacts-outside = { $count ->
    [one] Nid yw'r hidlyddion presennol yn dangos un o'r rhai a ddewiswyd.
   *[other] Nid yw'r hidlyddion presennol yn dangos { $count } o'r rhai a ddewiswyd.
}
contacts-too-many = Mae mwy na { $count } yn cyfateb, sy'n fwy nag y gellir eu dewis ar unwaith. Defnyddiwch hidlyddion yn gyntaf.
contacts-walked = Ychydig y mae'r hidlyddion hyn yn eu gadael. Edrychwyd drwy'r { $count } cysylltiad nesaf ar gyfer y dudalen hon; mae “Tudalen nesaf” yn mynd ymlaen o'r fan honno.
contacts-all-bounded = Mae tudalen yn dangos { $count } cysylltiad ar y mwyaf.
contacts-act-tag = Tagio'r rhai a ddewiswyd
contacts-act-untag = Tynnu tag
contacts-act-list = Ychwanegu'r rhai a ddewiswyd at restr wedi'i chadw
contacts-act-unlist = Tynnu'r rhai a ddewiswyd o restr wedi'i chadw
contacts-act-merge = Cyfuno'r rhai a ddewiswyd
contacts-act-merge-not = I gyfuno, dewiswch rhwng dau a phump o gysylltiadau o'r un math: pob un yn berson, neu bob un yn gyngor plwyf, er enghraifft.
contacts-act-write = Ysgrifennu at y rhai a ddewiswyd
contacts-act-download = Lawrlwytho'r rhai a ddewiswyd
contacts-act-grant = Rhoi mynediad i'r porth
contacts-act-nothing = Nid oes dim wedi'i ddewis, neu dewiswyd gormod i allu gwneud hyn.
contacts-frozen = { $count ->
    [one] Mae hyn yn ymwneud â'r un cysylltiad a ddewiswyd gennych. Yr un hwnnw fydd o hyd, beth bynnag a ddigwydd i'r rhestr yn y cyfamser.
   *[other] Mae hyn yn ymwneud â'r cysylltiadau a ddewiswyd gennych ({ $count }). Y rheini fyddant o hyd, beth bynnag a ddigwydd i'r rhestr yn y cyfamser.
}
contacts-merge-title = Cyfuno'r rhai a ddewiswyd
contacts-merge-said = Cânt eu cyfuno fesul un â'r cofnod sy'n aros. Gwelwch bob dau ochr yn ochr cyn i ddim gael ei wneud, a gellir dadwneud pob cyfuniad.
contacts-merge-stays = Pa gofnod sy'n aros?
contacts-merge-missing = Dewiswch y cofnod sy'n aros
contacts-merge-send = Cymharu'r ddau nesaf
contacts-merge-none = Nid oes dim ar ôl i'w gyfuno: mae'r rhai a ddewiswyd yn un cofnod nawr, neu rydych wedi dweud nad yr un ydynt.
contacts-merge-not = Mae un ohonynt wedi cau neu nid yw yno mwyach, felly ni ellir eu cymharu.
contacts-tag-title = Tagio'r rhai a ddewiswyd
contacts-untag-title = Tynnu tag oddi ar y rhai a ddewiswyd
contacts-tag-known = Tag sydd yno
contacts-tag-choose = Dewiswch
contacts-tag-name = Neu un newydd
contacts-tag-name-hint = Er enghraifft “peilot” neu “cylchlythyr Cymraeg”
contacts-tag-kind = Beth mae'n ei wneud
contacts-tag-excludes = Caiff y rhai sydd â'r tag eu gadael allan o negeseuon a gwahoddiadau
contacts-tag-reason = Pam
contacts-tag-reason-hint = Un frawddeg a fydd yn dal i wneud synnwyr ymhen blwyddyn
contacts-tag-missing = Dewiswch dag neu ysgrifennwch enw un newydd
contacts-tag-reason-missing = Dywedwch pam, mewn un frawddeg
contacts-tag-send = Eu tagio
contacts-untag-send = Ei dynnu
contacts-tagged = { $count ->
    [0] Roedd gan bob un y tag hwnnw eisoes.
    [one] Tagiwyd un cysylltiad.
    [two] Tagiwyd { $count } gysylltiad.
    [few] Tagiwyd { $count } chysylltiad.
    [many] Tagiwyd { $count } chysylltiad.
   *[other] Tagiwyd { $count } cysylltiad.
}
contacts-untagged = { $count ->
    [0] Nid oedd gan yr un ohonynt y tag hwnnw.
    [one] Tynnwyd y tag oddi ar un cysylltiad.
    [two] Tynnwyd y tag oddi ar { $count } gysylltiad.
    [few] Tynnwyd y tag oddi ar { $count } chysylltiad.
    [many] Tynnwyd y tag oddi ar { $count } chysylltiad.
   *[other] Tynnwyd y tag oddi ar { $count } cysylltiad.
}
contacts-kept = Hidlyddion wedi'u cadw
contacts-kept-shared = wedi'u rhannu
contacts-kept-remove = Anghofio “{ $name }”
contacts-kept-title = Cadw'r hidlyddion hyn
contacts-kept-said = Rhoddir enw iddynt, a byddant uwchben y rhestr bob tro y dewch yn ôl.
contacts-kept-name = Enw
contacts-kept-hint = Er enghraifft “Clercod heb gyfeiriad e-bost”
contacts-kept-missing = Rhowch enw i'r hidlyddion
contacts-kept-who = Pwy sy'n eu gweld
contacts-kept-share = Pawb sy'n gofalu am gysylltiadau
contacts-kept-send = Eu cadw
contacts-kept-done = Mae'r hidlyddion wedi'u cadw.
contacts-kept-removed = Mae'r hidlyddion wedi'u hanghofio.
contacts-keep = Cadw'r hidlyddion hyn o dan enw
