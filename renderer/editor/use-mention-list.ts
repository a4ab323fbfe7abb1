import { computed, ref, useId, watch, type ComputedRef, type Ref } from 'vue'
import { matchingPeople, type Person } from './mention-query.ts'
import type { EditorCommands } from './use-quill.ts'

interface MentionList {
  readonly listId: string
  /** Who matches what was typed; nobody while the list is closed. */
  readonly matches: ComputedRef<readonly Person[]>
  readonly active: Ref<number>
  optionId(this: void, person: Person): string
  choose(this: void, person: Person): void
  /** Takes the keys that the open list is operated by; false for every other. */
  take(this: void, event: KeyboardEvent): boolean
}

/**
 * The people offered while a mention is typed (NOT-03). The focus stays in the text: the list is
 * operated from there, and told to screen readers by `aria-activedescendant`.
 */
export function useMentionList(
  editor: EditorCommands,
  people: () => readonly Person[] | undefined,
): MentionList {
  const listId = useId()
  const active = ref(0)
  /** Where the sign stands for which Escape has closed the list. */
  const closedAt = ref<number>()
  const { mentionQuery } = editor

  const matches = computed(() => {
    const typed = mentionQuery.value
    if (!typed || typed.start === closedAt.value) return []
    return matchingPeople(people() ?? [], typed.query)
  })
  const optionId = ({ id }: Person): string => `${listId}-${id}`

  watch(
    () => mentionQuery.value?.start,
    (start) => start !== closedAt.value && (closedAt.value = undefined),
  )
  watch(
    () => mentionQuery.value?.query,
    () => (active.value = 0),
  )
  watch(
    () => matches.value[active.value],
    (person) => editor.describeList(person && { listId, optionId: optionId(person) }),
    { flush: 'post' },
  )

  function choose(person: Person): void {
    if (mentionQuery.value) editor.insertMention(mentionQuery.value, person)
  }

  function take({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    const count = matches.value.length
    if (count === 0 || ctrlKey || metaKey || altKey || shiftKey) return false
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: count - 1 }
    if (key === 'Escape') closedAt.value = mentionQuery.value?.start
    else if (key === 'Enter' || key === 'Tab') choose(matches.value[active.value]!)
    else if (steps[key] !== undefined) active.value = (active.value + steps[key]) % count
    else return false
    return true
  }

  return { listId, matches, active, optionId, choose, take }
}
