/** Words that say that something took place and was fine, and nothing of what it was. */
const emptyWords = new Set(
  (
    'a as au avec beaucoup belle bien bon bonne bref c ca cela client cliente correct correcte ' +
    'd dans de des du echange echanges en ensemble entretien est et etait excellent excellente fait ' +
    'great genial j l la le les magasin merci moment nickel normal normale ok oui parfait parfaite pas ' +
    'passe passee plutot positif positive rdv rendez reunion ras s super sympa tout toute tres tb un une ' +
    'vous visite voila went fine good nice meeting call visit very well was it the an all okay yes ' +
    'everything went as usual discussion chat talk positive normal quick customer happy'
  ).split(' '),
)
/** What is said to be nothing is an answer. */
const nothing =
  /^(?:rien|ras|non(?: merci)?|no(?: thanks)?|neant|aucune?(?: \S+){0,3}|pas de \S+|rien (?:a|de) \S+.*|nothing(?: \S+){0,3}|none|no \S+|nope|nada)$/

/** In lower case, without accents and signs. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Whether somebody says that there is nothing to tell. */
export function saysNothing(text: string): boolean {
  return nothing.test(plain(text))
}

/**
 * Whether a text tells nothing that a colleague could use (AIR-08): only that it took place and how it
 * was. "Rien à signaler" is an answer.
 */
export function isThin(text: string): boolean {
  if (saysNothing(text)) return false
  const words = plain(text).split(' ').filter(Boolean)
  return words.length > 0 && words.every((word) => emptyWords.has(word))
}
