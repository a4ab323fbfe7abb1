import type { Locale } from '../../contract/scalars.ts'
import type { Extracted } from './extracted.ts'
import { ask, filled, none, type Reply, whole } from './reply.ts'

interface Words {
  readonly depends: RegExp
  readonly no: RegExp
  readonly yes: RegExp
}

const words: Readonly<Record<Locale, Words>> = {
  fr: {
    depends:
      /\b(?:(?:ca|cela) depend(?:ra)?|depend|peut[- ]etre|a voir|mitige|oui et non|moyen(?:nement)?|plus ou moins|je ne suis pas (?:sur|certain)|pas (?:sur|certain)|eventuellement|faut voir|possible(?:ment)?|ni oui ni non|entre les deux|couci[- ]couca|difficile a dire|partiellement|en partie|bof)\b/,
    no: /\b(?:non|nan|nope|nan nan|pas (?:vraiment|du tout|encore|trop|tout a fait|necessairement|forcement|assez|suffisant|cette fois|question|le moins du monde|exactement|specialement|terrible|grand chose|que je sache)|aucun(?:e)?(?: probleme)?|jamais|negatif|certainement pas|surtout pas|bien sur que non|rien|absolument pas|faux|hors de question|que nenni|j'ai bien peur que non|je (?:ne )?(?:crois|pense) pas|(?:ce n'est|c'est|n'est|ne sont|n'ont|n'a|ne l'est|sont|ont|est|il y a|y a|n'en a|l'a|l'ont|a|ai|fait|suffit|marche|convient|veut|peut) (?:toujours )?pas|plus du tout|insuffisant(?:e|s|es)?|en rupture|il (?:en )?manque|ca manque|trop juste|trop peu|meme pas|pas l'ombre|ca ne va pas|nullement|loin de la|pantoute|toujours pas|toujours rien|a sec|c'est vide|plus rien|presque plus|bientot plus|n'y en a (?:plus|pas|plus du tout)|n'(?:ont|a|en ont|en a|est|sont) plus)\b/,
    yes: /\b(?:oui|ouais|ouaip|ouep|mouais|si si|yes|ok|okay|d'accord|tout a fait|bien sur|bien entendu|absolument|exact(?:ement)?|evidemment|effectivement|certainement|carrement|parfait(?:ement)?|affirmatif|volontiers|sans (?:aucun )?(?:doute|probleme|souci)|(?:pas de|aucun|zero) (?:souci|probleme|pb)s?|c'est (?:ca|bon|exact|le cas|vrai|fait|correct|parfait|nickel)|je (?:pense|crois)(?: que oui| bien)?|en effet|completement|totalement|clairement|vrai|pourquoi pas|ca marche|(?:a|ont|ai|avons) (?:largement )?de quoi (?:faire|tenir|voir venir)|suffisant(?:e|s|es)?|largement|nickel|impec(?:cable)?|yep|bien evidemment|assurement|ca suffit|(?:il )?y'? ?en a (?:assez|largement)|assez(?= *[.,!]*$))\b/,
  },
  en: {
    depends:
      /\b(?:it (?:all )?depends|depends|maybe|perhaps|possibly|kind of|kinda|sort of|yes and no|so-so|somewhat|not sure|unsure|i(?:'m| am) not (?:sure|certain|positive)|could be|could go either way|might(?: be)?|hard to (?:say|tell)|who knows|up in the air|can'?t (?:say|decide|tell)|no idea|(?:i )?don'?t know|undecided|50[ /-]50|fifty[- ]fifty|neither|in between|not really sure|possible|partly|partially|on the fence|borderline|iffy|to some extent)\b/,
    no: /\b(?:no|nope|nah|naw|negative|disagree|not (?:ok|okay|good|sure about that|sufficient|really|yet|at all|quite|exactly|true|right|correct|the case|enough|this time|now|a chance|in stock|a lot|as far as i know|that i know of|particularly|likely|by a long shot|even close|happening)|never|none|(?:i )?(?:don'?t|do not|doesn'?t|didn'?t) (?:think|believe|agree|have|want|work|seem)(?: so| that)?|absolutely not|of course not|certainly not|definitely not|no way|isn'?t|aren'?t|wasn'?t|weren'?t|hasn'?t|haven'?t|false|incorrect|wrong|won'?t|ran out|run out|out of stock|insufficient|can'?t be right|in no way|untrue|not correct|afraid not|hardly|far from it|too low|running (?:low|out|on empty)|barely|bone dry|empty|all gone|sold out|nothing left|not that (?:i|we)\b|not any ?more|no longer|no more)\b/,
    yes: /\b(?:yes|yeah|yep|yup|ya|yea|yas|aye|sure(?: thing)?|of course|ok|okay|correct|right|absolutely|definitely|certainly|indeed|exactly|true|affirmative|i (?:think|believe|guess|suppose) so|it (?:is|does|was|sure is|has)|they (?:do|are|have|did)|he (?:does|is|did)|she (?:does|is|did)|sounds (?:good|right)|totally|agreed?|obviously|no doubt|without (?:a )?doubt|that'?s (?:right|it|true|correct|a yes)|uh ?huh|mm ?hm+|alright|you (?:got it|bet)|totally|positive|sufficient|enough|plenty|no (?:problem|worries)|fine|for sure|by all means)\b/,
  },
}

/** "Ce n'est pas faux", "not bad". */
const doubleNegative =
  /(?:\b(?:pas|not)\b|n't\b)(?: [a-z]+)? (?:faux|impossible|non|no|wrong|false|bad|mal|mauvais)\b/
/** "Oui, sauf pour les filtres". */
const exception = /\b(?:sauf|excepte|hormis|a part|except|apart from)\b/
/** Negative words that begin what may be good news: "no complaints", "rien à signaler". */
const goodNews =
  /^(?:no (?!longer|more|one|way|not|it|they|we|he|she|i|there|the|thanks?)[a-z]|(?:rien|never|jamais|nothing|aucune?) [a-z])/
const hesitation = /^(?:(?:euh+|bah|ben|alors|eh bien|ah|well|um+|uh+|so|hmm+|oh|mm+)[, ]+)+/
const clearYes =
  /^(?:oui|ouais|yes|yep|yeah|yup|ok|okay|tout a fait|bien sur|absolu|affirmatif|evidemment|si si)/
const clearNo =
  /^(?:non|nan|no|nope|nah|pas |not |jamais|never|aucun|absolument pas|absolutely not)/
const plainYes = /\b(?:oui|ouais|si|yes|yeah|yep)\b(?! (?:pas|the|a)\b)/
const plainNo = /\b(?:non|nan|nope|no)\b(?! (?:longer|more|one|problem|worries|doubt|plus)\b)/
const harmless = /\b(?:no|aucun|pas de|sans|zero) (?:problem|probleme|souci|worries|doubt|doute)/

/** "Non, ça suffit": the yes is not what is denied. */
function isGoodAfter(head: string, no: RegExpExecArray, yes: RegExpExecArray): boolean {
  const between = head.slice(no.index + no[0].length, yes.index)
  return yes.index >= no.index + no[0].length && !/\b(?:pas|not)\b|n't\b/.test(between)
}

/** Yes, no, or that it depends. */
export function readYesNo(reply: Reply): Extracted {
  const { depends, no, yes } = words[reply.locale]
  const offset = hesitation.exec(reply.text)?.[0].length ?? 0
  const head = reply.text.slice(offset)
  const [y, n, d] = [yes.exec(head), no.exec(head), depends.exec(head)]
  const place = (match: RegExpExecArray) => ({
    start: offset + match.index,
    end: offset + match.index + match[0].length,
  })
  if (d) {
    const isYesBut =
      y?.index === 0 &&
      clearYes.test(y[0]) &&
      d.index > 0 &&
      /,|mais|but/.test(head.slice(0, d.index))
    const isNoFirst = n !== null && n.index < d.index && clearNo.test(n[0])
    if (!isYesBut && !isNoFirst) return ask('depends')
  }
  // Contradicts a question that was put in the negative.
  if (/^si[ .!]*$/.test(head)) return filled(reply, true, { ...whole(reply), confidence: 0.7 })
  if (/\bque non\b/.test(head) && !/\boui\b/.test(head))
    return filled(reply, false, { ...whole(reply), confidence: 0.7 })
  if (doubleNegative.test(head)) return ask('depends')
  if (y && n) {
    // "Oui, enfin non", "pour les filtres oui, pour les plaquettes non".
    if (plainYes.test(head) && plainNo.test(head) && !harmless.test(head)) return ask('depends')
    if (harmless.test(head) && !/^(?:non|no|nope),/.test(head))
      return filled(reply, true, { ...whole(reply), confidence: 0.85 })
    if (y.index < n.index && clearYes.test(y[0]))
      return filled(reply, true, {
        ...whole(reply),
        confidence: /\b(?:mais|but)\b/.test(head) ? 0.76 : 0.7,
      })
    const isNegated = n.index <= y.index || /\b(?:pas|not|que non)\b|n't\b/.test(head)
    if (isNegated)
      return filled(reply, false, {
        ...whole(reply),
        confidence: n.index === 0 && clearNo.test(head) && !isGoodAfter(head, n, y) ? 0.92 : 0.72,
      })
    return ask('depends')
  }
  if (y)
    return filled(reply, true, {
      ...place(y),
      confidence: exception.test(head) ? 0.7 : clearYes.test(y[0]) ? 0.95 : 0.8,
    })
  if (n)
    return filled(reply, false, {
      ...place(n),
      confidence:
        goodNews.test(head) || exception.test(head) ? 0.7 : clearNo.test(n[0]) ? 0.92 : 0.78,
    })
  return none
}
