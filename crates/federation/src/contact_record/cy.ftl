contact-conflict-title = Dau gofnod ar gyfer un maes
contact-conflict-lead = Newidiodd rhywun arall hyn tra oedd y dudalen ar agor gennych. Dewiswch pa un sy'n aros.
contact-conflict-by = Newidiodd { $who } y cofnod hwn ar { $when }, tra oedd y dudalen ar agor gennych. Dewiswch pa un sy'n aros.
contact-conflict-theirs = Cadw eu cofnod nhw: { $value }
contact-conflict-mine = Defnyddio fy nghofnod i: { $value }
contact-conflict-send = Parhau
