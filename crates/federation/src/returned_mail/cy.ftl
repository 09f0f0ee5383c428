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
returned-mailbox-lead = Pan na ellir danfon e-bost, daw adroddiad amdano i flwch post sydd gennym. Darllenir ef bob pum munud; marcir cyfeiriad nad yw'n gweithio, a gofynnir i bwy bynnag sydd ag ef.
returned-mailbox-none = Nid oes blwch post o'r fath wedi'i osod yma. Y sawl sy'n rhedeg y porth sy'n ei osod gyda bounces.imap yn ei ffurfweddiad; mae canllaw'r gweithredwr yn dweud sut.
returned-mailbox-hook = Gall gweinydd post roi adroddiadau i'r porth ohono'i hun hefyd.
returned-mailbox-no-hook = Nid oes gweinydd post yn rhoi adroddiadau ohono'i hun: nid yw bounces.hook_secret wedi'i osod.
returned-mailbox-marked = Cysylltiadau â chyfeiriad y daeth post yn ôl ohono
returned-mailbox-which = Blwch post
returned-mailbox-state = Cyflwr
returned-mailbox-waits = Heb ei brofi eto
returned-mailbox-works = Yn gweithio
returned-mailbox-fails = Yn methu ers { $since }
returned-mailbox-read = Darllenwyd ddiwethaf
returned-mailbox-tried = Profwyd ddiwethaf
returned-mailbox-latest = Yr adroddiad diweddaraf a nodwyd
returned-mailbox-never = Byth hyd yma
returned-mailbox-moment = { $day } am { $time }
returned-mailbox-meanwhile = Nes iddo weithio eto, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio. Ni chollir dim: mae adroddiadau'n aros yn y blwch post.
returned-fault-unreachable = Nid yw'r gweinydd { $host } yn ateb ar borth { $port }.
returned-way-unreachable = Gwiriwch yr enw a'r porth yn bounces.imap, a bod y peiriant hwn yn cael agor cysylltiadau ag ef. Rhoddir cynnig arall arno bob pum munud.
returned-fault-certificate = Nid oes ymddiriedaeth yn nhystysgrif { $host }: mae wedi dod i ben, mae ar gyfer enw arall, neu nid oes neb hysbys yn ei hategu.
returned-way-certificate = Adnewyddwch hi yno, neu rhowch yr enw y mae ar ei gyfer yn bounces.imap. Os tystysgrif o'ch eiddo chi yw hi, enwch ei ffeil yn bounces.imap_certificate a dechreuwch y porth eto.
returned-fault-tls = Nid yw'r gweinydd { $host } yn siarad TLS ar borth { $port }.
returned-way-tls = Defnyddiwch y porth ar gyfer IMAP wedi'i amgryptio yn bounces.imap; 993 yw hwnnw fel arfer.
returned-fault-refused = Mae'r gweinydd { $host } yn gwrthod y defnyddiwr { $user } neu'r cyfrinair.
returned-way-refused = Rhowch gynnig ar y ddau mewn rhaglen e-bost. Mae rhai darparwyr eisiau cyfrinair a wnaed ar gyfer rhaglenni. Cywirwch ef yn bounces.imap a dechreuwch y porth eto.
returned-fault-folder = Nid yw'r ffolder { $folder } yn y blwch post, neu ni cheir ei hagor.
returned-way-folder = Gwnewch y ffolder, neu cywirwch ei henw ar ddiwedd bounces.imap a dechreuwch y porth eto.
returned-fault-broken = Torrodd y gweinydd { $host } y cysylltiad, neu nid yw'n siarad IMAP ar borth { $port }.
returned-fault-slow = Mae'r gweinydd { $host } yn cymryd gormod o amser i ateb.
returned-way-broken = Rhoddir cynnig arall arno bob pum munud. Os yw'n parhau, gofynnwch i'r sawl sy'n rhedeg y gweinydd hwnnw.
returned-fault-own-certificate = Ni ellir darllen y ffeil dystysgrif a enwir ar gyfer y blwch post hwn.
returned-way-own-certificate = Gwiriwch fod ffeil bounces.imap_certificate yno, ei bod yn dal tystysgrif (PEM) ac y caiff y porth ei darllen.
returned-fault-ours = Ni ellir nodi'r hyn a ddarllenwyd yng nghronfa ddata'r porth ei hun.
returned-way-ours = Gofynnwch i'r sawl sy'n rhedeg y porth edrych ar ei log a'i ddisg. Rhoddir cynnig arall arno bob pum munud.
returned-alarm-subject = Nid yw post sy'n dod yn ôl yn cael ei ddarllen
returned-alarm-text =
    Annwyl { $name },

    Ni ellir darllen y blwch post { $mailbox }, lle mae post na ellir ei ddanfon yn dod yn ôl.

    { $what } { $way }

    Nes iddo weithio eto, ni chaiff cyfeiriadau nad ydynt yn gweithio eu marcio. Ni chollir dim: mae adroddiadau'n aros yn y blwch post. Unwaith yn unig y cewch y neges hon; mae'r amser y'i darllenwyd ddiwethaf i'w weld yma:

    { $link }

    { $federation }
