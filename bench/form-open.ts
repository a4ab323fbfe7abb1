import { chromium, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startBrowserShell } from '../e2e/browser-shell.ts'
import { chromiumArguments, findChromium } from '../e2e/find-chromium.ts'
import { locale, timezoneId, viewport } from '../e2e/shell.ts'
import type { FormDefinition, FormField } from '../core/contract/form-definition.ts'
import { fieldOf, formOf, listOf } from '../core/domain/forms/sample-form.ts'
import { inTemporaryFolder } from './data-folder.ts'
import { p50, percentile, reportAgainst, takeTurns } from './measure.ts'
import { openClient } from './open-client.ts'
import type { Bench } from './run.ts'

const manyFields = 500
const fewFields = 20
const rounds = 15
const warmUp = 3
const keystrokes = 200
const build = join(import.meta.dirname, '../scripts/build.mjs')

/**
 * A form of 500 fields of all simple kinds, some of them shown by rules, in a real Chromium: from the
 * click on its button until its first field has the focus and the frame after that one; and from a key
 * in its first text field until the page has dealt with it. The contender is a form of twenty fields. On a
 * busy machine the processor time of a key tells more than its milliseconds.
 */
export const formOpen: Bench = (report) =>
  inTemporaryFolder(async (dataDir) => {
    const executablePath = findChromium()
    if (!executablePath) throw new Error('Chromium is not installed')
    const { status } = spawnSync(process.execPath, [build, '--if-needed', 'browser'], {
      stdio: ['ignore', 2, 2],
    })
    if (status !== 0) throw new Error(`the build ended with ${status}`)
    const path = await seed(dataDir)
    const browser = await chromium.launch({ executablePath, args: chromiumArguments })
    const shell = startBrowserShell(browser, dataDir, { locale, timezoneId, viewport })
    try {
      await shell.ready()
      const { page } = shell
      await page.evaluate((to) => (location.hash = to), path)
      const times = await takeTurns(
        {
          many: () => openForm(page, titleOf(manyFields)),
          few: () => openForm(page, titleOf(fewFields)),
        },
        { rounds, warmUp, after: () => closeForm(page) },
      )
      const what = `a form of ${manyFields} fields opens`
      reportAgainst(report, what, times.many, `one of ${fewFields}`, times.few)
      await openForm(page, titleOf(manyFields))
      const processorMs = await processorClock(page)
      const before = await processorMs()
      const keys = await typeInto(page)
      report({
        metric: `a key in a form of ${manyFields} fields, processor time of the page`,
        value: ((await processorMs()) - before) / keystrokes,
        unit: 'ms',
      })
      report({
        metric: `a key in a form of ${manyFields} fields, p50`,
        value: p50(keys),
        unit: 'ms',
      })
      report({
        metric: `a key in a form of ${manyFields} fields, p95`,
        value: percentile(keys, 0.95),
        unit: 'ms',
      })
      if (shell.problems.length > 0) throw new Error(shell.problems.join('\n'))
    } finally {
      await shell.stop()
      await browser.close()
    }
  })

const titleOf = (fields: number): string => `Formulaire de ${fields} champs`

/** A visit that is over, of a type with both forms. @returns the address of its details */
async function seed(dataDir: string): Promise<string> {
  const { backend, client } = await openClient(dataDir)
  await client.call('workspace.create', {
    ...{ organisationName: 'Mesure', firstName: 'Camille', lastName: 'Roche' },
    ...{ tz: timezoneId, locale: 'fr' },
  })
  const formIds: string[] = []
  for (const fields of [manyFields, fewFields]) {
    const content = new TextEncoder().encode(JSON.stringify(formWith(fields)))
    const { id } = await client.call('forms.import', { name: 'mesure.json', content })
    await client.call('forms.publish', { id })
    formIds.push(id)
  }
  await client.call('forms.link', { typeId: 'type-visit', formIds })
  const { id: customerId } = await client.call('customers.create', {
    ...{ parentId: null, fields: { name: 'Norauto' } },
  })
  const startAt = Math.floor(Date.now() / 60_000) * 60_000 - 3_600_000
  const { id } = await client.call('activities.create', {
    activity: { typeId: 'type-visit', customerId, startAt, endAt: startAt + 1_800_000 },
  })
  await backend.close()
  return `/customers/${customerId}/activities?activity=${id}`
}

