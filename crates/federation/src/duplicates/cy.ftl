duplicates-title = Cysylltiadau a gedwir ddwywaith
duplicates-lead = Parau a all fod yr un person neu'r un sefydliad. Cymharwch nhw, yna cyfunwch nhw neu dywedwch nad yr un ydynt.
duplicates-still-looking = Newidiodd rhai cofnodion ychydig yn ôl ac maent yn dal i gael eu cymharu.
duplicates-none = Nid oes parau'n aros yma. Mae rhai newydd yn ymddangos wrth i gofnodion gael eu creu, eu mewnforio a'u newid.
duplicates-pair = Y ddau
duplicates-because = Oherwydd
duplicates-found = Canfuwyd
duplicates-strength = Pa mor sicr
duplicates-by-strength = Pa mor sicr
duplicates-by-age = Dyddiad canfod, yr hynaf yn gyntaf
duplicates-surest-first = Dangos y mwyaf sicr yn gyntaf
duplicates-oldest-first = Dangos yr hynaf yn gyntaf
duplicates-certain = Sicr
duplicates-likely = Tebygol
duplicates-possible = Posibl
duplicates-kind = Math
duplicates-kind-person = Pobl
duplicates-kind-organisation = Sefydliadau
duplicates-state = Penderfynwyd
duplicates-state-different = Dywedwyd nad yr un ydynt
duplicates-gone = Ddim yno mwyach
duplicates-because-chosen = Dewiswyd â llaw: ni fyddai'r cymharu ei hun wedi dod o hyd i'r ddau
duplicates-because-given-same = Yr un enw cyntaf
duplicates-because-given-close = Enwau cyntaf bron yr un fath: llithriad wrth ysgrifennu, efallai
duplicates-because-given-related = Mae un enw cyntaf yn ffurf fer, yn ail enw neu'n llythyren gyntaf y llall
duplicates-because-given-swapped = Mae'r enw cyntaf a'r enw teuluol wedi newid lle
duplicates-because-given-differs = Enwau cyntaf gwahanol
duplicates-because-family-same = Yr un enw teuluol
duplicates-because-family-close = Enwau teuluol bron yr un fath: llithriad wrth ysgrifennu, efallai
duplicates-because-family-related = Mae un enw teuluol yn rhan o'r llall
duplicates-because-family-differs = Enwau teuluol gwahanol
duplicates-because-born-same = Yr un dyddiad geni
duplicates-because-born-close = Dyddiadau geni'n wahanol mewn un digid
duplicates-because-born-related = Mae'r diwrnod a'r mis geni wedi newid lle
duplicates-because-born-differs = Dyddiadau geni gwahanol
duplicates-because-email-same = Yr un cyfeiriad e-bost
duplicates-because-email-close = Cyfeiriadau e-bost bron yr un fath
duplicates-because-email-differs = Cyfeiriadau e-bost gwahanol
duplicates-because-phone-same = Yr un rhif ffôn
duplicates-because-phone-close = Rhifau ffôn yn wahanol mewn un digid
duplicates-because-phone-differs = Rhifau ffôn gwahanol
duplicates-because-postcode-same = Yr un cod post
duplicates-because-postcode-close = Codau post yn wahanol mewn un nod
duplicates-because-postcode-differs = Codau post gwahanol
duplicates-because-town-same = Yr un dref
duplicates-because-town-close = Enwau trefi bron yr un fath
duplicates-because-town-differs = Trefi gwahanol
duplicates-because-line-same = Yr un tŷ a stryd
duplicates-because-line-close = Tŷ a stryd bron yr un fath
duplicates-because-line-differs = Tai neu strydoedd gwahanol
duplicates-because-name-same = Yr un enw, heblaw am eiriau fel “Cyngor Plwyf”
duplicates-because-name-close = Enwau bron yr un fath: llithriad wrth ysgrifennu, efallai
duplicates-because-name-related = Mae un enw yn rhan o'r llall
duplicates-because-name-differs = Enwau gwahanol
duplicates-because-tree-same = Yr un math, o dan yr un sefydliad
duplicates-because-tree-differs = Math arall, neu o dan sefydliad arall
duplicates-compare-title = Ai'r un yw'r ddau hyn?
duplicates-side-by-side = Ochr yn ochr
duplicates-fact = Yr hyn a wyddys
duplicates-stays = Mae'r cofnod hwn yn aros
duplicates-goes = Daw hwn yn rhan ohono
duplicates-swap = Cadw'r cofnod arall yn lle hynny
duplicates-warning = Rhybudd
duplicates-one-died = Mae cofnod un o'r ddau yn dweud bod y person wedi marw, ond nid yw'r llall. Dim ond os gwyddoch mai'r un person ydynt y dylech eu cyfuno.
duplicates-choose = Lle maent yn wahanol, pa un sy'n gywir?
duplicates-merge-hint = Caiff bylchau eu llenwi o'r cofnod sy'n mynd. Mae popeth sy'n perthyn iddo, fel cyfeiriadau, aelodaethau a rolau, yn symud i'r un sy'n aros. Gallwch ddadwneud hyn.
duplicates-merge = Cyfuno'r ddau
duplicates-different = Nid yr un ydynt
duplicates-decided = Mae rhywun wedi penderfynu ynghylch y ddau hyn.
duplicates-reopen = Eu rhoi yn ôl yn y rhestr
duplicates-which-account = Gall y ddau fewngofnodi. Pa fewngofnodiad sy'n aros?
duplicates-which-account-hint = Caiff y llall ei gau, a daw ei sesiynau i ben ar unwaith.
duplicates-which-account-missing = Dewiswch y mewngofnodiad sy'n aros
duplicates-field-title = Teitl
duplicates-field-given = Enw cyntaf
duplicates-field-family = Enw teuluol
duplicates-field-known-as = Enw arferol
duplicates-field-born = Dyddiad geni
duplicates-field-language = Iaith
duplicates-field-died = Bu farw ar
duplicates-field-name = Enw
duplicates-field-category = Categori
duplicates-field-opened = Agorwyd ar
duplicates-fact-place = Math a lle
duplicates-fact-points = E-bost, ffôn a chyfeiriadau
duplicates-fact-memberships = Aelodaethau
duplicates-fact-roles = Rolau
duplicates-fact-account = Mewngofnodiad
duplicates-fact-other = Pethau eraill sy'n cyfeirio atynt
duplicates-was-decided = Penderfynodd rhywun arall ynghylch y ddau hyn, neu mae un ohonynt wedi newid. Ni wnaed dim.
duplicates-said-different = Nodwyd: nid yr un ydynt. Maent i'w gweld eto o dan “Dywedwyd nad yr un ydynt”.
duplicates-reopened = Mae'r pâr yn aros yn y rhestr eto.
duplicates-merged-title = Wedi'u cyfuno
duplicates-merged = Un cofnod yw'r ddau nawr: { $name }.
duplicates-merge-undone = Cafodd y cyfuniad hwn ei ddadwneud. Mae { $name } a'r llall yn ddau gofnod eto.
duplicates-undo = Dadwneud y cyfuniad
duplicates-undone = Cafodd y cyfuniad ei ddadwneud. Mae popeth fel yr oedd.
duplicates-undone-but = Cafodd y cyfuniad ei ddadwneud. Newidiwyd y rhain ers hynny ac maent yn aros fel y maent: { $kept }.
duplicates-to-record = Agor y cofnod
duplicates-go-on = Mynd ymlaen gyda'r rhai a ddewiswyd gennych
duplicates-to-list = Yn ôl i'r rhestr o barau
duplicates-refused-title = Ni ellir cyfuno'r ddau hyn
duplicates-refused-remedy = Pan fydd cofnod yn mynd, mae'r rolau a'r mewngofnodiad sy'n perthyn iddo yn mynd gydag ef. Gofynnwch i gydweithiwr a gaiff roi'r hawliau hyn.
duplicates-refused-back = Yn ôl at y ddau
duplicates-refused-kind = Maent yn sefydliadau o fathau gwahanol.
duplicates-refused-below = Mae'r un a fyddai'n aros o dan y llall. Cadwch yr un uwchben yn lle hynny.
duplicates-refused-many = Mae mwy o aelodau o dan yr un a fyddai'n mynd nag y gellir eu symud ar unwaith. Cadwch yr un hwnnw yn lle'r llall.
duplicates-refused-later = Cafodd un o'r ddau ei gyfuno eto ers hynny. Dadwnewch y cyfuniad hwnnw yn gyntaf.
duplicates-refused-undone = Roedd y cyfuniad hwn wedi'i ddadwneud yn barod.
duplicates-safe-link = Cyfuno'r rhai nad oes angen penderfyniad arnynt
duplicates-safe-title = Cyfuno'r hyn nad oes angen penderfyniad arno
duplicates-safe-lead = Dim ond pobl y mae eu henwau a'u dyddiad geni yr un fath ym mhob llythyren, sy'n cytuno ym mhopeth arall y mae'r ddau gofnod yn ei ddweud, ac nad oes gan yr un ohonynt rôl. Ni chaiff rhywun sydd wedi marw byth ei gyfuno â rhywun sy'n fyw.
duplicates-safe-count =
    { $count ->
        [0] Nid oes pâr o'r math hwn ar hyn o bryd.
        [one] Mae un pâr o'r math hwn.
        [two] Mae { $count } bâr o'r math hwn.
        [few] Mae { $count } phâr o'r math hwn.
        [many] Mae { $count } phâr o'r math hwn.
       *[other] Mae { $count } pâr o'r math hwn.
    }
