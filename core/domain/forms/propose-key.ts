const longest = 64

/**
 * A technical name for a field, made of its label: lower-case letters without accents, digits and
 * underscores, beginning with a letter. `Montant HT (€)` gives `montant_ht`; a number follows where
 * another field has the name already.
 *
 * @param label in either language
 * @param taken keys of the other fields of the form
 */
export function proposeKey(label: string, taken: readonly string[]): string {
  const words = plainWords(label).slice(0, longest)
  const key = /^[a-z]/.test(words) ? words : `q_${words}`.slice(0, longest).replace(/_$/, '')
  return numbered(key, taken)
}

/**
 * A value for an option, made of its label as `proposeKey` does it; a value may begin with a digit.
 *
 * @param taken values of the other options of the list
 */
export function proposeValue(label: string, taken: readonly string[]): string {
  return numbered(plainWords(label).slice(0, longest) || 'option', taken)
}

function plainWords(label: string): string {
  return label
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
}

function numbered(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name
  for (let number = 2; ; number += 1) {
    const end = `_${number}`
    const next = `${name.slice(0, longest - end.length)}${end}`
    if (!taken.includes(next)) return next
  }
}
