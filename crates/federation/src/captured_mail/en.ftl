captured-title = Mail of the demonstration
captured-lead = In this demonstration no e-mail leaves. What would have been sent is kept here, the newest first.
captured-none = Nothing has been sent yet.
captured-to = To
