home-title = Helo, { $name }
home-tasks = { $count ->
    [one] Un peth i edrych arno
    [two] { $count } beth i edrych arnynt
    [few] { $count } pheth i edrych arnynt
    [many] { $count } pheth i edrych arnynt
   *[other] { $count } peth i edrych arnynt
}
home-do = Beth allwch chi ei wneud
home-locked = Beth sydd ar glo, a pham
home-missing = Heb ei wneud eto
home-pending = Wedi dechrau, heb ei basio eto
home-due = I'w adnewyddu: mae'r un sydd gennych yn cyfrif tan { $date }
home-grace = Daeth i ben ar { $date }, ond mae'n dal i gyfrif am ychydig ddyddiau
home-expired = Daeth i ben ar { $date }
home-valid = Wedi'i wneud
home-role = { $title }, { $place }
home-role-ends = Yn dod i ben ar { $date }
home-role-starts = Yn dechrau ar { $date }
home-role-more = Mae'r hyn y gallwch ei weld a'i wneud yn dilyn eich rolau, o ddiwrnod cyntaf pob un i'r olaf. Os yw'r dyddiad yn anghywir, dywedwch wrth y Tîm Gofal Cefnogwyr.
home-members = Aelodau { $place }
home-members-more = Dod o hyd i aelod, gweld sut i gysylltu â nhw, lawrlwytho taenlen neu labeli.
home-organisations = Sefydliadau
home-organisations-more = Pob uned y cewch ei gweld, a'i haelodau.
home-downloads = Lawrlwythiadau: { $place }
home-downloads-more = Pwy lawrlwythodd pa ddata, pryd a pham.
home-downloads-all = Pob lawrlwythiad
home-downloads-all-more = Cofrestr y ffederasiwn cyfan: pwy lawrlwythodd pa ddata, pryd a pham.
home-account = Eich cyfrif
home-account-more = Eich cyfrinair, eich iaith, a lle rydych wedi mewngofnodi.
home-help = Cael help
home-help-more = Beth i'w wneud pan fydd rhywbeth yn anghywir neu'n gwrthod agor.
home-file = Ffeil ar gyfer: { $words }
home-file-taken = Lawrlwythwyd ar { $date }: { $place }
home-file-more = Dilëwch hi nawr os nad ydych wedi gwneud hynny eto, hefyd o'ch ffolder lawrlwythiadau a'r bin ailgylchu. Yna cadarnhewch hynny.
home-file-link = Cadarnhau ei bod wedi'i dileu
home-returned = Post at { $address }
home-returned-on = Daeth yn ôl ar { $date }: a yw'n gywir o hyd?
home-returned-more = Dywedwch ei fod yn gweithio, neu rhowch eich cyfeiriad newydd.
home-returned-link = Ateb am y cyfeiriad hwn
home-own-more = Sut i gysylltu ag ef, pwy yw pwy, a'ch rhan chi ynddo.
home-named = Pwy sy'n dilyn
home-named-count = { $count ->
    [one] Enwyd un person ar gyfer rôl ac mae'n aros.
   *[other] Enwyd { $count } o bobl ar gyfer rôl ac maent yn aros.
}
home-named-more = Mae rhywun yn gorffen, a dywedodd pwy sy'n dilyn. Cadarnhewch pwy yw.
home-named-link = Edrych arnynt
home-starting = Pwy sy'n dechrau
home-starting-count = { $count ->
    [one] Mae un person heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
   *[other] Mae { $count } o bobl heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
}
home-starting-many = Mae mwy na { $count } o bobl heb wahoddiad yn dechrau mewn rôl sy'n dod â mynediad.
home-starting-more = Rhowch nhw mewn swp, edrychwch beth sy'n rhwystro, a gwahoddwch nhw.
home-starting-link = Gweld pwy sy'n dechrau
home-unread = Post sy'n dod yn ôl
home-unread-state = Nid yw'n cael ei ddarllen.
home-unread-more = Nes y caiff ei ddarllen, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio.
home-unread-link = Gweld beth sydd o'i le
home-policy = Beth mae sefydliadau'n ei newid eu hunain
home-policy-more = Pa feysydd y maent yn eu newid ar unwaith, yn eu cynnig, neu'n eu gweld yn unig; pwy sy'n penodi i rôl.
