import { computed, toValue, type ComputedRef } from 'vue'
import { shortcuts } from './use-shortcut.ts'

type Group = 'screen' | 'navigation' | 'general'

interface ListedShortcut {
  readonly keys: string
  readonly label: string
}
interface ShortcutGroup {
  readonly name: Group
  readonly entries: readonly ListedShortcut[]
}

/** What the keyboard does here and now, the current screen's keys first; each pair of keys once. */
export function useShortcutGroups(): ComputedRef<readonly ShortcutGroup[]> {
  return computed(() => {
    const effective = new Map(
      shortcuts
        .filter(({ enabled }) => toValue(enabled) !== false)
        .map((shortcut) => [shortcut.keys, shortcut]),
    )
    const entriesOf = (name: Group): ListedShortcut[] =>
      [...effective.values()]
        .filter(({ group = 'screen' }) => group === name)
        .map(({ keys, label }) => ({ keys, label: toValue(label) }))
    return (['screen', 'navigation', 'general'] as const)
      .map((name) => ({ name, entries: entriesOf(name) }))
      .filter(({ entries }) => entries.length > 0)
  })
}
