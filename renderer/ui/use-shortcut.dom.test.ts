import { afterEach, describe, expect, test, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'
import { useShortcut, type ShortcutOptions } from './use-shortcut.ts'

let scopes: EffectScope[] = []
afterEach(() => {
  for (const scope of scopes) scope.stop()
  scopes = []
  document.body.replaceChildren()
})

function bind(keys: string, options: Partial<ShortcutOptions> = {}) {
  const handler = vi.fn()
  const scope = effectScope()
  scopes.push(scope)
  scope.run(() => useShortcut(keys, handler, { label: keys, ...options }))
  return { handler, scope }
}

function press(key: string, target: Element = document.body, init: KeyboardEventInit = {}): Event {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}

function add(tag: string, attributes: Record<string, string> = {}): Element {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  document.body.append(element)
  return element
}

describe('GEN-07 keyboard shortcuts', () => {
  test('a key runs its handler and is not used for anything else', () => {
    const { handler } = bind('n')
    expect(press('n').defaultPrevented).toBe(true)
    expect(handler).toHaveBeenCalledOnce()
  })
  test('it tells whether the keys mean this now, for the hint beside a field', () => {
    const scope = effectScope()
    scopes.push(scope)
    const isMine = scope.run(() => useShortcut('/', vi.fn(), { label: 'list' }))!
    expect(isMine()).toBe(true)
    const isOn = ref(true)
    const later = bind('/', { enabled: isOn })
    expect(isMine()).toBe(false)
    isOn.value = false
    expect(isMine()).toBe(true)
    isOn.value = true
    later.scope.stop()
    expect(isMine()).toBe(true)
  })
  test('a key typed into a field stays there', () => {
    const { handler } = bind('n')
    press('n', add('input', { type: 'text' }))
    press('n', add('textarea'))
    press('n', add('div', { contenteditable: 'true' }))
    expect(handler).not.toHaveBeenCalled()
  })
  test('a checkbox is no text field', () => {
    const { handler } = bind('n')
    press('n', add('input', { type: 'checkbox' }))
    expect(handler).toHaveBeenCalledOnce()
  })
  test('keys that are meant while typing work in a field', () => {
    const { handler } = bind('mod+enter', { whileTyping: true })
    press('Enter', add('input', { type: 'text' }), { ctrlKey: true })
    expect(handler).toHaveBeenCalledOnce()
  })
  test('so does a key that types nothing', () => {
    const { handler } = bind('f6', { whileTyping: true })
    press('F6', add('input', { type: 'text' }))
    expect(handler).toHaveBeenCalledOnce()
  })
  test('an open menu has the keyboard to itself', () => {
    const { handler } = bind('n')
    add('div', { role: 'menu', 'data-state': 'open' })
    press('n')
    expect(handler).not.toHaveBeenCalled()
  })
  test('the page wins over the frame for the same key, until it is left', () => {
    const frame = bind('n')
    const page = bind('n')
    press('n')
    expect(page.handler).toHaveBeenCalledOnce()
    page.scope.stop()
    press('n')
    expect(page.handler).toHaveBeenCalledOnce()
    expect(frame.handler).toHaveBeenCalledOnce()
  })
  test('a shortcut that is not enabled leaves the key alone', () => {
    const enabled = ref(false)
    const { handler } = bind('n', { enabled })
    expect(press('n').defaultPrevented).toBe(false)
    enabled.value = true
    press('n')
    expect(handler).toHaveBeenCalledOnce()
  })
  test('a handled key is not handled twice', () => {
    const { handler } = bind('n')
    const event = new KeyboardEvent('keydown', { key: 'n', bubbles: true, cancelable: true })
    event.preventDefault()
    document.body.dispatchEvent(event)
    expect(handler).not.toHaveBeenCalled()
  })
})
