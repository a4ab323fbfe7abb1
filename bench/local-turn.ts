import { extractSlots } from '../core/domain/extraction/extract-slots.ts'
import type { ExtractionContext } from '../core/domain/extraction/extracted.ts'
import { type SlotField, slotTypes } from '../core/domain/extraction/slot-field.ts'
import { interleave, reportAgainst } from './measure.ts'
import type { Bench } from './run.ts'

const rounds = 400
const fields = 30
const context: ExtractionContext = { locale: 'fr', now: '2026-10-13T10:00', country: 'FR' }

/** From one word to the longest that somebody says in one go. */
const replies = [
  'oui',
  '12 commandes, le 15 mars, et rappeler Paul',
  'visite de 45 minutes hier, client très satisfait, 4 sur 5, son numéro est le 06 12 34 56 78',
  'on a parlé prix et livraison, il veut un devis pour vendredi, environ 3 200 euros avec 5 % de remise',
  `${'Le client trouve que les délais se sont allongés depuis mars et il compare avec un concurrent. '.repeat(10)}Prochaine visite le 20 novembre à 14h30.`,
]

/**
 * One turn of an interview by the local rules: a reply read for an open form of thirty fields of all
 * types, the replies in turn. The contender is a form of one field.
 */
export const localTurn: Bench = async (report) => {
  const form = formOf(fields)
  const single = formOf(1)
  let [many, one] = [0, 0]
  const turn = (open: readonly SlotField[], count: number): void => {
    const read = extractSlots(replies[count % replies.length]!, open, open[0]!.key, context)
    if (Object.keys(read).length === 0) throw new Error('the field that was asked for is missing')
  }
  const times = await interleave(
    { many: () => turn(form, many++), one: () => turn(single, one++) },
    { rounds },
  )
  reportAgainst(report, `a reply to an open form of ${fields} fields`, times.many, 'one', times.one)
}

function formOf(count: number): SlotField[] {
  return Array.from({ length: count }, (_, index) => {
    const type = slotTypes[index % slotTypes.length]!
    return {
      ...{ key: `q${index}`, type, label: { fr: labels[index % labels.length]! } },
      ...((type === 'choice' || type === 'multichoice') && { options }),
    }
  })
}

const labels = [
  ...['Date de la visite', 'Montant de la commande', 'Satisfaction du client', 'Remise accordée'],
  ...['Prochain rendez-vous', 'Nombre de palettes', 'Téléphone du contact'],
]
const options = ['Prix', 'Livraison', 'Qualité', 'Concurrence', 'Formation', 'Devis demandé'].map(
  (label) => ({ value: label, label: { fr: label } }),
)
