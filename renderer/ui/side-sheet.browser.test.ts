import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { defineComponent, h, ref } from 'vue'
import { mountInApp } from '../testing/mount-in-app.ts'
import './main.css'
import SideSheet from './SideSheet.vue'

const mounted: VueWrapper[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

/** A page with a button that opens a sheet, and something in the sheet. */
function mountPage(content = () => [h('input', { 'aria-label': 'Nom' })]) {
  const open = ref(false)
  const page = defineComponent(() => () => [
    h('button', { id: 'opener', onClick: () => (open.value = true) }, 'Ouvrir'),
    h(
      SideSheet,
      { open: open.value, title: 'Détails', 'onUpdate:open': (is: boolean) => (open.value = is) },
      { default: content, footer: () => h('button', { id: 'last' }, 'Enregistrer') },
    ),
  ])
  mounted.push(mountInApp(page))
  return { open, opener: document.querySelector<HTMLElement>('#opener')! }
}

async function openSheet(opener: HTMLElement): Promise<HTMLElement> {
  await userEvent.click(opener)
  await vi.waitFor(() => expect(sheet()?.contains(document.activeElement)).toBe(true))
  return sheet()!
}
const sheet = (): HTMLElement | null =>
  document.querySelector<HTMLElement>('[role="dialog"][aria-labelledby]')

describe('GEN-07 side sheet', () => {
  test('it has the name of its title and takes the focus', async () => {
    const { opener } = mountPage()
    const dialog = await openSheet(opener)
    const title = document.getElementById(dialog.getAttribute('aria-labelledby')!)
    expect(title?.textContent).toBe('Détails')
  })

  test('Escape closes it and gives the focus back', async () => {
    const { open, opener } = mountPage()
    await openSheet(opener)
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(false)
    expect(document.activeElement).toBe(opener)
  })

  test('Tab goes round inside, in both directions', async () => {
    const { opener } = mountPage()
    const dialog = await openSheet(opener)
    const last = dialog.querySelector<HTMLElement>('#last')!
    last.focus()
    await userEvent.tab()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Fermer')
    await userEvent.tab({ shift: true })
    expect(document.activeElement).toBe(last)
  })

  test('a control that asks for it has the focus first', async () => {
    const { opener } = mountPage(() => [
      h('input', { 'aria-label': 'Nom' }),
      h('input', { 'aria-label': 'Prénom', 'data-autofocus': '' }),
    ])
    await openSheet(opener)
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Prénom')
  })

  test('Escape goes to a menu over the sheet first', async () => {
    const { open, opener } = mountPage()
    await openSheet(opener)
    const menu = document.createElement('div')
    menu.setAttribute('role', 'menu')
    menu.dataset['state'] = 'open'
    document.body.append(menu)
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(true)
    menu.remove()
    await userEvent.keyboard('{Escape}')
    expect(open.value).toBe(false)
  })

  test('the page beside it stays usable', async () => {
    const { opener } = mountPage()
    await openSheet(opener)
    opener.focus()
    expect(document.activeElement).toBe(opener)
  })
})
