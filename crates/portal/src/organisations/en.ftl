organisations-title = Organisations
organisations-name = Name
organisations-kind = Kind
organisations-category = Category
organisations-search = Part of a name
organisations-searched = Name: { $words }
organisations-none = No organisation has a name like that.
