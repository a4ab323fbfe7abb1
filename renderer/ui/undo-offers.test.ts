import { afterEach, describe, expect, test, vi } from 'vitest'
import { offerUndo, takeLastUndo } from './undo-offers.ts'

const offers: { withdraw(): void }[] = []
afterEach(() => {
  for (const offer of offers.splice(0)) offer.withdraw()
})

function offer(forMs = 10_000) {
  const undo = vi.fn()
  const made = offerUndo(undo, forMs, () => 0)
  offers.push(made)
  return { undo, ...made }
}

describe('ACT-10 undo for ten seconds', () => {
  test('Ctrl+Z takes back the newest first, then the one before', () => {
    const [first, second] = [offer(), offer()]
    expect(takeLastUndo(1)).toBe(true)
    expect(second.undo).toHaveBeenCalledOnce()
    expect(first.undo).not.toHaveBeenCalled()
    takeLastUndo(1)
    expect(first.undo).toHaveBeenCalledOnce()
  })
  test('an offer is taken once, by key or by button', () => {
    const { undo, take } = offer()
    take()
    take()
    expect(takeLastUndo(1)).toBe(false)
    expect(undo).toHaveBeenCalledOnce()
  })
  test('after its time nothing is taken back', () => {
    const { undo } = offer(10_000)
    expect(takeLastUndo(10_000)).toBe(false)
    expect(undo).not.toHaveBeenCalled()
  })
  test('Ctrl+Z does not find a withdrawn offer', () => {
    const { undo, withdraw } = offer()
    withdraw()
    expect(takeLastUndo(1)).toBe(false)
    expect(undo).not.toHaveBeenCalled()
  })
  test('the button of a notice works although its click closes the notice first', () => {
    const { undo, withdraw, take } = offer()
    withdraw()
    take()
    expect(undo).toHaveBeenCalledOnce()
  })
})
