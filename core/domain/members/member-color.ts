/** Easily told apart on white and on black, and offered in this order. */
export const memberColors = [
  '#0F766E',
  '#1D4ED8',
  '#B45309',
  '#7C3AED',
  '#BE123C',
  '#15803D',
  '#0369A1',
  '#A21CAF',
  '#4D7C0F',
  '#9A3412',
  '#475569',
] as const

/** Colour of the next colleague, `#RRGGBB`, where `count` people have one. */
export function memberColor(count: number): string {
  return memberColors[count % memberColors.length]!
}
