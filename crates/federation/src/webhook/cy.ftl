hooks-title = Bachau gwe
hooks-lead = Mae bachyn gwe yn dweud wrth un o'ch rhaglenni fod rhywbeth wedi digwydd: beth, pryd, a ble i ddarllen mwy. Nid yw'n anfon enwau na chyfeiriadau pobl. Dim ond yr hyn y cewch chi ei weld ar y foment honno a ddywedir.
hooks-yours = Eich bachau gwe
hooks-none = Nid oes gennych un.
hooks-new = Gwneud bachyn gwe
hooks-name = At beth y mae?
hooks-name-hint = Er mwyn i chi ei adnabod eto, fel “Cofrestr cynghorau”
hooks-name-missing = Dywedwch at beth y mae'r bachyn gwe
hooks-name-long = Defnyddiwch { $most } llythyren ar y mwyaf, ar un llinell
hooks-too-many = Nifer y bachau gwe sydd gennych: { $most }. Yn gyntaf, tynnwch un nad yw'n cael ei ddefnyddio mwyach.
hooks-address = Cyfeiriad y rhaglen
hooks-address-hint = Mae'n dechrau gyda https://
hooks-address-wrong = Rhowch gyfeiriad sy'n dechrau gyda https://
hooks-address-password = Peidiwch â rhoi enwau na chyfrineiriau yn y cyfeiriad
hooks-address-private = Mae'r cyfeiriad hwn yn arwain at rwydwaith preifat, lle na chaiff y rhaglen hon fynd. Defnyddiwch un ar y rhyngrwyd, neu gofynnwch i bwy bynnag sy'n rhedeg y porth
hooks-kinds = Am beth y dylid dweud wrth y rhaglen?
hooks-kinds-hint = Dim ond yr hyn y mae eich rolau yn ei agor heddiw sydd yma.
hooks-kinds-missing = Ticiwch o leiaf un peth
hooks-contact-changed = Mae cysylltiad yn newydd neu wedi'i newid
hooks-contact-merged = Daeth dau gysylltiad yn un
hooks-organisation-changed = Mae sefydliad yn newydd neu wedi'i newid
hooks-appointment-started = Mae rhywun yn dechrau mewn rôl
hooks-appointment-ended = Gosodwyd diwedd rôl rhywun
hooks-import-applied = Rhoddwyd mewnforiad ar waith
hooks-import-undone = Tynnwyd mewnforiad yn ôl
hooks-a-test = Prawf
hooks-make = Gwneud y bachyn gwe
hooks-made-title = Eich bachyn gwe newydd
hooks-made-lead = Copïwch ei gyfrinach nawr: ni ellir ei dangos eto. Mae'r rhaglen yn ei defnyddio i wirio mai oddi yma y daeth neges, felly cadwch hi fel y byddech yn cadw cyfrinair.
hooks-secret = Cyfrinach
hooks-made-on = Mynd at y bachyn gwe
hooks-state = Statws
hooks-made-at = Gwnaed
hooks-running = Yn rhedeg
hooks-paused = Wedi'i oedi. Ni ddywedir yn ddiweddarach am yr hyn sy'n digwydd nawr.
hooks-stopped-failing = Wedi stopio: rhoddwyd cynnig ar un neges wyth gwaith dros dri diwrnod, ac ni chyrhaeddodd.
hooks-stopped-gone = Wedi stopio: atebodd y rhaglen ei bod wedi mynd (410).
hooks-stopped-right = Wedi stopio: nid yw'r hyn yr oedd i'w ddweud yn agored i chi mwyach.
hooks-test = Anfon prawf
hooks-test-sent = Mae prawf ar ei ffordd. Edrychwch isod ymhen ychydig.
hooks-pause = Oedi
hooks-pause-done = Mae'r bachyn gwe wedi'i oedi.
hooks-resume = Mynd ymlaen
hooks-resume-done = Mae'r bachyn gwe yn mynd ymlaen.
hooks-remove = Tynnu'r bachyn gwe
hooks-removed = Tynnwyd y bachyn gwe.
hooks-deliveries = Negeseuon
hooks-deliveries-lead = 50 neges olaf y 14 diwrnod diwethaf, y diweddaraf yn gyntaf.
hooks-nothing-yet = Nid oes dim wedi'i anfon eto
hooks-moment = { $day } am { $time }
hooks-waiting = Ar ei ffordd. { $answer }
hooks-trying =
    { $tries ->
        [one] Rhoddwyd cynnig arni unwaith. { $answer } Y cynnig nesaf: { $next }.
        [two] Rhoddwyd cynnig arni ddwywaith. { $answer } Y cynnig nesaf: { $next }.
        [few] Rhoddwyd cynnig arni deirgwaith. { $answer } Y cynnig nesaf: { $next }.
       *[other] Rhoddwyd cynnig arni { $tries } gwaith. { $answer } Y cynnig nesaf: { $next }.
    }
hooks-delivered = Cyrhaeddodd ar { $when }. { $answer }
hooks-failed = Ni chyrhaeddodd. Y cynnig olaf: { $when }. { $answer }
hooks-answered = Yr ateb oedd { $status }.
hooks-failure-private = Mae'r cyfeiriad yn arwain at rwydwaith preifat.
hooks-failure-name = Ni chafwyd hyd i'r enw sydd yn y cyfeiriad.
hooks-failure-slow = Cymerodd y rhaglen ormod o amser i ateb.
hooks-failure-large = Roedd yr ateb yn rhy fawr.
hooks-failure-unreachable = Nid oedd modd cyrraedd y rhaglen, neu ni phrofodd pwy yw hi.
hooks-again = Anfon eto: { $what }, { $when }
hooks-again-done = Mae'r neges ar ei ffordd eto.
hooks-mail-subject = Mae eich bachyn gwe “{ $hook }” wedi stopio
hooks-mail-failing =
    Annwyl { $name },

    Mae eich bachyn gwe "{ $hook }" wedi stopio ei hun: ni chyrhaeddodd neges, er rhoi cynnig arni wyth gwaith dros dri diwrnod.

    Edrychwch ar y rhaglen sy'n ei derbyn, yna gadewch i'r bachyn gwe fynd ymlaen:

    { $link }

    { $federation }
hooks-mail-right-subject = Mae un o fachau gwe { $owner } wedi stopio
hooks-mail-right =
    Annwyl { $name },

    Mae bachyn gwe "{ $hook }" { $owner } wedi stopio: nid yw'r hyn yr oedd i'w ddweud ar agor iddynt mwyach. Nid yw'r rhaglen sy'n ei dderbyn yn clywed dim mwyach.

    Os oes ei angen o hyd, mae rhywun a gaiff weld y pethau hyn yn gwneud bachyn gwe eu hunain ac yn rhoi ei gyfrinach i'r sawl sy'n rhedeg y rhaglen honno:

    { $link }

    { $federation }
hooks-mail-gone =
    Annwyl { $name },

    Mae eich bachyn gwe "{ $hook }" wedi stopio: atebodd y rhaglen sy'n ei dderbyn ei bod wedi mynd am byth (410).

    Gallwch dynnu'r bachyn gwe, neu adael iddo fynd ymlaen os camgymeriad oedd hyn:

    { $link }

    { $federation }
