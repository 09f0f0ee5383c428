download-reason-newsletter = Cylchlythyr neu newyddion eraill
download-reason-event = Digwyddiad neu weithgaredd
download-reason-renewal = Adnewyddu aelodaethau
download-reason-notice = Hysbysiad o gyfarfod cyffredinol, neu newyddion eraill y mae'n rhaid i bob aelod eu cael
download-reason-letter = Llythyr am eu haelodaeth neu am wasanaeth y maent yn ei ddefnyddio
download-reason-records = Gwirio neu gywiro ein cofnodion
download-reason-other = Rhywbeth arall

download-column-title = Teitl
download-column-forenames = Enwau cyntaf
download-column-surname = Cyfenw
download-column-known-as = Enw arferol
download-column-organisation = Sefydliad
download-column-number = Rhif aelodaeth
download-column-category = Categori
download-column-state = Aelodaeth
download-column-joined = Ymunodd
download-column-paid-until = Talwyd hyd at
download-column-street = Cyfeiriad, llinell 1
download-column-street2 = Cyfeiriad, llinell 2
download-column-street3 = Cyfeiriad, llinell 3
download-column-town = Tref
download-column-county = Sir
download-column-postcode = Cod post
download-column-country = Gwlad
download-column-email = E-bost
download-column-phone = Ffôn
download-column-date-of-birth = Dyddiad geni
download-column-by-email = Eisiau e-bost
download-column-by-post = Eisiau post
download-column-by-phone = Eisiau galwadau

download-cell-yes = Ie
download-cell-no = Na
download-cell-for-life = Am oes
download-cell-current = Cyfredol
download-cell-lapsed = Heb ei hadnewyddu
download-cell-ended = Wedi gorffen

download-sheet-members = Aelodau
download-sheet-about = Am y ffeil hon
download-title-spreadsheet = Aelodau { $organisation }
download-title-labels = Labeli ar gyfer aelodau { $organisation }
download-about-taken = Lawrlwythwyd ar { $date }.
download-about-who = Pwy sydd ynddi: { $filter }.
download-about-why = Rheswm: { $reason } – { $words }.
download-about-only = Mae data personol ynddi. Defnyddiwch hi at y rheswm hwn yn unig, a pheidiwch â'i phasio ymlaen.
download-about-delete = Dilëwch hi ar ôl ei defnyddio, erbyn { $date } fan bellaf.
download-household = Aelwyd { $names }

download-selection = { $count ->
    [one] { $count } aelod, wedi'i ddewis yn y rhestr
   *[other] { $count } aelod, wedi'u dewis yn y rhestr
}
download-filter-state-present = Aelodau cyfredol neu rai heb adnewyddu
download-filter-state-current = Aelodau cyfredol
download-filter-state-lapsed = Aelodau heb adnewyddu
download-filter-state-ended = Aelodau y mae eu haelodaeth wedi gorffen
download-filter-state-any = Pob aelod, a chyn-aelodau hefyd
download-filter-category = categori { $value }
download-filter-joined-from = ymunodd ar neu ar ôl { $value }
download-filter-joined-until = ymunodd ar neu cyn { $value }
download-filter-area = ardal cod post { $value }
download-filter-letter = cyfenw yn dechrau gyda { $value }
download-filter-search = cafwyd drwy chwilio am “{ $value }”
download-filter-has-email-yes = gyda chyfeiriad e-bost
download-filter-has-email-no = heb gyfeiriad e-bost
download-filter-by-email-yes = sydd eisiau e-bost
download-filter-by-email-no = heb ofyn am e-bost
download-filter-by-post-yes = sydd eisiau post
download-filter-by-post-no = heb ofyn am bost
download-filter-by-phone-yes = sydd eisiau galwadau
download-filter-by-phone-no = heb ofyn am alwadau

download-left-out-died = Maent wedi marw
download-left-out-ended = Mae eu haelodaeth wedi gorffen
download-left-out-no-post = Nid ydynt eisiau post
download-left-out-no-address = Nid oes cyfeiriad
download-left-out-no-street = Nid oes stryd yn y cyfeiriad
download-left-out-no-postcode = Nid oes cod post yn y cyfeiriad
download-left-out-too-long = Nid yw'r enw neu'r cyfeiriad yn ffitio ar y label
download-left-out-odd-sign = Mae nod na ellir ei argraffu yn yr enw neu'r cyfeiriad

