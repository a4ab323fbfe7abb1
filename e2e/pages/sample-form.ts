import type { FormDefinition, FormField } from '../../core/contract/form-definition.ts'
import { fieldTypes } from '../../core/domain/forms/field-types.ts'
import { currentVersion } from './reports.ts'
import { png } from './sample-files.ts'
import type { AppClient } from './workspace.ts'

const words: Readonly<Record<string, { fr: string; en: string }>> = {
  text: { fr: 'Interlocuteur', en: 'Person met' },
  longText: { fr: 'Compte rendu', en: 'Summary' },
  richText: { fr: 'Points à retenir', en: 'Points to remember' },
  choice: { fr: 'Résultat', en: 'Outcome' },
  choices: { fr: 'Gammes présentées', en: 'Ranges presented' },
  boolean: { fr: 'Stock vérifié', en: 'Stock checked' },
  integer: { fr: 'Nombre de ponts', en: 'Number of lifts' },
  decimal: { fr: 'Montant', en: 'Amount' },
  date: { fr: 'Prochaine visite', en: 'Next visit' },
  time: { fr: 'Heure de livraison', en: 'Delivery time' },
  dateTime: { fr: 'Rendez-vous fixé', en: 'Appointment' },
  rating: { fr: 'Satisfaction', en: 'Satisfaction' },
  user: { fr: 'Collègue présent', en: 'Colleague present' },
  contact: { fr: 'Contact rencontré', en: 'Contact met' },
  product: { fr: 'Pièces demandées', en: 'Parts asked for' },
  file: { fr: 'Photo du rayon', en: 'Picture of the shelf' },
  signature: { fr: 'Signature du client', en: 'Signature of the customer' },
  emailCopy: { fr: 'Copie à', en: 'Copy to' },
  heading: { fr: 'Avant de partir', en: 'Before leaving' },
}
const extras: Readonly<Record<string, Partial<FormField>>> = {
  text: { required: true, help: { fr: 'Nom et fonction.', en: 'Name and function.' } },
  choice: { list: 'outcomes', required: true },
  choices: { list: 'ranges' },
  integer: { min: 0, max: 40 },
  decimal: { min: 1, unit: 'EUR', visibleIf: { '==': [{ var: 'q_choice' }, 'order'] } },
  user: { multiple: true },
  product: { multiple: true },
}
const option = (value: string, fr: string, en: string) => ({ value, label: { fr, en } })

/** A form with every type of field and a rule. */
export const sampleDefinition: FormDefinition = {
  ...{ format: 'report-form/1', formId: 'sample', version: 0 },
  title: { fr: 'Rapport de visite', en: 'Visit report' },
  description: { fr: 'Après chaque visite d’atelier.', en: 'After each visit of a workshop.' },
  sections: [
    {
      id: 's_meeting',
      title: { fr: 'La rencontre', en: 'The meeting' },
      types: fieldTypes.slice(0, 8),
    },
    { id: 's_next', title: { fr: 'La suite', en: 'What comes next' }, types: fieldTypes.slice(8) },
  ].map(({ types, ...section }) => ({
    ...section,
    fields: types.map((type) => ({
      ...{ id: `q_${type}`, key: type.toLowerCase(), type, label: words[type]! },
      ...extras[type],
    })),
  })),
  lists: {
    outcomes: [
      option('order', 'Commande', 'Order'),
      option('quote', 'Devis', 'Quote'),
      option('none', 'Sans suite', 'Nothing'),
    ],
    ranges: [option('brakes', 'Freinage', 'Brakes'), option('oil', 'Huiles', 'Oils')],
  },
}

/** Work for `seed`: the sample form, published and offered by visits. @returns its id */
export async function addSampleForm({ call }: AppClient): Promise<string> {
  const content = new TextEncoder().encode(JSON.stringify(sampleDefinition))
  const { id } = await call('forms.import', { name: 'rapport.json', content })
  await call('forms.publish', { id })
  await call('forms.link', { typeId: 'type-visit', formIds: [id] })
  return id
}

/** Work for `seed`: a report with the sample form, most questions answered. @returns its id */
export async function addSampleReport(
  client: AppClient,
  activityId: string,
  formId: string,
): Promise<string> {
  const { call } = client
  const content = png(400, 200, '#1d4ed8')
  const signature = await call('attachments.stage', {
    ...{ name: 'Signature.png', mime: 'image/png', content },
  })
  const versionId = await currentVersion(client, formId)
  const { id } = await call('reports.submit', {
    ...{ id: 'sample-report', activityId, formId, versionId },
    startedAt: Date.now() - 240_000,
    fillMs: 225_000,
    answers: {
      q_text: 'Paul Martin, chef d’atelier',
      q_longText: 'Rayon freinage à moitié vide.\nLa prochaine livraison est attendue vendredi.',
      q_richText: [
        { insert: 'Prévoir ' },
        { insert: '40 jeux', attributes: { bold: true } },
        { insert: '.\n' },
      ],
      q_choice: 'order',
      q_choices: ['brakes', 'oil'],
      q_boolean: true,
      q_integer: 6,
      q_decimal: 1234.5,
      q_date: '2026-12-15',
      q_rating: 4,
      q_product: ['GDB1330', 'OX 388D'],
      q_signature: [signature],
    },
  })
  return id
}
