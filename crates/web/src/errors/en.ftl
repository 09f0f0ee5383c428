stop-home = Go to the first page
stop-not-found = Page not found
stop-not-found-reason = There is no page at this address, or it is not one that you can see.
stop-not-found-remedy = If you typed the address, check it. If you followed a link, the page may have moved.
stop-refused = You cannot do this
stop-method = This address works another way
stop-method-reason = The page cannot be used like this.
stop-method-remedy = Start again from the first page.
stop-large = That is too much at once
stop-large-reason = What you sent is larger than this page can take. Nothing was saved.
stop-large-remedy = Go back, make it shorter, and send it again.
stop-kind = This page cannot read what was sent
stop-kind-reason = It was not sent as a form. Nothing was saved.
stop-kind-remedy = Go back and use the form on the page.
stop-stale = Please send the form once more
stop-stale-reason = The page was open for a long time, or your browser does not keep cookies. To keep you safe, nothing was saved.
stop-stale-remedy = Go back to the page, load it again, and send the form. Copy long texts first, so that you keep them.
stop-cross = This came from another website
stop-cross-reason = Another website tried to send something in your name. Nothing was saved.
stop-cross-remedy = If you wanted to do this, do it from our own pages.
stop-slow = This is taking too long
stop-slow-reason = The page did not answer in time.
stop-slow-remedy = Try again in a few minutes.
stop-unavailable = We are busy just now
stop-unavailable-reason = The service cannot answer at the moment.
stop-unavailable-remedy = Try again in a few minutes. Nothing that you saved before is lost.
stop-many = Too many tries
stop-many-reason = There were many tries in a short time, so we have paused this to keep accounts safe.
stop-many-remedy = { $minutes ->
    [one] Try again in one minute.
   *[other] Try again in { $minutes } minutes.
}
stop-fault = Something went wrong on our side
stop-fault-reason = We have noted what happened. Nothing that you saved before is lost.
stop-fault-remedy = Try again. If it happens once more, get help and give the reference.
stop-fault-reference = Reference: <strong>{ $reference }</strong>
