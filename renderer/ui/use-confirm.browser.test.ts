import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { mountInApp } from '../testing/mount-in-app.ts'
import ConfirmDialog from './ConfirmDialog.vue'
import './main.css'
import { useConfirm, type ConfirmQuestion } from './use-confirm.ts'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const question: ConfirmQuestion = {
  title: 'Supprimer l’activité\u202f?',
  text: '2 pièces jointes',
  confirmLabel: 'Supprimer',
}

async function ask(danger = false): Promise<{ answer: Promise<boolean> }> {
  mounted.push(mountInApp(ConfirmDialog))
  const answer = useConfirm()({ ...question, danger })
  await vi.waitFor(() => expect(document.activeElement?.closest('[role="dialog"]')).toBeTruthy())
  return { answer }
}
const focused = (): string | undefined => document.activeElement?.textContent?.trim()

describe('ACT-10 a question before something is thrown away', () => {
  test('the button that says so confirms', async () => {
    const { answer } = await ask(true)
    await userEvent.click(document.querySelector('[role="dialog"] [data-confirm]')!)
    expect(await answer).toBe(true)
  })
  test('Escape is a no', async () => {
    const { answer } = await ask(true)
    await userEvent.keyboard('{Escape}')
    expect(await answer).toBe(false)
  })
  test('Enter throws nothing away by accident', async () => {
    const { answer } = await ask(true)
    expect(focused()).toBe('Annuler')
    await userEvent.keyboard('{Enter}')
    expect(await answer).toBe(false)
  })
  test('a harmless question begins at its answer', async () => {
    const { answer } = await ask()
    expect(focused()).toBe('Supprimer')
    await userEvent.keyboard('{Enter}')
    expect(await answer).toBe(true)
  })
  test('a second question answers the first with no', async () => {
    const { answer } = await ask()
    const second = useConfirm()(question)
    expect(await answer).toBe(false)
    await userEvent.keyboard('{Escape}')
    expect(await second).toBe(false)
  })
})
