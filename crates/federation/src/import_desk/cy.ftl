imports-title = Mewnforio
imports-as-at = Data fel yr oedd ar { $when }.
imports-file = Mewnforio ffeil
imports-file-hint = Tabl o sefydliadau neu bobl fel CSV, XLSX, XLS neu ODS, hyd at 200 MB (llyfrau gwaith hyd at 64 MB). Ni newidir dim nes i chi weld beth fyddai'n ei wneud.
imports-file-missing = Dewiswch ffeil
imports-file-too-large = Mae'r ffeil yn fwy na 200 MB. Rhannwch hi, neu cadwch y rhan sydd ei hangen arnoch yn unig.
imports-send = Ei huwchlwytho ac edrych arni
imports-under-way = Ffeiliau ar eu ffordd
imports-state-uploaded = yn aros i chi ddweud beth mae ei cholofnau'n ei olygu
imports-state-working = yn cael ei phrosesu
imports-state-tried = wedi'i phrofi ac yn aros amdanoch chi
imports-state-applied = wedi dod i mewn
imports-state-failed = nid oedd modd ei darllen
imports-feeds = Rhestrau sy'n dod dros nos
imports-feed-stopped = Mae'r rhestr "{ $feed }" wedi stopio.
imports-feed-look = Gweld beth i'w wneud am "{ $feed }"
imports-fetching = Nôl y data
imports-fetching-lead = Mae'r hyn sydd yn y rhestr yn cael ei nôl.
imports-feed-back = Mynd i'r rhestr dros nos
imports-feed-by-hand = Stopiodd rhywun hi.
imports-runs = Beth ddaeth i mewn
imports-none = Nid oes dim wedi'i fewnforio eto.
imports-when = Pryd
imports-file-name = Ffeil
imports-source = Ffynhonnell
imports-source-hint = Yr enw sydd gennych chi ar y rhestr y daw hyn ohoni. Rhowch yr un enw y tro nesaf, a dilynir newidiadau.
imports-by = Gan
imports-rows = Rhesi
imports-new = { $count } newydd
imports-new-organisations = { $count ->
    [one] { $count } sefydliad newydd
   *[other] { $count } sefydliad newydd
}
imports-new-people = { $count ->
    [one] { $count } person newydd
   *[other] { $count } o bobl newydd
}
imports-changed = { $count } wedi newid
imports-unchanged = { $count } heb newid
imports-rejected = gwrthodwyd { $count }
imports-with-tags = { $count ->
    [one] Rhoddir un tag
    [two] Rhoddir { $count } dag
    [few] Rhoddir { $count } thag
    [many] Rhoddir { $count } thag
   *[other] Rhoddir { $count } tag
}
imports-with-notes = { $count ->
    [one] Ychwanegir un nodyn
   *[other] Ychwanegir { $count } nodyn
}
imports-with-memberships = { $count ->
    [one] Mae un aelodaeth yn dechrau, yn cael ei hadnewyddu neu'n dod i ben
   *[other] Mae { $count } aelodaeth yn dechrau, yn cael eu hadnewyddu neu'n dod i ben
}
imports-new-tags = Mae'r tagiau hyn yn newydd yma, gyda nifer y rhesi sy'n eu henwi: { $names }. Fe'u gwneir pan fyddwch yn mewnforio'r ffeil.
imports-new-tags-more = Mae'r tagiau hyn yn newydd yma, gyda nifer y rhesi sy'n eu henwi: { $names }, a mwy ({ $more }). Fe'u gwneir pan fyddwch yn mewnforio'r ffeil.
imports-vanished = { $count } a ddaeth o'r blaen ac sydd heb fod yn y ffeil mwyach; ni fydd dim yn digwydd iddynt
imports-undone = tynnwyd yn ôl
imports-mapping-title = Beth mae'r colofnau'n ei olygu: { $file }
imports-preview = Sut mae'r ffeil yn dechrau
imports-sheet = Dalen
imports-sheet-hidden = { $sheet } (cudd)
imports-header = Rhes gyda'r penawdau
imports-header-hint = Rhif y rhes fel y'i dangosir uchod; 0 pan nad oes penawdau.
imports-show = Ei dangos fel hyn
imports-meaning = Beth mae'r colofnau'n ei olygu
imports-under = Ble i agor sefydliadau nad oes neb yn eu hadnabod
imports-under-hint = Gwrthodir rhesi â sefydliad anhysbys pan na ddewisir dim.
imports-under-none = Unman: gwrthod eu rhesi
imports-kind = Math o sefydliad pan nad yw'r rhes yn dweud
imports-kind-none = Dim
imports-samples = Er enghraifft: { $samples }
imports-try = Rhoi cynnig arni
imports-end = Dileu'r ffeil
imports-ended = Mae'r ffeil wedi'i dileu.
imports-no-source = Rhowch enw i'r ffynhonnell
imports-no-name = Dywedwch pa golofn sy'n cynnwys enw'r sefydliad neu'r person
imports-twice = Mae dwy golofn yn cynnwys yr un peth: { $field }. Dim ond cyfeiriadau, e-bost, ffôn a nodiadau a gaiff ddod o sawl un.
imports-trying = Rhoi cynnig ar y ffeil
imports-applying = Mewnforio'r ffeil
imports-begins = Bydd yn dechrau mewn eiliad.
imports-progress = Rhesi: { $done } o { $all }
imports-wait = Mae'r dudalen hon yn edrych eto ohoni ei hun. Gallwch ei gadael; mae'r gwaith yn mynd ymlaen.
imports-failed-title = Ni all y ffeil hon ddod i mewn: { $file }
imports-again = Newid y ddalen, y penawdau neu'r colofnau
imports-tried-title = Beth fyddai'n digwydd: { $file }
imports-nothing-written = Nid oes dim wedi'i ysgrifennu eto.
imports-nothing-new = Nid oes dim ynddi nad yw'n hysbys eisoes.
imports-apply = Ei mewnforio
imports-widely = Mae'r maes { $field } yn newid mewn { $share } o bob cant o resi'r cysylltiadau hysbys. A yw'r golofn gywir wedi'i dewis?
imports-passed-over = Colofnau a anwybyddir: { $headings }
imports-samples-changed = Rhai sy'n newid
imports-samples-new = Rhai sy'n newydd
imports-line = llinell { $line }
imports-blank = gwag
imports-rejected-rows = Rhesi nad ydynt yn dod i mewn
imports-look-at = Gwerth edrych arnynt
imports-by-line = Llinell wrth linell
imports-run-title = Beth ddaeth i mewn: { $file }
imports-undo = Tynnu'r mewnforiad cyfan yn ôl
imports-undo-lead = Caiff popeth a wnaeth ei dynnu'n ôl, heblaw am yr hyn y mae rhywun wedi'i newid ers hynny.
imports-undoing = Mae'n cael ei dynnu'n ôl.
imports-undone-at = Tynnwyd yn ôl ar { $when }. { $kept ->
    [0] Nid oedd dim wedi'i newid ers hynny.
    [one] Cadwyd un newid yr oedd rhywun wedi'i olygu ers hynny.
   *[other] Cadwyd { $kept } newid yr oedd rhywun wedi'u golygu ers hynny.
}
imports-field-none = Anwybyddu
imports-field-id = Ei rif neu ei god ei hun
imports-field-organisation = Enw'r sefydliad
imports-field-kind = Math o sefydliad
imports-field-member = A yw'n aelod
imports-field-member-category = Categori aelodaeth
imports-field-member-from = Aelod ers
imports-field-member-until = Aelod tan
imports-field-district = Dosbarth neu ardal
imports-field-office-email = E-bost y swyddfa
imports-field-office-phone = Ffôn y swyddfa
imports-field-office-address = Cyfeiriad y swyddfa
imports-field-office-town = Tref y swyddfa
imports-field-office-county = Sir y swyddfa
imports-field-office-postcode = Cod post y swyddfa
imports-field-person = Enw llawn y person
imports-field-title = Teitl
imports-field-given-name = Enw cyntaf
imports-field-family-name = Enw teuluol
imports-field-role = Rôl
imports-field-role-from = Yn y rôl o
imports-field-role-until = Yn y rôl tan
imports-field-email = E-bost y person
imports-field-phone = Ffôn y person
imports-field-address = Cyfeiriad y person
imports-field-town = Tref y person
imports-field-county = Sir y person
imports-field-postcode = Cod post y person
imports-field-notes = Nodiadau (dim ond dyddiadau dod a mynd a ddarllenir)
imports-field-note = Nodyn (cedwir ar y cofnod; darllenir dyddiadau dod a mynd)
imports-field-tags = Tagiau
imports-field-access = A ydynt yn defnyddio'r porth
