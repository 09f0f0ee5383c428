rollout-title = Mynediad i'r porth
rollout-all = Rhaglenni cyflwyno
rollout-none = Nid oes rhaglen gyflwyno eto.
rollout-how = Mae rhaglen gyflwyno yn dechrau yn y rhestr o gysylltiadau: dewiswch gynghorau neu bobl yno, ac yna “Rhoi mynediad i'r porth”.
rollout-to-contacts = Mynd i'r cysylltiadau
rollout-portal-users = Pwy sydd â mynediad
rollout-settings = Gosodiadau rhaglenni cyflwyno
rollout-name = Rhaglen gyflwyno
rollout-begun = Dechreuwyd
rollout-begun-by = Dechreuwyd ar { $day } gan { $name }.
rollout-batches = Sypiau
rollout-its-batches = Sypiau'r rhaglen gyflwyno hon
rollout-batch = Swp
rollout-made = Gwnaed
rollout-people = Rhesi
rollout-to-mend = Angen cywiro
rollout-waiting = Gwahoddwyd, heb ddod eto
rollout-accepted = Â mynediad
rollout-funnel = Pa mor bell y mae pawb wedi dod
rollout-stage = Cam
rollout-reached = Wedi dod hyd yma
rollout-stuck = Beth sy'n aros
rollout-stage-chosen = Dewiswyd
rollout-stage-noticed = Wedi cael gwybod
rollout-stage-invited = Gwahoddwyd
rollout-stage-delivered = E-bost wedi gadael
rollout-stage-opened = Agorwyd y ddolen
rollout-stage-accepted = Â mynediad
rollout-stuck-blocked = { $count ->
    [one] Mae angen cywiro un rhes
    [two] Mae angen cywiro { $count } res
   *[other] Mae angen cywiro { $count } rhes
}
rollout-stuck-draft = { $count ->
    [one] Mae un yn barod i gael gwahoddiad
   *[other] Mae { $count } yn barod i gael gwahoddiad
}
rollout-stuck-queued = { $count ->
    [one] Mae un e-bost ar fin gadael
   *[other] Mae { $count } e-bost ar fin gadael
}
rollout-stuck-bounced = { $count ->
    [one] Daeth un e-bost yn ôl: dewch o hyd i'r cyfeiriad
   *[other] Daeth { $count } e-bost yn ôl: dewch o hyd i'r cyfeiriadau
}
rollout-stuck-sent = { $count ->
    [one] Mae un heb agor y ddolen: anfonwch un arall, neu ffoniwch
   *[other] Mae { $count } heb agor y ddolen: anfonwch un arall, neu ffoniwch
}
rollout-stuck-opened = { $count ->
    [one] Mae un wedi agor y ddolen heb ddewis cyfrinair (efallai mai rhaglen sy'n darllen post a wnaeth)
   *[other] Mae { $count } wedi agor y ddolen heb ddewis cyfrinair (efallai mai rhaglenni sy'n darllen post a wnaeth)
}
rollout-stuck-expired = { $count ->
    [one] Daeth dolen un i ben: anfonwch un arall
   *[other] Daeth dolenni { $count } i ben: anfonwch rai eraill
}
rollout-left-out = Wedi'u gadael allan
rollout-make-title = Rhoi mynediad i'r porth
rollout-make-said = { $count ->
    [one] Mae un cysylltiad wedi'i ddewis. Bydd yn dod yn swp; nid ysgrifennir at neb eto.
    [two] Mae { $count } gysylltiad wedi'u dewis. Byddant yn dod yn swp; nid ysgrifennir at neb eto.
    [few] Mae { $count } chysylltiad wedi'u dewis. Byddant yn dod yn swp; nid ysgrifennir at neb eto.
    [many] Mae { $count } chysylltiad wedi'u dewis. Byddant yn dod yn swp; nid ysgrifennir at neb eto.
   *[other] Mae { $count } cysylltiad wedi'u dewis. Byddant yn dod yn swp; nid ysgrifennir at neb eto.
} Mae cyngor yn dod â'r person sy'n ei wasanaethu. Byddwch yn gweld beth sy'n rhwystro pob un cyn i chi wahodd neb.
rollout-known = Rhaglen gyflwyno
rollout-new-one = Un newydd
rollout-new-name = Enw rhaglen gyflwyno newydd
rollout-new-name-hint = Fel “Porth 2026”
rollout-new-name-missing = Dewiswch raglen gyflwyno, neu rhowch enw i un newydd
rollout-batch-name = Enw'r swp hwn
rollout-batch-name-hint = Fel “A–B”
rollout-batch-name-missing = Rhowch enw i'r swp
rollout-name-taken = Mae gan y rhaglen gyflwyno hon swp o'r enw hwnnw'n barod. Rhowch enw arall i hwn
rollout-nobody = Nid oes neb o'r rhai a ddewiswyd o fewn eich cyrraedd mwyach. Ewch yn ôl a dewiswch eto
rollout-tags = Gadael allan bwy bynnag sydd ag un o'r tagiau hyn
rollout-tags-hint = Maent yn y swp gyda'r rheswm, ac ni chânt eu gwahodd.
rollout-make-send = Gwneud y swp a'i wirio
rollout-settings-said = Mae hyn yn wir am bob rhaglen gyflwyno yn y ffederasiwn.
rollout-roles = Rolau sy'n dod â mynediad
rollout-roles-hint = Pan ddewisir cyngor neu grŵp, gwahoddir pwy bynnag sydd ag un o'r rolau hyn yno.
rollout-roles-missing = Ticiwch o leiaf un rôl
rollout-days = Atgoffa ar ôl faint o ddiwrnodau
rollout-days-hint = Hyd at dri rhif, fel 7, 21. Gadewch hwn yn wag i beidio ag atgoffa. Nid atgoffir neb sydd wedi dod, neb y daeth eu post yn ôl, na neb y mae eu rôl wedi dod i ben.
rollout-days-wrong = Rhowch hyd at dri rhif o ddiwrnodau, pob un yn fwy na'r un o'i flaen, fel 7, 21
rollout-councils-each = Pobl sy'n gwasanaethu sawl cyngor
rollout-one-council = Mae pob un yn gweithredu dros un cyngor yn unig
rollout-one-council-hint = Hwnnw yw'r un y buont yn ei wasanaethu hiraf mewn rôl o'r fath. Enwir y lleill iddynt ac yn y swp, ac nid yw eu rolau eraill yno yn agor dim. Tynnwch y tic a bydd popeth fel yr oedd.
rollout-settings-save = Cadw
rollout-settings-saved = Mae'r gosodiadau wedi'u cadw.
rollout-starters = Pobl sy'n dechrau yn un o'r rolau hyn
rollout-starters-yes = Eu gwahodd yn awtomatig ar eu diwrnod cyntaf
rollout-starters-hint = Pan nad oes dim yn rhwystro rhywun, mae eu gwahoddiad yn gadael yn gynnar y diwrnod hwnnw, yn ôl eich hawl chi. Mae'r lleill yn aros ar dudalen y rhai sy'n dechrau. Heb hyn, chi sy'n eu gwahodd yno.
rollout-starters-lost = Ni wahoddir neb yn awtomatig mwyach: nid yw'r sawl a'i trodd ymlaen yn cael gwahodd pawb nawr. Cadwch y gosodiadau hyn i'w wneud yn ôl eich hawl chi.
rollout-starting = Pwy sy'n dechrau
rollout-starting-rollout = Pwy sy'n dechrau
rollout-starting-look = Edrych arnynt
rollout-starting-count = { $count ->
    [one] Mae un person heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
   *[other] Mae { $count } o bobl heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
}
rollout-starting-many = Mae mwy na { $count } o bobl heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
rollout-starting-many-shown = Dangosir y { $count } cyntaf. Bydd y lleill yn dilyn pan fydd y rhain mewn swp.
rollout-starting-lead = Mae pwy bynnag sy'n dechrau mewn rôl yn ymddangos yma o bedair wythnos cyn eu diwrnod cyntaf hyd dri mis ar ei ôl. Nid oes gan neb hawliau cyn y diwrnod hwnnw; mae pwy bynnag sy'n gadael y rôl yn colli eu hawliau gyda'u diwrnod olaf.
rollout-starting-none = Nid oes neb heb wahoddiad yn dechrau.
rollout-starting-by-itself = Gwahoddir nhw yn awtomatig ar eu diwrnod cyntaf, os nad oes dim yn eu rhwystro.
rollout-starting-by-hand = Ni wahoddir neb yn awtomatig.
rollout-starting-settings = Gosodiadau rhaglenni cyflwyno
rollout-starting-free = Heb fod mewn swp eto
rollout-starting-who = Pwy i'w rhoi mewn swp
rollout-starting-line = { $who }: { $role }, { $place }, o { $day }
rollout-starting-batch = Swp
rollout-starting-new = Un newydd: { $name }
rollout-starting-send = Eu rhoi yn y swp
rollout-starting-missing = Ticiwch o leiaf un person
rollout-starting-gone = Yn y cyfamser, cafodd y rhai a diciwyd gennych eu gwahodd neu eu rhoi mewn swp. Edrychwch pwy sydd ar ôl
rollout-starting-batch-gone = Nid yw'r swp hwn yno mwyach. Dewiswch un arall
rollout-starting-standing = Mewn swp, a heb eu gwahodd eto
rollout-starting-stands = Yn y swp { $batch }
rollout-starting-others = Mewn swp cydweithiwr
rollout-starting-done = { $count ->
    [one] Mae un person yn y swp.
   *[other] Mae { $count } o bobl yn y swp.
} Edrychwch beth sy'n rhwystro, yna gwahoddwch nhw.
rollout-starting-already = { $count ->
    [one] O'r rhai a diciwyd gennych, mae un yn y swp hwn yn barod: edrychwch ar yr hyn a ddywedwyd amdanynt yma.
   *[other] O'r rhai a diciwyd gennych, mae { $count } yn y swp hwn yn barod: edrychwch ar yr hyn a ddywedwyd amdanynt yma.
}
rollout-state-draft = Yn barod
rollout-state-excluded = Gadawyd allan
rollout-state-blocked = Angen cywiro
rollout-state-queued = Ar fin gadael
rollout-state-sent = Gwahoddwyd
rollout-state-bounced = Daeth yn ôl
rollout-state-opened = Agorwyd y ddolen
rollout-state-accepted = Â mynediad
rollout-state-expired = Dolen wedi dod i ben
rollout-state-revoked = Tynnwyd yn ôl
