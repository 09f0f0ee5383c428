choose-title-first = Dewiswch eich cyfrinair
choose-title-reset = Dewiswch gyfrinair newydd
choose-lead-first = Croeso, { $name }. Dewiswch gyfrinair i fewngofnodi i { $federation }. Dim ond pan fyddwch yn cadw y bydd eich gwahoddiad wedi'i ddefnyddio.
choose-lead-reset = Pan fyddwch yn cadw, cewch eich allgofnodi ar bob dyfais arall.
choose-password = Cyfrinair
choose-hint = O leiaf { $least } nod. Mae tri neu bedwar gair nad ydynt yn perthyn i'w gilydd yn dda ac yn hawdd eu cofio. Cewch ludo un o reolwr cyfrineiriau.
choose-save = Cadw a mewngofnodi
choose-check = Gwirio pa mor gryf ydyw
choose-good = Mae'r cyfrinair hwn yn ddigon da. Byddai un gair arall yn ei wneud yn gryf.
choose-strong = Mae'r cyfrinair hwn yn gryf.
choose-missing = Rhowch gyfrinair
choose-short = Rhaid i'r cyfrinair gynnwys o leiaf { $least } nod
choose-long = Ni chaiff y cyfrinair gynnwys mwy na { $most } nod
choose-common = Mae'r cyfrinair hwn ar y rhestr o'r rhai y mae llawer o bobl yn eu defnyddio, felly byddai'n cael ei ddyfalu ar unwaith. Dewiswch un arall
choose-personal = Mae'r cyfrinair hwn wedi'i wneud o'ch enw, eich cyfeiriad neu enw'r ffederasiwn. Dewiswch un arall
choose-guessable = Byddai'r cyfrinair hwn yn cael ei ddyfalu'n rhy fuan.
choose-done-first = Mae eich cyfrinair wedi'i gadw, ac rydych wedi mewngofnodi.
choose-done-reset = Mae eich cyfrinair newydd wedi'i gadw. Cawsoch eich allgofnodi ar bob dyfais arall.
choose-later-title = Mae eich mewngofnodi'n barod
choose-later = Gallwch fewngofnodi o'r diwrnod y mae eich rôl yn dechrau.
link-title = Nid yw'r ddolen hon yn gweithio
link-superseded = Anfonwyd gwahoddiad mwy newydd ar { $day }. Defnyddiwch y ddolen yn yr e-bost hwnnw.
link-expired = Roedd y gwahoddiad hwn yn gweithio tan { $day }. Gallwch ofyn am un newydd: mae'n mynd i'r un cyfeiriad e-bost.
link-ask-again = Anfonwch wahoddiad newydd ataf
link-accepted = Defnyddiwyd y gwahoddiad hwn eisoes: dewiswyd cyfrinair ag ef. Gallwch fewngofnodi.
link-unknown = Nid un o'n dolenni ni yw hon, neu mae rhan ohoni ar goll. Agorwch hi eto o'r e-bost, neu copïwch y cyfeiriad cyfan.
link-renewed-title = Edrychwch yn eich e-bost
link-renewed = Os gellir adnewyddu'r gwahoddiad, mae un newydd ar ei ffordd i'r un cyfeiriad e-bost.
link-reset-spent = Mae'r ddolen wedi'i defnyddio eisoes, yn hŷn nag awr, neu anfonwyd un fwy newydd.
link-reset-again = Gofyn am ddolen newydd
forgotten-title = Wedi anghofio'r cyfrinair
forgotten-lead = Rhowch y cyfeiriad e-bost yr ydych yn mewngofnodi ag ef. Byddwn yn anfon dolen i ddewis cyfrinair newydd.
forgotten-send = Anfon y ddolen
forgotten-sent-title = Edrychwch yn eich e-bost
forgotten-sent = Os oes rhywun yn mewngofnodi gyda'r cyfeiriad hwnnw, mae dolen ar ei ffordd iddo. Mae'n gweithio am { $minutes ->
    [zero] { $minutes } munud
    [one] un funud
    [two] ddwy funud
    [few] { $minutes } munud
    [many] { $minutes } munud
   *[other] { $minutes } munud
}. Os na ddaw dim, edrychwch ymhlith post diangen, a gwiriwch mai dyma'r cyfeiriad yr aeth eich gwahoddiad iddo.
choose-passkey-title = Neu ddefnyddio cyfrin-allwedd
choose-passkey-lead = Yna nid oes cyfrinair: rydych yn mewngofnodi â bys, wyneb neu PIN y ddyfais hon.
choose-passkey = Defnyddio cyfrin-allwedd yn lle hynny
choose-passkey-not-title = Ni sefydlwyd cyfrin-allwedd
choose-passkey-not = Nid oedd yr hyn a anfonodd eich dyfais yn gywir, neu cymerodd ormod o amser. Nid yw eich gwahoddiad wedi'i ddefnyddio.
choose-passkey-again = Rhoi cynnig arall arni
choose-done-passkey = Mae eich cyfrin-allwedd wedi'i chadw, ac rydych wedi mewngofnodi.
code-title = Y cod yn eich llythyr
code-lead = Cawsoch lythyr gyda chod. Rhowch y cod yma; mae'n gweithio unwaith.
code-code = Cod
code-hint = Un ar bymtheg o lythrennau a rhifau, mewn grwpiau o bedwar. Mae llythrennau bach yn iawn.
code-go-on = Ymlaen
code-wrong = Nid yw'r cod hwn yn agor dim. Cymharwch ef â'ch llythyr. Os cafodd ei ddefnyddio eisoes, neu os daeth llythyr mwy newydd, gofynnwch am un arall
code-choose-title = Dewiswch sut i fewngofnodi
code-choose-lead = Croeso, { $name }. Dewiswch gyfeiriad e-bost sy'n eiddo i chi a chyfrinair i fewngofnodi i { $federation }. Dim ond pan fyddwch yn cadw y bydd y cod wedi'i ddefnyddio.
code-address = Eich cyfeiriad e-bost
code-address-hint = Un y mae neb ond chi yn ei ddarllen: byddai dolen i ddewis cyfrinair newydd yn mynd yno.
code-address-taken = Ni ellir defnyddio'r cyfeiriad hwn yma. Rhowch un arall sy'n eiddo i chi, neu gofynnwch i bwy bynnag a ysgrifennodd atoch
