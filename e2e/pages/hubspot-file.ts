// Shops of real chains in real towns, as a company export of HubSpot writes them.
const shops = [
  ['Norauto', 'Rennes', '35000', 'Bretagne'],
  ['Norauto', 'Nantes', '44000', 'Pays de la Loire'],
  ['Norauto', 'Angers', '49000', 'Pays de la Loire'],
  ['Norauto', 'Le Mans', '72000', 'Pays de la Loire'],
  ['Norauto', 'Quimper', '29000', 'Bretagne'],
  ['Norauto', 'Vannes', '56000', 'Bretagne'],
  ['Norauto', 'Saint-Brieuc', '22000', 'Bretagne'],
  ['Norauto', 'Saint-Étienne', '42000', 'Auvergne-Rhône-Alpes'],
  ['Midas', 'Rennes', '35000', 'Bretagne'],
  ['Midas', 'Nantes', '44000', 'Pays de la Loire'],
  ['Midas', 'Brest', '29200', 'Bretagne'],
  ['Midas', 'Lorient', '56100', 'Bretagne'],
  ['Midas', 'Cholet', '49300', 'Pays de la Loire'],
  ['Midas', 'Laval', '53000', 'Pays de la Loire'],
  ['Midas', 'Béziers', '34500', 'Occitanie'],
  ['Speedy', 'Rennes', '35000', 'Bretagne'],
  ['Speedy', 'Nantes', '44000', 'Pays de la Loire'],
  ['Speedy', 'Saint-Nazaire', '44600', 'Pays de la Loire'],
  ['Speedy', 'Tours', '37000', 'Centre-Val de Loire'],
  ['Speedy', 'Orléans', '45000', 'Centre-Val de Loire'],
  ['Speedy', 'Poitiers', '86000', 'Nouvelle-Aquitaine'],
  ['Feu Vert', 'Rennes', '35000', 'Bretagne'],
  ['Feu Vert', 'Angers', '49000', 'Pays de la Loire'],
  ['Feu Vert', 'La Roche-sur-Yon', '85000', 'Pays de la Loire'],
  ['Feu Vert', 'Niort', '79000', 'Nouvelle-Aquitaine'],
  ['Feu Vert', 'La Rochelle', '17000', 'Nouvelle-Aquitaine'],
  ['Euromaster', 'Caen', '14000', 'Normandie'],
  ['Euromaster', 'Rouen', '76000', 'Normandie'],
  ['Euromaster', 'Alençon', '61000', 'Normandie'],
  ['Point S', 'Fougères', '35300', 'Bretagne'],
  ['Point S', 'Vitré', '35500', 'Bretagne'],
] as const

export const hubspotRowCount = shops.length + 1

/** The export, with one line that has no name. */
export function hubspotFile(): string {
  const header =
    'Record ID,Company name,Phone Number,Street Address,Postal Code,City,State/Region,Country/Region,Lifecycle Stage'
  const lines = shops.map(([chain, town, postcode, region], index) =>
    [
      4201 + index,
      `${chain} ${town}`,
      `02 99 00 ${String(index + 10)
        .padStart(4, '0')
        .replace(/(..)(..)/, '$1 $2')}`,
      `"${index + 3}, rue du Commerce"`,
      postcode,
      town,
      region,
      'France',
      index % 5 === 4 ? 'Lead' : 'Customer',
    ].join(','),
  )
  return [header, ...lines, '4299,,,,35000,Rennes,Bretagne,France,Lead', ''].join('\r\n')
}
