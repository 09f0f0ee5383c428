choose-fit = Choices that fit:
choose-none = Nothing fits. Write less, or something else.
choose-all = Show all choices
choose-kept = That is not one of the choices, so nothing has changed.
