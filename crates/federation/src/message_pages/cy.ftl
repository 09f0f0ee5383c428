unsubscribe-title = Peidio â chael mwy o negeseuon
unsubscribe-words = Mae { $federation } yn ysgrifennu at { $address }. Pwyswch y botwm os nad ydych am gael newyddion, gwahoddiadau ac apeliadau.
unsubscribe-press = Dim mwy o'r negeseuon hyn
unsubscribe-out-title = Ni chewch fwy o'r negeseuon hyn
unsubscribe-out-words = Ni fydd { $federation } yn anfon newyddion, gwahoddiadau nac apeliadau at { $address }.
unsubscribe-return = Rwyf am eu cael eto
unsubscribe-note = Mae negeseuon sydd eu hangen ar gyfer eich rôl neu'ch aelodaeth yn dal i gyrraedd, er enghraifft hysbysiad o gyfarfod.
message-list = Negeseuon
message-list-how = I ysgrifennu at bobl, dewiswch nhw yn y rhestr o gysylltiadau a phwyswch “Ysgrifennu at y rhai a ddewiswyd”.
message-list-choose = Dewis cysylltiadau
message-list-returned = Post sy'n dod yn ôl
message-list-unread = Nid yw post sy'n dod yn ôl yn cael ei ddarllen: ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio.
message-list-unread-link = Gweld beth sydd o'i le
message-list-running = Ar waith nawr
message-list-drafts = Eich drafftiau
message-list-others = Wedi'u hanfon ac wedi gorffen
message-list-none = Nid oes dim wedi'i anfon eto.
message-list-older = Negeseuon hŷn
message-list-count = { $count ->
    [one] 1 e-bost
   *[other] { $count } e-bost
}
message-tag-draft = Drafft
message-tag-waiting = Yn aros
message-tag-leaving = Yn cael ei hanfon
message-tag-paused = Wedi'i hoedi
message-tag-done = Wedi'i hanfon
message-tag-cancelled = Wedi'i chanslo
message-tag-stopped = Wedi'i stopio
message-untitled = Neges heb bwnc
message-subject = Pwnc
message-body = Testun
message-body-hint = Mae llinell wag yn dechrau paragraff. Mae dwy seren yn gwneud **geiriau'n drwm**, mae seren a bwlch yn dechrau pwynt mewn rhestr, ac mae [geiriau](https://example.org) yn ddolen.
message-no-subject = Rhowch bwnc
message-no-body = Rhowch destun
message-unknown-field = Nid yw “{ $field }” yn faes. Dewiswch un o'r rhestr o dan y testun Saesneg
message-open-field = Nid yw maes sy'n dechrau â dau fachyn cyrliog wedi'i gau: “{ $words }”
message-too-long = Mae'r testun yn rhy hir. Gwnewch ef yn fyrrach, neu rhowch ran ohono ar dudalen we
message-fields = Meysydd a lenwir ar gyfer pob person
message-fields-how = Teipiwch faes gyda'i fachau cyrliog. Lle nad yw rhywbeth yn hysbys am bawb, dywedwch beth sy'n sefyll yno yn ei le: {"{{"}town | eich tref{"}}"}.
message-field-example = er enghraifft “{ $example }”
message-field-insert = Mewnosod { $field }
message-too-late = Nid drafft yw'r neges hon mwyach, neu mae wedi gorffen. Mae ei thudalen yn dweud beth ddaeth ohoni.
message-new-title = Ysgrifennu neges
message-new-count = { $count ->
    [one] Mae 1 cysylltiad wedi'i ddewis. Cedwir yr hyn a ddewiswyd gennych fel y mae nawr.
    [two] Mae { $count } gysylltiad wedi'u dewis. Cedwir yr hyn a ddewiswyd gennych fel y mae nawr.
    [few] Mae { $count } chysylltiad wedi'u dewis. Cedwir yr hyn a ddewiswyd gennych fel y mae nawr.
    [many] Mae { $count } chysylltiad wedi'u dewis. Cedwir yr hyn a ddewiswyd gennych fel y mae nawr.
   *[other] Mae { $count } cysylltiad wedi'u dewis. Cedwir yr hyn a ddewiswyd gennych fel y mae nawr.
}
message-new-from = Gyda beth ydych chi'n dechrau?
message-new-blank = Tudalen wag
message-new-missing = Dewiswch dudalen wag neu dempled
message-shipped = Testunau parod sy'n dod gyda'r system
message-shipped-hint = Yn Gymraeg ac yn Saesneg. Newidiwch y testun cyn ei anfon.
message-continue = Parhau
message-text-title = Y testun
message-text = Testun
message-save-continue = Cadw a pharhau
message-save-preview = Cadw a gweld rhagolwg
message-keep-as-template = Cadw'r testun hwn fel templed
message-changed-elsewhere = Cadwyd hyn mewn ffenestr arall yn y cyfamser. Mae'r hyn a deipiwyd gennych yma o hyd: cadwch eto rhag ei golli
message-audience-title = Y math o neges a phwy sy'n ei chael
message-class = Pa fath o neges yw hi?
message-class-missing = Dewiswch pa fath o neges yw hi
message-service = Neges wasanaeth
message-service-hint = Mae ei hangen arnynt ar gyfer yr hyn sydd ganddynt gyda ni: eu haelodaeth, eu rôl, cyfarfod y cânt ddod iddo. Ni all neb ddad-danysgrifio o'r negeseuon hyn.
message-marketing = Marchnata
message-marketing-hint = Newyddion, digwyddiadau, apeliadau, unrhyw beth sy'n hyrwyddo ein nodau. Gall pawb ddad-danysgrifio drwy bwyso unwaith.
message-basis = Pam y cawn ysgrifennu atynt?
message-basis-hint = Mae'r gyfraith yn gofyn am un rheswm. Fe'i cedwir gyda'r neges.
message-basis-missing = Dewiswch pam y cawn ysgrifennu atynt
message-basis-wrong = Nid yw'r rheswm hwn yn caniatáu'r math hwn o neges. Mae neges wasanaeth yn dibynnu ar gontract, dyletswydd neu fuddiant dilys; mae marchnata yn dibynnu ar gydsyniad, yr optio i mewn meddal neu fuddiant dilys
message-basis-contract = Contract
message-basis-contract-hint = Mae'n rhan o'u haelodaeth neu o gytundeb arall. Negeseuon gwasanaeth yn unig.
message-basis-legal = Rhwymedigaeth gyfreithiol
message-basis-legal-hint = Mae'r gyfraith neu ein rheolau yn mynnu ein bod yn dweud wrthynt. Negeseuon gwasanaeth yn unig.
message-basis-interest = Buddiant dilys
message-basis-interest-hint = Maent yn ei ddisgwyl gennym yn eu rôl. Dim ond cyfeiriadau sefydliadau a swyddfeydd y mae marchnata'n eu cyrraedd.
message-basis-consent = Cydsyniad
message-basis-consent-hint = Maent wedi cytuno i gael e-byst. Gadewir pawb arall allan.
message-basis-soft = Optio i mewn meddal i elusennau
message-basis-soft-hint = Maent wedi ymuno ar neu ar ôl 5 Chwefror 2026, wedi rhoi eu manylion i ni eu hunain, ac roedd modd iddynt ddweud na bryd hynny. Gadewir pawb arall allan.
message-brings = Os dewisir sefydliad, pwy sy'n cael yr e-bost?
message-brings-hint = Pwy bynnag sydd â'r rôl ar y diwrnod. Mae person sydd â sawl cyngor yn cael un e-bost.
message-brings-own = Cyfeiriad y sefydliad ei hun
message-brings-role = Pwy bynnag sydd â rôl { $role } yno
message-sharing = Os oes gan sawl person yr un cyfeiriad
message-sharing-one = Un e-bost i'r cyfeiriad
message-sharing-one-hint = Mae'n cyfarch y cyntaf ohonynt wrth enw.
message-sharing-each = Un e-bost i bob un ohonynt
message-selected = Dewiswyd
message-mails = Pwy sy'n cael e-bost
message-show = Dangos
message-change = Newid
message-not-chosen = Heb ei ddewis eto
message-problem = Rhybudd
message-problem-text = Nid yw'r testun yn barod. Agorwch ef a chywirwch yr hyn a ddywedir yno.
message-problem-basis = Dewiswch y math o neges a pham y cawn ei hanfon.
message-problem-missing = { $count ->
    [one] Mae maes yn y testun nad yw'n hysbys ar gyfer 1 person, felly ni fydd yn cael e-bost. Llenwch y maes ar y cofnod, neu dywedwch yn y testun beth sy'n sefyll yno yn ei le.
   *[other] Mae maes yn y testun nad yw'n hysbys ar gyfer { $count } o bobl, felly ni fyddant yn cael e-bost. Llenwch y maes ar eu cofnodion, neu dywedwch yn y testun beth sy'n sefyll yno yn ei le.
}
message-problem-nobody = Ni fyddai neb yn cael e-bost.
message-left-title = Pwy na fydd yn cael e-bost, a pham
message-left-none = Bydd pawb a ddewiswyd yn cael e-bost.
message-shared = Yn rhannu e-bost â rhywun
message-shared-remedy = Mae ganddynt yr un cyfeiriad â rhywun arall sy'n ei gael.
message-left-deceased = Wedi marw
message-left-deceased-remedy = Nid ysgrifennir atynt byth.
message-left-closed = Wedi cau, neu'n dod dim ond drwy sefydliad sydd wedi cau
message-left-closed-remedy = Nid oes dim i'w wneud.
message-left-tag = Wedi'u heithrio gan dag
message-left-tag-remedy = Tynnwch y tag os nad yw'n gywir mwyach.
message-left-nobody = Sefydliad lle nad oes gan neb y rôl
message-left-nobody-remedy = Cofnodwch pwy sydd â'r rôl, neu ysgrifennwch i gyfeiriad y sefydliad ei hun.
message-left-no-address = Dim cyfeiriad e-bost
message-left-no-address-remedy = Ychwanegwch gyfeiriad at y cofnod, neu anfonwch lythyr.
message-left-malformed = Ni all y cyfeiriad fod yn iawn
message-left-malformed-remedy = Cywirwch y cyfeiriad ar y cofnod.
message-left-bounced = Daeth post i'r cyfeiriad yn ôl
message-left-bounced-remedy = Cywirwch y cyfeiriad ar y cofnod.
message-left-unsubscribed = Wedi dweud na wrth farchnata
message-left-unsubscribed-remedy = Maent wedi dad-danysgrifio, galw e-bost yn bost diangen, neu ddweud wrthym. Gallant ddod yn ôl gyda'r ddolen mewn e-bost cynharach, neu drwy ddweud wrthym.
message-left-no-basis = Nid yw'r rheswm a ddewiswyd yn eu cynnwys
message-left-no-basis-remedy = Cofnodwch eu cydsyniad, neu dewiswch reswm arall os oes un sy'n wir.
message-left-missing = Mae maes yn y testun nad yw'n hysbys
message-left-missing-remedy = Llenwch ef ar y cofnod, neu dywedwch yn y testun beth sy'n sefyll yno yn ei le.
message-left-later = Daethant i mewn ar ôl i chi gadarnhau
message-left-later-remedy = Ysgrifennwch atynt gyda neges arall.
message-left-reach = Ddim o fewn eich cyrraedd mwyach
message-left-reach-remedy = Maent wedi gadael, neu mae eich rôl wedi newid.
message-look = Edrych arni yn gyntaf
message-preview = Rhagolwg fel un ohonynt
message-preview-search = Enw neu gyfeiriad un ohonynt
message-preview-find = Chwilio
message-preview-none = Nid oes gan neb sy'n cael e-bost yr enw na'r cyfeiriad hwn.
message-preview-to = At:
message-preview-html = Fel y mae'r rhan fwyaf o raglenni yn ei ddangos
message-preview-text = Fel testun plaen
message-preview-steps = Eraill sy'n ei gael
message-preview-before = Yr un blaenorol
message-preview-after = Yr un nesaf
message-test = Anfon un ataf i
message-test-mark = [Prawf]
message-tested = Mae prawf ar ei ffordd i { $address }.
message-send-title = Ei hanfon
message-when = Pryd?
message-when-now = Nawr
message-when-at-once = Mae'n gadael ar unwaith.
message-when-window = Mae'n aros am { $minutes } munud, a gallwch ei chanslo yn yr amser hwnnw.
message-when-at = Ar adeg benodol
message-when-missing = Dewiswch pryd mae'n gadael
message-date = Dyddiad
message-day = Diwrnod
message-month = Mis
message-year = Blwyddyn
message-date-missing = Rhowch ddiwrnod, mis a blwyddyn
message-time = Amser
message-time-hint = Er enghraifft 9am neu 14:30
message-time-missing = Rhowch amser, er enghraifft 9am neu 14:30
message-time-past = Mae'r amser hwn wedi mynd heibio
message-pace = Pa mor gyflym
message-pace-hint = Gall darparwyr e-bost feddwl bod llawer iawn o e-byst ar unwaith yn bost diangen.
message-pace-of = { $count } y funud i bob darparwr
message-pace-none = Mor gyflym ag y cânt eu derbyn
message-count = Teipiwch { $count } i gadarnhau faint sy'n cael e-bost
message-count-hint = Mae'n dangos eich bod yn gwybod at faint o bobl mae'n mynd.
message-count-missing = Teipiwch nifer yr e-byst
message-count-is = Y nifer nawr yw { $count }. Edrychwch pwy sy'n cael e-bost, a theipiwch y nifer hwnnw
message-send = { $count ->
    [one] Anfon 1 e-bost
   *[other] Anfon { $count } e-bost
}
message-confirmed = { $count ->
    [one] Bydd 1 e-bost yn gadael o { $time } ymlaen ar { $day }.
   *[other] Bydd { $count } e-bost yn gadael o { $time } ymlaen ar { $day }.
}
message-confirmed-at = Cadarnhawyd
message-throw-away = Dileu'r drafft hwn
message-thrown-away = Mae'r drafft wedi'i ddileu.
message-facts = Am y neges hon
message-batch = Swp o raglen gyflwyno
message-batch-said = Mae'n rhoi gwybod i bobl y swp cyn iddynt gael eu gwahodd.
message-again-of = Ysgrifennwyd hon eto at rai o dderbynwyr neges gynharach
message-done-of = Mae { $done } o { $all } wedi gadael neu wedi gorffen
message-look-again = Edrych eto
message-state-window = { $minutes ->
    [one] Mae'n gadael ymhen llai nag 1 munud. Tan hynny gellir ei chanslo.
    [two] Mae'n gadael ymhen { $minutes } funud. Tan hynny gellir ei chanslo.
   *[other] Mae'n gadael ymhen { $minutes } munud. Tan hynny gellir ei chanslo.
}
message-state-waiting = Mae'n gadael ar { $day } am { $time }. Tan hynny gellir ei chanslo.
message-state-preparing = Mae'r e-byst yn cael eu gwneud.
message-state-leaving = Mae'r e-byst yn gadael. Gallwch gau'r dudalen hon.
message-state-paused = Mae wedi'i hoedi. Nid oes dim yn gadael nes i chi fynd ymlaen.
message-state-done = Mae pob e-bost wedi gadael neu wedi gorffen.
message-state-cancelled = Fe'i canslwyd. Ni fydd yr hyn nad oedd wedi gadael yn gadael byth.
message-state-stopped = Fe'i stopiwyd cyn iddi adael, gan na chaiff pwy bynnag a'i hysgrifennodd ei hanfon nawr. { $because }
message-pause = Oedi
message-resume = Mynd ymlaen
message-cancel = Ei chanslo
message-paused = Mae'r neges wedi'i hoedi.
message-resumed = Mae'r neges yn mynd ymlaen.
message-cancelled = { $count ->
    [one] Canslwyd y neges. Stopiwyd 1 e-bost.
   *[other] Canslwyd y neges. Stopiwyd { $count } e-bost.
}
message-came = Beth ddaeth o'r e-byst
message-came-queued = Yn aros i adael, neu i gael eu hanfon eto
message-came-sending = Yn gadael y funud hon
message-came-sent = Wedi'u hanfon
message-came-captured = Wedi'u cadw yma i'w darllen, fel mewn unrhyw arddangosiad
message-came-maybe = Efallai wedi'u hanfon
message-came-maybe-remedy = Torrodd y cysylltiad ar y funud olaf. Efallai eu bod wedi ei gael, efallai ddim; nid anfonir dim ddwywaith ohono'i hun.
message-came-failed = Nid oedd modd eu danfon
message-came-failed-remedy = Gwrthodwyd y cyfeiriad. Cywirwch ef ar y cofnod, yna ysgrifennwch atynt eto.
message-came-bounced = Daeth yn ôl
message-came-bounced-remedy = Nid yw eu gweinydd yn ei dderbyn. Cywirwch y cyfeiriad ar y cofnod, yna ysgrifennwch atynt eto.
message-came-complained = Hysbyswyd nad oedd ei eisiau
message-came-complained-remedy = Ni chânt ragor o farchnata. Meddyliwch a ddylent fod wedi cael hyn.
message-came-deferred = Wedi'i oedi ar y ffordd
message-came-deferred-remedy = Mae gweinydd ar y ffordd yn rhoi cynnig arall arni ohono'i hun. Nid oes dim i'w wneud eto.
message-said-failure = Oherwydd: { $failure }
message-came-cancelled = Wedi'u stopio cyn iddynt adael
message-people-none = Neb.
message-people-steps = Mwy ohonynt
message-people-first = O'r dechrau
message-people-next = Y 50 nesaf
message-people-select = Dewis pob un o'r rhain yn y cysylltiadau
message-people-again = Ysgrifennu eto at bob un o'r rhain
message-people-selected = { $count ->
    [one] Mae 1 cysylltiad wedi'i ddewis.
    [two] Mae { $count } gysylltiad wedi'u dewis.
    [few] Mae { $count } chysylltiad wedi'u dewis.
    [many] Mae { $count } chysylltiad wedi'u dewis.
   *[other] Mae { $count } cysylltiad wedi'u dewis.
}
message-said-tag = Tag: { $tag }
message-said-missing = Ddim yn hysbys: { $fields }
message-said-shared = Yn rhannu'r e-bost at { $name }
message-templates = Templedi
message-template-new = Gwneud templed
message-template-lead = Testun rydych yn ei ddefnyddio fwy nag unwaith yw templed. Llenwir y meysydd ar gyfer pob person pan gaiff ei anfon.
message-template-name = Enw'r templed
message-template-name-missing = Rhowch enw
message-template-taken = Mae templed o'r enw hwn yn barod
message-template-who = Pwy sy'n ei ddefnyddio ac yn ei newid?
message-template-own = Dim ond fi
message-template-shared = Pawb a gaiff ysgrifennu at gysylltiadau
message-template-who-missing = Dewiswch pwy sy'n ei ddefnyddio ac yn ei newid
message-template-shared-by = Wedi'i rannu. Newidiwyd gan { $who } ar { $day }
message-template-own-by = Eich un chi. Newidiwyd gan { $who } ar { $day }
message-template-preview = Gydag enghreifftiau
message-template-save = Cadw'r templed
message-template-saved = Mae'r templed “{ $name }” wedi'i gadw.
message-template-remove = Dileu'r templed hwn
message-template-removed = Mae'r templed “{ $name }” wedi'i ddileu.
