feed-alarm-subject = The overnight list "{ $feed }" did not come in
feed-alarm-text =
    Dear { $name },

    The overnight list "{ $feed }" has stopped itself, and nothing was changed by it. The reason:

    { $because }

    Please look at it and set it going again:

    { $link }

    { $federation }
