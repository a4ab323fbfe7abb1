/** Why a visit is not verified, as whoever made it says (GPS-19). */
export const explanations = [
  'no_signal',
  'no_receiver',
  'customer_moved',
  'met_elsewhere',
  'wrong_place',
  'forgot',
  'other',
] as const
export type Explanation = (typeof explanations)[number]
