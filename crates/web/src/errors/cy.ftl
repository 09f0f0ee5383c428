stop-home = Mynd i'r dudalen gyntaf
stop-not-found = Heb ddod o hyd i'r dudalen
stop-not-found-reason = Nid oes tudalen yn y cyfeiriad hwn, neu nid yw'n un y gallwch ei gweld.
stop-not-found-remedy = Os teipioch chi'r cyfeiriad, gwiriwch ef. Os dilynoch chi ddolen, efallai fod y dudalen wedi symud.
stop-refused = Ni allwch wneud hyn
stop-many-remedy = { $minutes ->
    [one] Rhowch gynnig arall arni ymhen munud.
    [two] Rhowch gynnig arall arni ymhen dau funud.
   *[other] Rhowch gynnig arall arni ymhen { $minutes } munud.
}
stop-fault = Aeth rhywbeth o'i le ar ein hochr ni
stop-fault-reason = Rydym wedi nodi beth ddigwyddodd. Nid oes dim a gadwyd o'r blaen wedi'i golli.
stop-fault-remedy = Rhowch gynnig arall arni. Os bydd yn digwydd eto, gofynnwch am help a rhowch y cyfeirnod.
stop-fault-reference = Cyfeirnod: <strong>{ $reference }</strong>
