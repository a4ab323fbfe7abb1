/**
 * Gives each name of a file a key: lower-case letters, digits and `_`, beginning with a letter, at most
 * `longest` characters, different from all given before. `firstName` is `first_name`.
 */
export function fieldNames(longest = 64): (name: string) => string {
  const taken = new Set<string>()
  return (name) => {
    const slug = name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/([a-z\d])(?=[A-Z])/g, '$1_')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
    const base = (/^[a-z]/.test(slug) ? slug : `q_${slug}`.replace(/_$/, '')).slice(0, longest)
    let key = base
    for (let number = 2; taken.has(key); number++) {
      const end = `_${number}`
      key = `${base.slice(0, longest - end.length)}${end}`
    }
    taken.add(key)
    return key
  }
}
