nav-home = Hafan
nav-members = Aelodau
nav-organisation = Eich sefydliad
nav-downloads = Lawrlwythiadau
nav-contacts = Cysylltiadau
nav-rollouts = Mynediad i'r porth
nav-messages = Negeseuon
nav-journal = Cofnod
nav-account = Eich cyfrif

gate-title = Mewngofnodi
gate-address = Cyfeiriad e-bost
gate-password = Cyfrinair
gate-send = Mewngofnodi
gate-forgotten = Rwyf wedi anghofio fy nghyfrinair
gate-new = Mewngofnodi am y tro cyntaf
gate-new-how = Mae angen gwahoddiad arnoch. Daw drwy e-bost i'ch cyfeiriad eich hun, gyda dolen i ddewis cyfrinair. Os nad yw wedi cyrraedd, gofynnwch i'r person sy'n gofalu am wirfoddolwyr yn eich grŵp.
gate-demo = Arddangosiad yw hwn: dewiswch rywun i fewngofnodi fel nhw
gate-kept = Buoch i ffwrdd am ychydig, felly cawsoch eich allgofnodi er diogelwch. Mae'r hyn a deipiwyd gennych wedi'i gadw. Mewngofnodwch eto i fynd ymlaen.

password-show = Dangos
password-hide = Cuddio
password-show-label = Dangos y cyfrinair
password-hide-label = Cuddio'r cyfrinair
password-shown = Mae eich cyfrinair i'w weld
password-hidden = Mae eich cyfrinair wedi'i guddio

visit-left-out = Rydych hefyd yn gwasanaethu { $names }. Yma mae pob person yn gweithredu dros un sefydliad, sef yr un y bu'n ei wasanaethu hiraf: { $first } yw eich un chi. Gofynnwch i ni os byddai un arall yn iawn.
visit-left-out-them = Nid dros { $names }: mae pob person yn gweithredu dros un sefydliad, sef yr un y bu'n ei wasanaethu hiraf. { $first } yw hwnnw.
visit-until = Byddwch yn aros wedi mewngofnodi tan { $time }, ac yn hwy tra byddwch yn defnyddio'r tudalennau. Cedwir yr hyn a deipiwch os daw'r amser i ben.

passkey-sign-in = Mewngofnodi gyda chyfrin-allwedd
passkey-no-script = I ddefnyddio cyfrin-allwedd, trowch JavaScript ymlaen yn eich porwr. Mae eich cyfrinair yn gweithio hebddo.
passkey-not-here = Nid yw'r porwr hwn, neu'r cyfeiriad a agorwyd gennych, yn caniatáu cyfrin-allweddi. Mae eich cyfrinair yn gweithio.
passkey-failed = Ni chafodd y porwr gyfrin-allwedd: fe'i canslwyd, cymerodd ormod o amser, neu nid oes un ar gyfer y wefan hon ar y ddyfais hon. Gallwch roi cynnig arall arni.
