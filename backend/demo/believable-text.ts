import type { ActivityType } from '../../core/contract/activity-types.ts'
import type { DeltaOp } from '../../core/contract/scalars.ts'
import type { Random } from '../../core/seeded-random.ts'

const parts = [
  'plaquettes de frein',
  'kits de distribution',
  'filtres à huile',
  'batteries Start & Stop',
  'amortisseurs arrière',
  'roulements de roue',
  'bougies de préchauffage',
  'disques ventilés',
  'pompes à eau',
  'capteurs ABS',
  'balais d’essuie-glace',
  'embrayages bi-masse',
  'lampes LED homologuées',
  'bidons d’huile 5W-30',
] as const

const openings: Record<NonNullable<ActivityType['key']>, readonly string[]> = {
  visit: [
    'Visite de l’atelier avec le chef d’équipe.',
    'Passage au comptoir, bon accueil.',
    'Tour du stock avec le magasinier.',
    'Rendez-vous avec le gérant dans son bureau.',
  ],
  planned_visit: [
    'Préparer l’offre de remise sur volume.',
    'Présenter la nouvelle gamme et relever les stocks.',
    'Faire le point sur les retours en attente.',
  ],
  call_in: [
    'Le client appelle pour une livraison incomplète.',
    'Demande de disponibilité en urgence.',
    'Question sur la dernière facture.',
  ],
  call_out: [
    'Relance du devis envoyé la semaine dernière.',
    'Appel de suivi après livraison.',
    'Prise de rendez-vous pour la prochaine visite.',
  ],
  meeting: [
    'Revue trimestrielle des volumes et des marges.',
    'Négociation des conditions pour l’année prochaine.',
    'Réunion avec l’atelier et la comptabilité.',
  ],
}

const facts = [
  'Commande de {n} {part} pour la semaine prochaine.',
  'Retard de livraison sur les {part} : deux véhicules immobilisés.',
  'Intéressé par les {part}, demande un prix pour {n} unités.',
  'Retour de {n} {part} sous garantie, avoir à établir.',
  'Concurrent moins cher sur les {part}, écart d’environ {n} %.',
  'Stock de {part} à regarnir avant la fin du mois.',
  'Satisfait du délai de livraison, souhaite passer à deux tournées par jour.',
  'Formation sur les {part} souhaitée pour trois mécaniciens.',
] as const

const closings = [
  'Prochaine étape : envoyer l’offre avant vendredi.',
  'À suivre lors de la prochaine visite.',
  'Rappeler le magasinier en début de semaine.',
  'Rien à signaler par ailleurs.',
  'Accord de principe, confirmation attendue par courriel.',
] as const

const notes = [
  'Penser à vérifier l’encours avant de livrer.',
  'Le gérant est absent le mercredi.',
  'Garer derrière le bâtiment, l’accès principal est en travaux.',
  'Préférer un appel avant 9 h.',
  'Contact très à l’écoute, à revoir rapidement.',
  'Voir avec le back-office pour l’avoir de {n} €.',
] as const

/** What somebody would have typed after such an activity; French, as the trade it shows. */
export function describe(random: Random, key: NonNullable<ActivityType['key']>): DeltaOp[] {
  const opening = random.pick(openings[key])
  if (random.chance(0.2)) return [{ insert: `${opening}\n` }]
  const points = Array.from({ length: 1 + random.below(2) }, () =>
    filled(random, random.pick(facts)),
  )
  const closing = random.pick(closings)
  if (random.chance(0.7)) return [{ insert: `${[opening, ...points, closing].join(' ')}\n` }]
  return [
    { insert: `${opening}\n` },
    ...points.flatMap((point): DeltaOp[] => [
      { insert: point },
      { insert: '\n', attributes: { list: 'bullet' } },
    ]),
    { insert: closing, attributes: { bold: true } },
    { insert: '\n' },
  ]
}

export function internalNote(random: Random): DeltaOp[] {
  return [{ insert: `${filled(random, random.pick(notes))}\n` }]
}

const titles = [
  'Relevé de stock',
  'Offre de remise',
  'Litige facture',
  'Nouvelle gamme',
  'Retour garantie',
  'Point mensuel',
  'Ouverture de compte atelier',
] as const

/** Most activities have no title of their own. */
export function title(random: Random): string | null {
  return random.chance(0.3) ? random.pick(titles) : null
}

function filled(random: Random, sentence: string): string {
  const number = String(2 + random.below(48))
  const part = random.pick(parts)
  return sentence
    .replace('{n}', number)
    .replace('de {part}', /^[aeiou]/.test(part) ? `d’${part}` : `de ${part}`)
    .replace('{part}', part)
    .replaceAll(' :', '\u{a0}:')
    .replaceAll(' %', '\u{202f}%')
    .replaceAll(' €', '\u{a0}€')
}
