home-title = Helo, { $name }
home-do = Beth allwch chi ei wneud
home-locked = Beth sydd ar glo, a pham
home-members = Aelodau { $place }
home-account = Eich cyfrif
home-help = Cael help