duplicates-safe-left = Parau sicr a adawyd i chi
duplicates-left-not-persons = Sefydliadau: { $count }
duplicates-left-not-same = Yn wahanol mewn rhywbeth: { $count }
duplicates-left-one-died = Un o'r ddau wedi marw: { $count }
duplicates-left-two-accounts = Gyda dau fewngofnodiad: { $count }
duplicates-left-appointment = Gyda rôl nawr neu o'r blaen: { $count }
duplicates-safe-samples = Rhai ohonynt
duplicates-look = Cymharu
duplicates-safe-go-on = Parhau
duplicates-safe-confirm-title = Gwiriwch cyn cyfuno
duplicates-safe-confirm =
    { $count ->
        [one] Caiff un pâr ei gyfuno. Gellir ei ddadwneud.
        [two] Caiff { $count } bâr eu cyfuno. Gellir dadwneud pob un ar ei ben ei hun.
        [few] Caiff { $count } phâr eu cyfuno. Gellir dadwneud pob un ar ei ben ei hun.
        [many] Caiff { $count } phâr eu cyfuno. Gellir dadwneud pob un ar ei ben ei hun.
       *[other] Caiff { $count } pâr eu cyfuno. Gellir dadwneud pob un ar ei ben ei hun.
    }
duplicates-safe-merge =
    { $count ->
        [one] Cyfuno un pâr
        [two] Cyfuno { $count } bâr
        [few] Cyfuno { $count } phâr
        [many] Cyfuno { $count } phâr
       *[other] Cyfuno { $count } pâr
    }
duplicates-safe-done = Cyfunwyd: { $merged }. Gadawyd, am fod rhywbeth wedi newid neu am nad oedd yr hawliau'n ddigon: { $left }.
