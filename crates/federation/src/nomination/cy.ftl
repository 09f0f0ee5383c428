nomination-title = Pwy sy'n dilyn
nomination-waiting = Wedi'u henwi, ac yn aros amdanoch chi
nomination-none = Nid oes neb yn aros yma. Mae'r rhai y mae cynghorau a grwpiau yn eu henwi ar gyfer rôl yn ymddangos yma.
nomination-starting = Newydd mewn rôl, heb fynediad i'r porth
nomination-seats = Seddi lle nad oes neb yn dilyn eto
nomination-named = { $who }: { $role }, { $place }, o { $day }
nomination-by = Enwyd gan { $who }
nomination-seat = { $role }, { $place }: { $who } tan { $day }
nomination-seat-more = Dechreuwch benodiad ar y cofnod pan wyddoch pwy sy'n dilyn.
nomination-starts = { $who }: { $role }, { $place }, o { $day }
nomination-starts-more = Gwahoddwch nhw, fel y gallant fewngofnodi
nomination-role = Rôl
nomination-place = Sefydliad
nomination-from = O
nomination-email = E-bost
nomination-phone = Ffôn
nomination-said-by = Enwyd gan
nomination-who = Pwy yw hwn?
nomination-who-missing = Dywedwch pwy yw hwn
nomination-new = Neb ar gofnod: cofnodi person newydd
nomination-starts-on = Diwrnod cyntaf
nomination-day-hint = Er enghraifft, 27/3/2021
nomination-day-wrong = Rhowch ddiwrnod fel 27/3/2021
nomination-confirm = Cadarnhau a phenodi
nomination-or-reject = Neu peidio â chadarnhau
nomination-reason = Pam ddim?
nomination-reason-hint = Bydd pwy bynnag a'u henwodd yn darllen hyn
nomination-reason-missing = Rhowch reswm; bydd pwy bynnag a'u henwodd yn ei ddarllen
nomination-reject = Peidio â chadarnhau
nomination-is-confirmed = Cadarnhawyd hyn.
nomination-is-rejected = Ni chadarnhawyd hyn.
nomination-is-withdrawn = Tynnwyd hyn yn ôl.
nomination-was-confirmed = Mae { $who } wedi'i benodi.
nomination-was-rejected = Ni chadarnhawyd { $who }.
nomination-already = Roedd rhywun wedi penderfynu hyn yn barod.
nomination-mail-subject = { $place }: newid yn rôl { $role }
nomination-mail-text =
    Annwyl { $name },

    Mae { $place } wedi rhoi gwybod i ni am newid yn rôl { $role }. Edrychwch pwy sy'n gorffen, pwy sy'n dilyn, a phwy i'w gwahodd i'r porth:

    { $link }

    { $federation }
