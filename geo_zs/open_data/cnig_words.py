"""Words of the French standard CNIG *Sites économiques* v1.0.1, class ``site-eco``.

The words are those that the fields of its schema list
(https://github.com/cnigfr/schema-sites-economiques, ``site-eco/schema.json``); why
each of ours becomes one of them stands in ``docs/open-data.md``.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "v1.0.1"

_ZONE: Final = "zone d'activité économique"
UNKNOWN: Final = "inconnu"
OTHER: Final = "autre"
YES, NO = "oui", "non"

#: Columns of the class, in its order.
COLUMNS: Final = (
    "site_id", "pole_id", "site_nom", "site_type", "site_vocadomi", "site_etat",
    "site_surf_brute", "site_surf_utile", "site_creation_date", "site_identif_date",
    "site_actu_date", "source_producteur", "site_description",
    "site_quali_territoire", "site_evol_urba", "site_url", "site_epci_nom",
    "site_epci_siren", "site_comm_nom", "site_comm_insee", "site_moa_type",
    "site_moa_nom", "site_moa_amngt", "site_moa_comm", "site_uf_nbre",
    "site_uf_vacant_nbre", "site_taux_vacance", "site_uf_bati_nbre", "site_nb_etab",
    "site_nb_emploi", "site_geomsurf", "site_geompoint", "site_media",
    "site_surf_comm_dispo", "site_surf_projet", "site_voca_industrielle",
    "site_voca_commerciale", "site_voca_tertiaire", "site_voca_artisanale",
    "site_voca_touristique", "site_voca_portuaire", "site_voca_aeroportuaire",
    "reseau_eau_pluviale", "reseau_eau_potable", "reseau_assainissement",
    "reseau_gaz", "reseau_electrique", "reseau_fibre_optique",
    "reseau_fret_ferroviaire", "reseau_fluvial", "desserte_tc",
    "desserte_route_nom", "autoroute_nom", "autoroute_echang_dist", "gare_nom",
    "gare_dist", "gare_fret_nom", "gare_fret_dist", "aeroport_nom",
    "aeroport_dist", "port_nom", "port_dist",
)  # fmt: skip
#: Columns that the standard requires.
REQUIRED: Final = (
    "site_id", "pole_id", "site_nom", "site_type", "site_vocadomi", "site_etat",
    "site_surf_brute", "site_surf_utile", "site_identif_date", "site_actu_date",
    "site_epci_nom", "site_epci_siren", "site_comm_nom", "site_comm_insee",
    "site_moa_type", "site_geomsurf",
)  # fmt: skip

#: Kind of a park → ``site_type``; a park of unknown kind is not called a zone.
TYPES: Final = {
    "economic": _ZONE,
    "hightech": _ZONE,
    "industrial": _ZONE,
    "chemical": _ZONE,
    "logistics": _ZONE,
    "bonded": _ZONE,
    "border_cooperation": _ZONE,
    "port_processing": _ZONE,
    "other": OTHER,
}
#: Kind of a park → ``site_vocadomi``; kinds that name no trade are unknown.
VOCATIONS: Final = {
    "industrial": "industrielle",
    "chemical": "industrielle",
    "port_processing": "industrielle",
    "logistics": "entrepôts, logistique",
}
#: Status of a park → ``site_etat``.
STATES: Final = {
    "current": "existant et actif",
    "planned": "en projet",
    "legacy": OTHER,
    "unknown": UNKNOWN,
}
#: Level of a park → ``site_quali_territoire``.
LABELS: Final = {
    "national": "zone de niveau national (国家级)",
    "provincial": "zone de niveau régional (自治区级)",
    "prefecture": "zone de niveau préfectoral (盟市级)",
}
