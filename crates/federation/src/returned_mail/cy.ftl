returned-title = A yw'r cyfeiriad hwn yn gywir o hyd?
returned-unknown = Daeth post at { $address } yn ôl ar { $date }. Dywedodd y gweinydd post yno nad oes gan neb y cyfeiriad hwn.
returned-full = Daeth post at { $address } yn ôl sawl gwaith, y tro olaf ar { $date }. Dywedodd y gweinydd post yno fod y blwch post yn llawn.
returned-confirm = Ydy, mae'n gweithio
returned-other = Os yw wedi newid
returned-new = Eich cyfeiriad e-bost nawr
returned-change = Ei newid
returned-same = Dyma'r cyfeiriad y daeth post yn ôl ohono. Teipiwch y llall, neu dywedwch ei fod yn gweithio.
returned-confirmed = Diolch. Byddwn yn ysgrifennu at { $address } eto.
returned-changed = Diolch. Mae eich cyfeiriad newydd wedi'i gadw.
returned-sign-in = Rydych yn mewngofnodi â'r cyfeiriad hwn. Os yw wedi newid, bydd y ganolfan yn ei newid i chi.
returned-centre = Os yw wedi newid, bydd y ganolfan yn ei newid i chi.
returned-help = Cael cymorth
returned-alarm-subject = Nid yw post sy'n dod yn ôl yn cael ei ddarllen
returned-alarm-text =
    Annwyl { $name },

    Ni ellir darllen y blwch post { $mailbox }, lle mae post na ellir ei ddanfon yn dod yn ôl.

    { $what } { $way }

    Nes iddo weithio eto, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio. Ni chollir dim: mae adroddiadau'n aros yn y blwch post. Unwaith yn unig y cewch y neges hon; mae'r amser y'i darllenwyd ddiwethaf i'w weld yma:

    { $link }

    { $federation }
