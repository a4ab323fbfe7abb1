import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { StagedFile } from '../../../core/contract/activities.ts'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { DeltaOp } from '../../../core/contract/scalars.ts'
import { isBlankRichText } from '../../../core/richtext/delta-to-text.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useNotify } from '../../ui/use-notify.ts'
import { useSharedDraft } from '../../data/use-shared-draft.ts'
import { emptyNote, isEmptyNote, readNoteDraft, type NoteDraft } from './note-draft.ts'

interface NoteComposer {
  readonly body: Ref<DeltaOp[]>
  readonly files: Ref<StagedFile[]>
  readonly isEmpty: ComputedRef<boolean>
  readonly isSending: Ref<boolean>
  /** Why it was not written; what was typed stays. */
  readonly error: Ref<AppError | undefined>
  send(this: void): Promise<void>
}

/** A note being written on an activity: kept at every keystroke until it is sent (ACT-20). */
export function useNoteComposer(activityId: string): NoteComposer {
  const backend = useBackend()
  const notify = useNotify()
  const body = ref<DeltaOp[]>([])
  const files = ref<StagedFile[]>([])
  const isSending = ref(false)
  const error = ref<AppError>()
  /** What the draft says already; it needs no keeping. */
  let known: NoteDraft = emptyNote
  let isKept = false

  const show = (note: NoteDraft): void => {
    known = note
    body.value = note.body
    files.value = note.files
  }
  const draft = useSharedDraft<NoteDraft>({
    read: readNoteDraft,
    changedElsewhere: show,
    endedElsewhere: () => show(emptyNote),
  })
  const key = `note:new:${activityId}`
  const openDraft = async (): Promise<void> => {
    const found = await draft.open(key)
    // Whoever types faster than the draft comes keeps what they typed.
    isKept ||= found !== undefined
    if (found && isEmptyNote({ body: body.value, files: files.value })) show(found.value)
  }
  void openDraft()

  function startAfresh(): void {
    isKept = false
    draft.discard()
    void openDraft()
  }

  watch([body, files], () => {
    error.value = undefined
    const note = { body: body.value, files: files.value }
    if (note.body === known.body && note.files === known.files) return
    known = note
    if (isSending.value) return
    // An emptied field is no draft.
    if (isEmptyNote(note)) return void (isKept && startAfresh())
    isKept = true
    draft.keep(note)
  })

  async function send(): Promise<void> {
    const note = { body: body.value, files: files.value }
    if (isSending.value || isEmptyNote(note)) return
    isSending.value = true
    error.value = undefined
    try {
      const { id } = await backend.call('notes.create', {
        activityId,
        body: isBlankRichText(note.body) ? fileNames(note.files) : note.body,
      })
      show(emptyNote)
      startAfresh()
      for (const file of note.files)
        await backend
          .call('attachments.add', { parent: { kind: 'note', id }, file })
          .catch((failure: unknown) => notify.error(failure, { field: file.name }))
    } catch (failure) {
      error.value = failure as AppError
    } finally {
      isSending.value = false
    }
  }

  return {
    ...{ body, files, isSending, error, send },
    isEmpty: computed(() => isEmptyNote({ body: body.value, files: files.value })),
  }
}

/** A note of files alone says which: a note without text is refused. */
const fileNames = (files: readonly StagedFile[]): DeltaOp[] => [
  { insert: `${files.map(({ name }) => name).join(', ')}\n` },
]
