lists-title = Rhestrau wedi'u cadw
lists-contacts = Cysylltiadau
lists-none = Nid oes rhestr wedi'i chadw eto. Dewiswch gysylltiadau, yna “Ychwanegu'r rhai a ddewiswyd at restr wedi'i chadw”.
lists-count = { $count ->
    [0] Nid oes cysylltiad ynddi.
    [one] Mae un cysylltiad ynddi.
   *[other] Nifer y cysylltiadau ynddi: { $count }.
}
lists-many = Mae mwy na { $count } o gysylltiadau ynddi.
lists-own = Dim ond chi sy'n ei gweld.
lists-shared = Eich rhestr chi yw hi, ac mae pawb sy'n gofalu am gysylltiadau yn ei gweld.
lists-of-another = Mae rhywun arall yn ei rhannu. Gallwch ychwanegu ati a thynnu ohoni.
lists-open = Enw, rhannu a newidiadau { $name }
lists-see = Eu gweld yn y rhestr o gysylltiadau
lists-name = Enw
lists-name-missing = Rhowch enw i'r rhestr
lists-who = Pwy sy'n ei gweld
lists-share = Pawb sy'n gofalu am gysylltiadau
lists-save = Cadw
lists-saved = Mae'r rhestr wedi'i chadw.
lists-done = Y newidiadau diwethaf
lists-added-on = { $count ->
    [one] Ychwanegwyd un cysylltiad ar { $day }.
   *[other] Nifer a ychwanegwyd ar { $day }: { $count }.
}
lists-taken-on = { $count ->
    [one] Tynnwyd un cysylltiad ar { $day }.
   *[other] Nifer a dynnwyd ar { $day }: { $count }.
}
lists-undo-of = Dadwneud newid { $day } (nifer: { $count })
lists-undone = { $count ->
    [0] Nid oedd dim ar ôl i'w ddadwneud.
    [one] Dadwnaed y newid i un cysylltiad.
   *[other] Nifer y cysylltiadau y dadwnaed y newid iddynt: { $count }.
}
lists-delete-link = Dileu'r rhestr hon
lists-delete = Dileu “{ $name }”?
lists-delete-said = { $count ->
    [0] Nid oes cysylltiad ynddi. Ni ellir dadwneud hyn.
    [one] Mae un cysylltiad ynddi. Bydd y cysylltiad yn aros; bydd y rhestr yn mynd am byth.
   *[other] Nifer y cysylltiadau ynddi: { $count }. Bydd y cysylltiadau yn aros; bydd y rhestr yn mynd am byth.
}
lists-delete-send = Dileu'r rhestr
lists-deleted = Mae'r rhestr wedi'i dileu.
lists-known = Rhestr sydd yno
lists-choose = Dewiswch
lists-new = Neu un newydd
lists-new-hint = Er enghraifft “Ymgyrch yr hydref”
lists-missing = Dewiswch restr neu ysgrifennwch enw un newydd
lists-add-title = Ychwanegu at restr wedi'i chadw
lists-take-title = Tynnu o restr wedi'i chadw
lists-add-send = { $count ->
    [one] Ychwanegu un cysylltiad
   *[other] Ychwanegu'r cysylltiadau ({ $count })
}
lists-take-send = { $count ->
    [one] Tynnu un cysylltiad
   *[other] Tynnu'r cysylltiadau ({ $count })
}
lists-frozen = { $count ->
    [one] Mae hyn yn ymwneud â'r un cysylltiad a ddewiswyd gennych. Yr un hwnnw fydd o hyd, beth bynnag a ddigwydd i'r rhestr yn y cyfamser.
   *[other] Mae hyn yn ymwneud â'r cysylltiadau a ddewiswyd gennych ({ $count }). Y rheini fyddant o hyd, beth bynnag a ddigwydd i'r rhestr yn y cyfamser.
}
lists-added = { $count ->
    [0] Roedd pob un yn y rhestr eisoes.
    [one] Ychwanegwyd un cysylltiad.
   *[other] Nifer y cysylltiadau a ychwanegwyd: { $count }.
}
lists-taken = { $count ->
    [0] Nid oedd yr un ohonynt yn y rhestr.
    [one] Tynnwyd un cysylltiad.
   *[other] Nifer y cysylltiadau a dynnwyd: { $count }.
}
