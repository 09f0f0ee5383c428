choose-fit = Dewisiadau sy’n cyfateb:
choose-none = Does dim yn cyfateb. Ysgrifennwch lai, neu rywbeth arall.
choose-all = Dangos pob dewis
choose-kept = Nid oedd hwnnw'n ddewis, felly does dim wedi newid.
