sign-in-address-missing = Rhowch eich cyfeiriad e-bost
sign-in-address-odd = Rhowch gyfeiriad e-bost fel enw@example.org
sign-in-password-missing = Rhowch eich cyfrinair
sign-in-own-domain = Cyfeiriadau'r ffederasiwn ei hun yw'r rhai yn { $domain }. Mewngofnodwch gyda'ch cyfeiriad e-bost personol, yr un yr aeth eich gwahoddiad iddo
sign-in-mismatch = Nid yw'r cyfeiriad e-bost a'r cyfrinair yn cyfateb. Gwiriwch y ddau, neu dewiswch gyfrinair newydd
sign-in-shut = Ni allwch fewngofnodi ar hyn o bryd, gan nad oes gennych rôl agored heddiw. Os yw hynny'n anghywir, gofynnwch i'r person sy'n gofalu am wirfoddolwyr yn eich grŵp
sign-in-busy = Mae llawer o bobl yn mewngofnodi ar hyn o bryd. Rhowch gynnig arall arni ymhen ychydig
sign-in-wait = Bu gormod o ymdrechion. Gallwch roi cynnig arall arni am { $time }, neu ddewis cyfrinair newydd
sign-out-done = Rydych wedi allgofnodi.
go-on-title = Rydych wedi mewngofnodi eto
go-on-kept = Mae'r hyn a deipiwyd gennych wedi'i gadw. Ewch ymlaen o'r lle'r oeddech. Os yw'r dudalen yn gofyn am gyfrinair, bydd angen i chi deipio hwnnw eto.
go-on-send = Mynd ymlaen
go-on-drop = Gadael hyn a mynd i'r dudalen gyntaf
sign-in-again = Mae cryn amser ers i chi fewngofnodi. Cyn newid sut rydych yn mewngofnodi, mewngofnodwch unwaith eto: yna ni all neb arall wneud hynny wrth eich cyfrifiadur.
sign-in-passkey-unknown = Nid yw'r gyfrin-allwedd hon yn agor dim yma. Os ydych wedi'i thynnu, neu wedi cael mewngofnodiad newydd, defnyddiwch eich cyfrinair
sign-in-passkey-late = Cymerodd hynny ormod o amser, felly ni ddefnyddiwyd y gyfrin-allwedd. Rhowch gynnig arall arni
second-step-title = Un cam arall
second-step-lead = Mae eich cyfrinair yn gywir. Nawr rhowch y cod y mae eich ap yn ei ddangos ar gyfer y wefan hon.
second-step-passkey = Mae eich cyfrinair yn gywir. Mae un o'ch rolau'n gofyn am ail gam, ac rydych wedi sefydlu cyfrin-allwedd ar ei gyfer: defnyddiwch hi nawr.
second-step-code = Cod
second-step-hint = Chwe digid o'ch ap. Os na allwch gyrraedd eich ap, rhowch un o'ch codau adfer yn lle hynny: deuddeg digid.
second-step-device = Y ddyfais hon
second-step-device-hint = Ticiwch hwn dim ond lle nad oes neb arall yn defnyddio'r cyfrifiadur neu'r ffôn hwn gyda'ch enw chi.
second-step-trust = Peidio â gofyn am god ar y ddyfais hon am { $days } diwrnod
second-step-send = Mewngofnodi
second-step-missing = Rhowch y cod o'ch ap, neu god adfer
second-step-wrong = Nid yw'r cod hwn yn gywir. Gall fod yn rhy hen, neu wedi'i ddefnyddio eisoes. Rhowch yr un y mae eich ap yn ei ddangos nawr
second-step-late = Aeth mwy na deng munud heibio ers i chi roi eich cyfrinair. Mewngofnodwch eto.
second-step-recovery = Gwnaethoch fewngofnodi gyda chod adfer. { $left ->
    [0] Nid oes yr un ar ôl: gwnewch rai newydd ar dudalen eich cyfrif.
   *[other] Codau sydd ar ôl: { $left }.
}
second-step-lost = Heb eich ffôn na chod adfer
second-step-lost-how = Gofynnwch i'r tîm canolog dynnu'r ail gam o'ch mewngofnodi. Byddant yn gwirio mai chi sydd yno, a chewch e-bost amdano. Nid yw cyfrinair newydd yn ei dynnu.
