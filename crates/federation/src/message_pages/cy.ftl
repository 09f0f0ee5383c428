unsubscribe-title = Peidio â chael mwy o negeseuon
unsubscribe-words = Mae { $federation } yn ysgrifennu at { $address }. Pwyswch y botwm os nad ydych am gael newyddion, gwahoddiadau ac apeliadau.
unsubscribe-press = Dim mwy o’r negeseuon hyn
unsubscribe-out-title = Ni chewch fwy o’r negeseuon hyn
unsubscribe-out-words = Ni fydd { $federation } yn anfon newyddion, gwahoddiadau nac apeliadau at { $address }.
unsubscribe-return = Rwyf am eu cael eto
unsubscribe-note = Mae negeseuon sydd eu hangen ar gyfer eich rôl neu’ch aelodaeth yn dal i gyrraedd, er enghraifft hysbysiad o gyfarfod.
