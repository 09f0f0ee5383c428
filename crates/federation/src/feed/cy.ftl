feed-alarm-subject = Ni ddaeth y rhestr dros nos "{ $feed }" i mewn
feed-alarm-text =
    Annwyl { $name },

    Mae'r rhestr dros nos "{ $feed }" wedi stopio ei hun, ac ni newidiwyd dim ganddi. Y rheswm:

    { $because }

    Edrychwch arni a'i hailgychwyn:

    { $link }

    { $federation }
