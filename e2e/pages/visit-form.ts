import { expect, type Locator, type Page } from '@playwright/test'
import type { Hand } from './hand.ts'
import type { Reports } from './reports.ts'
import { png } from './sample-files.ts'
import { me } from './workspace.ts'

type Answering = 'text' | 'choice' | 'list' | 'tags' | 'moment' | 'file' | 'signature' | 'none'

/** One field of the form of a visit: how it comes into being, how it is answered, how it reads. */
export interface VisitField {
  /** As the palette calls it. */
  readonly type: string
  readonly label: string
  readonly answering: Answering
  readonly given: readonly string[]
  readonly reads: string | RegExp
}
const field = (
  type: string,
  label: string,
  answering: Answering,
  given: readonly string[],
  reads: string | RegExp = given.join(' '),
): VisitField => ({ type, label, answering, given, reads })

/** Every type of FRM-02, with the answers of a first visit. */
export const visitForm: readonly VisitField[] = [
  field('Texte court', 'Interlocuteur', 'text', ['Paul Martin, chef d’atelier']),
  field('Texte long', 'Compte rendu', 'text', ['Rayon freinage à moitié vide.']),
  field('Texte enrichi', 'Points à retenir', 'text', ['Prévoir 40 jeux']),
  field('Choix unique', 'Résultat', 'choice', ['Commande']),
  field('Choix multiple', 'Gammes présentées', 'choice', ['Option 1', 'Option 2'], /Option 1.+2/),
  field('Oui ou non', 'Stock vérifié', 'choice', ['Oui']),
  field('Note de 1 à 5', 'Satisfaction', 'choice', ['4 sur 5']),
  field('Nombre entier', 'Nombre de ponts', 'text', ['6']),
  field('Nombre décimal', 'Montant', 'text', ['1 234,5'], /^1\s234,5$/),
  field('Date', 'Prochaine visite', 'text', ['15/12/2026'], '15 déc. 2026'),
  field('Heure', 'Heure de livraison', 'text', ['8h30'], '08:30'),
  field('Date et heure', 'Rendez-vous', 'moment', ['16/12/2026', '14h'], /16 déc. 2026, 14:00$/),
  field('Collègue', 'Collègue présent', 'list', [me]),
  field('Contact du client', 'Contact rencontré', 'list', ['Paul Martin']),
  field('Pièce ou produit', 'Pièce demandée', 'text', ['GDB1330']),
  field('Fichier', 'Photo du rayon', 'file', ['rayon.png'], /rayon\.png/),
  field('Signature', 'Signature du client', 'signature', ['Paul Martin'], ''),
  field('Copie par e-mail', 'Copie à', 'tags', ['paul@exemple.fr']),
  field('Intertitre', 'Avant de partir', 'none', [], ''),
]

/** Answers one field of the report that is being filled. */
export async function answerField(
  { hand, page, reports }: { hand: Hand; page: Page; reports: Reports },
  { label, answering, given }: VisitField,
): Promise<void> {
  const { sheet } = reports
  const group = (role: 'group' | 'radiogroup'): Locator =>
    sheet.getByRole(role, { name: label, exact: true })
  const [first = '', second = ''] = given
  switch (answering) {
    case 'none':
      return expect(sheet.getByRole('heading', { name: label })).toBeVisible()
    case 'text':
      return hand.type(reports.answer(label), first)
    case 'choice':
      for (const name of given) {
        const within = group('radiogroup').or(group('group'))
        await hand.choose(
          within.getByRole('radio', { name }).or(within.getByRole('checkbox', { name })),
        )
      }
      return
    case 'list':
      return hand.pick(sheet.getByRole('button', { name: label, exact: true }), first)
    case 'tags':
      await hand.type(sheet.getByLabel(label, { exact: true }), first)
      return page.keyboard.press('Enter')
    case 'moment':
      await hand.type(sheet.getByRole('textbox', { name: `${label} : date` }), first)
      return hand.type(sheet.getByRole('textbox', { name: `${label} : heure` }), second)
    case 'file': {
      const choosing = page.waitForEvent('filechooser')
      await hand.press(group('group').getByRole('button', { name: 'Ajouter des fichiers' }))
      const buffer = png(40, 20, '#0f766e')
      await (await choosing).setFiles({ name: first, mimeType: 'image/png', buffer })
      return expect(group('group')).toContainText(first)
    }
    case 'signature':
      await hand.type(group('group').getByRole('textbox'), first)
      await page.keyboard.press('Enter')
      return expect(group('group').getByRole('status')).toContainText('Signé')
  }
}

/** What the report that is read says to a field. */
export async function expectAnswer(reports: Reports, field: VisitField): Promise<void> {
  const { label, answering, reads } = field
  if (answering === 'none')
    return expect(reports.sheet.getByText(label, { exact: true })).toBeVisible()
  if (answering === 'signature')
    return expect(reports.read(label).getByRole('img', { name: label })).toBeVisible()
  return answering === 'file'
    ? expect(reports.read(label)).toContainText(reads)
    : expect(reports.read(label)).toHaveText(reads)
}