download-start = Lawrlwytho aelodau { $organisation }
download-lead = Ffeil ar eich cyfrifiadur eich hun yw'r ffordd hawsaf o golli manylion aelodau. Cymerwch gyn lleied ag sydd ei angen, a dilëwch y ffeil ar ôl ei defnyddio.
download-who = Pwy sydd ynddi
download-who-change = Dewis eraill yn y rhestr
download-form = Beth sydd ei angen arnoch?
download-form-spreadsheet = Taenlen
download-form-spreadsheet-hint = Mae'n agor yn Excel a LibreOffice, gyda chyfrinair yr ydych yn ei ddewis.
download-form-labels = Labeli cyfeiriad
download-form-labels-hint = PDF i'w argraffu, gyda chyfrinair yr ydych yn ei ddewis.
download-form-missing = Dewiswch daenlen neu labeli
download-reason = Rheswm
download-reason-missing = Dewiswch y rheswm
download-words = At beth yn union y mae?
download-words-hint = Er enghraifft: cylchlythyr y gwanwyn, neu daith fws ar 4 Mai. Peidiwch ag enwi aelodau yma: mae'r gofrestr lawrlwythiadau yn dangos hyn.
download-words-missing = Dywedwch mewn ychydig eiriau at beth yn union y mae
download-words-many = Dywedwch hyn mewn { $most } nod neu lai
download-go-on = Parhau

download-columns-title = Pa golofnau sydd eu hangen arnoch?
download-columns-lead = Eich rheswm: { $reason }. Mae'r hyn sydd ei angen fel arfer wedi'i dicio.
download-columns = Colofnau
download-columns-hint = Ticiwch yr hyn y byddwch yn ei ddefnyddio, a dim mwy.
download-columns-sensitive = Dim ond os na allwch wneud hebddo at eich rheswm.
download-columns-missing = Ticiwch o leiaf un golofn

download-labels-title = Pa labeli sydd gennych?
download-labels-code = Y cod ar y pecyn
download-labels-code-hint = Mae ar y pecyn, ac yn aml ar ymyl pob dalen.
download-labels-code-missing = Dewiswch y cod sydd ar y pecyn
download-labels-format = { $codes }: { $count } ar ddalen, { $size } mm yr un
download-labels-first = Label cyntaf
download-labels-first-hint = Ar gyfer dalen sydd wedi'i defnyddio'n rhannol: rhif y label rhydd cyntaf, gan gyfrif o'r chwith ar y brig, rhes wrth res. Mae dalen newydd yn dechrau ar 1.
download-labels-first-wrong = Rhowch rif o 1 i { $most }
download-labels-each = Un label ar gyfer
download-labels-each-household = pob aelwyd
download-labels-each-person = pob person
download-labels-each-missing = Dewiswch un: label i bob aelwyd, neu i bob person
download-labels-nudge = Os nad yw eich argraffydd yn argraffu yn y canol
download-labels-nudge-lead = Argraffwch y ddalen brawf ar bapur plaen a'i dal yn erbyn dalen o labeli.
download-labels-calibration = Dalen brawf (PDF)
download-labels-right = Symud i'r dde, mewn milimetrau
download-labels-down = Symud i lawr, mewn milimetrau
download-labels-nudge-hint = Hyd at 3, er enghraifft 1.5. Mae minws yn symud y ffordd arall.
download-labels-nudge-wrong = Rhowch rif o -3 i 3
download-labels-sheet = Dalen

