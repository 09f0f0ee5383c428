stop-home = Mynd i'r dudalen gyntaf
stop-not-found = Heb ddod o hyd i'r dudalen
stop-not-found-reason = Nid oes tudalen yn y cyfeiriad hwn, neu nid yw'n un y gallwch ei gweld.
stop-not-found-remedy = Os teipioch chi'r cyfeiriad, gwiriwch ef. Os dilynoch chi ddolen, efallai fod y dudalen wedi symud.
stop-refused = Ni allwch wneud hyn
stop-method = Mae'r cyfeiriad hwn yn gweithio mewn ffordd arall
stop-method-reason = Ni ellir defnyddio'r dudalen fel hyn.
stop-method-remedy = Dechreuwch eto o'r dudalen gyntaf.
stop-large = Mae hynny'n ormod ar unwaith
stop-large-reason = Mae'r hyn a anfonwyd gennych yn fwy nag y gall y dudalen hon ei dderbyn. Ni chadwyd dim.
stop-large-remedy = Ewch yn ôl, gwnewch ef yn fyrrach, ac anfonwch ef eto.
stop-kind = Ni all y dudalen hon ddarllen yr hyn a anfonwyd
stop-kind-reason = Ni chafodd ei anfon fel ffurflen. Ni chadwyd dim.
stop-kind-remedy = Ewch yn ôl a defnyddiwch y ffurflen ar y dudalen.
stop-stale = Anfonwch y ffurflen unwaith eto
stop-stale-reason = Bu'r dudalen ar agor am amser hir, neu nid yw eich porwr yn cadw cwcis. I'ch cadw'n ddiogel, ni chadwyd dim.
stop-stale-remedy = Ewch yn ôl i'r dudalen, llwythwch hi eto, ac anfonwch y ffurflen. Copïwch destunau hir yn gyntaf, rhag eu colli.
stop-cross = Daeth hyn o wefan arall
stop-cross-reason = Ceisiodd gwefan arall anfon rhywbeth yn eich enw chi. Ni chadwyd dim.
stop-cross-remedy = Os oeddech am wneud hyn, gwnewch ef o'n tudalennau ni.
stop-slow = Mae hyn yn cymryd gormod o amser
stop-slow-reason = Nid atebodd y dudalen mewn pryd.
stop-slow-remedy = Rhowch gynnig arall arni ymhen ychydig funudau.
stop-unavailable = Rydym yn brysur ar hyn o bryd
stop-unavailable-reason = Ni all y gwasanaeth ateb ar hyn o bryd.
stop-unavailable-remedy = Rhowch gynnig arall arni ymhen ychydig funudau. Nid oes dim a gadwyd gennych o'r blaen wedi'i golli.
stop-many = Gormod o ymdrechion
stop-many-reason = Bu llawer o ymdrechion mewn amser byr, felly rydym wedi oedi hyn i gadw cyfrifon yn ddiogel.
stop-many-remedy = { $minutes ->
    [one] Rhowch gynnig arall arni ymhen munud.
    [two] Rhowch gynnig arall arni ymhen dwy funud.
   *[other] Rhowch gynnig arall arni ymhen { $minutes } munud.
}
stop-fault = Aeth rhywbeth o'i le ar ein hochr ni
stop-fault-reason = Rydym wedi nodi beth ddigwyddodd. Nid oes dim a gadwyd gennych o'r blaen wedi'i golli.
stop-fault-remedy = Rhowch gynnig arall arni. Os bydd yn digwydd eto, gofynnwch am help a rhowch y cyfeirnod.
stop-fault-reference = Cyfeirnod: <strong>{ $reference }</strong>
