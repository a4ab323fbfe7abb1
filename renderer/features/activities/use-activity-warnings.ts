import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { ActivityWarning } from '../../../core/contract/activities.ts'
import type { Input } from '../../../core/contract/operation.ts'
import type { AppContract } from '../../../core/contract/contract.ts'
import { useBackend } from '../../data/use-backend.ts'

type CheckInput = Input<AppContract['activities.check']>

const pauseMs = 200

/**
 * What is unusual about the activity in the form, while it is being filled (ACT-14, ACT-17).
 * @param input what to check; `undefined` while the form does not say enough
 */
export function useActivityWarnings(
  input: () => CheckInput | undefined,
): ShallowRef<readonly ActivityWarning[]> {
  const backend = useBackend()
  const warnings = shallowRef<readonly ActivityWarning[]>([])
  let question = 0
  let pause: ReturnType<typeof setTimeout> | undefined

  async function ask(asked: CheckInput): Promise<void> {
    const mine = question
    try {
      const found = await backend.call('activities.check', asked)
      if (mine === question) warnings.value = found
    } catch {
      // A warning that cannot be had must not stand in the way of saving.
      if (mine === question) warnings.value = []
    }
  }

  watch(
    () => JSON.stringify(input()),
    () => {
      question++
      clearTimeout(pause)
      const asked = input()
      if (asked) pause = setTimeout(() => void ask(asked), pauseMs)
      else warnings.value = []
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    question++
    clearTimeout(pause)
  })
  return warnings
}
