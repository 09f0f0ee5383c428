choose-fit = Choices that fit:
choose-none = Nothing fits. Write less, or something else.
choose-all = Show all choices
choose-kept = That was no choice, so nothing has changed.