download-check-title = Gwiriwch beth fydd yn y ffeil
download-where = Sefydliad
download-change = Newid
download-rows = Rhesi
download-rows-count = { $count ->
    [one] { $count } aelod
   *[other] { $count } aelod
}
download-labels = Labeli
download-labels-count = { $count ->
    [one] { $count } label
   *[other] { $count } label
} ar gyfer { $people ->
    [one] { $people } person
    [two] { $people } berson
    [few] { $people } pherson
    [many] { $people } pherson
   *[other] { $people } o bobl
}, ar { $pages ->
    [one] { $pages } ddalen
    [two] { $pages } ddalen
   *[other] { $pages } dalen
}
download-first-at = Label { $first }: rhes { $row }, colofn { $column }
download-left-out = Pwy na chaiff label
download-left-out-names = Dangos eu henwau
download-left-out-more = { $count ->
    [one] hefyd un arall
   *[other] hefyd { $count } arall
}
download-preview = Y ddalen gyntaf
download-picture = Dalen o { $count } label. Y cyntaf a argreffir yw label { $first }, yn rhes { $row }, colofn { $column }. Mae'r rhestr isod yn dweud beth sydd ar bob un.
download-first-labels = Y labeli cyntaf
download-nobody = Nid oes neb i'w lawrlwytho: nid oes neb yn cyfateb, neu ni all neb sy'n cyfateb gael label.
download-protect = Diogelu'r ffeil
download-warning = Rhybudd
download-check-delete = Mae data personol ynddi. Dilëwch hi ar ôl ei defnyddio, erbyn { $date } fan bellaf. Byddwn yn gofyn i chi bryd hynny.
download-password = Cyfrinair ar gyfer y ffeil
download-password-hint = { $least } nod neu fwy. Mae tri neu bedwar gair nad ydynt yn perthyn i'w gilydd yn dda. Peidiwch â defnyddio eich cyfrinair mewngofnodi eich hun.
download-password-lost = Nid ydym yn cadw'r cyfrinair hwn. Os collwch ef, ni ellir agor y ffeil, a rhaid i chi wneud un newydd.
download-password-missing = Dewiswch gyfrinair ar gyfer y ffeil
download-password-short = Defnyddiwch { $least } nod neu fwy
download-password-long = Mae'r cyfrinair yn hwy nag y gall ffeil ei ddal
download-password-odd = Mae nod yn y cyfrinair na ellir ei deipio mewn rhaglenni eraill
download-password-good = Mae'r cyfrinair hwnnw'n dda. Teipiwch ef eto i wneud y ffeil.
download-password-strong = Mae'r cyfrinair hwnnw'n gryf. Teipiwch ef eto i wneud y ffeil.
download-give-spreadsheet = Lawrlwytho'r daenlen
download-give-labels = Lawrlwytho'r labeli
download-try = Gwirio'r cyfrinair hwn
download-scale = Argraffwch ar 100 %, byth "ffitio i'r dudalen": byddai'r labeli'n symud.
download-then = Pan fydd y ffeil gennych:
download-then-link = beth i'w wneud nesaf

download-done-title = Eich lawrlwythiad
download-when = Pryd
download-when-at = { $day } am { $time }
download-people = Pobl ynddi
download-hash = Ôl bys (SHA-256)
download-next = Beth i'w wneud nawr
download-next-open = Agorwch y ffeil gyda'r cyfrinair a ddewisoch.
download-next-only = Defnyddiwch hi at y rheswm a roesoch yn unig. Peidiwch â'i hanfon ymlaen drwy e-bost.
download-next-delete = Dilëwch hi ar ôl ei defnyddio, hefyd o'ch ffolder lawrlwythiadau a'r bin ailgylchu. O { $date } ymlaen byddwn yn gofyn i chi gadarnhau ei bod wedi mynd.
download-deleted = Rwyf wedi'i dileu
download-deleted-thanks = Diolch. Mae'r gofrestr yn dweud bod y ffeil wedi'i dileu.
download-deleted-on = Dywedasoch ar { $date } fod y ffeil wedi'i dileu.
download-none-yet = Nid ydych wedi lawrlwytho dim yma eto. Os oes ffeil yn cael ei gwneud, llwythwch y dudalen hon eto pan fydd wedi dod.

calibration-title = Dalen brawf ar gyfer { $code }
calibration-scale = Argraffwch ar 100 %, ar bapur plaen
calibration-measure = Rhaid i'r pren mesur fod yn 100 mm o hyd
calibration-drawing = Amlinelliad pob label ar y ddalen, croes ym mhob cornel, a phren mesur 100 milimetr
