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
returned-mailbox = Post sy'n dod yn ôl
returned-mailbox-messages = Negeseuon
returned-mailbox-lead = Pan na ellir danfon e-bost, daw adroddiad amdano i flwch post sydd gennym. Darllenir y blwch bob pum munud; caiff cyfeiriad nad yw'n gweithio ei farcio, a holir pwy bynnag sydd â'r cyfeiriad hwnnw.
returned-mailbox-none = Nid oes blwch post o'r fath wedi'i sefydlu yma. Pwy bynnag sy'n rhedeg y porth sy'n sefydlu un, gyda bounces.imap yn ei ffurfweddiad; mae canllaw'r gweithredwr yn dweud sut.
returned-mailbox-hook = Gall gweinydd post hefyd drosglwyddo adroddiadau i'r porth ohono'i hun.
returned-mailbox-no-hook = Nid oes gweinydd post yn trosglwyddo adroddiadau ohono'i hun: nid yw bounces.hook_secret wedi'i osod.
returned-mailbox-marked = Cysylltiadau â chyfeiriad y daeth post yn ôl ohono
returned-mailbox-which = Blwch post
returned-mailbox-state = Statws
returned-mailbox-waits = Heb roi cynnig arno eto
returned-mailbox-works = Yn gweithio
returned-mailbox-fails = Yn methu ers { $since }
returned-mailbox-read = Darllenwyd ddiwethaf
returned-mailbox-tried = Cynnig diwethaf
returned-mailbox-latest = Adroddiad diweddaraf a nodwyd
returned-mailbox-never = Ddim eto
returned-mailbox-moment = { $day } am { $time }
returned-mailbox-meanwhile = Nes i'r blwch post weithio eto, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio. Ni chollir dim: mae adroddiadau'n aros yn y blwch post.
returned-fault-unreachable = Nid yw'r gweinydd { $host } yn ateb ar borth rhwydwaith { $port }.
returned-way-unreachable = Gwiriwch yr enw a'r porth rhwydwaith yn y gosodiad bounces.imap, a bod gan y peiriant hwn hawl i gysylltu â'r gweinydd. Rhoddir cynnig arall arno bob pum munud.
returned-fault-certificate = Ni ellir ymddiried yn nhystysgrif { $host }: mae wedi dod i ben, mae ar gyfer enw arall, neu nid oes neb hysbys yn ei gwarantu.
returned-way-certificate = Adnewyddwch hi yno, neu ysgrifennwch yr enw y mae ar ei gyfer yn y gosodiad bounces.imap. Os eich tystysgrif eich hun yw hi, enwch ei ffeil yn y gosodiad bounces.imap_certificate ac ailgychwynnwch y porth.
returned-fault-tls = Nid yw'r gweinydd { $host } yn defnyddio TLS ar borth rhwydwaith { $port }.
returned-way-tls = Yn y gosodiad bounces.imap, defnyddiwch y porth rhwydwaith ar gyfer IMAP wedi'i amgryptio; 993 yw hwnnw fel arfer.
returned-fault-refused = Mae'r gweinydd { $host } yn gwrthod y defnyddiwr { $user } neu'r cyfrinair.
returned-way-refused = Rhowch gynnig ar y ddau mewn rhaglen e-bost. Mae ar rai darparwyr eisiau cyfrinair a wnaed ar gyfer rhaglenni. Cywirwch hyn yn y gosodiad bounces.imap ac ailgychwynnwch y porth.
returned-fault-folder = Nid yw'r ffolder { $folder } yn y blwch post, neu nid oes hawl i'w agor.
returned-way-folder = Gwnewch y ffolder, neu cywirwch ei enw ar ddiwedd y gosodiad bounces.imap ac ailgychwynnwch y porth.
returned-fault-broken = Torrodd y gweinydd { $host } y cysylltiad, neu nid yw'n defnyddio IMAP ar borth rhwydwaith { $port }.
returned-fault-slow = Mae'r gweinydd { $host } yn cymryd gormod o amser i ateb.
returned-way-broken = Rhoddir cynnig arall arno bob pum munud. Os yw hyn yn parhau, gofynnwch i bwy bynnag sy'n rhedeg y gweinydd hwnnw.
returned-fault-own-certificate = Ni ellir darllen y ffeil dystysgrif a enwyd ar gyfer y blwch post hwn.
returned-way-own-certificate = Gwiriwch fod y ffeil yn y gosodiad bounces.imap_certificate yno, ei bod yn cynnwys tystysgrif (PEM), a bod gan y porth hawl i'w darllen.
returned-fault-ours = Ni ellir nodi'r hyn a ddarllenwyd yng nghronfa ddata'r porth ei hun.
returned-way-ours = Gofynnwch i bwy bynnag sy'n rhedeg y porth edrych ar ei log a'i ddisg. Rhoddir cynnig arall ar hyn bob pum munud.
returned-alarm-subject = Nid yw post sy'n dod yn ôl yn cael ei ddarllen
returned-alarm-text =
    Annwyl { $name },

    Ni ellir darllen y blwch post { $mailbox }, lle mae post na ellir ei ddanfon yn dod yn ôl.

    { $what } { $way }

    Nes iddo weithio eto, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio. Ni chollir dim: mae adroddiadau'n aros yn y blwch post. Unwaith yn unig y cewch y neges hon; mae'r amser y'i darllenwyd ddiwethaf i'w weld yma:

    { $link }

    { $federation }
