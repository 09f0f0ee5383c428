captured-title = Post yr arddangosiad
captured-lead = Yn yr arddangosiad hwn nid oes e-bost yn gadael. Cedwir yma yr hyn a fyddai wedi'i anfon, y diweddaraf yn gyntaf.
captured-none = Nid oes dim wedi'i anfon eto.
captured-to = At
