import { useI18n } from 'vue-i18n'

interface Position {
  lat: number
  lon: number
}

/** `48,85660° N, 2,35220° E`: five decimals are about one metre. */
export function useCoordinatesText(): (position: Position) => string {
  const { t, locale } = useI18n()
  return ({ lat, lon }) => {
    const degrees = new Intl.NumberFormat(locale.value, {
      minimumFractionDigits: 5,
      maximumFractionDigits: 5,
    })
    return t('customers.location.text', {
      lat: degrees.format(Math.abs(lat)),
      northOrSouth: t(`customers.location.${lat < 0 ? 'south' : 'north'}`),
      lon: degrees.format(Math.abs(lon)),
      eastOrWest: t(`customers.location.${lon < 0 ? 'west' : 'east'}`),
    })
  }
}