/** With what each is answered from the beginning: drafts and rules go over all answers. */
const kinds: readonly Pick<FormField, 'type' | 'default'>[] = [
  { type: 'text', default: 'Rayon pneus' },
  { type: 'choice', default: 'oui' },
  { type: 'integer', default: 12 },
  { type: 'boolean', default: true },
  { type: 'longText', default: 'Le stock est au complet, la vitrine a été refaite.' },
  { type: 'decimal', default: 1234.5 },
  { type: 'date', default: '2026-11-24' },
  { type: 'choices', default: ['oui', 'autre'] },
  { type: 'rating', default: 4 },
  { type: 'time', default: '14:30' },
]

function formWith(count: number): FormDefinition {
  const fields = Array.from({ length: count }, (_, index) =>
    fieldOf({
      ...{ id: `q_${index}`, label: { fr: `Question ${index + 1}` } },
      ...{ ...kinds[index % kinds.length]!, list: 'l' },
      ...(index > 0 && index % 10 === 0 && { visibleIf: { '!=': [{ var: 'q_0' }, 'x'] } }),
    }),
  )
  return { ...formOf(fields, { l: listOf('oui', 'non', 'autre') }), title: { fr: titleOf(count) } }
}

/** Chooses the form; resolves with the milliseconds from that click. */
async function openForm(page: Page, title: string): Promise<number> {
  const section = page.getByRole('region', { name: 'Rapports', exact: true })
  await section.getByRole('button', { name: 'Ajouter un rapport' }).click()
  const choice = page.getByRole('menuitem', { name: title })
  await choice.waitFor()
  await page.evaluate(armClick)
  await choice.click()
  return page.evaluate(() => window.formProbe.opened)
}

/** Throws its draft away, so that the next one is as new. */
async function closeForm(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
}

/** Milliseconds of each key, ascending. */
async function typeInto(page: Page): Promise<number[]> {
  const field = page.getByRole('dialog').getByRole('textbox', { name: 'Question 1', exact: true })
  await field.focus()
  await page.evaluate(armKeys)
  for (let key = 0; key < keystrokes; key++) await page.keyboard.type('abcdefgh '[key % 9]!)
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  const times = await page.evaluate(() => window.formProbe.keys)
  if (times.length < keystrokes) throw new Error(`${times.length} keys of ${keystrokes} were seen`)
  return times.sort((a, b) => a - b)
}

/** What the page's thread has worked so far, which does not grow while others have the processor. */
async function processorClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value * 1000
  }
}

interface FormProbe {
  opened: Promise<number>
  keys: number[]
}

declare global {
  interface Window {
    formProbe: FormProbe
  }
}

/** Runs in the page: from the next click to the frame after the one in which a field has the focus. */
function armClick(): void {
  const opened = new Promise<number>((resolve) => {
    const clicked = ({ timeStamp }: MouseEvent): void => {
      const look = (): void => {
        const isThere = document.activeElement?.closest('[role=dialog]')?.querySelector('form')
        if (!isThere) return void requestAnimationFrame(look)
        requestAnimationFrame((at) => resolve(at - timeStamp))
      }
      requestAnimationFrame(look)
    }
    addEventListener('click', clicked, { capture: true, once: true })
  })
  window.formProbe = { opened, keys: [] }
}

/**
 * Runs in the page: from each key until everything that followed from its input is rendered and laid out.
 * What comes then is the wait for the next frame.
 */
function armKeys(): void {
  const { port1, port2 } = new MessageChannel()
  let startedAt = 0
  port1.onmessage = () => {
    document.body.getBoundingClientRect()
    window.formProbe.keys.push(performance.now() - startedAt)
  }
  addEventListener('keydown', () => (startedAt = performance.now()), { capture: true })
  addEventListener('input', () => port2.postMessage(undefined))
}
