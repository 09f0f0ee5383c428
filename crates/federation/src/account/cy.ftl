letter-invitation-subject = Eich mewngofnodi ar gyfer { $federation }
letter-invitation-text =
    Annwyl { $name },

    Gallwch nawr fewngofnodi i { $federation } ar gyfer eich gwirfoddoli neu eich gwaith gyda ni.

    I ddechrau, agorwch y dudalen hon a dewis cyfrinair:

    { $link }

    Mae'r ddolen yn gweithio tan { $until }. I chi yn unig y mae hi, felly peidiwch â'i phasio ymlaen.

    Os nad oeddech yn disgwyl hyn, nid oes angen i chi wneud dim.

    { $federation }

letter-reset-subject = Cyfrinair newydd ar gyfer { $federation }
letter-reset-text =
    Annwyl { $name },

    Gofynnodd rhywun, chi fwy na thebyg, am gyfrinair newydd ar gyfer { $federation }. I'w ddewis, agorwch y dudalen hon:

    { $link }

    Mae'r ddolen yn gweithio am { $minutes ->
        [zero] { $minutes } munud
        [one] un funud
        [two] ddwy funud
        [few] { $minutes } munud
        [many] { $minutes } munud
       *[other] { $minutes } munud
    } ac unwaith yn unig. Os gofynnwch eto, dim ond y ddolen ddiweddaraf fydd yn gweithio.

    Os nad chi oedd yno, nid oes angen i chi wneud dim: bydd eich cyfrinair yn aros fel y mae.

    { $federation }

letter-changed-subject = Newidiwyd eich cyfrinair ar gyfer { $federation }
letter-changed-text =
    Annwyl { $name },

    Newidiwyd eich cyfrinair ar { $day } am { $time }. Cawsoch eich allgofnodi ar bob dyfais arall.

    Os nad chi wnaeth hyn, dewiswch gyfrinair newydd ar unwaith a rhowch wybod i ni:

    { $link }

    { $federation }

letter-sign-in-subject = Newidiwyd y ffordd rydych yn mewngofnodi i { $federation }
letter-sign-in-text =
    Annwyl { $name },

    Ar { $day } am { $time } newidiwyd y ffordd rydych yn mewngofnodi i { $federation }:

    { $change }

    Os nad chi wnaeth hyn, dewiswch gyfrinair newydd ar unwaith a rhowch wybod i ni:

    { $link }

    { $federation }

letter-passkey-added = Ychwanegwyd cyfrin-allwedd: { $name }.
letter-passkey-removed = Tynnwyd cyfrin-allwedd: { $name }.
letter-codes-on = Cafodd codau o ap eu troi ymlaen. O hyn ymlaen byddwn yn gofyn am un ar ôl eich cyfrinair.
letter-codes-off = Cafodd codau o ap eu diffodd. Mae eich cyfrinair yn ddigon ar ei ben ei hun nawr.
letter-recovery-renewed = Gwnaed codau adfer newydd. Nid yw'r hen rai'n gweithio mwyach.
letter-recovery-used = Defnyddiwyd cod adfer i fewngofnodi. { $left ->
    [0] Nid oes gennych yr un ar ôl: gwnewch rai newydd ar dudalen eich cyfrif
   *[other] Codau sydd gennych ar ôl: { $left }
}.
letter-taken-away = Tynnodd { $by } eich codau, eich codau adfer a'ch cyfrin-allweddi, a'ch allgofnodi ym mhobman. Rheswm: { $reason }. Mae eich cyfrinair yn aros fel y mae.

password-why-keys = Mae bysellau sydd mewn rhes ar y bysellfwrdd yn hawdd eu dyfalu.
password-why-repeats = Mae llythrennau neu eiriau sy'n ailadrodd yn hawdd eu dyfalu.
password-why-sequence = Mae dilyniannau fel abc neu 4321 yn hawdd eu dyfalu.
password-why-date = Mae dyddiadau a blynyddoedd yn hawdd eu dyfalu.
password-why-name = Mae enwau yn hawdd eu dyfalu.
password-why-word = Mae un gair ar ei ben ei hun yn hawdd ei ddyfalu.
password-why-common = Mae hwn yn debyg i gyfrinair y mae llawer o bobl yn ei ddefnyddio.
password-help-words = Defnyddiwch dri neu bedwar gair nad ydynt yn perthyn i'w gilydd.
password-help-capitals = Nid yw priflythrennau yn unig yn ei wneud yn anoddach ei ddyfalu.
password-help-reversed = Nid yw geiriau wedi'u hysgrifennu o chwith lawer yn anoddach eu dyfalu.
password-help-signs = Nid yw arwyddion yn lle llythrennau, fel @ am a, yn helpu llawer.
password-help-repeats = Peidiwch ag ailadrodd geiriau na llythrennau.
password-help-sequences = Peidiwch â defnyddio dilyniannau.
password-help-dates = Peidiwch â defnyddio dyddiadau a blynyddoedd, yn enwedig eich rhai chi.
