import { shallowRef, type ShallowRef } from 'vue'

export interface ConfirmQuestion {
  readonly title: string
  readonly text: string
  readonly confirmLabel: string
  /** Deletes or throws away: the button is red and Cancel has the focus. */
  readonly danger?: boolean
}

interface PendingQuestion extends ConfirmQuestion {
  answer(confirmed: boolean): void
}

/** The question on screen; `ConfirmDialog.vue` in the frame shows it. */
export const pendingQuestion: ShallowRef<PendingQuestion | undefined> = shallowRef()

/** Asks before something that cannot be taken back; resolves to what the person chose. */
export function useConfirm(): (question: ConfirmQuestion) => Promise<boolean> {
  return (question) => {
    pendingQuestion.value?.answer(false)
    return new Promise((resolve) => {
      pendingQuestion.value = {
        ...question,
        answer: (confirmed) => {
          pendingQuestion.value = undefined
          resolve(confirmed)
        },
      }
    })
  }
}
