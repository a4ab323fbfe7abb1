import type { Locale } from '../../../core/contract/scalars.ts'

/** Cities whose French name differs from the one in the zone's name; the others are read off it. */
const frenchCities: Readonly<Record<string, string>> = {
  'Africa/Algiers': 'Alger',
  'Africa/Cairo': 'Le Caire',
  'America/Havana': 'La Havane',
  'America/Mexico_City': 'Mexico',
  'America/Montreal': 'Montréal',
  'America/Sao_Paulo': 'São Paulo',
  'Asia/Beirut': 'Beyrouth',
  'Asia/Jerusalem': 'Jérusalem',
  'Asia/Riyadh': 'Riyad',
  'Asia/Singapore': 'Singapour',
  'Asia/Tehran': 'Téhéran',
  'Atlantic/Azores': 'Açores',
  'Atlantic/Canary': 'Canaries',
  'Atlantic/Madeira': 'Madère',
  'Europe/Athens': 'Athènes',
  'Europe/Brussels': 'Bruxelles',
  'Europe/Bucharest': 'Bucarest',
  'Europe/Copenhagen': 'Copenhague',
  'Europe/Kiev': 'Kiev',
  'Europe/Kyiv': 'Kiev',
  'Europe/Lisbon': 'Lisbonne',
  'Europe/London': 'Londres',
  'Europe/Moscow': 'Moscou',
  'Europe/Vienna': 'Vienne',
  'Europe/Warsaw': 'Varsovie',
  'Indian/Mauritius': 'Maurice',
  'Indian/Reunion': 'La Réunion',
  'Pacific/Noumea': 'Nouméa',
}

/** The name by which people know a zone: `Lisbonne` for `Europe/Lisbon`. */
export function zoneCity(tz: string, language: Locale): string {
  const city = tz.split('/').at(-1)!.replaceAll('_', ' ')
  return language === 'fr' ? (frenchCities[tz] ?? city) : city
}
