letters-dear = Annwyl { $name },
letters-why = Gallwch nawr fewngofnodi i { $federation } ar ran { $councils }. Mae'r llythyr hwn yn esbonio sut; mae'n cymryd tua phum munud.
letters-step-open = 1. Ar gyfrifiadur neu ffôn, agorwch { $address }
letters-step-code = 2. Rhowch y cod hwn:
letters-step-choose = 3. Dewiswch gyfeiriad e-bost sy'n eiddo i chi a chyfrinair. Dyna ni.
letters-until = Mae'r cod yn gweithio unwaith, tan { $day }. I chi yn unig y mae, felly peidiwch â phasio'r llythyr ymlaen. Os nad oeddech yn disgwyl hyn, nid oes angen i chi wneud dim.
