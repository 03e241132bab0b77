"""Words the invented people, places and streets are made of.

First names and family names are ordinary ones of every origin met in France; a person is a combination
drawn at random. Commune names sound right and exist nowhere (checked by a test against the official list).
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FEMALE_NAMES: tuple[str, ...] = _words(
    "Agnès Aïcha Alice Aline Amandine Amina Anaïs Anne Audrey Aurore Béatrice Bénédicte Camille Carole Catherine "
    "Cécile Chantal Charlotte Chloé Claire Clémence Corinne Delphine Diane Élise Élodie Émilie Estelle Fanny "
    "Fatima Fatoumata Florence Françoise Gaëlle Hélène Inès Irène Isabelle Jeanne Joëlle Julie Karima Laure "
    "Laurence Leïla Linh Lucie Magali Manon Margaux Maria Marie Marion Martine Mathilde Mélanie Monique Muriel "
    "Nadia Nathalie Nolwenn Océane Odile Pascale Patricia Pauline Rachida Rose Sabrina Samira Sandrine Sarah "
    "Ségolène Solène Sophie Stéphanie Sylvie Thérèse Valérie Véronique Virginie Yasmine Yvette Zoé"
)
MALE_NAMES: tuple[str, ...] = _words(
    "Adrien Alain Alexandre Amadou André Antoine Arnaud Bastien Benoît Bernard Bruno Cédric Christophe Clément "
    "Damien Daniel David Denis Didier Éric Étienne Fabien Fabrice Florent Franck François Frédéric Gaël Georges "
    "Gérard Guillaume Hakim Hervé Hugo Ibrahim Jacques Jean Jérôme João Joël Julien Karim Kévin Laurent Loïc "
    "Louis Luc Marc Mathieu Maxime Mehdi Michel Minh Mohamed Nicolas Olivier Omar Pascal Patrick Paul Philippe "
    "Pierre Quentin Rachid Raphaël Rémi René Robin Romain Sébastien Serge Simon Stéphane Sylvain Thibault "
    "Thomas Tristan Vincent Xavier Yann Youssef Yves"
)
FAMILY_NAMES: tuple[str, ...] = _words(
    "Abadie Achard Ali-Combo Amrani Arnoux Aubertin Auclair Ba Bachelet Baptista Barbotin Bardin Bastide Baudry "
    "Belkacem Bellanger Ben-Salah Bernier Berthelot Besson Bianchi Blanchet Boissel Bonnard Bonneau Bordier "
    "Bouchard Bouvier Brunel Cadiou Carpentier Carvalho Castagnet Chabert Chapuis Charpentier Chauvet Chevallier "
    "Cissé Cochard Colombier Constantin Cordier Corre Costa Courtois Cuvelier Da-Silva Dagorn Daoud Darmon "
    "Daubigny Delacourt Delaunay Delmas Demir Deschamps Diallo Diarra Dos-Santos Doucet Drouet Dubreuil Duchêne "
    "Dufresne Dumontier Dupuis El-Amri Escoffier Etcheverry Fabre Faucheux Fernandes Ferrand Fichet Fofana "
    "Fontanel Fournier Gaillard Galland Garcia Gauthier Georgin Gillet Girardin Godard Gomes Gosselin Goujon "
    "Grandjean Grosjean Guégan Guérin Guichard Guillou Haddad Hamel Hardouin Hassani Hébrard Henriot Hoarau "
    "Hubert Huguet Imbert Jacquemin Jaouen Jarry Jourdain Joubert Kaboré Kerbrat Khelifi Kowalski Labbé Lacombe "
    "Lafarge Lagarde Lambertin Langlois Larcher Lasserre Laville Le-Bihan Le-Goff Lebreton Leclère Lefort "
    "Legendre Lemoine Léveillé Lombard Loubet Maillard Malard Mansouri Marchand Marchetti Martel Martinez Massé "
    "Mathurin Mercier Merlin Meunier Meziane Michaud Millot Monnier Morand Moreira Morvan Moulin N'Diaye Naudin "
    "Navarro Nguyen Nicolet Noël Nowak Ogier Ouedraogo Ozanne Pacaud Payet Pelletier Perrault Petitjean Pham "
    "Picard Pineau Pinto Poirier Pouget Prévost Prigent Quéré Rabearison Raffin Ramos Raoult Rault Rebours "
    "Renard Ribeiro Ricard Rivoire Robineau Rocher Rossi Rouanet Roussel Ruiz Sabatier Saïdi Salvador Sarkissian "
    "Saulnier Sauvage Savary Schmitt Ségalen Serrano Sicard Simonet Sow Tavares Teixeira Tellier Terrier Texier "
    "Thibaud Tissot Touré Tran Traoré Vachon Valette Vasseur Verdier Vernet Viallet Vigneron Vilain Vuillemin "
    "Wagner Weiss Yildiz Zamora Zeller"
)

MAIN_TOWN = "Pont-d'Orsane"
SECOND_TOWN = "Mézerac"
ORSANE_NAMES: tuple[str, ...] = (
    "Saint-Aubriac-sur-Orsane", "Orsanne-les-Moulins", "Tréville-Orsane", "Bellegrange-sur-Orsane",
    "La Chapelle-Orsane", "Malvoisine-Orsane", "Montorsane", "Lantriac-Orsane",
)  # fmt: skip
TAVELLE_NAMES: tuple[str, ...] = (
    "Les Essarts-Tavelle", "Roquevielle-sur-Tavelle", "Grandvaulx-Tavelle", "Saint-Tardon-sur-Tavelle",
    "Valtavelle", "Bois-Tavelle", "Tavelle-Saint-Josse",
)  # fmt: skip
OTHER_NAMES: tuple[str, ...] = (
    "Vaubresle", "Mérandeuil", "Chantevoine", "Lormezay", "Brissonges", "La Tavelière-Haute", "Ferraudes",
    "Crézancelles", "Montbriac-le-Vieux", "Sarzeaux", "Villebrosse", "Beauvernay", "Nouvialle", "Fontcourte",
    "Champdoreau", "Saint-Merlier", "Saint-Ervan-des-Bois", "Sainte-Orielle", "Aubremont-le-Sec", "Corzelles",
    "Verdigny-l'Abbaye", "Marcillonges", "Puyvernois", "Chaumevieille", "Ozerolles", "Thivernac",
    "Mazeilles-la-Forêt", "Rochebrize", "Tournevoine", "Vieilcourt", "Noirvaux", "Sermondières", "Coulombrac",
    "Esparvelle", "Clairsault", "Les Trois-Lavoirs", "Hautvernois", "Bréchigny", "Ambrezolles",
    "Fournelles-Basses", "Saint-Guirand", "Gérandolles", "Prémarsac", "Luzerolles", "Jarvieux", "Combelouvre",
    "Peyrevanche", "Courvaux-le-Pont", "Neuvecombe", "Sauvergeolles", "Aigremouillé", "Donzerac", "Lavaurelle",
    "Pierrelongue-la-Ronde", "Chazevielle", "Sainte-Valdrée", "Ravelines", "Beaurepuy", "Mézerac-le-Haut",
    "Vernusolles", "Entrevallons", "Cressoleuil", "Arvillonges",
)  # fmt: skip

# (code, label) of the way and its name, as the registers write them.
STREETS: tuple[tuple[str, str, str], ...] = (
    ("R", "Rue", "DES TILLEULS"), ("R", "Rue", "DU LAVOIR"), ("R", "Rue", "DE LA HALLE"), ("R", "Rue", "DE L ÉCOLE"),
    ("R", "Rue", "DES TANNEURS"), ("R", "Rue", "DU FOUR BANAL"), ("R", "Rue", "DE LA POSTE"),
    ("R", "Rue", "DES VIGNES"), ("R", "Rue", "BASSE"), ("R", "Rue", "DU PONT VIEUX"), ("R", "Rue", "DES GLYCINES"),
    ("R", "Rue", "DE LA FONTAINE"), ("AV", "Avenue", "DE LA GARE"), ("AV", "Avenue", "DES PLATANES"),
    ("AV", "Avenue", "DE LA RÉSISTANCE"), ("BD", "Boulevard", "DES REMPARTS"), ("PL", "Place", "DU MARCHÉ"),
    ("PL", "Place", "DE L ÉGLISE"), ("PL", "Place", "DE LA MAIRIE"), ("CHE", "Chemin", "DES VERGERS"),
    ("CHE", "Chemin", "DU MOULIN"), ("IMP", "Impasse", "DES LILAS"), ("RTE", "Route", "DE LA FORÊT"),
    ("ALL", "Allée", "DES ÉRABLES"), ("QU", "Quai", "DE L ORSANE"),
)  # fmt: skip
