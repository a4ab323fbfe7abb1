import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { readPermalink } from '../../core/domain/notes/permalink.ts'
import { noteRoute } from '../ui/note-route.ts'

/**
 * A permalink that is pasted outside of any field opens its note (NOT-03): whoever got it by e-mail
 * needs no place to put it.
 */
export function usePastedPermalink(): void {
  const router = useRouter()
  useEventListener(document, 'paste', (event: ClipboardEvent) => {
    const { target, clipboardData, defaultPrevented } = event
    const isField =
      target instanceof HTMLElement &&
      (target.isContentEditable || target.matches('input, textarea'))
    if (defaultPrevented || isField) return
    const note = readPermalink(clipboardData?.getData('text/plain') ?? '')
    if (note) void router.push(noteRoute(note))
  })
}
