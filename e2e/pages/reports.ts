import { expect, type Locator, type Page } from '@playwright/test'
import type { FormDefinition, FormField } from '../../core/contract/form-definition.ts'
import type { Form } from '../../core/contract/forms.ts'
import type { Input } from '../../core/contract/operation.ts'
import type { AppContract } from '../../core/contract/contract.ts'
import { formOf, listOf } from '../../core/domain/forms/sample-form.ts'
import { type AppClient, firstOf } from './workspace.ts'

/** The reports of the open activity, in French. */
export class Reports {
  readonly section: Locator
  readonly add: Locator
  readonly list: Locator
  readonly drafts: Locator
  /** The sheet in which a report is filled or read. */
  readonly sheet: Locator
  readonly submit: Locator

  constructor(page: Page) {
    this.section = page.locator('#activity-details').getByRole('region', { name: 'Rapports' })
    this.add = this.section.getByRole('button', { name: 'Ajouter un rapport' })
    this.list = this.section.getByRole('list', { name: 'Rapports', exact: true })
    this.drafts = this.section.getByRole('list', { name: 'Brouillons de rapports' })
    this.sheet = page.getByRole('dialog')
    this.submit = this.sheet.getByRole('button', { name: 'Soumettre' })
  }

  report(title: string): Locator {
    return this.list.getByRole('listitem').filter({ hasText: title })
  }

  open(title: string): Promise<void> {
    return this.report(title).getByRole('button', { name: title, exact: true }).click()
  }

  /** Fills a report of the one form, with words for its first question. */
  async submitOne(words: string): Promise<void> {
    await this.add.click()
    await this.answer('Compte rendu').fill(words)
    await this.submit.click()
    await expect(this.sheet).toBeHidden()
  }

  answer(label: string): Locator {
    return this.sheet.getByRole('textbox', { name: label, exact: true })
  }

  /** What a report that is read says to a question. */
  read(label: string): Locator {
    return this.sheet
      .locator('dl > div')
      .filter({ has: this.sheet.page().getByText(label, { exact: true }) })
      .getByRole('definition')
  }
}

type Fields = readonly (Pick<FormField, 'id' | 'type'> & Partial<FormField>)[]

/** A summary, which has to be given, and an outcome. */
const visitFields: Fields = [
  { id: 'summary', type: 'longText', label: { fr: 'Compte rendu' }, required: true },
  { id: 'outcome', type: 'choice', list: 'l', label: { fr: 'Résultat' } },
]

/** Work for `seed`: a published form of two questions. @returns its id */
export async function addForm(
  { call }: AppClient,
  title: string,
  { fields = visitFields, once = false }: { fields?: Fields; once?: boolean } = {},
): Promise<string> {
  const definition: FormDefinition = {
    ...formOf(fields, { l: listOf('Commande', 'Devis') }),
    title: { fr: title },
  }
  const content = new TextEncoder().encode(JSON.stringify(definition))
  const { id } = await call('forms.import', { name: 'formulaire.json', content })
  if (once)
    await call('forms.edit', { id, edits: [{ kind: 'form', patch: { oncePerActivity: true } }] })
  await call('forms.publish', { id })
  return id
}

/** Work for `seed`: which forms visits offer. */
export async function offerForms({ call }: AppClient, ...formIds: string[]): Promise<void> {
  await call('forms.link', { typeId: 'type-visit', formIds })
}

/** Work for `seed`: the version that a form offers now. @returns its id */
export async function currentVersion({ subscribe }: AppClient, formId: string): Promise<string> {
  const forms = await firstOf<Form[]>((next, fail) => subscribe('forms.watch', {}, next, fail))
  return forms.find(({ id }) => id === formId)?.current?.id ?? ''
}

/** Work for `seed`: a report on the current version of a form. @returns its id */
export async function addReport(
  client: AppClient,
  activityId: string,
  formId: string,
  answers: Input<AppContract['reports.submit']>['answers'],
): Promise<string> {
  const versionId = await currentVersion(client, formId)
  const { id } = await client.call('reports.submit', {
    ...{ id: crypto.randomUUID(), activityId, formId, versionId, answers },
    ...{ startedAt: Date.now() - 120_000, fillMs: 90_000 },
  })
  return id
}
