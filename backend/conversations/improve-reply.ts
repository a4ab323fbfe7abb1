import type { StoredConversation } from '../../core/crdt/conversation-events.ts'
import type { InterviewState } from '../../core/domain/interview/interview-state.ts'
import { askedNow } from '../../core/domain/interview/apply-reply.ts'
import { openSlots, type ReadingContext } from '../../core/domain/interview/read-reply.ts'
import type { Services } from '../app/services.ts'
import type { Author } from '../documents/document-store.ts'
import { append } from './own-conversations.ts'

/** How long a model has for one reply. */
const budgetMs = 4000

/**
 * Asks the chosen model what it reads in a reply, and writes that down as a further event; where it gives
 * nothing, why. The local reading stands meanwhile and after (AIR-12). Never throws.
 *
 * @param before the conversation as it was when the reply came
 */
export async function improveReply(
  services: Services,
  author: Author,
  conversation: StoredConversation,
  before: InterviewState,
  reply: { readonly id: string; readonly text: string },
  context: ReadingContext,
): Promise<void> {
  if (!services.models.chosen()) return
  const open = openSlots(before, context.people)
  if (open.length === 0) return
  const focused = askedNow(before).field
  const request = { reply: reply.text, open, focused, context: context.extraction }
  const answered = await services.models.extract(request, AbortSignal.timeout(budgetMs))
  try {
    append(services, { ...author, at: services.now() }, conversation.id, {
      ...{ kind: 'improved', of: reply.id },
      ...(answered.ok
        ? { slots: { ...answered.value }, engine: answered.engine, error: null }
        : { slots: {}, engine: null, error: answered.error }),
    })
  } catch {
    // The conversation has ended meanwhile, or the app: what the rules read stands.
  }
}
