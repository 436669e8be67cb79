"""Words that the names of a large archive are put together from. Places exist, companies and people are invented."""

TOPICS = {
    "what": (
        ("Beheer", "Management"),
        ("Beveiliging", "Security"),
        ("Inkoop", "Procurement"),
        ("Kosten", "Cost"),
        ("Migratie", "Migration"),
        ("Onderhoud", "Maintenance"),
        ("Ontwerp", "Design"),
        ("Rapportage", "Reporting"),
        ("Regels", "Rules"),
        ("Storingen", "Outages"),
        ("Testen", "Testing"),
        ("Toegang", "Access"),
        ("Toezicht", "Supervision"),
        ("Uitbesteding", "Outsourcing"),
        ("Verbruik", "Consumption"),
        ("Werving", "Recruitment"),
        ("Continuïteit", "Continuity"),
        ("Kwaliteit", "Quality"),
        ("Planning", "Planning"),
        ("Contracten", "Contracts"),
    ),
    "of": (
        ("van opslag", "of storage"),
        ("van netwerken", "of networks"),
        ("van back-ups", "of backups"),
        ("van rekencentra", "of data centres"),
        ("van werkplekken", "of workplaces"),
        ("van databanken", "of databases"),
        ("van containers", "of containers"),
        ("van registraties", "of registers"),
        ("van koppelingen", "of interfaces"),
        ("van modellen", "of models"),
        ("van sensoren", "of sensors"),
        ("van identiteiten", "of identities"),
        ("van archieven", "of archives"),
        ("van koeling", "of cooling"),
        ("van glasvezel", "of fibre"),
        ("van toepassingen", "of applications"),
    ),
}

SUBJECTS = {
    "nl": (
        "opslag",
        "netwerken",
        "back-ups",
        "rekencentra",
        "databanken",
        "toegang",
        "storingen",
        "aanbestedingen",
        "koeling",
        "glasvezel",
        "registraties",
        "encryptie",
    ),
    "en": (
        "storage",
        "networks",
        "backups",
        "data centres",
        "databases",
        "access",
        "outages",
        "tenders",
        "cooling",
        "fibre",
        "registers",
        "encryption",
    ),
}

NAMES = {
    "places": (
        "Almelo",
        "Bergen",
        "Culemborg",
        "Delfzijl",
        "Eemnes",
        "Franeker",
        "Gorinchem",
        "Harderwijk",
        "IJlst",
        "Joure",
        "Kampen",
        "Leerdam",
        "Meppel",
        "Nijkerk",
        "Oisterwijk",
        "Purmerend",
        "Raalte",
        "Sneek",
        "Tiel",
        "Vianen",
    ),
    "trades": (
        "Data",
        "Rekendienst",
        "Netwerken",
        "Zorggroep",
        "Waterbeheer",
        "Logistiek",
        "Energie",
        "Techniek",
        "Verzekeringen",
        "Bouwgroep",
        "Archief",
        "Lyceum",
        "Transport",
        "Papier",
        "Staal",
        "Zuivel",
        "Glas",
        "Tuinbouw",
        "Media",
        "Advies",
    ),
    "first": (
        "Aafke Anne Bart Bas Britt Chris Daan Dirk Eefje Els Emma Evert Femke Floor Frans Geert Gerda Hanna "
        "Harm Heleen Hugo Ilse Iris Jaap Jan Jelle Joost Judith Kees Klaas Koen Lars Lena Lieke Lotte Maaike "
        "Maarten Marit Marleen Mees Merel Nadia Niels Nina Noor Olaf Olga Pepijn Petra Pieter Rens Renske "
        "Robin Roos Ruben Sanne Sara Sem Sietske Sjoerd Stijn Suzan Teun Thijs Tom Vera Wim Wouter Yara Yusuf"
    ).split(),
    "last": (
        "Aalbers Appelman Bakels Beekhuis Berkhof Blaauw Boerrigter Bosma Brandsma Buitenhuis Cornelisse "
        "Dekkers Dijkhof Doornbos Draaijer Eggink Elzinga Engelen Fokkens Geerlings Grootveld Haandrik "
        "Hazelhoff Hemmes Hoekzema Hofstede Huizing Idsinga Jellema Kamphuis Keizerman Klaver Kloosterhof "
        "Koopal Kranenborg Kuipers Lammertink Lindhout Lubbers Meinders Middelkamp Mulderij Nauta Nieborg "
        "Noordhuis Oldenhof Oosterkamp Oudshoorn Pieterman Plantinga Poelstra Postuma Raadsma Reitsema "
        "Rietveldt Roelink Rozema Schaapman Scholtens Slootweg Smeding Steenhuis Stuifzand Tamminga Terpstra "
        "Tolsma Uilenberg Veldkamp Venhuizen Visscher Vogelaar Vonkeman Waterink Weijers Westerhuis Wiarda "
        "Wijbenga Zandstra Zijlstra Zwiers"
    ).split(),
}
