import type { ActivityType } from '../../../core/contract/activity-types.ts'
import { contrastRatio, isNearlySameColor, readableOn } from '../../ui/contrast.ts'

/** The colours offered for a type: readable with a white or black icon, and easily told apart. */
export const typeColors = [
  '#15803D',
  '#0F766E',
  '#0369A1',
  '#1D4ED8',
  '#4338CA',
  '#6D28D9',
  '#A21CAF',
  '#BE185D',
  '#B91C1C',
  '#C2410C',
  '#B45309',
  '#A16207',
  '#4D7C0F',
  '#475569',
] as const

const pageColors = { light: '#FFFFFF', dark: '#0F172A' } as const

interface LookCheck {
  readonly icon: 'black' | 'white'
  /** Of the icon on the colour. */
  readonly contrast: number
  /** The page on which the colour itself is hard to see (WCAG 1.4.11 asks for 3:1). */
  readonly faintOn: 'light' | 'dark' | undefined
  /** The first other type that looks nearly the same (TYP-03). */
  readonly similarTo: ActivityType | undefined
}

export function isColor(text: string): boolean {
  return /^#[0-9A-Fa-f]{6}$/.test(text)
}

/** What a person should know about a colour before choosing it for `type`. */
export function checkLook(
  color: string,
  type: Pick<ActivityType, 'id'>,
  all: readonly ActivityType[],
): LookCheck {
  const icon = readableOn(color)
  return {
    icon: icon === '#FFFFFF' ? 'white' : 'black',
    contrast: contrastRatio(color, icon),
    faintOn: (['light', 'dark'] as const).find(
      (page) => contrastRatio(color, pageColors[page]) < faintBelow,
    ),
    similarTo: all.find(
      (other) =>
        other.id !== type.id && other.archivedAt === null && isNearlySameColor(color, other.color),
    ),
  }
}

/** The first of the offered colours that no active type has, or nearly. */
export function freeColor(all: readonly ActivityType[]): string {
  return typeColors.find((color) => !checkLook(color, { id: '' }, all).similarTo) ?? typeColors[0]
}

/** Dark colours on the dark page are carried by their icon; only nearly invisible ones are named. */
const faintBelow = 1.5
