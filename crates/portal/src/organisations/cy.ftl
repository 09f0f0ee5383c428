organisations-title = Sefydliadau
organisations-name = Enw
organisations-kind = Math
organisations-category = Categori
organisations-search = Rhan o enw
organisations-searched = Enw: { $words }
organisations-none = Nid oes gan yr un sefydliad enw fel hynny.
