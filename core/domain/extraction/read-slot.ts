import { readMoney, readNumber, readPercent } from './amounts.ts'
import { findCommand } from './commands.ts'
import { readEmail, readPhone, readShortText } from './contact-details.ts'
import { readDuration } from './durations.ts'
import type { Extracted, ExtractionContext } from './extracted.ts'
import { readChoiceInEither } from './options.ts'
import { readRating } from './ratings.ts'
import { readDate, readTime } from './read-dates.ts'
import { filledAt, none, readReply, type Reply } from './reply.ts'
import type { SlotField } from './slot-field.ts'
import { readYesNo } from './yes-no.ts'

/** Where anything may be written, only a short reply is a command. */
const mostWordsOfCommandInText = 6

/**
 * Reads the reply to one question: a value with the words it comes from, why it has to be asked again,
 * or what the person wants of the conversation. A reply in the other language is read too, and asked
 * back.
 */
export function readSlot(source: string, field: SlotField, context: ExtractionContext): Extracted {
  const reply = readReply(source, context)
  if (reply.words === 0) return none
  const isText = field.type === 'text' || field.type === 'shorttext'
  if (!isText || reply.words <= mostWordsOfCommandInText) {
    const command = findCommand(reply.text, reply.words, reply.locale)
    if (command) return { status: command }
  }
  return readValue(reply, field)
}

/** The same without commands, for a part of a reply. */
export function readValue(reply: Reply, field: SlotField): Extracted {
  const found = readIn(reply, field)
  if (found.status !== 'none' || isSameInBoth(field)) return found
  const other = readIn(
    readReply(reply.source, reply.context, reply.locale === 'fr' ? 'en' : 'fr'),
    field,
  )
  return other.status === 'filled' ? { ...other, confirm: true } : other
}

const isSameInBoth = ({ type }: SlotField): boolean =>
  ['choice', 'multichoice', 'phone', 'email', 'text', 'shorttext'].includes(type)

function readIn(reply: Reply, field: SlotField): Extracted {
  switch (field.type) {
    case 'date':
    case 'datetime':
      return readDate(reply, field)
    case 'time':
      return readTime(reply, field)
    case 'integer':
    case 'number':
      return readNumber(reply, field)
    case 'percent':
      return readPercent(reply, field)
    case 'money':
      return readMoney(reply, field)
    case 'duration':
      return readDuration(reply, field)
    case 'boolean':
      return readYesNo(reply)
    case 'choice':
    case 'multichoice':
      return readChoiceInEither(reply, field)
    case 'rating':
      return readRating(reply, field)
    case 'phone':
      return readPhone(reply)
    case 'email':
      return readEmail(reply)
    case 'shorttext':
      return readShortText(reply)
    case 'text':
      return readText(reply)
  }
}

function readText(reply: Reply): Extracted {
  const { source } = reply
  const start = source.length - source.trimStart().length
  const end = source.trimEnd().length
  return filledAt(reply, source.slice(start, end), [start, end], { confidence: 1 })
}
