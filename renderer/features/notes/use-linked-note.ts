import { computed, nextTick, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import type { Note } from '../../../core/contract/notes.ts'

interface LinkedNote {
  /** The note that the address names: `?note=…`. */
  readonly linkedId: ComputedRef<string | undefined>
  /** It is not among the notes of this activity on this device. */
  readonly isMissing: ComputedRef<boolean>
  elementId(this: void, noteId: string): string
}

/**
 * Brings the note of a permalink into view and gives it the focus, as soon as it is there (NOT-03):
 * a note that has not arrived yet may come with the next exchange.
 *
 * @param notes `undefined` until they are known
 */
export function useLinkedNote(notes: () => readonly Pick<Note, 'id'>[] | undefined): LinkedNote {
  const route = useRoute()
  const linkedId = computed(() => {
    const { note } = route.query
    return typeof note === 'string' && note !== '' ? note : undefined
  })
  const foundId = computed(() => notes()?.find(({ id }) => id === linkedId.value)?.id)
  const elementId = (noteId: string): string => `note-${noteId}`

  watch(
    foundId,
    async (id) => {
      if (id === undefined) return
      await nextTick()
      const element = document.getElementById(elementId(id))
      element?.scrollIntoView({ block: 'center' })
      element?.focus({ preventScroll: true })
    },
    { immediate: true },
  )

  return {
    linkedId,
    isMissing: computed(
      () => linkedId.value !== undefined && notes() !== undefined && foundId.value === undefined,
    ),
    elementId,
  }
}
