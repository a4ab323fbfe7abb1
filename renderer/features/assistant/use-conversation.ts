import { useDebounceFn } from '@vueuse/core'
import { computed, type ComputedRef, onScopeDispose, type Ref, shallowRef, watch } from 'vue'
import type { AppError } from '../../../core/contract/app-error.ts'
import type { Conversation, conversationsContract } from '../../../core/contract/conversations.ts'
import type { Input } from '../../../core/contract/operation.ts'
import { interviewOf, lastUndoable } from '../../../core/domain/interview/interview.ts'
import type { InterviewState } from '../../../core/domain/interview/interview-state.ts'
import { useBackend } from '../../data/use-backend.ts'
import { useLiveQuery } from '../../data/use-live-query.ts'
import { useNotify } from '../../ui/use-notify.ts'

type Answer = Input<(typeof conversationsContract)['conversations.edit']>['answer']

interface OpenConversation {
  readonly conversation: ComputedRef<Conversation | undefined>
  readonly state: ComputedRef<InterviewState | undefined>
  readonly error: Readonly<Ref<AppError | undefined>>
  readonly canUndo: ComputedRef<boolean>
  retry(this: void): void
  reply(this: void, text: string, via: 'typed' | 'voice'): Promise<boolean>
  /** Typed in the form; written once the person pauses. */
  edit(this: void, formId: string, field: string, answer: unknown): void
  /** What was typed and is not written yet. */
  isTyping(this: void, field: string): boolean
  flush(this: void): Promise<void>
  confirm(this: void, field: string): Promise<void>
  reject(this: void, field: string): Promise<void>
  choose(this: void, field: string, answer: unknown): Promise<void>
  undo(this: void): Promise<void>
  turn(this: void, to: 'review' | 'questions'): Promise<void>
  map(this: void, formId: string): Promise<void>
}

const typingMs = 400

/**
 * A conversation that goes on.
 *
 * @param ended it is over: submitted or thrown away, here or elsewhere
 */
export function useConversation(id: () => string, ended: () => void): OpenConversation {
  const backend = useBackend()
  const notify = useNotify()
  const { data, error, retry } = useLiveQuery('conversations.watch', () => ({ id: id() }))
  const conversation = computed(() => data.value ?? undefined)
  const state = computed(() => {
    if (!conversation.value) return undefined
    const { mode, form, others, tz, events } = conversation.value
    return interviewOf({ mode, form, others, tz }, events)
  })
  watch(data, (now) => now === null && ended())

  const typed = shallowRef(new Map<string, { formId: string; answer: Answer }>())
  const sending = new Set<string>()
  async function flush(): Promise<void> {
    const edits = [...typed.value]
    typed.value = new Map()
    for (const [field, { formId, answer }] of edits) {
      sending.add(field)
      await tell(() => backend.call('conversations.edit', { id: id(), formId, field, answer }))
      sending.delete(field)
    }
  }
  const flushSoon = useDebounceFn(flush, typingMs, { maxWait: 2000 })
  onScopeDispose(() => void flush())

  async function tell(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work()
      return true
    } catch (failure) {
      notify.error(failure)
      return false
    }
  }
  /** What was typed before comes first. */
  async function after(work: () => Promise<unknown>): Promise<boolean> {
    await flush()
    return tell(work)
  }

  return {
    ...{ conversation, state, error, retry, flush },
    canUndo: computed(() => state.value !== undefined && lastUndoable(state.value) !== undefined),
    reply: (text, via) => after(() => backend.call('conversations.reply', { id: id(), text, via })),
    edit(formId, field, answer) {
      typed.value = new Map(typed.value).set(field, { formId, answer: (answer ?? null) as Answer })
      void flushSoon()
    },
    isTyping: (field) => typed.value.has(field) || sending.has(field),
    confirm: async (field) =>
      void (await after(() => backend.call('conversations.confirm', { id: id(), field }))),
    reject: async (field) =>
      void (await after(() => backend.call('conversations.reject', { id: id(), field }))),
    choose: async (field, answer) =>
      void (await after(() =>
        backend.call('conversations.choose', { id: id(), field, answer: answer as Answer }),
      )),
    undo: async () => void (await after(() => backend.call('conversations.undo', { id: id() }))),
    turn: async (to) =>
      void (await after(() => backend.call('conversations.turn', { id: id(), to }))),
    map: async (formId) =>
      void (await after(() => backend.call('conversations.map', { id: id(), formId }))),
  }
}
