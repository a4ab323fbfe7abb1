/** Colours of what is drawn on the canvas, which knows no CSS variables; those of the theme's slate and blue. */
export interface MapColors {
  readonly sea: string
  readonly land: string
  readonly border: string
  readonly grid: string
  readonly town: string
  readonly townHalo: string
  readonly path: string
  readonly radius: string
  readonly accuracy: string
}

const light: MapColors = {
  sea: '#dbe7f1',
  land: '#f8fafc',
  border: '#94a3b8',
  grid: '#cbd5e1',
  town: '#475569',
  townHalo: '#f8fafc',
  path: '#64748b',
  radius: '#1d4ed8',
  accuracy: '#b45309',
}
const dark: MapColors = {
  sea: '#0b1220',
  land: '#1e293b',
  border: '#64748b',
  grid: '#334155',
  town: '#cbd5e1',
  townHalo: '#1e293b',
  path: '#94a3b8',
  radius: '#60a5fa',
  accuracy: '#fbbf24',
}

export function mapColors(isDark: boolean): MapColors {
  return isDark ? dark : light
}
