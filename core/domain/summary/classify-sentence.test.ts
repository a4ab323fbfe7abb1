import { describe, expect, test } from 'vitest'
import { classifySentence, dueOf } from './classify-sentence.ts'
import type { Language } from './language.ts'

function read(text: string, language: Language): string {
  const { isIssue, isPending, isDone } = classifySentence(text, language)
  return `${isIssue ? 'I' : ''}${isPending ? 'P' : ''}${isDone ? 'R' : ''}` || 'N'
}

describe('AIS-06 a sentence is read', () => {
  test.each<[string, Language, string]>([
    ['Deux jours de retard sur la livraison.', 'fr', 'I'],
    ['Aucun problème à signaler.', 'fr', 'N'],
    ['Plus de retard depuis un mois.', 'fr', 'R'],
    ['Le problème de facturation est réglé.', 'fr', 'R'],
    ['Le litige n’est pas réglé.', 'fr', 'I'],
    ['Trois disques reçus cassés.', 'fr', 'I'],
    ['Les disques cassés ont été remplacés.', 'fr', 'R'],
    ['Commande livrée, mais il manque deux filtres.', 'fr', 'I'],
    ['Il règle toujours comptant.', 'fr', 'N'],
    ['S’il y avait une rupture, il irait ailleurs.', 'fr', 'N'],
    ['Le concurrent est en rupture sur les pneus.', 'fr', 'N'],
    ['Le concurrent est moins cher.', 'fr', 'I'],
    ['Il attend toujours son avoir.', 'fr', 'P'],
    ['Envoyer le devis demain.', 'fr', 'P'],
    ['Présentoir neuf dans l’entrée.', 'fr', 'N'],
    ['Devis envoyé par e-mail.', 'fr', 'R'],
    ['Facture impayée, vérifier avec la comptabilité.', 'fr', 'IP'],
    ['The brake discs arrived two days late.', 'en', 'I'],
    ['No complaints about quality.', 'en', 'N'],
    ['He was not upset.', 'en', 'N'],
    ['The portal is down again.', 'en', 'I'],
    ['The late delivery has been refunded.', 'en', 'R'],
    ['I will send the price list.', 'en', 'P'],
    ['Price list sent on Monday.', 'en', 'R'],
    ['Can you call him back?', 'en', 'P'],
    ['The competitor is always out of stock.', 'en', 'N'],
    ['A encomenda chegou com atraso.', 'pt', 'I'],
    ['Falta una caja en la entrega.', 'es', 'I'],
    ['Voy a llamar al cliente.', 'es', 'P'],
  ])('%s (%s) as %s', (text, language, expected) => {
    expect(read(text, language)).toBe(expected)
  })
})

test.each([
  ['Le mécanicien est blessé à cause du frein.', 'high'],
  ['Deux filtres manquent.', 'medium'],
  ['Petit retard sans gravité.', 'low'],
])('AIS-06 %s is of %s severity', (text, severity) => {
  expect(classifySentence(text, 'fr').severity).toBe(severity)
})

test.each([
  ['À envoyer avant le 20 octobre.', '2026-10-20'],
  ['Relancer pour la commande de Noël.', null],
  ['Rappeler la semaine du 12 octobre.', '2026-10-18'],
  ['Devis envoyé le 2 septembre.', null],
])('AIS-06 %s is due on %s', (text, expected) => {
  expect(dueOf(text, 'fr', '2026-10-01')).toBe(expected)
})
