import { folded } from '../extraction/folded-text.ts'

/**
 * A sentence that talks to a machine instead of about a customer. Whatever it says changes nothing
 * (AIS-09); it is not shown because it says nothing of the customer.
 */
const forMachines: readonly RegExp[] = [
  /\b(?:ignor\w+|disregard|oubli\w+|forget|override|bypass|contourn\w+|outrepass\w+|desobei\w+|neglig\w+|annul\w+)\b[^.]{0,40}\b(?:instructions?|consignes? (?:precedentes?|ci-dessus|systeme|du systeme|initiales?|d'avant)|regles|rules|directives?|guidelines|prompts?|previous|above|precedent\w*|everything|anteriores|instrucciones|instrucoes|regras|reglas)\b/,
  /\b(?:system|assistant|developer|systeme|utilisateur|user|human|ai|ia|tool|function|instruction|prompt)s? ?(?:prompt|message|override|role|note)? ?[:>\]|]/,
  /<\|?[a-z_/!]|\[\/?(?:inst|system|sys|assistant|user|tool)\]|<<\/?sys>>|###? ?(?:instruction|system|response|human|assistant)|```|\{\{|<\/?[a-z][a-z0-9-]*[ />]/,
  /\b(?:you are (?:now|a|an)|act as|pretend|tu es (?:maintenant|desormais|un|une)|vous etes (?:maintenant|desormais) (?:un|une)|agis comme|fais comme si|comporte-toi|jailbreak|dan mode|mode developpeur|developer mode|eres ahora|voce e agora)\b/,
  /\b(?:as an? (?:ai|assistant|language model|llm)|large language model|language model|modele de langage|intelligence artificielle|chatgpt|gpt-?\d|claude|copilot|gemini|llama|(?:the|this|le|l'|cet) ?(?:ai|ia|llm|chatbot|summari[sz]er|resumeur|robot|bot|agent ia|modele|assistant))\b[^.]{0,60}\b(?:must|should|doit|devra\w*|will|output|print|say|write|ignore\w*|repond\w*|reponds|ecri\w+|affich\w+|resum\w+|summari[sz]e)\b/,
  /\b(?:(?:write|say|output|print|respond|answer|reply|return|ecri[st]|ecrivez|reponds|repondez|dis|affiche[rz]?|renvoie|retourne|genere[rz]?)\b[^.]{0,25}\b(?:only|exactly|uniquement|seulement|exactement|json|verbatim|mot pour mot|literally|the following|ce qui suit))\b/,
  /\b(?:do not|don't|never|ne (?:jamais|pas)?|n')\s*(?:summari[sz]e|cite|resume[rz]?|mention\w*|extrai\w+|analyse[rz]?)\b|\b(?:in (?:the|your|this) (?:summary|output|answer|analysis)|dans (?:le|ton|votre|ce) (?:resume|analyse|reponse|sortie|synthese))\b/,
  /\b(?:reveal|revele[rz]?|exfiltrat\w+|leak (?:the|your)|divulgu\w+|print)\b[^.]{0,30}\b(?:prompt|api[ -]?key|password|secret|mots? de passe|cle (?:api|secrete)|token)\b/,
  /\b(?:call|invoke|use|run|execute|appelle|execute[rz]?|utilise|lance)\b[^.]{0,20}\b(?:function|tool|fonction|outil|command|commande (?:shell|systeme|sql)|script|api|curl|sudo|rm -rf)\b/,
  /\b(?:mark|classify|label|treat|consider|marque[rz]?|classe[rz]?|considere[rz]?|traite[rz]?)\b[^.]{0,40}\b(?:as (?:resolved|closed|positive|high|low|critical)|comme (?:resolu|clos|positif|critique|regle)\w*)\b/,
  /!?\[[^\]]*\]\((?:https?|javascript|data|file):|\bjavascript:|\bdata:text\/|\bon(?:error|load|click) ?=/,
  /\b(?:new|nouvelles?|updated|real|vraies?|following|important) (?:instructions?|regles|rules|directives?)\b|\b(?:instructions?|message|note) (?:for|to|pour|a|au|destinee? a) (?:the |l'|le |la |cet |un )?(?:ai|ia|model\w*|assistant|llm|bot|robot|resumeur|summari[sz]er|systeme|machine)\b/,
  /"(?:issues|pending|analysis|cites|role|content|tool_calls|statements?)" ?:/,
]
/** Base64 and the like: no blank for a long time, and no word. */
const encoded =
  /(?:[A-Za-z0-9+/_=-]{48,})|(?:\b[01]{8}\b ?){4,}|(?:\\x[0-9a-f]{2}|%[0-9a-f]{2}|&#x?[0-9a-f]+;){4,}/i

/** Letters of other alphabets that look like ours, to hide words from rules. */
const lookalikes: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аеорсухіјѕԁһԛԝɡтмнвкαορτυνικε'].map((letter, at) => [
    letter,
    'aeopcyxijsdhqwgtmhbkaoptuvike'[at]!,
  ]),
)

/** What digits stand for in "1gn0re". */
const letterOf: Readonly<Record<string, string>> = {
  ...{ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' },
}

/** @param text a sentence, cleaned */
export function isForMachines(text: string): boolean {
  const plain = [...folded(text)].map((letter) => lookalikes[letter] ?? letter).join('')
  // "i g n o r e" and "1gn0re".
  const joined = plain.replace(/\b(?:[a-z][ ._-]){3,}[a-z]\b/g, (word) =>
    word.replace(/[ ._-]/g, ''),
  )
  const digitless = plain.replace(
    /(?<=[a-z])[013457](?=[a-z])|\b1(?=gn)/g,
    (digit) => letterOf[digit]!,
  )
  return (
    encoded.test(text) ||
    forMachines.some(
      (pattern) => pattern.test(plain) || pattern.test(joined) || pattern.test(digitless),
    )
  )
}
