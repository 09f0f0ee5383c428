list-caption = { $from } i { $to } o { $count }, wedi'u trefnu yn ôl { $sort }
list-caption-more = { $from } i { $to } o fwy na { $count }, wedi'u trefnu yn ôl { $sort }
list-none = Dim byd i'w ddangos
list-nothing-matches = Nid oes dim yn cyfateb i'r hidlyddion hyn.
list-sort-up = trefnu o'r cyntaf i'r olaf
list-sort-down = trefnu o'r olaf i'r cyntaf
list-pages = Tudalennau'r rhestr
list-previous = Tudalen flaenorol
list-next = Tudalen nesaf
list-sizes = Rhesi ar dudalen:
list-size-all = Pob un
list-letters = Llythyren gyntaf
list-letters-all = Pob un
list-filter = Hidlo'r rhestr
list-apply = Dangos y rhai sy'n cyfateb
list-in-force = Hidlyddion ar waith
list-remove = (tynnu'r hidlydd hwn)
list-clear = Clirio pob hidlydd
list-columns = Dewis colofnau
list-columns-legend = Colofnau i'w dangos
list-columns-show = Dangos y colofnau hyn
list-selected = { $count ->
    [zero] Dim un wedi'i ddewis
    [one] Un wedi'i ddewis
   *[other] { $count } wedi'u dewis
}
list-keep-ticks = Cadw'r ticiau
list-pick-page = { $count ->
    [one] Dewis yr un hwn
   *[other] Dewis pob un o'r { $count } hyn
}
list-pick-all = Dewis pob un o'r { $count } sy'n cyfateb
list-pick-all-many = Dewis pob un sy'n cyfateb
list-pick-none = Dewis dim un
list-select-page = Dewis pob un ar y dudalen hon
