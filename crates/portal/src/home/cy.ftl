home-title = Helo, { $name }
home-do = Beth allwch chi ei wneud
home-locked = Beth sydd ar glo, a pham
home-members = Aelodau { $place }
home-account = Eich cyfrif
home-help = Cael help
home-returned = Post at { $address }
home-returned-on = Daeth yn ôl ar { $date }: a yw'n gywir o hyd?
home-returned-more = Dywedwch ei fod yn gweithio, neu rhowch eich cyfeiriad newydd.
home-returned-link = Ateb am y cyfeiriad hwn
home-own-more = Sut i gysylltu ag ef, pwy yw pwy, a'ch rhan chi ynddo.
home-named = Pwy sy'n dilyn
home-named-count = { $count ->
    [one] Enwyd un person ar gyfer rôl ac mae'n aros.
   *[other] Enwyd { $count } o bobl ar gyfer rôl ac maent yn aros.
}
home-named-more = Mae rhywun yn gorffen, a dywedodd pwy sy'n dilyn. Cadarnhewch pwy yw.
home-named-link = Edrych arnynt
home-policy = Beth mae sefydliadau'n ei newid eu hunain
home-policy-more = Pa feysydd y maent yn eu newid ar unwaith, yn eu cynnig, neu'n eu gweld yn unig; pwy sy'n penodi i rôl.
