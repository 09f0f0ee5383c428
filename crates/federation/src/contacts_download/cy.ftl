contacts-download-title = Lawrlwytho'r rhai a ddewiswyd fel taenlen
contacts-download-file = Cysylltiadau { $organisation }
contacts-download-who = { $count ->
    [one] { $count } cysylltiad, wedi'i ddewis yn y rhestr
    [two] { $count } gysylltiad, wedi'u dewis yn y rhestr
    [few] { $count } chysylltiad, wedi'u dewis yn y rhestr
    [many] { $count } chysylltiad, wedi'u dewis yn y rhestr
   *[other] { $count } cysylltiad, wedi'u dewis yn y rhestr
}
contacts-download-nobody = Nid yw'r un o'r rhai a ddewiswyd o fewn eich cyrraedd mwyach, felly nid oes dim i'w lawrlwytho.
