list-caption = { $from } to { $to } of { $count }, sorted by { $sort }
list-caption-more = { $from } to { $to } of more than { $count }, sorted by { $sort }
list-none = Nothing to show
list-nothing-matches = Nothing matches these filters.
list-sort-up = sort from first to last
list-sort-down = sort from last to first
list-pages = Pages of the list
list-previous = Previous page
list-next = Next page
list-sizes = Rows on a page:
list-size-all = All
list-letters = First letter
list-letters-all = All
list-filter = Filter the list
list-apply = Show matching
list-in-force = Filters in use
list-remove = (remove this filter)
list-clear = Clear all filters
list-columns = Choose columns
list-columns-legend = Columns to show
list-columns-show = Show these columns
list-selected = { $count ->
    [one] One selected
   *[other] { $count } selected
}
list-keep-ticks = Keep the ticks
list-pick-page = { $count ->
    [one] Select this one
   *[other] Select these { $count }
}
list-pick-all = Select all { $count } that match
list-pick-all-many = Select all that match
list-pick-none = Select none
list-select-page = Select all on this page
