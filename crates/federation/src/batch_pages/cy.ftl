batch-title = { $rollout }: { $batch }
batch-made = { $count ->
    [one] Gwnaed ar { $day } gan { $name }, o un cysylltiad a ddewiswyd.
    [two] Gwnaed ar { $day } gan { $name }, o { $count } gysylltiad a ddewiswyd.
    [few] Gwnaed ar { $day } gan { $name }, o { $count } chysylltiad a ddewiswyd.
    [many] Gwnaed ar { $day } gan { $name }, o { $count } chysylltiad a ddewiswyd.
   *[other] Gwnaed ar { $day } gan { $name }, o { $count } cysylltiad a ddewiswyd.
}
batch-funnel = Pa mor bell y mae'r swp hwn wedi dod
batch-name = Enw
batch-kind = Math
batch-person = Person
batch-council = Cyngor
batch-councils = Cynghorau
batch-email = E-bost
batch-state = Statws
batch-finding = Beth sy'n rhwystro
batch-any = Unrhyw un
batch-none = Nid oes neb yn y swp hwn.
batch-select = Dewis { $name }
batch-too-many = Mae mwy o resi'n cyfateb nag y gall dewis eu dal. Defnyddiwch hidlyddion yn gyntaf.
batch-act-invite = Gwahodd y rhai sy'n barod ({ $count })
batch-act-resend = Anfon dolen arall (heb ddod: { $count })
batch-act-revoke = Tynnu mynediad yn ôl ({ $count })
batch-act-again = Rhoi mynediad eto ({ $count })
batch-act-remove = Tynnu'r rhai a ddewiswyd o'r swp ({ $count })
batch-act-notice = Ysgrifennu atynt yn gyntaf
batch-act-notice-rest = Ysgrifennu at y rhai na chafodd wybod eto
batch-notice-draft = { $people ->
    [one] sy'n rhoi gwybod i un person ymlaen llaw. Nid yw wedi gadael: agorwch hi i fynd ymlaen.
   *[other] sy'n rhoi gwybod i { $people } o bobl ymlaen llaw. Nid yw wedi gadael: agorwch hi i fynd ymlaen.
}
batch-notice-left = { $mails ->
    [one] sy'n rhoi gwybod iddynt ymlaen llaw: { $done } o un e-bost wedi gadael.
   *[other] sy'n rhoi gwybod iddynt ymlaen llaw: { $done } o { $mails } e-bost wedi gadael.
}
batch-notice-untitled = Neges heb bwnc
batch-notice-locked = Ni allwch ysgrifennu atynt yn gyntaf. { $because }
batch-notice-nobody = Nid oes neb i roi gwybod iddo: mae gan bawb fynediad, maent wedi cael gwybod, neu wedi'u gadael allan.
batch-search = Chwilio
batch-search-hint = Rhan o enw, cyngor neu gyfeiriad e-bost
batch-act-check = Gwirio pob rhes eto
batch-checked = { $count ->
    [one] Gwiriwyd un rhes.
    [two] Gwiriwyd { $count } res.
   *[other] Gwiriwyd { $count } rhes.
}
batch-removed = { $count ->
    [one] Tynnwyd un rhes o'r swp. Mae'r cofnod fel yr oedd.
    [two] Tynnwyd { $count } res o'r swp. Mae'r cofnodion fel yr oeddent.
   *[other] Tynnwyd { $count } rhes o'r swp. Mae'r cofnodion fel yr oeddent.
}
batch-nothing = Nid oes dim wedi'i ddewis.
batch-did-invite = Gwahodd
batch-did-resend = Anfon dolen arall
batch-did-remind = Atgoffa
batch-did-revoke = Tynnu mynediad yn ôl
batch-did-again = Rhoi mynediad eto
batch-act-over = { $act }, cadarnhawyd gan { $name } ar { $day } am { $time }: gwnaed ar gyfer { $done } o { $chosen }.
batch-act-running = { $act }, cadarnhawyd gan { $name } ar { $day } am { $time }: { $done } o { $chosen } hyd yn hyn. Mae'n mynd ymlaen ohono'i hun.
batch-invite-title = Gwahodd y rhai sy'n barod
batch-invite-said = { $count ->
    [one] Bydd un person yn cael e-bost gyda dolen i ddewis cyfrinair. Gwirir y rhes unwaith eto cyn i'r e-bost adael.
   *[other] Bydd { $count } o bobl yn cael e-bost yr un, gyda dolen i ddewis cyfrinair. Gwirir pob rhes unwaith eto cyn i'r e-bost adael.
}
batch-invite-send = Eu gwahodd
batch-resend-title = Anfon dolen arall
batch-resend-said = { $count ->
    [one] Bydd un person yn cael dolen newydd. Ni fydd yr un flaenorol yn agor dim mwyach, a bydd yn dweud hynny.
   *[other] Bydd { $count } o bobl yn cael dolen newydd yr un. Ni fydd y rhai blaenorol yn agor dim mwyach, a byddant yn dweud hynny.
} Os daeth e-bost yn ôl, nid anfonir ef i'r un cyfeiriad eto.
batch-resend-send = Ei hanfon
batch-revoke-title = Tynnu mynediad yn ôl
batch-revoke-said = { $count ->
    [one] Ni fydd dolen un person yn agor dim mwyach; caiff mewngofnodiad ei gau a'i allgofnodi ym mhobman. Gellir rhoi mynediad eto.
   *[other] Ni fydd dolenni { $count } o bobl yn agor dim mwyach; caiff mewngofnodiadau eu cau a'u hallgofnodi ym mhobman. Gellir rhoi mynediad eto.
}
batch-revoke-send = Ei dynnu'n ôl
batch-again-title = Rhoi mynediad eto
batch-again-said = { $count ->
    [one] Gwirir un rhes o'r newydd, ac yna gellir ei gwahodd. Nid oes dim yn gadael eto.
    [two] Gwirir { $count } res o'r newydd, ac yna gellir eu gwahodd. Nid oes dim yn gadael eto.
   *[other] Gwirir { $count } rhes o'r newydd, ac yna gellir eu gwahodd. Nid oes dim yn gadael eto.
}
batch-again-send = Eu gwirio o'r newydd
batch-which-all = Mae hyn ar gyfer pob rhes yn y swp y mae'n berthnasol iddi. I ddewis rhai, ewch yn ôl a'u ticio yn gyntaf.
batch-which-selected = Mae hyn ar gyfer y rhai a ddewiswyd gennych, os yw'n berthnasol iddynt.
batch-type-count = Teipiwch { $count } i gadarnhau
batch-count-none = Nid oes neb y gellir gwneud hyn ar eu cyfer nawr. Ewch yn ôl i'r swp
batch-count-wrong = Teipiwch { $count }, sef nifer y bobl y mae hyn yn ymwneud â nhw nawr
batch-done-invited = Dolenni ar eu ffordd: { $done }. Wedi'u gadael fel y maent: { $not }.
batch-done = Gwnaed: { $done }. Wedi'u gadael fel y maent: { $not }.
batch-goes-on = Gwnaed hyd yn hyn: { $done }. Bydd { $left } arall yn dilyn ohonynt eu hunain.
row-obstacles = Beth sy'n rhwystro
row-address = Cyfeiriad e-bost
row-address-hint = Mae'n mynd ar gofnod y person. Ni fydd dolen a anfonwyd i gyfeiriad arall yn agor dim wedyn.
row-address-save = Cadw'r cyfeiriad a gwirio eto
row-use-offered = Defnyddio { $address }
row-person-title = Dewis y person
row-person = Enw'r person sy'n gwasanaethu'r cyngor hwn
row-person-hint = Rhan o enw, tref neu gyfeiriad e-bost
row-person-find = Chwilio
row-person-which = Pwy yw?
row-person-choose = Eu penodi o heddiw ymlaen
row-person-missing = Dewiswch y person
row-person-none = Nid oes neb o'r enw “{ $name }” o fewn eich cyrraedd. Cofnodwch nhw o dan Cysylltiadau yn gyntaf.
row-keep = Y person hwn sy'n cadw'r cyfeiriad
row-anyway = Eu gwahodd er hynny
row-put-back = Ei rhoi'n ôl yn y swp
row-remove = Ei thynnu o'r swp
row-invite = Gwahodd y person hwn
row-resend = Anfon dolen arall
row-revoke = Tynnu mynediad yn ôl
row-again = Rhoi mynediad eto
row-record = Cofnod
row-record-open = Agor y cofnod
row-way = Y daith hyd yn hyn
row-acts-for = Yn gweithredu dros
row-noticed = Wedi cael gwybod
row-noticed-step = { $day }, { $time }: Wedi cael gwybod y daw gwahoddiad
row-step = { $day }, { $time }: { $state }
row-step-by = { $day }, { $time }: { $state }, gan { $name }
row-mended = Nid oes dim yn rhwystro mwyach. Mae'r rhes yn barod.
row-left-out = Mae'r rhes wedi'i gadael allan o'r swp.
row-more = Mae hynny wedi'i wneud. Mae rhywbeth arall yn dal i rwystro.
row-done = Wedi'i wneud.
row-not-done = Ni ellir gwneud hyn ar gyfer y rhes hon nawr. Edrychwch beth sy'n rhwystro.
batch-letters = { $count ->
    [one] Mae un heb gyfeiriad e-bost: argraffwch lythyr gyda chod
   *[other] Mae { $count } heb gyfeiriad e-bost: argraffwch lythyrau gyda chodau
}
batch-act-offered = Defnyddio cyfeiriad y cyngor ar gyfer y rhai heb un
batch-offered = { $count ->
    [0] Nid oes gan yr un o'u cynghorau gyfeiriad ychwaith.
    [one] Mae cyfeiriad eu cyngor ar gofnod un person nawr.
   *[other] Mae cyfeiriad eu cyngor ar gofnodion { $count } o bobl nawr.
}
