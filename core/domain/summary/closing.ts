import { isLater, type Passage } from './passages.ts'
import { overlap } from './similar.ts'

/** So much of what a passage is about has to be in the one that closes it. */
const enough = 0.34

/** The passage that says that what `open` tells is solved or done; the first one that does. */
export function closingOf(open: Passage, done: readonly Passage[]): Passage | undefined {
  return done.find((candidate) => isLater(candidate, open) && closes(candidate, open))
}

function closes(candidate: Passage, open: Passage): boolean {
  // "C'est réglé." right behind it says nothing else than that.
  const isNext = candidate.source.id === open.source.id && candidate.index === open.index + 1
  if (isNext && candidate.stems.size <= 1) return true
  const isSameTopic =
    candidate.topic !== null &&
    candidate.topic === open.topic &&
    overlap(candidate.stems, open.stems) > 0
  return isSameTopic || overlap(candidate.stems, open.stems) >= enough
}
