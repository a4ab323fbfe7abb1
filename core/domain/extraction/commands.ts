import type { Locale } from '../../contract/scalars.ts'
import type { ReplyCommand } from './extracted.ts'

const hesitation: Readonly<Record<Locale, string>> = {
  fr: '^(?:(?:euh+|bah|ben|hum+|alors|la|ca|moi|non|oh|pfff*|franchement|honnetement|desole)[, .]+)*',
  en: '^(?:(?:um+|uh+|er+m?|well|no|hmm+|oh|honestly|sorry)[, .]+)*',
}
const ending: Readonly<Record<Locale, string>> = {
  fr: "(?:,? (?:pour (?:l'instant|le moment|cette fois)|merci|franchement|s'il (?:te|vous) plait|stp|svp|desole|encore|du tout|la|moi|honnetement|a vrai dire|pour le moment))*[ .!?]*$",
  en: '(?:,? (?:for now|right now|please|thanks|thank you|sorry|yet|at the moment|honestly|really|either|to be honest))*[ .!?]*$',
}

const whole = (locale: Locale, words: string): RegExp =>
  new RegExp(`${hesitation[locale]}(?:${words})${ending[locale]}`)

type Patterns = Readonly<Record<ReplyCommand, readonly RegExp[]>>

const patterns: Readonly<Record<Locale, Patterns>> = {
  fr: {
    skip: [
      whole(
        'fr',
        [
          "(?:je |j'|j )?(?:ne |n')?(?:en )?(?:le )?(?:sais|sait|saurais) (?:pas|plus|rien|pas trop|plus trop|trop rien|fichtre rien|absolument pas|pas encore|vraiment pas)(?: (?:trop|dire|encore|du tout|ca|quoi (?:dire|repondre)|te dire|vous dire))*",
          "(?:je |j')?(?:n'?en |en )?(?:ai|sais) (?:aucune idee|rien|pas idee|pas la moindre idee)(?: du tout)?",
          "(?:aucune idee|pas (?:la moindre )?idee)(?: (?:du|de la|des|de l'|sur|pour|de|d')(?: ?\\w+){1,3})?|pas d'idee|pas la moindre idee|sais pas(?: trop)?|ch(?:ais|sais|'sais|ai) pas(?: trop)?|chepa|mystere|va savoir",
          '(?:on |je |tu |vous )?(?:peux |peut |pouvez )?(?:passe(?:r|z|s)?|passons|saute(?:r|z|s)?|zappe(?:r|z)?|skip)(?: (?:a )?(?:la |cette |celle[- ]la |a )?(?:suivante|question(?: suivante)?|suite|celle[- ]la|ca|autre chose|champ|celui[- ]la))*',
          '(?:question )?suivante?|la suivante|ignore(?:r|z)?(?: (?:cette question|ca|celle[- ]la))?|laisse(?:z|r)?(?: (?:tomber|vide|en blanc|ca vide|ca|le champ vide))+',
          '(?:on (?:verra|fera|voit|en reparle(?:ra)?|y reviendra|complete(?:ra)?|remplira)|je (?:verrai|completerai|remplirai|reviendrai)|a voir|voir)(?: (?:ca|cela|dessus|avec lui))* (?:plus tard|apres)|plus tard|a completer(?: plus tard)?|on verra(?: ca)?(?: plus tard)?',
          "(?:je )?(?:ne )?(?:m'en |me )?(?:souviens|rappelle|souvient) (?:pas|plus)(?: (?:trop|bien|exactement))*",
          "(?:je )?(?:n')?ai (?:pas|plus) (?:note|l'info|l'information|la reponse|cette info|le chiffre|demande|l'info sous la main|le detail)(?: sous la main)?",
          "(?:je )?(?:prefere|prefererais) ne pas (?:repondre|dire|le dire)|pas de reponse|pas de commentaire|sans reponse|non renseigne|n\\/?a|n a|pas (?:concerne|applicable)|non applicable|sans objet|ca ne s'applique pas|inconnu",
          '(?:je )?(?:ne )?peux pas (?:repondre|dire|te dire|vous dire)',
        ].join('|'),
      ),
    ],
    back: [
      /^(?:(?:euh|ah|oh|non|attends?)[, ]+)*(?:(?:on |tu |je |peux-tu |peut-on |on peut |je peux |je voudrais |je veux )?(?:revien[st]?|revenir|reviens|revenons|retour(?:ne|ner)?|remonte(?:r)?)(?: (?:en arriere|a la (?:question )?(?:precedente|d'avant|derniere)(?: question)?|a la d'avant|sur la (?:question )?(?:precedente|d'avant)|au precedent|arriere|d'une question|un cran en arriere|un cran))?|(?:remets?|remettez|redonne[sz]?|reprends?|reprenez|montre[sz]?)(?:[- ]moi)? (?:a )?(?:la )?(?:question )?(?:precedente|d'avant)(?: question)?|(?:la |question )?precedente?|(?:la )?question (?:precedente|d'avant)|en arriere|annule la (?:derniere|precedente)(?: reponse)?|(?:je (?:veux|voudrais) )?(?:corrige(?:r)?|modifie(?:r)?|change(?:r)?) (?:la|ma) (?:derniere |precedente )?(?:reponse )?(?:precedente|derniere|d'avant)?(?: reponse)?)(?:,? (?:s'il (?:te|vous) plait|stp|svp))?[ .!]*$/,
    ],
    stop: [
      /^(?:(?:non|euh|ok|bon)[, ]+)*(?:stop(?: tout)?|arrete(?:z|r|ons)?(?: (?:tout|la|ca|le rapport))?|(?:on|je) (?:m'|s')?(?:arrete|stoppe)(?: (?:la|tout|ici|le rapport|le questionnaire|pour aujourd'hui|pour (?:l'instant|le moment)))*|annule(?:r|z)?(?: (?:tout|ca))?|quitte(?:r|z)?|abandonne(?:r|z)?|laisse tomber tout)(?:,? (?:s'il (?:te|vous) plait|stp|svp|merci))?[ .!]*$/,
    ],
    done: [
      /^(?:(?:voila|bon|ok|non|et)[, ]+)*(?:c'est (?:tout|bon|fini|termine|complet)(?: pour (?:moi|l'instant|aujourd'hui))?|(?:j'ai |c'est )?(?:termine|fini)|ca sera tout|ce sera tout|voila c'est tout|rien (?:d'autre|de plus)(?: a (?:ajouter|signaler|dire))?)[ .!]*$/,
    ],
    repeat: [
      /^(?:pardon|hein|comment|quoi|plait-il)(?: (?:ca|deja))?[ ?!.]*$/,
      /^.{0,30}\b(?:(?:c'est|c'etait) quoi (?:deja )?(?:la question|deja)|(?:repete(?:r|z|s)?|reformule(?:r|z|s)?)\b|(?:re)?di(?:s|tes|re) (?:moi )?(?:la question|ca|encore)|redi(?:s|tes|re)\b|quelle (?:etait|est) (?:deja )?la question|(?:je )?(?:n'|ne )?(?:ai|l'ai)? ?pas (?:bien )?(?:compris|entendu|saisi|suivi)(?: (?:la question|ce que tu|ta question))?|la question (?:c'est|c'etait) quoi|quelle question)[^.]{0,40}$/,
    ],
  },
  en: {
    skip: [
      whole(
        'en',
        [
          "(?:i (?:really |honestly |just )?)?(?:don'?t|do not|dont|didn'?t|can'?t|couldn'?t|wouldn'?t) (?:know|remember|recall|have (?:that|it|the (?:answer|info|figure|number))|say|tell(?: you)?|think i know|catch that one|ask|get (?:it|that info))(?: (?:yet|that|exactly|really|it|for sure|off the top of my head|offhand|that one|on me))*",
          "(?:i'?m |i am )?not (?:sure|certain)(?: (?:yet|about that|about that one|at all|really))*|(?:i have |i'?ve (?:got )?|i got )?(?:no|not a|not the (?:slightest|foggiest)) (?:idea|clue)|dunno|idk|beats me|search me|who knows|hard to say",
          "(?:let'?s |can we |i'?ll |we can |we'?ll |you can |just )*(?:skip|pass|leave)(?: (?:over|on))?(?: (?:that|this|it|them|the question))?(?: (?:one|question|field))?(?: (?:blank|empty|out))?",
          '(?:the )?next(?: (?:question|one))?|move on|moving on|carry on',
          "(?:we'?ll see|let'?s (?:do|leave|come back to) (?:that|it|this)(?: for)?|i'?ll (?:fill|do|complete|add|check|find out|get back to you on|come back to|look into) (?:that|it|this)(?: (?:in|one|up))?|come back to (?:that|it|this)(?: one)?|ask me)(?: (?:later|another time|tomorrow))?|(?:maybe )?later",
          "n\\/?a|n a|not applicable|doesn'?t apply|(?:i )?(?:prefer|would prefer|'d prefer|d prefer|'d rather|d rather|would rather) not (?:to )?(?:say|answer)|tbd|tbc|to be (?:defined|confirmed|determined|decided)|unknown|no (?:answer|comment)",
        ].join('|'),
      ),
    ],
    back: [
      /^(?:(?:um|uh|oh|no|wait|ok)[, ]+)*(?:(?:can (?:we|you|i) |could (?:we|you|i) |let'?s |please |i (?:want|need|would like) to )?(?:go|step|move|take me|get) back(?: (?:one|a step|to (?:the )?(?:previous|last)(?: (?:question|one))?|one (?:question|step)|please))*|back(?: up)?(?: (?:one|please|to the (?:previous|last)(?: (?:question|one))?))?|(?:the )?(?:previous|last)(?: (?:question|one))|previous|undo(?: (?:that|it|the last(?: (?:one|answer))?))?|(?:fix|change|correct|edit) (?:the|my) (?:last|previous)(?: (?:one|answer))?)(?:,? please)?[ .!]*$/,
    ],
    stop: [
      /^(?:(?:no|ok|um|uh)[, ]+)*(?:stop(?: (?:it|here|there|now|everything|that|the (?:interview|report)))?|cancel(?: (?:that|it|this|everything|all))?|never ?mind|nevermind|quit|abort|exit|forget (?:it|that|about it|about that)|let'?s stop(?: (?:here|there|now))?)(?:,? (?:please|thanks|for now))*[ .!]*$/,
      /^.{0,12}\b(?:cancel|stop|abort|nevermind|never mind|forget)\b.{0,40}$/,
    ],
    done: [
      /^(?:(?:ok|and|no|so|well)[, ]+)*(?:that'?s (?:all|it|everything)(?: (?:for (?:now|today|me)|folks|from me))?|(?:i'?m |we'?re |all )?(?:done|finished)(?: (?:here|now|for today))?|that will be all|that'?ll be all|nothing (?:else|more)(?: to (?:add|report|say))?)[ .!]*$/,
    ],
    repeat: [
      /^(?:sorry|pardon(?: me)?|what|huh|eh|excuse me|come again|say what)(?: (?:that|again|was that))?[ ?!.]*$/,
      /^.{0,40}\b(?:what(?:'s| is| was) the question(?: again)?|(?:can|could|would|will) you (?:please )?(?:say|repeat|rephrase|go over|restate|tell me)(?: (?:that|it|the|again|one))*|repeat\b|rephrase|say (?:that|it)(?: (?:again|one more time|once more))|i (?:did ?n'?t|couldn'?t|can'?t) (?:quite )?(?:catch|get|hear|understand|make out)|what did you (?:just )?(?:say|ask)|what was that|which question|one more time|once more|run that by me)[^.]{0,40}$/,
    ],
  },
}

const order: readonly ReplyCommand[] = ['skip', 'back', 'done', 'repeat', 'stop']
/** Longer replies say something of their own. */
const longestCommand = 14

const fillers: Readonly<Record<Locale, RegExp>> = {
  fr: /^(?:allez|bon|euh+|hum+|minute|une seconde|attends?|attendez|ok|oui|non|alors|ah|oh|bah|ben|merci|desole|pardon|s'il (?:te|vous) plait|stp|svp|franchement|honnetement|en fait|pour (?:l'instant|le moment)|de tete|la maintenant|deja)$/,
  en: /^(?:ok|okay|well|um+|uh+|hmm+|oh|no|yes|so|sorry|please|thanks|thank you|wait|hang on|hold on|one (?:sec|second|moment)|honestly|actually|right|for now|right now|off the top of my head|let me think|let me see)$/,
}

/**
 * Whether a reply wants something of the conversation instead of answering: all of it, or each of its
 * clauses that says anything.
 *
 * @param text folded
 * @param words how many
 */
export function findCommand(text: string, words: number, locale: Locale): ReplyCommand | undefined {
  if (words === 0 || words > longestCommand) return undefined
  const said = text.trim()
  for (const language of locale === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const)) {
    const command = commandOf(said, language) ?? commandOfClauses(said, language)
    if (command) return command
  }
  return undefined
}

function commandOf(said: string, locale: Locale): ReplyCommand | undefined {
  return order.find((command) => patterns[locale][command].some((pattern) => pattern.test(said)))
}

function commandOfClauses(said: string, locale: Locale): ReplyCommand | undefined {
  const clauses = said
    .split(/[,.;!?]+/)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '' && !fillers[locale].test(clause))
  const [first, ...others] = clauses.map((clause) => commandOf(clause, locale))
  return first !== undefined && others.every((each) => each === first) ? first : undefined
}
