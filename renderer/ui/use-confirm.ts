import { shallowRef, type ShallowRef } from 'vue'

export interface ConfirmQuestion {
  readonly title: string
  readonly text: string
  readonly confirmLabel: string
  /** Of the way back, where *Cancel* could be taken for what is asked. */
  readonly backLabel?: string
  /** Deletes or throws away: the button is red and Cancel has the focus. */
  readonly danger?: boolean
}

/** A question that is confirmed with a reason. */
export interface ReasonQuestion extends ConfirmQuestion {
  readonly reason: {
    readonly label: string
    /** Said where it is left out. */
    readonly missing: string
    /** Offered while it is typed. */
    readonly choices?: readonly string[]
  }
}

export type PendingQuestion = (ConfirmQuestion | ReasonQuestion) & {
  /** `false`: not confirmed; else the reason, empty where none was asked for. */
  answer(this: void, given: string | false): void
}

/** The question on screen; `ConfirmDialog.vue` in the frame shows it. */
export const pendingQuestion: ShallowRef<PendingQuestion | undefined> = shallowRef()

function ask(question: ConfirmQuestion | ReasonQuestion): Promise<string | false> {
  pendingQuestion.value?.answer(false)
  return new Promise((resolve) => {
    pendingQuestion.value = {
      ...question,
      answer: (given) => {
        pendingQuestion.value = undefined
        resolve(given)
      },
    }
  })
}

/** Asks before something that cannot be taken back; resolves to what the person chose. */
export function useConfirm(): (question: ConfirmQuestion) => Promise<boolean> {
  return async (question) => (await ask(question)) !== false
}

/** The same for what wants a reason; resolves to it, or to `undefined` where it was not confirmed. */
export function useAskReason(): (question: ReasonQuestion) => Promise<string | undefined> {
  return async (question) => (await ask(question)) || undefined
}
