register-title = Lawrlwythiadau: { $organisation }
register-lead = Pob ffeil o fanylion aelodau a adawodd, pwy aeth â hi a pham. Ni ellir newid dim yma.
register-newest-first = y diweddaraf yn gyntaf
register-none = Nid oes dim wedi'i lawrlwytho eto.
register-who = Lawrlwythwyd gan
register-what = Beth
register-what-spreadsheet = Taenlen, { $count ->
    [one] { $count } rhes
    [two] { $count } res
   *[other] { $count } rhes
}
register-what-letters = { $count ->
    [two] { $count } lythyr
   *[other] { $count } llythyr
}
register-what-labels = { $count ->
    [one] { $count } label
    [two] { $count } label
   *[other] { $count } label
}
register-format = Ffurf
register-format-spreadsheet = Taenlenni
register-format-labels = Labeli
register-format-letters = Llythyrau gyda chod
register-deleted = Dilëwyd
register-deleted-yes = Dywedwyd iddi gael ei dileu
register-deleted-no = Heb ddweud eto iddi gael ei dileu
register-gone = Do, dywedwyd ar { $date }
register-not-gone = Heb ddweud eto
register-one-title = Lawrlwythiad
register-left-out = Wedi'u gadael allan, am nad oedd modd gwneud label
register-bytes = Maint mewn beitiau
