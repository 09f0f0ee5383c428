users-title = Pwy sydd â mynediad
users-none = Nid oes gan neb fynediad eto, ac nid oes neb wedi cael gwahoddiad.
users-name = Enw
users-councils = Ble
users-email = Yn mewngofnodi â
users-state = Statws
users-invited = Dyddiad gwahodd
users-signed = Mewngofnodi diwethaf
users-changed = Newid diwethaf i'r cofnod
users-never = Ddim eto
users-not-invited = Heb wahoddiad
users-bounced = Daeth yn ôl
users-state-invited = Gwahoddwyd
users-state-active = Â mynediad
users-state-suspended = Wedi'i atal
users-state-closed = Wedi cau
users-any = Unrhyw un
users-search = Chwilio
users-search-hint = Rhan o enw, tref, cyngor neu gyfeiriad e-bost
users-show = Dangos yn unig
users-show-never = Heb fewngofnodi erioed
users-show-invited = Gwahoddwyd hyn a hyn o ddiwrnodau yn ôl neu'n gynt, heb ddod
users-show-idle = Heb fewngofnodi ers hyn a hyn o ddiwrnodau
users-show-bounced = Daeth post yn ôl
users-days = Nifer y diwrnodau
users-days-hint = 30 oni bai eich bod yn dweud fel arall
users-days-wrong = Rhowch nifer o ddiwrnodau, fel 30
users-chip-days =
    { $days ->
        [two] { $days } ddiwrnod
       *[other] { $days } diwrnod
    }
users-select = Dewis { $name }
users-too-many = Mae mwy yn cyfateb nag y gall dewis eu dal. Defnyddiwch hidlyddion yn gyntaf.
users-nothing = Dewiswch rywun yn gyntaf.
users-act-resend = Anfon dolen arall ({ $count })
users-act-revoke = Tynnu mynediad yn ôl ({ $count })
users-resend-title = Anfon dolen arall
users-resend-said = { $count ->
    [one] Mae un person wedi'i ddewis.
   *[other] Mae { $count } o bobl wedi'u dewis.
} Bydd y rhai sydd â gwahoddiad ac sydd heb ddod yn cael dolen newydd; ni fydd yr un flaenorol yn agor dim mwyach. Bydd eraill yn aros fel y maent.
users-resend-send = Ei hanfon
users-revoke-title = Tynnu mynediad yn ôl
users-revoke-said = { $count ->
    [one] Caiff mewngofnodiad un person ei gau, a'i allgofnodi ym mhobman.
   *[other] Caiff mewngofnodiadau { $count } o bobl eu cau, a'u hallgofnodi ym mhobman.
} Ni fydd dolenni sydd wedi'u hanfon yn agor dim mwyach. Bydd yr hyn a wnaethant yn aros ar gofnod.
users-revoke-send = Ei dynnu'n ôl
users-frozen = Mae hyn ar gyfer y rhai a ddewiswyd gennych, beth bynnag a ddigwydd i'r rhestr yn y cyfamser.
users-type-count = Teipiwch { $count } i gadarnhau
users-count-wrong = Teipiwch { $count }, sef nifer y bobl a ddewiswyd gennych
users-resent = Dolenni newydd ar eu ffordd: { $done }. Wedi'u gadael fel y maent: { $not }.
users-revoked = Tynnwyd mynediad yn ôl: { $done }. Wedi'u gadael fel y maent: { $not }.
users-goes-on = Gwnaed hyd yn hyn: { $done }. Bydd { $left } arall yn dilyn ohonynt eu hunain.
users-running = Ar waith nawr
users-lately = Gwnaed yn ddiweddar
users-did-resend = Anfon dolen arall
users-did-revoke = Tynnu mynediad yn ôl
users-act-running = Cadarnhawyd gan { $name } ar { $day } am { $time }: gwnaed ar gyfer { $done } o { $chosen } hyd yn hyn. Mae'n mynd ymlaen ohono'i hun.
users-act-over = Cadarnhawyd gan { $name } ar { $day } am { $time }: gwnaed ar gyfer { $done } o { $chosen }. Wedi'u gadael fel y maent: { $not }.
users-look-again = Edrych eto
users-unchanged = Wedi'u gadael fel y maent
users-act-more = { $count ->
    [one] ac un arall
   *[other] a { $count } arall
}
users-why-not-waiting = Heb eu gwahodd, neu i mewn eisoes
users-why-yourself = Nid oes neb yn tynnu mynediad oddi arnynt eu hunain
users-why-no-right = Ni chaiff pwy bynnag a ofynnodd amdano ei wneud mwyach
