/**
 * French writes "d’Apollo" but "de Midas". Names with an `h` or a `y` are mostly left whole
 * ("de Honda", "de Yamaha").
 */
export function isElided(name: string): boolean {
  return /^[aeiouœæ]/i.test(name.normalize('NFD'))
}
